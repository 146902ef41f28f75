<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

/** The outside services there are. */
enum ServiceKind: string {

	case Slack     = 'slack';
	case Teams     = 'teams';
	case Zendesk   = 'zendesk';
	case Freshdesk = 'freshdesk';
	/** Any address that takes signed JSON (Standard Webhooks). */
	case Webhook   = 'webhook';

	/** Whether the service has tickets whose state can be followed. */
	public function makes_tickets(): bool {
		return self::Zendesk === $this || self::Freshdesk === $this;
	}

	/**
	 * How much of a bundle it takes: alerts written out, and characters. Chats show a message whole, and cut long ones.
	 *
	 * @return array{int, int}
	 */
	public function bundle_room(): array {
		return match ( $this ) {
			self::Slack, self::Teams => [ 8, 2800 ],
			default                  => [ 50, 18_000 ],
		};
	}

	/** Whether it needs an account's address beside its secret. */
	public function needs_account(): bool {
		return $this->makes_tickets();
	}

	/** Whether its address alone is the secret. */
	public function has_secret(): bool {
		return self::Slack !== $this && self::Teams !== $this;
	}
}
