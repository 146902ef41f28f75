<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** The right to write one answer. Whoever holds the turn's current token has it; it is lost when somebody else takes or ends the turn. */
final class Lease {

	/** @param bool $is_first Whether the question is its conversation's first message: nothing was said before it. */
	public function __construct(
		public readonly Turn $turn,
		public readonly string $token,
		public readonly Conversation $conversation,
		public readonly Message $answer,
		public readonly Message $question,
		public readonly bool $is_first = false,
	) {}
}
