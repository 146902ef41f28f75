<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

/** Something that happened. Ids, enums, numbers and times only: never words, names or addresses. */
final class Event {

	/**
	 * @param int                        $id              Place in the one order of everything; ids grow in commit order.
	 * @param array<string, scalar|null> $data            Details by the event's type.
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
