<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** A delivery with the token of the attempt that holds its lease. */
final class DeliveryAttempt {

	public function __construct(
		public readonly Delivery $delivery,
		public readonly string $token,
	) {}
}
