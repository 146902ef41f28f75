<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/** Quotes that answer a question, and what is said before and after them. */
final class QuotedAnswer {

	/**
	 * @param list<PassageQuote> $quotes  Empty when the passages contain no answer.
	 * @param string             $lead    "Yes." or "No." and its like; empty when the quotes do not decide it.
	 * @param list<string>       $missing Parts of the question, as asked, that the passages do not answer.
	 */
	public function __construct(
		public readonly array $quotes,
		public readonly string $lead = '',
		public readonly array $missing = [],
	) {}
}
