<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Search\Passage;

/**
 * A request to a client.
 *
 * Question, history and passages are separate values, so that the extractive client need not parse a prompt. Remote clients send `system`
 * (which already contains the numbered passages), then history, the question, and the tool exchanges of this turn.
 */
final class ChatRequest {

	/**
	 * @param string               $system           System instructions with numbered passages, ready to send.
	 * @param list<ChatMessage>    $history          Earlier messages, oldest first, bounded by the caller.
	 * @param string               $question         The visitor's newest message.
	 * @param list<Passage>        $passages         Best first; number 1 is the first.
	 * @param list<ToolDefinition> $tools            Tools that may be called; empty when tools are off or not to be used.
	 * @param list<ToolExchange>   $exchanges        Calls made earlier in this turn, in order.
	 * @param string               $locale           WordPress locale to answer in, such as `fr_FR`.
	 * @param int                  $max_tokens       Longest answer, in the model's tokens.
	 * @param float                $seconds          Time limit of the whole answer, seconds.
	 * @param bool                 $person_requested A person was already requested in this conversation, so no second request is offered.
	 * @param bool                 $has_address      Whether the team knows an e-mail address of a visitor who waits for a person.
	 * @param string               $hours            Sentence to a visitor who waits: whether the team is there, or when it is back. May be
	 *                                               empty.
	 */
	public function __construct(
		public readonly string $system,
		public readonly array $history,
		public readonly string $question,
		public readonly array $passages,
		public readonly array $tools,
		public readonly array $exchanges,
		public readonly string $locale,
		public readonly int $max_tokens = 1000,
		public readonly float $seconds = 60.0,
		public readonly bool $person_requested = false,
		public readonly bool $has_address = true,
		public readonly string $hours = '',
	) {}

	/** Whether a tool of this name may be called. */
	public function may_call( string $name ): bool {
		foreach ( $this->tools as $tool ) {
			if ( $name === $tool->name ) {
				return true;
			}
		}
		return false;
	}
}
