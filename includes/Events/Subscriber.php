<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Reacts to events: called for each, in order, at least once, never inside the transaction that wrote it.
 *
 * May be called again with an event it has seen (after a crash), so what it does must be idempotent on the event's id.
 */
interface Subscriber {

	/** Its place in the log is kept under this name for ever. */
	public function name(): string;

	/** @throws \Throwable Tried again, three times in all; then logged and passed over. */
	public function on( Event $event ): void;
}
