<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** Sends deliveries of one kind. A room names its senders in DELIVERY_SENDERS of its module. */
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
