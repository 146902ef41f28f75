<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/**
 * A room on whose behalf deliveries are sent, such as the alerts.
 *
 * The Mail room knows how far a delivery has come; its owner knows what it is about. The functions on_...() are called inside the
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
	 * What the events of a delivery hold beside its id and its attempts.
	 *
	 * @return array<string, int|string> Ids, enums and numbers only: events outlive what they tell of.
	 */
	public function event_data( Delivery $delivery ): array;

	/** The mailer or the outside service accepted it. */
	public function on_sent( Delivery $delivery ): void;

	/** An attempt failed. Another one follows, or on_settled() does. */
	public function on_attempt_failed( Delivery $delivery ): void;

	/** It was sent or given up: nothing more happens by itself. Staff can still retry what was given up. */
	public function on_settled( Delivery $delivery ): void;

	/** A conversation and its deliveries were deleted: deletes what the owner keeps about them. */
	public function on_conversation_deleted( int $conversation_id ): void;

	/** Called every five minutes: deletes what the owner keeps about deliveries made before that time, and what must go earlier. */
	public function delete_expired( \DateTimeImmutable $before ): void;
}
