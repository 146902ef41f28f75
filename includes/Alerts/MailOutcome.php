<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

/** What the mailer answered. */
final class MailOutcome {

	/** @param string $reason The mailer's own words; empty when it accepted, or said nothing. */
	private function __construct(
		public readonly bool $accepted,
		public readonly string $reason,
	) {}

	public static function accepted(): self {
		return new self( true, '' );
	}

	public static function refused( string $reason ): self {
		return new self( false, $reason );
	}
}
