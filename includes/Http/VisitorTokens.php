<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;

/**
 * Signed tokens that identify a visitor. Nothing is stored for people who do not write.
 *
 * Form: `base64url(JSON {v: visitor, s: session, i: issued, e: expires, c?: consent version, n?: invitation, m?: member}) .
 * base64url(HMAC-SHA256)`.
 * Tables store a hash of the session; the token itself is not stored on the server.
 */
final class VisitorTokens {

	/** A token is valid this long. Seconds. */
	public const LIFETIME = 2 * DAY_IN_SECONDS;

	/** After that, it can be renewed this long. Seconds. */
	public const RENEWABLE = 90 * DAY_IN_SECONDS;

	/** Key in the autoloaded option: tokens issued up to this time are revoked. Unix time. */
	private const REVOKED = 'tokens_revoked';

	public function __construct(
		private readonly Clock $clock,
		private readonly SiteState $state,
	) {}

	/** Revokes all tokens of all visitors, and the links mailed to them. @throws DatabaseFailure */
	public function revoke_all(): void {
		$this->state->set( self::REVOKED, $this->clock->now()->getTimestamp() );
	}

	/** Time up to which all tokens and mailed links are revoked. Unix time. */
	public function revoked_until(): int {
		return (int) $this->state->get( self::REVOKED );
	}

	/**
	 * @param ?string $visitor         Public id; null makes a new visitor.
	 * @param ?string $consent_version Version of the text that was agreed to.
	 * @param ?string $invitation      Public id of the mailed link by which the session begins: it reaches one conversation only.
	 * @param ?string $member          The logged-in user who begins the session, where this had to be proved.
	 *
	 * @return array{token: string, visitor: string, expires_at: int}
	 */
	public function issue( ?string $visitor, ?string $consent_version, ?string $invitation = null, ?string $member = null ): array {
		$visitor ??= Ids::random();
		$now       = $this->clock->now()->getTimestamp();
		$claims    = [
			'v' => $visitor,
			's' => Ids::random(),
			'i' => $now,
			'e' => $now + ( null === $member ? self::LIFETIME : MemberAccess::SESSION_LIFETIME ),
		];
		if ( null !== $member ) {
			$claims['m'] = $member;
		}
		if ( null !== $consent_version ) {
			$claims['c'] = $consent_version;
		}
		if ( null !== $invitation ) {
			$claims['n'] = $invitation;
		}
		return [
			'token'      => SignedClaims::seal( $claims, $this->key() ),
			'visitor'    => $visitor,
			'expires_at' => $claims['e'],
		];
	}

	/**
	 * Verifies a token, without a query.
	 *
	 * @return array{TokenState, ?Visitor} The visitor is given for Valid and Expired.
	 */
	public function read( string $token ): array {
		$claims = SignedClaims::open( $token, $this->key() );
		if (
			null === $claims
			|| ! is_string( $claims['v'] ?? null )
			|| ! is_string( $claims['s'] ?? null )
			|| ! is_int( $claims['i'] ?? null )
			|| ! is_int( $claims['e'] ?? null )
		) {
			return [ TokenState::Invalid, null ];
		}
		if ( $claims['i'] <= $this->revoked_until() ) {
			return [ TokenState::Invalid, null ];
		}
		$consent    = $claims['c'] ?? null;
		$invitation = $claims['n'] ?? null;
		$member     = $claims['m'] ?? null;
		$visitor    = new Visitor(
			null,
			$claims['v'],
			hash( 'sha256', $claims['s'] ),
			$claims['i'],
			$claims['e'],
			is_string( $consent ) ? $consent : null,
			false,
			is_string( $invitation ) ? $invitation : null,
			member: is_string( $member ) ? $member : null,
		);
		$now        = $this->clock->now()->getTimestamp();
		if ( $claims['e'] > $now ) {
			return [ TokenState::Valid, $visitor ];
		}
		return $claims['e'] + self::RENEWABLE > $now ? [ TokenState::Expired, $visitor ] : [ TokenState::Invalid, null ];
	}

	/** Includes the site: sites of a network share their salts, and each revokes only its own tokens. */
	private function key(): string {
		return wp_salt( 'auth' ) . 'aaia-chatbot visitor token of site ' . get_current_blog_id();
	}
}
