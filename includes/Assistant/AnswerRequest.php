<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Tools\TurnContext;

/** A question with the context of its answer. */
final class AnswerRequest {

	/**
	 * @param list<ChatMessage> $history    Earlier messages, oldest first, bounded.
	 * @param bool              $with_tools Tools may be offered to the model.
	 * @param Parts             $so_far     What is already written: empty, or up to a tool call that the visitor approved or denied.
	 * @param bool              $builtin    Answer with the built-in assistant, regardless of the settings.
	 * @param list<string>      $attachments Names of files that came with the question. The question is empty when they came alone.
	 * @param ?int              $visitor_id Row id of the visitor; null for staff.
	 */
	public function __construct(
		public readonly string $question,
		public readonly array $history,
		public readonly TurnContext $context,
		public readonly bool $with_tools = true,
		public readonly Parts $so_far = new Parts(),
		public readonly bool $builtin = false,
		public readonly ?int $visitor_id = null,
		public readonly array $attachments = [],
	) {}
}
