<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\Trigger;

/** An alert about to be raised; its fields are those of Alert. */
final class NewAlert {

	/**
	 * @param ?\DateTimeImmutable $not_before Its mails are not sent before this time.
	 * @param bool                $collected  Told in bundles only.
	 */
	public function __construct(
		public readonly int $event_id,
		public readonly int $rule_id,
		public readonly Trigger $kind,
		public readonly int $conversation_id,
		public readonly string $reason = '',
		public readonly ?int $message_id = null,
		public readonly ?int $request_id = null,
		public readonly string $matched = '',
		public readonly ?\DateTimeImmutable $not_before = null,
		public readonly bool $collected = false,
	) {}
}
