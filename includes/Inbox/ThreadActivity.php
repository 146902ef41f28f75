<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\CategoryRepository;
use Aaia\Chatbot\Conversations\LabelRepository;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Support\Time;

/**
 * What happened to a conversation beside its messages, for its thread: who took over, assigned, resolved, archived; what was promised.
 *
 * `subject` is the agent it was assigned to, or no longer is; `from` and `to` are words of the type, such as statuses. For labels, `from`
 * names those taken off and `to` those put on; labels and categories deleted since are left out.
 *
 * @phpstan-type Person array{id: int, name: string}
 * @phpstan-type Wire array{
 *     id: string, type: string, from: ?string, to: ?string, by: string, agent: ?Person, subject: ?Person, at: ?string,
 * }
 */
final class ThreadActivity {

	/** Type of the event => type on the wire. */
	private const TYPES = [
		EventType::StatusChanged->value        => 'status',
		EventType::HandlerChanged->value       => 'handler',
		EventType::ConversationAssigned->value => 'assignee',
		EventType::PriorityChanged->value      => 'priority',
		EventType::LabelsChanged->value        => 'labels',
		EventType::CategoryChosen->value       => 'category',
		EventType::ConversationUpdated->value  => 'archived',
		EventType::SupportRequested->value     => 'requested',
		EventType::PromiseEnded->value         => 'promise',
	];

	/** Most events of one page of a thread. */
	private const MOST = 200;

	/** @var ?array<string, string> Names of labels and categories by type and id; null before they are read. */
	private ?array $names = null;

	public function __construct(
		private readonly EventLog $events,
		private readonly AgentNames $agents,
		private readonly LabelRepository $labels,
		private readonly CategoryRepository $categories,
	) {}

	public static function schema(): Schema {
		$person = Schema::closed( [ 'id' => Schema::int(), 'name' => Schema::string() ] )->nullable();
		return Schema::closed(
			[
				'id'      => Schema::string(),
				'type'    => Schema::enum( ...array_values( self::TYPES ) ),
				'from'    => Schema::string()->nullable(),
				'to'      => Schema::string()->nullable(),
				'by'      => Schema::enum( 'agent', 'visitor', 'system' ),
				'agent'   => $person,
				'subject' => $person,
				'at'      => Schema::string(),
			]
		)->named( 'StaffActivity' );
	}

	/**
	 * What happened in a time, oldest first; the newest MOST.
	 *
	 * @return list<Wire>
	 */
	public function between( int $conversation_id, ?\DateTimeImmutable $from, ?\DateTimeImmutable $until ): array {
		$types = array_map( EventType::from( ... ), array_keys( self::TYPES ) );
		return $this->several( $this->events->of_conversation( $conversation_id, $types, $from, $until, self::MOST ) );
	}

	/**
	 * @param list<Event> $events Of one conversation, oldest first; those of other types are left out.
	 *
	 * @return list<Wire>
	 */
	public function several( array $events ): array {
		$shown = [];
		foreach ( $events as $at => $event ) {
			if ( self::says_something( $event, $events[ $at + 1 ] ?? null ) ) {
				$shown[] = $event;
			}
		}
		$this->agents->fetch( array_merge( ...array_map( self::people( ... ), $shown ) ) );
		$lines = array_map( $this->one( ... ), $shown );
		$named = static fn( array $line ): bool => 'labels' !== $line['type'] || null !== ( $line['from'] ?? $line['to'] );
		return array_values( array_filter( $lines, $named ) );
	}

	/** Whether an event is shown: not a status that goes with a takeover, a hand-back or a request, which are shown themselves. */
	private static function says_something( Event $event, ?Event $next ): bool {
		return match ( $event->type ) {
			EventType::ConversationUpdated => isset( $event->data['archived'] ),
			EventType::StatusChanged => ! ( 'visitor' === ( $event->data['by'] ?? '' ) && Status::Pending->value === ( $event->data['to'] ?? '' ) )
				&& ( null === $next || EventType::HandlerChanged !== $next->type || $next->id !== $event->id + 1 ),
			default => isset( self::TYPES[ $event->type->value ] ),
		};
	}

	/** @return Wire */
	private function one( Event $event ): array {
		$data     = $event->data;
		$agent    = self::user( $data['agent'] ?? null );
		$assigned = EventType::ConversationAssigned === $event->type;
		$archived = EventType::ConversationUpdated === $event->type;
		$by       = $data['by'] ?? ( EventType::SupportRequested === $event->type ? 'visitor' : ( null === $agent ? 'system' : 'agent' ) );
		return [
			'id'      => substr( wp_hash( 'activity ' . $event->id ), 0, 20 ),
			'type'    => self::TYPES[ $event->type->value ] ?? '',
			'from'    => match ( $event->type ) {
				EventType::ConversationAssigned => null,
				EventType::LabelsChanged => $this->label_names( $data['from'] ?? [], $data['to'] ?? [] ),
				EventType::CategoryChosen => $this->name( 'category', $data['from'] ?? null ),
				default => self::word( $data['from'] ?? null ),
			},
			'to'      => match ( true ) {
				EventType::LabelsChanged === $event->type => $this->label_names( $data['to'] ?? [], $data['from'] ?? [] ),
				EventType::CategoryChosen === $event->type => $this->name( 'category', $data['to'] ?? null ),
				$assigned => isset( $data['to'] ) ? 'person' : null,
				$archived => empty( $data['archived'] ) ? 'list' : 'archive',
				default   => self::word( $data['to'] ?? null ),
			},
			'by'      => in_array( $by, [ 'agent', 'visitor' ], true ) ? $by : 'system',
			'agent'   => $this->person( $agent ),
			'subject' => $this->person( $assigned ? self::user( $data['to'] ?? $data['from'] ?? null ) : null ),
			'at'      => Time::to_wire( $event->at ),
		];
	}

	/** Names of the labels of one list of ids that are not in another; null when none is known. */
	private function label_names( mixed $ids, mixed $others ): ?string {
		$names = array_map(
			fn( mixed $id ): ?string => $this->name( 'label', $id ),
			array_diff( is_array( $ids ) ? $ids : [], is_array( $others ) ? $others : [] ),
		);
		return implode( ', ', array_filter( $names ) ) ?: null;
	}

	private function name( string $type, mixed $id ): ?string {
		if ( null === $this->names ) {
			$this->names = [];
			foreach ( $this->labels->all() as $label ) {
				$this->names[ "label $label->id" ] = $label->name;
			}
			foreach ( $this->categories->all() as $category ) {
				$this->names[ "category $category->id" ] = $category->name;
			}
		}
		return is_numeric( $id ) ? $this->names[ $type . ' ' . (int) $id ] ?? null : null;
	}

	/** @return list<?int> */
	private static function people( Event $event ): array {
		$people = [ self::user( $event->data['agent'] ?? null ) ];
		return EventType::ConversationAssigned === $event->type
			? [ ...$people, self::user( $event->data['to'] ?? $event->data['from'] ?? null ) ]
			: $people;
	}

	private static function word( mixed $word ): ?string {
		return is_scalar( $word ) ? (string) $word : null;
	}

	private static function user( mixed $id ): ?int {
		return is_numeric( $id ) && 0 < (int) $id ? (int) $id : null;
	}

	/** @return ?Person */
	private function person( ?int $user_id ): ?array {
		return null === $user_id ? null : [ 'id' => $user_id, 'name' => $this->agents->name( $user_id ) ];
	}
}
