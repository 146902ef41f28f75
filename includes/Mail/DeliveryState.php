<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** State of a delivery. */
enum DeliveryState: string {

	/** Waits for its first or next attempt. */
	case Queued  = 'queued';
	/** An attempt holds its lease. */
	case Sending = 'sending';
	/** The mailer accepted it. */
	case Sent    = 'sent';
	/** Given up; staff can retry it. */
	case Failed  = 'failed';
	/** Part of a bundle; it gets the bundle's state. */
	case Bundled = 'bundled';

	/** Whether nothing more will happen by itself. */
	public function is_final(): bool {
		return self::Sent === $this || self::Failed === $this;
	}
}
