<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** What became of a visitor's message. */
final class ReceivedMessage {

	/**
	 * @param bool   $is_new False when the same message had been stored before.
	 * @param ?Lease $lease  The right to write the answer, where it was opened together with the turn.
	 */
	public function __construct(
		public readonly Conversation $conversation,
		public readonly Message $question,
		public readonly Turn $turn,
		public readonly bool $is_new,
		public readonly ?Lease $lease = null,
	) {}
}
