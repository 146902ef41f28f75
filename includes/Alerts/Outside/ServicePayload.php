<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

/** The contents of a message to an outside service. Its texts come from visitors and models and are unsafe wherever they are shown. */
final class ServicePayload {

	/**
	 * @param string  $id       Stays the same at every attempt.
	 * @param string  $subject  One line.
	 * @param string  $text     Plain text of the alert mail.
	 * @param string  $link     Opens the conversation for staff.
	 * @param ?string $email    The visitor's, when valid in form; never verified.
	 * @param string  $kind     Trigger, or `bundle`.
	 * @param string  $reason   SupportReason, or empty.
	 * @param string  $conversation Its public id; empty for a bundle.
	 */
	public function __construct(
		public readonly string $id,
		public readonly string $subject,
		public readonly string $text,
		public readonly string $link,
		public readonly ?string $email,
		public readonly string $kind,
		public readonly string $reason,
		public readonly string $conversation,
		public readonly \DateTimeImmutable $at,
		public readonly bool $urgent = false,
		public readonly bool $test = false,
	) {}
}
