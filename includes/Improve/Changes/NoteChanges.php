<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Changes;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;

/** Makes changes of events: what one person, or a job, changes within minutes is one change. */
final class NoteChanges implements Subscriber {

	public const TYPES = [ EventType::KnowledgeChanged, EventType::SettingChanged ];

	/** An event so long after the last one of the same person begins a new change. */
	private const PAUSE = '-10 minutes';

	/** Documents of a change that are named; all are counted. */
	private const NAMED = 20;

	public function __construct( private readonly ChangeRepository $changes ) {}

	public function name(): string {
		return 'improve.changes';
	}

	public function on( Event $event ): void {
		$kind = EventType::SettingChanged === $event->type ? Change::SETTING : Change::KNOWLEDGE;
		$name = $event->data[ Change::SETTING === $kind ? 'setting' : 'document' ] ?? null;
		$user = is_int( $event->data['user'] ?? null ) ? $event->data['user'] : 0;
		if ( ! is_int( $name ) && ! is_string( $name ) ) {
			return;
		}
		$how    = $event->data['change'] ?? '';
		$counts = [
			'added'   => in_array( $how, [ 'added', 'included' ], true ) ? 1 : 0,
			'changed' => in_array( $how, [ 'changed', 'boosted' ], true ) ? 1 : 0,
			'removed' => in_array( $how, [ 'removed', 'excluded' ], true ) ? 1 : 0,
		];
		$last   = $this->changes->newest( $kind, $user );
		if ( null === $last || $last->last_event < $event->id && $last->ended_at < $event->at->modify( self::PAUSE ) ) {
			$this->changes->add( $kind, $user, $event->id, $counts, [ $name ], $event->at );
		} else {
			$names = in_array( $name, $last->names, true ) || count( $last->names ) >= self::NAMED ? $last->names : [ ...$last->names, $name ];
			$this->changes->extend( $last, $event->id, $counts, $names, $event->at );
		}
	}
}
