<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Conditions;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Category;

/** The facts of one event that a condition is evaluated against. */
final class ConditionContext {

	/**
	 * @param string $text     The visitor's message; empty when there is none.
	 * @param string $language WordPress locale of the conversation.
	 * @param string $reason   A SupportReason, for requests.
	 * @param string $sign     A FrustrationSignal, or a RatingTarget; empty for none.
	 * @param bool   $is_trial Whether an owner tries the rule: then an expression that is too slow for the whole message fails.
	 * @param ?Category $category The category that the conversation was put into; null for other events.
	 */
	public function __construct(
		public readonly Trigger $trigger,
		public readonly string $text,
		public readonly string $language,
		public readonly string $page_url,
		public readonly \DateTimeImmutable $at,
		public readonly string $reason = '',
		public readonly string $sign = '',
		public readonly bool $is_trial = false,
		public readonly ?Category $category = null,
	) {}
}
