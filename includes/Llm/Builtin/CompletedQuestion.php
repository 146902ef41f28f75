<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/** A question with what it leaves out. */
final class CompletedQuestion {

	/**
	 * @param string       $text    Question in standard spelling, with the words it leaves out.
	 * @param list<string> $context Folded words of it that come from an earlier question, and count less than its own.
	 * @param list<string> $new     Folded words that take the place of others in the earlier question: the answer has to hold them.
	 */
	public function __construct(
		public readonly string $text,
		public readonly array $context = [],
		public readonly array $new = [],
	) {}
}
