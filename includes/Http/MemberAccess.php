<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;

/**
 * The chat for logged-in users only.
 *
 * Visitors' routes ignore cookies, so a session shows by a proof that its browser is logged in: the panel fetches the proof with the login
 * cookie and begins the session with it. The session then carries the member, and ends soon, so that it must be proved again.
 *
 * Form of a proof: `base64url(JSON {m: member, e: expires}) . base64url(HMAC-SHA256)`. Nothing is stored.
 */
final class MemberAccess {

	/** Setting: who may use the chat. */
	public const SETTING = 'widget_audience';

	public const EVERYONE = 'everyone';

	public const MEMBERS = 'members';

	/** Error code for visitors who do not show that they are logged in. */
	public const REFUSED = 'aaia_login_required';

	/** A proof begins a session this long. Seconds. */
	private const PROOF_LIFETIME = 120;

	/** A session of a member is valid this long before it must be proved again. Seconds. */
	public const SESSION_LIFETIME = 15 * MINUTE_IN_SECONDS;

	public function __construct(
		private readonly Settings $settings,
		private readonly Clock $clock,
	) {}

	/** Whether only logged-in users may use the chat. */
	public function is_required(): bool {
		return self::MEMBERS === $this->settings->text( self::SETTING );
	}

	/**
	 * A proof that the request comes from a browser that is logged in, as its cookie says; null when it is not.
	 *
	 * Other sites cannot read the answer: they get none with cookies (see Cors).
	 *
	 * @return ?array{proof: string, expires_at: int}
	 */
	public function prove(): ?array {
		$user = (int) wp_validate_auth_cookie( '', 'logged_in' );
		if ( 0 === $user ) {
			return null;
		}
		$claims  = [
			'm' => $this->member( $user ),
			'e' => $this->clock->now()->getTimestamp() + self::PROOF_LIFETIME,
		];
		return [
			'proof'      => SignedClaims::seal( $claims, self::key() ),
			'expires_at' => $claims['e'],
		];
	}

	/** The member a proof stands for; null when it is forged or too old. */
	public function read( string $proof ): ?string {
		$claims = SignedClaims::open( $proof, self::key() );
		return is_string( $claims['m'] ?? null ) && ( $claims['e'] ?? 0 ) > $this->clock->now()->getTimestamp()
			? $claims['m']
			: null;
	}

	/** Null when this visitor may go on, otherwise the error. */
	public function missing_login( Visitor $visitor ): ?\WP_Error {
		return null === $visitor->member && $this->is_required() ? self::refusal() : null;
	}

	/** The error that visitors get who are not logged in. */
	public static function refusal(): \WP_Error {
		return new \WP_Error( self::REFUSED, __( 'Please log in to use the chat.', 'aaia-chatbot' ), [ 'status' => 401 ] );
	}

	/** A name for a user that says nothing about the account. */
	private function member( int $user ): string {
		return substr( Ids::base64url( hash_hmac( 'sha256', "member $user", self::key(), true ) ), 0, 22 );
	}

	private static function key(): string {
		return wp_salt( 'auth' ) . 'aaia-chatbot member of site ' . get_current_blog_id();
	}
}
