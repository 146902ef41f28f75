<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/** The checks of all visitor routes: chat switched on, site open to guests, origin, token. */
final class VisitorGate {

	/** @var \WeakMap<\WP_REST_Request, Visitor|\WP_Error> Visitors. WordPress checks a permission twice, once for the header `Allow`. */
	private \WeakMap $asking;

	public function __construct(
		private readonly Settings $settings,
		private readonly Origins $origins,
		private readonly VisitorTokens $tokens,
		private readonly VisitorRepository $visitors,
		private readonly Consent $consent,
		private readonly RateLimiter $limiter,
		private readonly GuestAccess $access,
		public readonly MemberAccess $members,
	) {
		$this->asking = new \WeakMap();
	}

	/** Null when the page may use the chat, otherwise the error. */
	public function admit_page( \WP_REST_Request $request ): ?\WP_Error {
		if ( ! $this->settings->bool( 'widget_enabled' ) ) {
			return new \WP_Error( 'aaia_not_found', __( 'The chat is switched off on this site.', 'aaia-chatbot' ), [ 'status' => 404 ] );
		}
		if ( ! $this->access->admits_visitors() ) {
			return GuestAccess::refusal();
		}
		if ( ! $this->origins->allows( $request->get_header( 'origin' ) ) ) {
			return new \WP_Error(
				'aaia_origin_refused',
				__( 'This web page may not use the chat. The owner can allow it in the settings.', 'aaia-chatbot' ),
				[ 'status' => 403 ],
			);
		}
		return null;
	}

	/** The visitor, or the error. Looked up once per request. */
	public function visitor( \WP_REST_Request $request ): Visitor|\WP_Error {
		return $this->asking[ $request ] ??= $this->known_visitor( $request );
	}

	private function known_visitor( \WP_REST_Request $request ): Visitor|\WP_Error {
		[ $state, $visitor ] = $this->tokens->read( (string) $request->get_header( 'x_aaia_session' ) );
		$known               = TokenState::Valid === $state && null !== $visitor ? $this->visitors->known( $visitor ) : null;
		if ( null !== $known ) {
			return $this->members->missing_login( $known ) ?? $known;
		}
		return new \WP_Error(
			'aaia_session_expired',
			__( 'Your session has ended. Ask for a new one and send this again.', 'aaia-chatbot' ),
			[ 'status' => 401 ],
		);
	}

	/** Null when the visitor has consented or need not, otherwise the error. */
	public function missing_consent( Visitor $visitor ): ?RouteResult {
		return $this->consent->given_by( $visitor ) ? null : RouteResult::problem(
			403,
			'aaia_consent_required',
			__( 'Please agree to the notice before you write.', 'aaia-chatbot' ),
			[ 'consent_version' => $this->consent->version() ]
		);
	}

	/** Counts an action. Null within the rate limits, otherwise the error. */
	public function over_limit( string $act, Visitor $visitor, int $weight = 1 ): ?RouteResult {
		$wait = $this->limiter->hit( $act, $visitor, $weight );
		return null === $wait ? null : RouteResult::too_many( $wait );
	}

	/** Counts an action of somebody without a token. Null within the rate limits, otherwise the error. */
	public function stranger_over_limit( string $act ): ?RouteResult {
		$wait = $this->limiter->hit_by_stranger( $act );
		return null === $wait ? null : RouteResult::too_many( $wait );
	}
}
