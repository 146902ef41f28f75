<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\CategoryRepository;
use Aaia\Chatbot\Conversations\Contacts\Contact;
use Aaia\Chatbot\Conversations\LabelRepository;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Inbox\Contacts\ContactSearch;
use Aaia\Chatbot\Support\Time;

/**
 * What happened to a conversation beside its messages, for its thread: who took over, assigned, resolved, archived; what was promised.
 *
 * `subject` is the agent it was assigned to, or no longer is; `from` and `to` are words of the type, such as statuses. For labels, `from`
 * names those taken off and `to` those put on; labels, categories and teams deleted since are left out. For contacts, `to` is the name
 * of the contact that it was linked to, empty when it has none by now or
 * is hidden from the user.
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
		EventType::ContactLinked->value        => self::CONTACT,
		EventType::ConversationUpdated->value  => 'archived',
		EventType::SupportRequested->value     => 'requested',
		EventType::PromiseEnded->value         => 'promise',
		EventType::ConversationLimited->value  => 'limit',
		EventType::StuckChanged->value         => 'stuck',
	];

	/** Type of an assignment to a team, until somebody of it takes it. */
	private const TEAM = 'team';

	private const CONTACT = 'contact';

	/** Most events of one page of a thread. */
	private const MOST = 200;

	/** @var ?array<string, string> Names of labels, categories and teams by type and id; null before they are read. */
	private ?array $names = null;

	/** @var array<int, Contact> Those that the user may see, by row id. */
	private array $linked = [];

	public function __construct(
		private readonly EventLog $events,
		private readonly AgentNames $agents,
		private readonly LabelRepository $labels,
		private readonly CategoryRepository $categories,
		private readonly TeamRepository $teams,
		private readonly ContactSearch $contacts,
	) {}

	public static function schema(): Schema {
		$person = Schema::closed( [ 'id' => Schema::int(), 'name' => Schema::string() ] )->nullable();
		return Schema::closed(
			[
				'id'      => Schema::string(),
				'type'    => Schema::enum( self::TEAM, ...array_values( self::TYPES ) ),
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
		$this->names = null;
		$shown       = [];
		foreach ( $events as $at => $event ) {
			if ( self::says_something( $event, $events[ $at + 1 ] ?? null ) ) {
				$shown[] = $event;
			}
		}
		$this->linked = $this->contacts->followed( self::contacts( $shown ) );
		$this->agents->fetch( array_merge( ...array_map( self::people( ... ), $shown ) ) );
		$lines = array_map( $this->one( ... ), $shown );
		$named = static fn( array $line ): bool => 'labels' !== $line['type'] || null !== ( $line['from'] ?? $line['to'] );
		return array_values( array_filter( $lines, $named ) );
	}

	/** Whether an event is shown: not a status that goes with a takeover, a hand-back or a request, which are shown themselves. */
	private static function says_something( Event $event, ?Event $next ): bool {
		return match ( $event->type ) {
			EventType::ConversationUpdated => isset( $event->data['archived'] ),
			// Who the same visitor's conversations are linked to says the header.
			EventType::ContactLinked => isset( $event->data['agent'] ),
			EventType::StatusChanged => ! ( 'visitor' === ( $event->data['by'] ?? '' ) && Status::Pending->value === ( $event->data['to'] ?? '' ) )
				&& ( null === $next || EventType::HandlerChanged !== $next->type || $next->id !== $event->id + 1 ),
			default => isset( self::TYPES[ $event->type->value ] ),
		};
	}

	/** @return Wire */
	private function one( Event $event ): array {
		$agent = self::user( $event->data['agent'] ?? null );
		$usual = EventType::SupportRequested === $event->type ? 'visitor' : ( null === $agent ? 'system' : 'agent' );
		$by    = $event->data['by'] ?? $usual;
		[ $type, $from, $to, $subject ] = $this->change( $event );
		return [
			'id'      => substr( wp_hash( 'activity ' . $event->id ), 0, 20 ),
			'type'    => $type,
			'from'    => $from,
			'to'      => $to,
			'by'      => in_array( $by, [ 'agent', 'visitor' ], true ) ? $by : 'system',
			'agent'   => $this->person( $agent ),
			'subject' => $this->person( $subject ),
			'at'      => Time::to_wire( $event->at ),
		];
	}

	/** @return array{string, ?string, ?string, ?int} Type, from, to, and the user it was assigned to or no longer is. */
	private function change( Event $event ): array {
		$type = self::TYPES[ $event->type->value ] ?? '';
		$from = $event->data['from'] ?? null;
		$to   = $event->data['to'] ?? null;
		$team = isset( $event->data['to_team'] ) && null === $to ? $this->name( self::TEAM, $event->data['to_team'] ) : null;
		return match ( $event->type ) {
			EventType::ConversationAssigned => null !== $team || $from === $to
				? [ self::TEAM, $this->name( self::TEAM, $event->data['from_team'] ?? null ), $team, null ]
				: [ $type, null, null === $to ? null : 'person', self::user( $to ?? $from ) ],
			EventType::ConversationUpdated  => [ $type, null, empty( $event->data['archived'] ) ? 'list' : 'archive', null ],
			EventType::LabelsChanged        => [ $type, $this->label_names( $from, $to ), $this->label_names( $to, $from ), null ],
			EventType::ContactLinked        => [ $type, null, null === $to ? null : ( $this->name( $type, $to ) ?? '' ), null ],
			EventType::CategoryChosen       => [ $type, $this->name( $type, $from ), $this->name( $type, $to ), null ],
			EventType::ConversationLimited  => [ $type, null, $this->limited_to( $event->data ), null ],
			default                         => [ $type, self::word( $from ), self::word( $to ), null ],
		};
	}

	/**
	 * The team or role that alone sees the conversation; an empty name when it is gone, null for everybody.
	 *
	 * @param array<string, mixed> $data
	 */
	private function limited_to( array $data ): ?string {
		$role = self::word( $data['role'] ?? null );
		return isset( $data['team'] )
			? $this->name( self::TEAM, $data['team'] ) ?? ''
			: ( null === $role ? null : translate_user_role( wp_roles()->role_names[ $role ] ?? '' ) );
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
		if ( self::CONTACT === $type && is_numeric( $id ) ) {
			return $this->linked[ (int) $id ]->name ?? null;
		}
		if ( null === $this->names ) {
			$this->names = [];
			foreach ( $this->labels->all() as $label ) {
				$this->names[ "label $label->id" ] = $label->name;
			}
			foreach ( $this->categories->all() as $category ) {
				$this->names[ "category $category->id" ] = $category->name;
			}
			foreach ( $this->teams->all() as $team ) {
				$this->names[ self::TEAM . " $team->id" ] = $team->name;
			}
		}
		return is_numeric( $id ) ? $this->names[ $type . ' ' . (int) $id ] ?? null : null;
	}

	/**
	 * @param list<Event> $events
	 *
	 * @return list<int> Contacts that conversations were linked to.
	 */
	private static function contacts( array $events ): array {
		$links = array_filter( $events, static fn( Event $event ): bool => EventType::ContactLinked === $event->type );
		$ids   = array_map( static fn( Event $event ): int => (int) ( $event->data['to'] ?? 0 ), $links );
		return array_values( array_unique( array_filter( $ids ) ) );
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
