<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** What became of a visitor's message. */
final class Received {

	/** @param bool $is_new False when the same message had been stored before. */
	public function __construct(
		public readonly Conversation $conversation,
		public readonly Message $question,
		public readonly Turn $turn,
		public readonly bool $is_new,
	) {}
}
