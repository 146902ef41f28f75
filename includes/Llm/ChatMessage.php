<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** One earlier message of the conversation, as sent to a model. */
final class ChatMessage {

	/**
	 * @param 'user'|'assistant' $role    The visitor is `user`; assistant, agents and site are `assistant`.
	 * @param string             $text    Plain text.
	 * @param bool               $refused The assistant answered here that it did not know.
	 */
	public function __construct(
		public readonly string $role,
		public readonly string $text,
		public readonly bool $refused = false,
	) {}
}
