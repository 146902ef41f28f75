<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** A visitor's message as stored, with its conversation and turn. */
final class ReceivedMessage {

	/**
	 * @param bool   $is_new False when the message was stored before.
	 * @param ?Lease $lease  The lease on the answer, if it was opened together with the turn.
	 */
	public function __construct(
		public readonly Conversation $conversation,
		public readonly Message $question,
		public readonly Turn $turn,
		public readonly bool $is_new,
		public readonly ?Lease $lease = null,
	) {}
}
