<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

/**
 * Reacts to events: called for each, in order, at least once, never inside the transaction that wrote it.
 *
 * Its position in the log is saved after each page of events. After a crash it may be called again for up to one page, so its work
 * must be idempotent by the event's id.
 */
interface Subscriber {

	/**
	 * The types it is called for; null: all.
	 *
	 * @var ?list<EventType>
	 */
	public const TYPES = null;

	/** Permanent name under which its position in the log is stored. */
	public function name(): string;

	/** @throws \Throwable The event is tried three times in all, then logged and skipped. */
	public function on( Event $event ): void;
}
