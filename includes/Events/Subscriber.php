<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Reacts to events: called for each, in order, at least once, never inside the transaction that wrote it.
 *
 * Its place in the log is saved after each page of events, so that it may be called again with up to a page that it has seen (after a
 * crash): what it does must be idempotent on the event's id.
 */
interface Subscriber {

	/**
	 * The types it is called for; the others pass it by. Null: all of them.
	 *
	 * @var ?list<EventType>
	 */
	public const TYPES = null;

	/** Its place in the log is kept under this name for ever. */
	public function name(): string;

	/** @throws \Throwable Tried again, three times in all; then logged and passed over. */
	public function on( Event $event ): void;
}
