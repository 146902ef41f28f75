<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/**
 * A room on whose behalf deliveries are sent, such as the alerts.
 *
 * The room Mail knows the state of a delivery; its owner knows what it is about. The functions on_...() are called inside the
 * transaction that records the step: both are stored, or neither. So they write to the database only. A room names its owner in
 * DELIVERY_OWNERS of its module.
 */
interface DeliveryOwner {

	/**
	 * Purposes of the deliveries it owns; no other owner may have the same.
	 *
	 * @return list<string> Constants of Delivery.
	 */
	public function purposes(): array;

	/**
	 * Event data of a delivery, beside its id and its attempts.
	 *
	 * @return array<string, int|string> Only ids, enums and numbers, because events outlive the conversation.
	 */
	public function event_data( Delivery $delivery ): array;

	/** The mailer or the outside service accepted it. */
	public function on_sent( Delivery $delivery ): void;

	/** An attempt failed. Another one follows, or on_settled() does. */
	public function on_attempt_failed( Delivery $delivery ): void;

	/** The delivery was sent or given up. Staff can still retry one that was given up. */
	public function on_settled( Delivery $delivery ): void;

	/** A conversation and its deliveries were deleted: deletes what the owner keeps about them. */
	public function on_conversation_deleted( int $conversation_id ): void;

	/** Called every five minutes: deletes what the owner keeps about deliveries made before that time, and what must go earlier. */
	public function delete_expired( \DateTimeImmutable $before ): void;
}
