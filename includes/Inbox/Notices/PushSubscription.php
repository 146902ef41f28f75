<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

/** A browser in which an agent receives notifications while the inbox is closed (W3C Push API). */
final class PushSubscription {

	/**
	 * @param string  $endpoint Address at the browser's push service; whoever knows it could push to it.
	 * @param string  $point    The browser's public key, 65 bytes.
	 * @param string  $auth     The browser's secret, 16 bytes.
	 * @param string  $label    Browser and system, such as "Firefox, Android".
	 * @param ?string $session  Hash of the sign-in that it ends with; null when it stays after signing out.
	 * @param int     $failures Since the last success.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly int $user_id,
		public readonly string $endpoint,
		public readonly string $point,
		#[\SensitiveParameter] public readonly string $auth,
		public readonly string $label,
		public readonly ?string $session,
		public readonly \DateTimeImmutable $created_at,
		public readonly ?\DateTimeImmutable $sent_at,
		public readonly int $failures,
	) {}

	/** The recipient of its deliveries, readable in their log. */
	public function recipient( string $name ): string {
		return mb_substr( trim( (string) preg_replace( '/[#\s]+/u', ' ', "$name, $this->label" ) ), 0, 120 ) . " #$this->public_id";
	}

	/** The public id in a delivery's recipient. */
	public static function of_recipient( string $recipient ): string {
		return substr( (string) strrchr( $recipient, '#' ), 1 );
	}
}
