<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Realtime\Presence;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Changes for staff since a position in the event log, and presence in conversations. One indexed read each when nothing is new. */
final class StaffFeed {

	/** Events of one page. */
	private const PAGE = 200;

	/** Signs of presence shown at once. */
	private const PRESENT = 100;

	/** Changes of labels, categories and the team's views, which clients load again. */
	private const OF_LISTS = [
		EventType::LabelCreated, EventType::LabelChanged, EventType::LabelDeleted,
		EventType::CategoryCreated, EventType::CategoryChanged, EventType::CategoryDeleted,
		EventType::ViewChanged,
	];

	/** Events that change which conversations a list holds without changing a conversation in `conversations`: clients reload the list. */
	private const RELOADS = [
		EventType::ConversationDeleted, EventType::ConversationLimited, EventType::TeamChanged, EventType::TeamDeleted,
		EventType::ContactChanged, EventType::ContactMerged, EventType::ContactDeleted,
	];

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationAccess $access,
	) {}

	/** The position of the newest event. */
	public function current_position(): int {
		return $this->events->last_id();
	}

	/**
	 * Changes since a position; null when the position is so old that events after it may have been deleted.
	 *
	 * Ids of events have no gaps, so the first event read shows whether earlier ones were deleted.
	 *
	 * @return ?array{position: int, more: bool, conversations: list<int>, messages: array<int, list<int>>, deleted: bool, lists: bool,
	 *         events: list<Event>, runs: list<int>} Messages by conversation. `deleted`: the list must be reloaded. `lists`: labels,
	 *         categories or views must. `runs`: bulk runs of the current user that went on.
	 */
	public function after( int $position ): ?array {
		$events = $this->events->after( $position, self::PAGE );
		if ( [] !== $events && $events[0]->id > $position + 1 && $this->events->first_id() > $position + 1 ) {
			return null;
		}
		$conversations = [];
		$messages      = [];
		$lists         = false;
		$runs          = [];
		foreach ( $events as $event ) {
			$lists = $lists || in_array( $event->type, self::OF_LISTS, true );
			if ( EventType::BulkProgressed === $event->type && get_current_user_id() === ( $event->data['agent'] ?? null ) ) {
				$runs[] = is_int( $event->data['run'] ?? null ) ? $event->data['run'] : 0;
			}
			if ( null === $event->conversation_id ) {
				continue;
			}
			$conversations[ $event->conversation_id ] = true;
			if ( null !== $event->message_id ) {
				$messages[ $event->conversation_id ][ $event->message_id ] = $event->message_id;
			}
		}
		return [
			'position'      => [] === $events ? $position : $events[ count( $events ) - 1 ]->id,
			'more'          => self::PAGE === count( $events ),
			'conversations' => array_keys( $conversations ),
			'messages'      => array_map( 'array_values', $messages ),
			'events'        => $events,
			'deleted'       => [] !== array_filter( $events, static fn( Event $event ): bool => in_array( $event->type, self::RELOADS, true ) ),
			'lists'         => $lists,
			'runs'          => array_values( array_unique( $runs ) ),
		];
	}

	/**
	 * Who is viewing conversations or typing in them, of those that the current user may see. A visitor's typing ends with their message.
	 *
	 * @param ?string $open       Public id: those in it come first.
	 * @param bool    $everywhere Also in other conversations; PRESENT at most in all.
	 *
	 * @return list<array{conversation: string, who: string, activity: string}>
	 */
	public function presence( ?string $open, bool $everywhere ): array {
		$rows = $this->database->rows(
			'SELECT c.public_id, p.who, p.activity, p.until, c.last_inbound_at FROM %i c INNER JOIN %i p ON p.conversation_id = c.id'
				. ' AND p.until >= %s WHERE ( 1 = %d OR c.public_id = %s ) AND ' . $this->access->condition()
				. ' ORDER BY CASE WHEN c.public_id = %s THEN 0 ELSE 1 END, p.conversation_id, p.who, p.activity LIMIT %d',
			$this->database->table( 'conversations' ),
			$this->database->table( 'presence' ),
			Time::to_database( $this->clock->now() ),
			$everywhere ? 1 : 0,
			$open ?? '',
			$open ?? '',
			self::PRESENT
		);
		return array_map(
			static fn( array $row ): array => [
				'conversation' => (string) $row['public_id'],
				'who'          => (string) $row['who'],
				'activity'     => (string) $row['activity'],
			],
			array_values( array_filter( $rows, static fn( array $row ): bool => ! self::has_sent( $row ) ) )
		);
	}

	/**
	 * Whether the visitor sent a message after these signs of typing.
	 *
	 * @param array<string, ?string> $row
	 */
	private static function has_sent( array $row ): bool {
		if ( Presence::visitor() !== $row['who'] || Presence::TYPING !== $row['activity'] ) {
			return false;
		}
		$sent  = Time::from_database( $row['last_inbound_at'] );
		$typed = Time::required( $row['until'] )->modify( '-' . Presence::TYPING_SECONDS . ' seconds' );
		return null !== $sent && $sent >= $typed;
	}
}
