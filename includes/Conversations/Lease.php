<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/**
 * The exclusive right to write one answer. Valid while its token is that of the turn; lost when another worker takes over or ends the
 * turn.
 */
final class Lease {

	/** @param bool $is_first Whether the question is the first message of its conversation. */
	public function __construct(
		public readonly Turn $turn,
		public readonly string $token,
		public readonly Conversation $conversation,
		public readonly Message $answer,
		public readonly Message $question,
		public readonly bool $is_first = false,
	) {}
}
