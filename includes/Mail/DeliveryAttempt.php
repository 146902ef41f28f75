<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** A delivery together with the proof that this attempt holds it. */
final class DeliveryAttempt {

	public function __construct(
		public readonly Delivery $delivery,
		public readonly string $token,
	) {}
}
