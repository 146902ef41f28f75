<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** Sends deliveries of one kind. */
interface DeliverySender {

	/** Whether this delivery is of its kind. */
	public function sends( Delivery $delivery ): bool;

	/**
	 * Makes one attempt.
	 *
	 * @throws \Throwable Counts as a refusal with that reason.
	 */
	public function send( Delivery $delivery ): DeliveryOutcome;
}
