<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Consent;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Http\TokenState;
use Aaia\Chatbot\Http\VisitorGate;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Support\Time;

/**
 * POST /session: a token for this browser; with an older token, a new one for the same visitor.
 *
 * `continued` says whether it is the same visitor: a token that was revoked, or is too old, makes a stranger. Writes nothing. Public.
 */
final class CreateSession extends Route {

	public function __construct(
		private readonly VisitorGate $gate,
		private readonly VisitorTokens $tokens,
		private readonly VisitorRepository $visitors,
		private readonly Consent $consent,
	) {}

	public function method(): string {
		return 'POST';
	}

	public function path(): string {
		return '/session';
	}

	public function schema(): Schema {
		return Schema::closed(
			[
				'consent'    => Schema::bool()->optional(),
				'locale'     => Schema::text( 20 )->optional(),
				'invitation' => Schema::id()->optional(),
			]
		);
	}

	public function answer(): Schema {
		return Schema::closed(
			[
				'token'      => Schema::string(),
				'expires_at' => Schema::string(),
				'visitor'    => Schema::string(),
				'continued'  => Schema::bool(),
			]
		);
	}

	public function permit( \WP_REST_Request $request ): bool|\WP_Error {
		return $this->gate->admit_page( $request ) ?? true;
	}

	protected function respond( \WP_REST_Request $request, Input $input ): RouteResult {
		[ $state, $before ] = $this->tokens->read( (string) $request->get_header( 'x_aaia_session' ) );
		$known              = TokenState::Invalid === $state || null === $before ? null : $this->visitors->known( $before );
		$refusal            = null === $known ? $this->gate->stranger_over_limit( 'session' ) : $this->gate->over_limit( 'session', $known );
		if ( null !== $refusal ) {
			return $refusal;
		}
		$consent = $input->bool( 'consent' ) ? $this->consent->version() : $known?->consent_version;
		$issued  = $this->tokens->issue( $known?->public_id, $consent );
		return RouteResult::ok(
			[
				'token'      => $issued['token'],
				'expires_at' => Time::to_wire( new \DateTimeImmutable( '@' . $issued['expires_at'] ) ),
				'visitor'    => $issued['visitor'],
				'continued'  => null !== $known,
			]
		);
	}
}
