<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

/** An event of the log. Holds ids, enums, numbers and times only: never text of people, names or addresses. */
final class Event {

	/**
	 * @param int                        $id              Position in the log; ids grow in commit order.
	 * @param array<string, scalar|list<int>|null> $data            Details that depend on the type.
	 * @param \DateTimeImmutable         $at              UTC.
	 */
	public function __construct(
		public readonly int $id,
		public readonly EventType $type,
		public readonly ?int $conversation_id,
		public readonly ?int $message_id,
		public readonly array $data,
		public readonly \DateTimeImmutable $at,
	) {}
}
