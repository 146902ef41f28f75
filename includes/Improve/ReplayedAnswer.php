<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\AnswerProgress;
use Aaia\Chatbot\Search\Passage;

/** What the assistant answers when a question is replayed. */
final class ReplayedAnswer {

	/**
	 * @param string         $text    What a visitor would read.
	 * @param bool           $refused The assistant does not know the answer.
	 * @param string         $model   `builtin` for the built-in assistant.
	 * @param list<Passage>  $found   Passages found, best first.
	 * @param list<Passage>  $cited   Those the answer is from.
	 * @param AnswerProgress $state   The last state, with tokens and cost.
	 */
	public function __construct(
		public readonly string $text,
		public readonly bool $refused,
		public readonly string $model,
		public readonly array $found,
		public readonly array $cited,
		public readonly AnswerProgress $state,
	) {}
}
