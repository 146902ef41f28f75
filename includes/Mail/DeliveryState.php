<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** How far a delivery has come. */
enum DeliveryState: string {

	/** Waits for its first or next attempt. */
	case Queued  = 'queued';
	/** An attempt holds it until its lease ends. */
	case Sending = 'sending';
	/** The mailer accepted it. */
	case Sent    = 'sent';
	/** Given up after two days; staff can try again. */
	case Failed  = 'failed';
	/** Arrives inside another delivery, and shares its fate. */
	case Bundled = 'bundled';

	/** Whether nothing more will happen by itself. */
	public function is_final(): bool {
		return self::Sent === $this || self::Failed === $this;
	}
}
