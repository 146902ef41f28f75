<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** SQL of the turns table. */
final class TurnRepository {

	/** What the columns of a new row hold that its writer does not name. */
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

	/** The conversation of a turn, which never changes: it is locked before the turn. */
	public function conversation_of( int $id ): ?int {
		$conversation = $this->database->value( 'SELECT conversation_id FROM %i WHERE id = %d', $this->database->table( 'turns' ), $id );
		return null === $conversation ? null : (int) $conversation;
	}

	/** Locks the row until the transaction ends. */
	public function lock( int $id ): ?Turn {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE id = %d FOR UPDATE', $this->database->table( 'turns' ), $id ) );
	}

	/** The turn of a message that was sent before. */
	public function sent( int $visitor_id, string $client_message_id ): ?Turn {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE visitor_id = %d AND client_message_id = %s', $this->database->table( 'turns' ), $visitor_id, self::key( $client_message_id ) ) );
	}

	/** The newest turn of a conversation. */
	public function newest( int $conversation_id ): ?Turn {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE conversation_id = %d ORDER BY id DESC LIMIT 1', $this->database->table( 'turns' ), $conversation_id ) );
	}

	/** The turn that wrote, or writes, an answer. */
	public function of_answer( int $message_id ): ?Turn {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE answer_id = %d', $this->database->table( 'turns' ), $message_id ) );
	}

	/**
	 * Turns of a conversation that are not over.
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
	 * Adds a turn; null when that message was sent before.
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
	 * Changes a turn if this lease still stands; says whether it did.
	 *
	 * @param array<string, string|int|null> $changes One of them takes the lease away: MariaDB counts rows only that do change.
	 */
	public function change_leased( int $id, string $token, array $changes ): bool {
		return 1 === $this->database->update( 'turns', $changes, [ 'id' => $id, 'lease_token' => $token ] );
	}

	/** Makes others who are about to begin or follow a turn wait until the transaction ends, so that what is counted then still holds. */
	public function hold_others_back(): void {
		$this->database->row( 'SELECT value FROM %i WHERE name = %s FOR UPDATE', $this->database->table( 'counters' ), 'writer' );
	}

	/**
	 * As hold_others_back(), and counts the answers that are being written, in one statement: the counter's row is locked first, and
	 * they are counted as of that moment.
	 *
	 * @param int $except A conversation whose answers do not count; 0: all do.
	 */
	public function hold_others_back_and_count( \DateTimeImmutable $now, int $except = 0 ): int {
		return (int) $this->database->value(
			'SELECT ( SELECT COUNT(*) FROM %i t WHERE t.state = %s AND t.lease_until > %s AND t.conversation_id <> %d ) AS running FROM %i WHERE name = %s FOR UPDATE',
			$this->database->table( 'turns' ),
			TurnState::Running->value,
			Time::to_database( $now ),
			$except,
			$this->database->table( 'counters' ),
			'writer'
		);
	}

	/**
	 * A query that finds a row while any turn is not over: what abandoned() and unanswered() could find, now or later.
	 *
	 * @return array{literal-string, list<string>} SQL, and the values of its placeholders.
	 */
	public function open(): array {
		return [
			'SELECT 1 FROM %i WHERE state IN ( %s, %s, %s )',
			[ $this->database->table( 'turns' ), TurnState::Queued->value, TurnState::Running->value, TurnState::AwaitingApproval->value ],
		];
	}

	/** How many answers are being written now, by anybody. */
	public function running( \DateTimeImmutable $now ): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE state = %s AND lease_until > %s', $this->database->table( 'turns' ), TurnState::Running->value, Time::to_database( $now ) );
	}

	/** Keeps the answers that are being written for a visitor wanted until then. */
	public function want( int $visitor_id, \DateTimeImmutable $until ): void {
		$this->database->update(
			'turns',
			[ 'wanted_until' => Time::to_database( $until ) ],
			[
				'visitor_id' => $visitor_id,
				'state'      => TurnState::Running->value,
			]
		);
	}

	/** How many answers other than this turn's have a follower now. */
	public function followed( \DateTimeImmutable $now, int $except ): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE followed_until > %s AND id <> %d', $this->database->table( 'turns' ), Time::to_database( $now ), $except );
	}

	/**
	 * Changes a turn if this follower is still the one it has.
	 *
	 * @param array<string, string|int|null> $changes
	 */
	public function change_followed( int $id, string $follower, array $changes ): void {
		$this->database->update( 'turns', $changes, [ 'id' => $id, 'follower' => $follower ] );
	}

	/**
	 * Turns that nobody works on though somebody should: their worker is gone, or was before it began; those that wait longest first.
	 *
	 * @param \DateTimeImmutable $queued_before Questions that were stored later may still find their worker.
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
	 * Turns whose question to the visitor was never answered and has expired.
	 *
	 * @return list<Turn>
	 */
	public function unanswered( \DateTimeImmutable $now, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE state = %s AND approval_until < %s ORDER BY id LIMIT %d',
			$this->database->table( 'turns' ),
			TurnState::AwaitingApproval->value,
			Time::to_database( $now ),
			$limit
		);
		return array_map( Turn::from_row( ... ), $rows );
	}

	/** What is kept of a browser's id. Not the id itself: for the text collations of both databases `abc` and `ABC` are one. */
	private static function key( string $client_message_id ): string {
		return hash( 'sha256', $client_message_id );
	}

	/** @param ?array<string, ?string> $row */
	private function one( ?array $row ): ?Turn {
		return null === $row ? null : Turn::from_row( $row );
	}
}
