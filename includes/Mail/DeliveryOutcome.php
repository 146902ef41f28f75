<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** The answer of the mailer or of an outside service. */
final class DeliveryOutcome {

	/**
	 * @param string  $reason     Message of the mailer or service; empty when it accepted or gave none.
	 * @param ?string $outside_id Id at the outside service, such as a ticket's.
	 * @param bool    $final      A refusal that no further attempt can change.
	 * @param bool    $needless   Nothing was sent, because the delivery is not needed any more: it is deleted.
	 * @param ?int    $retry_after Seconds that the service asks to wait before the next attempt.
	 */
	private function __construct(
		public readonly bool $accepted,
		public readonly string $reason,
		public readonly ?string $outside_id = null,
		public readonly bool $final = false,
		public readonly bool $needless = false,
		public readonly ?int $retry_after = null,
	) {}

	public static function accepted( ?string $outside_id = null ): self {
		return new self( true, '', $outside_id );
	}

	public static function refused( string $reason, bool $final = false, ?int $retry_after = null ): self {
		return new self( false, $reason, final: $final, retry_after: $retry_after );
	}

	public static function needless(): self {
		return new self( false, '', needless: true );
	}
}
