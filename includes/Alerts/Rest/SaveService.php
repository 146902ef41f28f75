<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Outside\ServiceFormat;
use Aaia\Chatbot\Alerts\Outside\ServiceKind;
use Aaia\Chatbot\Alerts\Outside\ServiceRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Settings\Settings;

/**
 * PUT /alert-services/{id}: saves an outside service; the id `new` makes one.
 *
 * A masked secret or address stays as it is, but not when the host changes: a key goes to its own host only. An empty signing
 * secret of a webhook makes a new one, which this answer shows once.
 */
final class SaveService extends StaffRoute {

	private const NEW = 'new';

	public function __construct( private readonly ServiceRepository $services ) {}

	public function method(): string {
		return 'PUT';
	}

	public function path(): string {
		return '/alert-services/{id}';
	}

	public function capability(): Capability {
		return Capability::Manage;
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'kind'    => ServiceShape::kind(),
				'name'    => Schema::text( 120, 1 ),
				'url'     => Schema::text( 1000, 1 ),
				'account' => Schema::text( 254 ),
				'secret'  => Schema::text( 500 ),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'service'    => ServiceShape::schema(),
				'new_secret' => Schema::string()->nullable(),
			]
		)->named( 'SavedService' );
	}

	protected function handle( \WP_REST_Request $request, Input $input ): RouteResult {
		$id    = $this->in_path( $request, 'id' );
		$kind  = ServiceKind::from( $input->line( 'kind' ) );
		$known = self::NEW === $id ? null : $this->services->by_public_id( $id );
		if ( null === $known && self::NEW !== $id || null !== $known && $known->kind !== $kind ) {
			return RouteResult::not_found();
		}
		$url    = $input->line( 'url' );
		$url    = null !== $known && ServiceShape::masked( $known->url ) === $url ? $known->url : $url;
		$secret = Settings::MASK === $input->line( 'secret' ) ? null : $input->line( 'secret' );
		$moved  = null !== $known && wp_parse_url( $known->url, PHP_URL_HOST ) !== wp_parse_url( $url, PHP_URL_HOST );
		$wrong  = $this->objection( $kind, $url, $input->line( 'account' ), $moved && null === $secret );
		if ( null !== $wrong ) {
			return RouteResult::problem( 400, 'aaia_invalid_service', $wrong );
		}
		$new_secret = ServiceKind::Webhook === $kind && '' === $secret || null === $known && ServiceKind::Webhook === $kind && null === $secret ? ServiceFormat::new_secret() : null;
		$secret     = $new_secret ?? $secret;
		if ( null === $known ) {
			$id = $this->services->add( $kind, $input->line( 'name' ), $url, $input->line( 'account' ), $secret ?? '' );
		} else {
			$this->services->change( $known, $input->line( 'name' ), $url, $input->line( 'account' ), $secret );
		}
		$saved = $this->services->by_public_id( $id );
		return null === $saved ? RouteResult::not_found() : RouteResult::ok(
			[
				'service'    => ServiceShape::of( $saved ),
				'new_secret' => $new_secret,
			]
		);
	}

	private function objection( ServiceKind $kind, string $url, string $account, bool $secret_for_another_host ): ?string {
		if ( 'https' !== strtolower( (string) wp_parse_url( $url, PHP_URL_SCHEME ) ) || false === wp_http_validate_url( $url ) ) {
			return __( 'Type a full public address that begins with https://.', 'aaia-chatbot' );
		}
		if ( $kind->needs_account() && false === is_email( $account ) ) {
			return __( 'Type the e-mail address of the account.', 'aaia-chatbot' );
		}
		return $secret_for_another_host ? __( 'The address leads to another host: type the secret again.', 'aaia-chatbot' ) : null;
	}
}
