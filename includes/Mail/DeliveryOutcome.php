<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** What the mailer, or an outside service, answered. */
final class DeliveryOutcome {

	/**
	 * @param string  $reason     Its own words; empty when it accepted, or said nothing.
	 * @param ?string $outside_id Id of what an outside service made of it, such as a ticket.
	 */
	private function __construct(
		public readonly bool $accepted,
		public readonly string $reason,
		public readonly ?string $outside_id = null,
	) {}

	public static function accepted( ?string $outside_id = null ): self {
		return new self( true, '', $outside_id );
	}

	public static function refused( string $reason ): self {
		return new self( false, $reason );
	}
}
