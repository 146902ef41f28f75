<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;

/**
 * Fills the index of the inbox's search: what is new, by the event log, before each search and every few minutes; and once, newest first,
 * the conversations that were there before the index.
 *
 * Not a subscriber of events, because a turn should not pay for it.
 */
final class IndexConversations implements JobHandler {

	public const NAME = 'inbox.search';

	public const EVERY_SECONDS = 10 * MINUTE_IN_SECONDS;

	/** Counter with the last event whose words are in the index. */
	public const COUNTER = 'inbox_search';

	/** Events that change the words of a conversation. */
	private const TYPES = [
		EventType::MessageReceived,
		EventType::MessageCompleted,
		EventType::MessageInterrupted,
		EventType::MessageUpdated,
		EventType::MessageReplied,
		EventType::MessageNoted,
		EventType::SupportRequested,
		EventType::ConversationUpdated,
	];

	/** Events of one step, and steps of a run. */
	private const EVENTS = 200;

	private const STEPS = 40;

	/** Conversations of one step of the first filling, and time limit of one run. Seconds. */
	private const CONVERSATIONS = 50;

	private const SECONDS = 8.0;

	/** Messages read of one conversation, the newest first. */
	private const MESSAGES = 1000;

	/** Rows of one statement. */
	private const ROWS = 200;

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
		private readonly InboxRepository $inbox,
		private readonly JobQueue $jobs,
	) {}

	public function handle( Job $job ): void {
		$before = $job->payload['before'] ?? null;
		if ( is_int( $before ) ) {
			$this->fill( $before );
			return;
		}
		for ( $step = 0; $step < self::STEPS; $step++ ) {
			if ( $this->catch_up() ) {
				return;
			}
		}
	}

	/** Adds what the next events say. One query when there is nothing new. @return bool Whether the index is up to date. */
	public function catch_up(): bool {
		$marks  = implode( ', ', array_fill( 0, count( self::TYPES ), '%s' ) );
		$after  = (int) $this->database->value( 'SELECT value FROM %i WHERE name = %s', $this->database->table( 'counters' ), self::COUNTER );
		$last   = $this->events->last_id();
		$events = $last <= $after ? [] : $this->database->rows(
			'SELECT id, conversation_id, message_id FROM %i WHERE id > %d AND id <= %d AND type IN (' . $marks . ') ORDER BY id LIMIT %d',
			$this->database->table( 'events' ),
			$after,
			$last,
			...[ ...array_map( static fn( EventType $type ): string => $type->value, self::TYPES ), self::EVENTS ]
		);
		$messages      = [];
		$conversations = [];
		foreach ( $events as $event ) {
			if ( null !== $event['message_id'] && 0 < (int) $event['message_id'] ) {
				$messages[ (int) $event['message_id'] ] = true;
			} else {
				$conversations[ (int) $event['conversation_id'] ] = true;
			}
		}
		$words = $this->words_of_messages( array_keys( $messages ) );
		$this->add( $this->with_names( $words, array_keys( $conversations ) ) );
		$is_done = count( $events ) < self::EVENTS;
		$read_to = $is_done ? $last : (int) ( end( $events )['id'] ?? $last );
		if ( $read_to > $after ) {
			$this->database->execute(
				'UPDATE %i SET value = %d WHERE name = %s AND value < %d',
				$this->database->table( 'counters' ),
				$read_to,
				self::COUNTER,
				$read_to,
			);
		}
		return $is_done;
	}

	/** Adds conversations that were there before the index, and queues the next ones. */
	private function fill( int $before ): void {
		$until = microtime( true ) + self::SECONDS;
		do {
			$ids = array_map(
				static fn( array $row ): int => (int) $row['id'],
				$this->database->rows(
					'SELECT id FROM %i WHERE id < %d ORDER BY id DESC LIMIT %d',
					$this->database->table( 'conversations' ),
					$before,
					self::CONVERSATIONS,
				),
			);
			$words = [];
			foreach ( $ids as $before ) {
				$words[ $before ] = $this->words( $this->database->rows(
					'SELECT text FROM %i WHERE conversation_id = %d AND author_type <> %s ORDER BY id DESC LIMIT %d',
					$this->database->table( 'messages' ),
					$before,
					AuthorType::System->value,
					self::MESSAGES,
				) );
			}
			$this->add( $this->with_names( $words, $ids ) );
		} while ( self::CONVERSATIONS === count( $ids ) && microtime( true ) < $until );
		if ( self::CONVERSATIONS === count( $ids ) ) {
			$this->jobs->push( self::NAME, [ 'before' => $before ], null, self::NAME . ':fill' );
		}
	}

	/**
	 * @param list<int> $ids Row ids of messages.
	 *
	 * @return array<int, array<string, true>> By conversation.
	 */
	private function words_of_messages( array $ids ): array {
		$words = [];
		foreach ( array_chunk( $ids, 100 ) as $some ) {
			$rows = $this->database->rows(
				'SELECT conversation_id, text FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $some ), '%d' ) ) . ')'
					. ' AND author_type <> %s',
				$this->database->table( 'messages' ),
				...[ ...$some, AuthorType::System->value ]
			);
			foreach ( $rows as $row ) {
				$id           = (int) $row['conversation_id'];
				$words[ $id ] = $this->words( [ $row ] ) + ( $words[ $id ] ?? [] );
			}
		}
		return $words;
	}

	/**
	 * @param list<array<string, ?string>> $rows Messages.
	 *
	 * @return array<string, true>
	 */
	private function words( array $rows ): array {
		$words = [];
		foreach ( $rows as $row ) {
			foreach ( SearchWords::of_text( (string) $row['text'] ) as $word ) {
				$words[ ' ' . $word ] = true;
			}
		}
		return $words;
	}

	/**
	 * @param array<int, array<string, true>> $words By conversation.
	 * @param list<int>                       $ids   Conversations whose visitors' names and addresses are added.
	 *
	 * @return array<int, array<string, true>>
	 */
	private function with_names( array $words, array $ids ): array {
		foreach ( $this->inbox->visitors( $ids ) as $id => $known ) {
			foreach ( [ ...SearchWords::of_name( (string) $known['name'] ), ...SearchWords::of_address( (string) $known['email'] ) ] as $word ) {
				$words[ $id ][ ' ' . $word ] = true;
			}
		}
		return $words;
	}

	/**
	 * Stores words. The statement itself checks that the conversation was not erased meanwhile.
	 *
	 * @param array<int, array<string, true>> $words By conversation. Keys have a space before them, because PHP makes numbers of others.
	 */
	private function add( array $words ): void {
		$pairs = [];
		foreach ( $words as $id => $own ) {
			foreach ( array_keys( $own ) as $word ) {
				$pairs[] = [ substr( $word, 1 ), $id ];
			}
		}
		foreach ( array_chunk( $pairs, self::ROWS ) as $some ) {
			$this->database->execute(
				'INSERT IGNORE INTO %i (word, conversation_id) SELECT w.word, c.id FROM ( SELECT %s AS word, %d AS id'
					. str_repeat( ' UNION ALL SELECT %s, %d', count( $some ) - 1 ) . ' ) w INNER JOIN %i c ON c.id = w.id',
				$this->database->table( 'conversation_words' ),
				...[ ...array_merge( ...$some ), $this->database->table( 'conversations' ) ]
			);
		}
	}
}
