<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Outside\OutsideService;
use Aaia\Chatbot\Alerts\Outside\ServiceFormat;
use Aaia\Chatbot\Alerts\Outside\ServiceKind;
use Aaia\Chatbot\Alerts\Outside\ServiceRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Outgoing\AddressGate;
use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CheckedAddress;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\StaffRoute;
use Aaia\Chatbot\Settings\Settings;

/**
 * PUT /alert-services/{id}: saves an outside service; the id `new` makes one.
 *
 * A masked secret or address stays as it is, but not when the host or port changes: a key goes to its own server only. An empty signing
 * secret of a webhook makes a new one, which this answer shows once.
 */
final class SaveService extends StaffRoute {

	private const NEW = 'new';

	public function __construct(
		private readonly ServiceRepository $services,
		private readonly AddressGate $gate = new AddressGate(),
	) {}

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
		$wrong  = $this->objection( $kind, $url, $input->line( 'account' ), null === $secret ? $known : null );
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

	/** @param ?OutsideService $keeps_secret The service as it is, when its secret stays. */
	private function objection( ServiceKind $kind, string $url, string $account, ?OutsideService $keeps_secret ): ?string {
		$address = $this->checked( $url );
		if ( null === $address || 'https' !== $address->scheme ) {
			return __( 'Type a full public address that begins with https://.', 'aaia-chatbot' );
		}
		if ( $kind->needs_account() && false === is_email( $account ) ) {
			return __( 'Type the e-mail address of the account.', 'aaia-chatbot' );
		}
		$before = null === $keeps_secret || $keeps_secret->url === $url ? $address : $this->checked( $keeps_secret->url );
		return null === $before || [ $before->scheme, $before->host, $before->port ] !== [ $address->scheme, $address->host, $address->port ]
			? __( 'The address leads to another host: type the secret again.', 'aaia-chatbot' )
			: null;
	}

	private function checked( string $url ): ?CheckedAddress {
		try {
			return $this->gate->check( $url );
		} catch ( CallFailure ) {
			return null;
		}
	}
}
