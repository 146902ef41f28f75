<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `messages`. */
final class MessageRepository {

	/** Values of the columns of a new row that create() does not name. */
	private const DEFAULTS = [
		'author_id'    => null,
		'private'      => '0',
		'generation'   => 'complete',
		'refused'      => '0',
		'offer_person' => '0',
		'client_id'    => null,
		'question_id'  => null,
	];

	public function __construct( private readonly Database $database ) {}

	public function by_id( int $id ): ?Message {
		return $this->one( $this->database->rows(
			'SELECT m.*, r.value AS rating, r.comment AS rating_comment FROM %i m LEFT JOIN %i r ON r.message_id = m.id WHERE m.id = %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'ratings' ),
			$id,
		) );
	}

	public function by_public_id( int $conversation_id, string $public_id ): ?Message {
		$message = $this->one( $this->database->rows(
			'SELECT m.*, r.value AS rating, r.comment AS rating_comment FROM %i m LEFT JOIN %i r ON r.message_id = m.id
				WHERE m.public_id = %s AND m.conversation_id = %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'ratings' ),
			$public_id,
			$conversation_id,
		) );
		return $message?->public_id === $public_id ? $message : null;
	}

	/**
	 * The newest messages of a conversation, or the newest before another message; oldest first.
	 *
	 * @return list<Message>
	 */
	public function thread( int $conversation_id, int $limit, bool $with_private, ?int $before = null ): array {
		$rows = $this->database->rows(
			'SELECT m.*, r.value AS rating, r.comment AS rating_comment FROM %i m LEFT JOIN %i r ON r.message_id = m.id
				WHERE m.conversation_id = %d AND m.private <= %d AND m.id < %d ORDER BY m.id DESC LIMIT %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'ratings' ),
			$conversation_id,
			$with_private ? 1 : 0,
			$before ?? PHP_INT_MAX,
			$limit
		);
		return array_reverse( array_map( Message::from_row( ... ), $rows ) );
	}

	/**
	 * Public messages after another one in its conversation, oldest first.
	 *
	 * @return list<Message>
	 */
	public function after( int $conversation_id, int $id, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT m.*, r.value AS rating, r.comment AS rating_comment FROM %i m LEFT JOIN %i r ON r.message_id = m.id
				WHERE m.conversation_id = %d AND m.private = 0 AND m.id > %d ORDER BY m.id LIMIT %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'ratings' ),
			$conversation_id,
			$id,
			$limit
		);
		return array_map( Message::from_row( ... ), $rows );
	}

	/**
	 * The messages after one, private notes too, oldest first.
	 *
	 * @return list<Message>
	 */
	public function all_after( int $conversation_id, int $id, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT m.*, r.value AS rating, r.comment AS rating_comment FROM %i m LEFT JOIN %i r ON r.message_id = m.id
				WHERE m.conversation_id = %d AND m.id > %d ORDER BY m.id LIMIT %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'ratings' ),
			$conversation_id,
			$id,
			$limit
		);
		return array_map( Message::from_row( ... ), $rows );
	}

	/**
	 * Messages by row id, oldest first.
	 *
	 * @param list<int> $ids
	 *
	 * @return list<Message>
	 */
	public function several( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
		$rows  = $this->database->rows(
			'SELECT m.*, r.value AS rating, r.comment AS rating_comment FROM %i m LEFT JOIN %i r ON r.message_id = m.id
				WHERE m.id IN (' . $marks . ') ORDER BY m.id',
			$this->database->table( 'messages' ),
			$this->database->table( 'ratings' ),
			...$ids
		);
		return array_map( Message::from_row( ... ), $rows );
	}

	/**
	 * Texts of the visitor's messages that contain a text, newest first; at most 50.
	 *
	 * @return list<string>
	 */
	public function visitor_texts_containing( int $conversation_id, string $text ): array {
		$rows = $this->database->rows(
			'SELECT text FROM %i WHERE conversation_id = %d AND author_type = %s AND text LIKE %s ORDER BY id DESC LIMIT 50',
			$this->database->table( 'messages' ),
			$conversation_id,
			AuthorType::Visitor->value,
			'%' . $this->database->like( $text ) . '%'
		);
		return array_map( static fn( array $row ): string => (string) $row['text'], $rows );
	}

	/**
	 * The visitor's last message before another message, for several at once.
	 *
	 * @param array<int, array{int, int}> $places Row ids of the conversation and of the message to look before; at most a few hundred.
	 *
	 * @return array<int, int> Row ids of the messages found, by the keys of $places.
	 */
	public function last_visitor_messages_before( array $places ): array {
		if ( [] === $places ) {
			return [];
		}
		$one    = 'SELECT %d AS place, MAX(id) AS message FROM %i WHERE conversation_id = %d AND author_type = %s AND private = 0 AND id < %d';
		$values = [];
		foreach ( $places as $key => [ $conversation_id, $before ] ) {
			array_push( $values, $key, $this->database->table( 'messages' ), $conversation_id, AuthorType::Visitor->value, $before );
		}
		$found = [];
		foreach ( $this->database->rows( implode( ' UNION ALL ', array_fill( 0, count( $places ), $one ) ), ...$values ) as $row ) {
			if ( null !== $row['message'] ) {
				$found[ (int) $row['place'] ] = (int) $row['message'];
			}
		}
		return $found;
	}

	/**
	 * Public ids of messages. One query, none for no ids.
	 *
	 * @param list<int> $ids
	 *
	 * @return array<int, string> By row id.
	 */
	public function public_ids( array $ids ): array {
		$rows = [] === $ids ? [] : $this->database->rows(
			'SELECT id, public_id FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')',
			$this->database->table( 'messages' ),
			...$ids,
		);
		return array_column( array_map( static fn( array $row ): array => [ (int) $row['id'], (string) $row['public_id'] ], $rows ), 1, 0 );
	}

	/** Counts the messages of a conversation from one on, at most $most. */
	public function count_from( int $conversation_id, int $id, int $most ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT id FROM %i WHERE conversation_id = %d AND id >= %d LIMIT %d ) n',
			$this->database->table( 'messages' ),
			$conversation_id,
			$id,
			$most
		);
	}

	/**
	 * Messages of others than one agent after a message and a time, private notes too; sentences of the system do not count.
	 *
	 * @return ?array{from: string, count: int} Public id of the first one, and how many there are, at most $most; null for none.
	 */
	public function others_after( int $conversation_id, int $id, ?\DateTimeImmutable $time, int $agent_id, int $most ): ?array {
		$rows = $this->database->rows(
			'SELECT public_id FROM %i WHERE conversation_id = %d AND id > %d AND created_at > %s AND author_type <> %s'
				. ' AND NOT ( author_type = %s AND author_id = %d ) ORDER BY id LIMIT %d',
			$this->database->table( 'messages' ),
			$conversation_id,
			$id,
			null === $time ? '1000-01-01 00:00:00' : Time::to_database( $time ),
			AuthorType::System->value,
			AuthorType::Agent->value,
			$agent_id,
			$most
		);
		return [] === $rows ? null : [ 'from' => (string) $rows[0]['public_id'], 'count' => count( $rows ) ];
	}

	/** Whether somebody wrote a public message after another one; sentences of the system do not count. */
	public function has_newer( int $conversation_id, int $id ): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE conversation_id = %d AND id > %d AND private = 0 AND author_type <> %s LIMIT 1',
			$this->database->table( 'messages' ),
			$conversation_id,
			$id,
			AuthorType::System->value
		);
	}

	/**
	 * Adds a message.
	 *
	 * @param array<string, string|int|null> $data
	 *
	 * @return int Its row id.
	 */
	public function add( array $data ): int {
		return $this->database->insert( 'messages', $data );
	}

	/**
	 * Adds a message and returns it.
	 *
	 * @param array<string, string|int|null> $data
	 */
	public function create( array $data ): Message {
		return Message::from_row( DatabaseRow::strings( [ 'id' => $this->add( $data ) ] + $data ) + self::DEFAULTS );
	}

	/**
	 * Adds a message that was sent with an id and opens no turn.
	 *
	 * @param array<string, string|int> $data With `conversation_id`, `client_id` and, for agents, `author_id`; columns that are null are left
	 *                                        out.
	 *
	 * @throws DuplicateMessage When the message is already stored, by this or a parallel request.
	 */
	public function create_once( array $data ): Message {
		$agent = isset( $data['author_id'] ) ? (int) $data['author_id'] : null;
		$key   = self::sent_key( (int) $data['conversation_id'], $agent, (string) $data['client_id'] );
		$id    = $this->database->insert_new( 'messages', $data + [ 'sent_key' => $key ] );
		return null === $id
			? throw new DuplicateMessage()
			: Message::from_row( DatabaseRow::strings( [ 'id' => $id ] + $data ) + self::DEFAULTS );
	}

	/**
	 * The message that was sent with this id and opened no turn, or null.
	 *
	 * @param ?int $agent_id WordPress user; null for the visitor.
	 */
	public function by_client_id( int $conversation_id, ?int $agent_id, string $client_id ): ?Message {
		$rows = $this->database->rows(
			'SELECT m.*, r.value AS rating, r.comment AS rating_comment FROM %i m LEFT JOIN %i r ON r.message_id = m.id WHERE m.sent_key = %s',
			$this->database->table( 'messages' ),
			$this->database->table( 'ratings' ),
			self::sent_key( $conversation_id, $agent_id, $client_id )
		);
		return $this->one( $rows );
	}

	/**
	 * Unique key of a message that was sent with an id. A hash, because the text collations of both databases treat `abc` and `ABC` as equal.
	 */
	public static function sent_key( int $conversation_id, ?int $agent_id, string $client_id ): string {
		return hash( 'sha256', $conversation_id . ( null === $agent_id ? ' visitor ' : ' agent ' . $agent_id . ' ' ) . $client_id );
	}

	/** @param array<string, string|int|null> $changes */
	public function change( int $id, array $changes ): void {
		$this->database->update( 'messages', $changes, [ 'id' => $id ] );
	}

	/** @param list<array<string, ?string>> $rows */
	private function one( array $rows ): ?Message {
		return [] === $rows ? null : Message::from_row( $rows[0] );
	}
}
