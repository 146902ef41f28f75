<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `turns`. */
final class TurnRepository {

	/** Values of the columns of a new row that add() does not name. */
	private const DEFAULTS = [
		'answer_id'      => null,
		'lease_token'    => null,
		'lease_until'    => null,
		'wanted_until'   => null,
		'stop_requested' => '0',
		'approval_id'    => null,
		'approval_until' => null,
		'ended_at'       => null,
		'follower'       => null,
	];

	public function __construct( private readonly Database $database ) {}

	public function by_id( int $id ): ?Turn {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'turns' ), $id ) );
	}

	/** Row id of the turn's conversation, which must be locked before the turn. It never changes. */
	public function conversation_of( int $id ): ?int {
		$conversation = $this->database->value( 'SELECT conversation_id FROM %i WHERE id = %d', $this->database->table( 'turns' ), $id );
		return null === $conversation ? null : (int) $conversation;
	}

	/** Reads and locks the row until the transaction ends. */
	public function lock( int $id ): ?Turn {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE id = %d FOR UPDATE', $this->database->table( 'turns' ), $id ) );
	}

	/** The turn of a visitor's message, by the browser's id of the message. */
	public function by_client_id( int $visitor_id, string $client_message_id ): ?Turn {
		return $this->one( $this->database->row(
			'SELECT * FROM %i WHERE visitor_id = %d AND client_message_id = %s',
			$this->database->table( 'turns' ),
			$visitor_id,
			self::key( $client_message_id ),
		) );
	}

	public function newest( int $conversation_id ): ?Turn {
		return $this->one( $this->database->row(
			'SELECT * FROM %i WHERE conversation_id = %d ORDER BY id DESC LIMIT 1',
			$this->database->table( 'turns' ),
			$conversation_id,
		) );
	}

	/** The turn of an answer. */
	public function by_answer( int $message_id ): ?Turn {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE answer_id = %d', $this->database->table( 'turns' ), $message_id ) );
	}

	/**
	 * Unfinished turns of a conversation.
	 *
	 * @return list<Turn>
	 */
	public function live( int $conversation_id ): array {
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE conversation_id = %d AND state IN (%s, %s, %s) ORDER BY id',
			$this->database->table( 'turns' ),
			$conversation_id,
			TurnState::Queued->value,
			TurnState::Running->value,
			TurnState::AwaitingApproval->value
		);
		return array_map( Turn::from_row( ... ), $rows );
	}

	/**
	 * Adds a turn; null when the message was sent before.
	 *
	 * @param string                    $client_message_id The browser's id of the message.
	 * @param array<string, string|int> $data
	 */
	public function add( string $client_message_id, array $data ): ?Turn {
		$id = $this->database->insert_new( 'turns', [ 'client_message_id' => self::key( $client_message_id ) ] + $data );
		return null === $id ? null : Turn::from_row( DatabaseRow::strings( [ 'id' => $id ] + $data ) + self::DEFAULTS );
	}

	/** @param array<string, string|int|null> $changes */
	public function change( int $id, array $changes ): void {
		$this->database->update( 'turns', $changes, [ 'id' => $id ] );
	}

	/**
	 * Changes a turn if the lease is valid; returns whether it was.
	 *
	 * @param array<string, string|int|null> $changes Must change the lease: MariaDB counts only rows whose values change.
	 */
	public function change_leased( int $id, string $token, array $changes ): bool {
		return 1 === $this->database->update( 'turns', $changes, [ 'id' => $id, 'lease_token' => $token ] );
	}

	/** Locks a counter, so that other requests that start or follow a turn wait until the transaction ends and counts stay right. */
	public function lock_counter(): void {
		$this->database->row( 'SELECT value FROM %i WHERE name = %s FOR UPDATE', $this->database->table( 'counters' ), 'writer' );
	}

	/**
	 * Locks the counter as lock_counter() does, and counts the answers that are being written, in one statement: the lock comes first,
	 * so the count is current.
	 *
	 * @param int $except A conversation whose answers are not counted; 0 for none.
	 */
	public function lock_counter_and_count_running( \DateTimeImmutable $now, int $except = 0 ): int {
		return (int) $this->database->value(
			'SELECT ( SELECT COUNT(*) FROM %i t WHERE t.state = %s AND t.lease_until > %s AND t.conversation_id <> %d ) AS running FROM %i
				WHERE name = %s FOR UPDATE',
			$this->database->table( 'turns' ),
			TurnState::Running->value,
			Time::to_database( $now ),
			$except,
			$this->database->table( 'counters' ),
			'writer'
		);
	}

	/**
	 * A query that finds a row while any turn is unfinished, so that abandoned() or expired_approvals() may find it now or later.
	 *
	 * @return array{literal-string, list<string>} SQL, and the values of its placeholders.
	 */
	public function unfinished_query(): array {
		return [
			'SELECT 1 FROM %i WHERE state IN ( %s, %s, %s )',
			[ $this->database->table( 'turns' ), TurnState::Queued->value, TurnState::Running->value, TurnState::AwaitingApproval->value ],
		];
	}

	/** Counts the answers that are being written on the whole site. */
	public function count_running( \DateTimeImmutable $now ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE state = %s AND lease_until > %s',
			$this->database->table( 'turns' ),
			TurnState::Running->value,
			Time::to_database( $now ),
		);
	}

	/** Keeps a visitor's running answers wanted until a time. */
	public function extend_wanted( int $visitor_id, \DateTimeImmutable $until ): void {
		$this->database->update(
			'turns',
			[ 'wanted_until' => Time::to_database( $until ) ],
			[
				'visitor_id' => $visitor_id,
				'state'      => TurnState::Running->value,
			]
		);
	}

	/** Counts the followers of all turns except one. */
	public function count_followed( \DateTimeImmutable $now, int $except ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE followed_until > %s AND id <> %d',
			$this->database->table( 'turns' ),
			Time::to_database( $now ),
			$except,
		);
	}

	/**
	 * Changes a turn if it still has this follower.
	 *
	 * @param array<string, string|int|null> $changes
	 */
	public function change_followed( int $id, string $follower, array $changes ): void {
		$this->database->update( 'turns', $changes, [ 'id' => $id, 'follower' => $follower ] );
	}

	/**
	 * Turns whose worker is gone, or that were queued and never started; those that wait longest first.
	 *
	 * @param \DateTimeImmutable $queued_before Turns queued later are left out: a worker may still start them.
	 *
	 * @return list<Turn>
	 */
	public function abandoned( \DateTimeImmutable $now, \DateTimeImmutable $queued_before, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE state = %s AND lease_until < %s OR state = %s AND created_at < %s ORDER BY lease_until, id LIMIT %d',
			$this->database->table( 'turns' ),
			TurnState::Running->value,
			Time::to_database( $now ),
			TurnState::Queued->value,
			Time::to_database( $queued_before ),
			$limit
		);
		return array_map( Turn::from_row( ... ), $rows );
	}

	/**
	 * Turns that wait for an approval which has expired.
	 *
	 * @return list<Turn>
	 */
	public function expired_approvals( \DateTimeImmutable $now, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE state = %s AND approval_until < %s ORDER BY id LIMIT %d',
			$this->database->table( 'turns' ),
			TurnState::AwaitingApproval->value,
			Time::to_database( $now ),
			$limit
		);
		return array_map( Turn::from_row( ... ), $rows );
	}

	/** Hash of a browser's id. Not the id itself, because the text collations of both databases treat `abc` and `ABC` as equal. */
	private static function key( string $client_message_id ): string {
		return hash( 'sha256', $client_message_id );
	}

	/** @param ?array<string, ?string> $row */
	private function one( ?array $row ): ?Turn {
		return null === $row ? null : Turn::from_row( $row );
	}
}
