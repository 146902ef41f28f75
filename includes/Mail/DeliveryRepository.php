<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** SQL of deliveries and their attempts. */
final class DeliveryRepository {

	public function __construct( private readonly Database $database ) {}

	public function by_id( int $id ): ?Delivery {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'deliveries' ), $id ) );
	}

	public function by_public_id( string $public_id ): ?Delivery {
		$delivery = $this->one( $this->database->row(
			'SELECT * FROM %i WHERE public_id = %s',
			$this->database->table( 'deliveries' ),
			$public_id
		) );
		return null !== $delivery && $delivery->public_id === $public_id ? $delivery : null;
	}

	/**
	 * Adds a delivery unless its unique key is taken.
	 *
	 * @param array<string, string|int> $data
	 *
	 * @return ?int Its row; null when it was there before.
	 */
	public function add_once( array $data ): ?int {
		return $this->database->insert_new( 'deliveries', $data );
	}

	/** Takes a delivery that is due, or whose attempt's lease has ended, by one atomic UPDATE. */
	public function claim( int $id, string $token, \DateTimeImmutable $now, \DateTimeImmutable $until ): bool {
		return 1 === $this->database->execute(
			'UPDATE %i SET state = %s, attempt_token = %s, lease_until = %s, attempts = attempts + 1'
				. ' WHERE id = %d AND ( ( state = %s AND next_attempt_at <= %s ) OR ( state = %s AND lease_until <= %s ) )',
			$this->database->table( 'deliveries' ),
			DeliveryState::Sending->value,
			$token,
			Time::to_database( $until ),
			$id,
			DeliveryState::Queued->value,
			Time::to_database( $now ),
			DeliveryState::Sending->value,
			Time::to_database( $now )
		);
	}

	/**
	 * Changes a delivery that this attempt still holds.
	 *
	 * @param array<string, string|int|null> $changes
	 */
	public function change_held( int $id, string $token, array $changes ): bool {
		return 1 === $this->database->update(
			'deliveries',
			$changes + [ 'attempt_token' => null, 'lease_until' => null ],
			[ 'id' => $id, 'attempt_token' => $token, 'state' => DeliveryState::Sending->value ]
		);
	}

	/**
	 * Changes a delivery that is in one state.
	 *
	 * @param array<string, string|int|null> $changes
	 */
	public function change_when( int $id, DeliveryState $state, array $changes ): bool {
		return 1 === $this->database->update( 'deliveries', $changes, [ 'id' => $id, 'state' => $state->value ] );
	}

	/** Deletes a delivery that this attempt still holds, with its attempts. */
	public function delete_held( int $id, string $token ): void {
		$held = [ 'id' => $id, 'attempt_token' => $token, 'state' => DeliveryState::Sending->value ];
		if ( $this->database->delete( 'deliveries', $held ) > 0 ) {
			$this->database->delete( 'delivery_attempts', [ 'delivery_id' => $id ] );
		}
	}

	public function begin_attempt( int $id, ?int $conversation_id, string $token, \DateTimeImmutable $now ): void {
		$this->database->insert(
			'delivery_attempts',
			[
				'delivery_id'     => $id,
				'conversation_id' => $conversation_id,
				'token'           => $token,
				'outcome'         => 'started',
				'started_at'      => Time::to_database( $now ),
			]
		);
	}

	public function end_attempt( string $token, string $outcome, ?string $reason, \DateTimeImmutable $now ): void {
		$this->database->update(
			'delivery_attempts',
			[
				'outcome'  => $outcome,
				'reason'   => $reason,
				'ended_at' => Time::to_database( $now ),
			],
			[ 'token' => $token ]
		);
	}

	/**
	 * The attempts of a delivery, oldest first, at most 100. `started`: it runs, or its process was killed.
	 *
	 * @return list<array{outcome: string, reason: ?string, started_at: ?string, ended_at: ?string}>
	 */
	public function attempts( int $delivery_id ): array {
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE delivery_id = %d ORDER BY id LIMIT 100',
			$this->database->table( 'delivery_attempts' ),
			$delivery_id
		);
		return array_map(
			static fn( array $row ): array => [
				'outcome'    => (string) $row['outcome'],
				'reason'     => $row['reason'],
				'started_at' => Time::to_wire( Time::from_database( $row['started_at'] ) ),
				'ended_at'   => Time::to_wire( Time::from_database( $row['ended_at'] ) ),
			],
			$rows
		);
	}

	/**
	 * Deliveries with one cause, oldest first.
	 *
	 * @param int                    $cause_id Row in their owner's table.
	 * @param non-empty-list<string> $purposes The owner's.
	 *
	 * @return list<Delivery>
	 */
	public function for_cause( int $cause_id, array $purposes ): array {
		$marks = implode( ', ', array_fill( 0, count( $purposes ), '%s' ) );
		$rows  = $this->database->rows(
			'SELECT * FROM %i WHERE alert_id = %d AND purpose IN (' . $marks . ') ORDER BY id',
			$this->database->table( 'deliveries' ),
			$cause_id,
			...$purposes
		);
		return array_map( Delivery::from_row( ... ), $rows );
	}

	/**
	 * Counts the deliveries to one recipient since a time, outside bundles; stops at $most.
	 *
	 * @param non-empty-list<string> $purposes Deliveries that count.
	 * @param ?int                   $rule_id  Of this rule only; null for all.
	 */
	public function count_since( \DateTimeImmutable $since, string $recipient, array $purposes, int $most, ?int $rule_id = null ): int {
		$of_rule = null === $rule_id ? '%d = 0' : 'rule_id = %d';
		$marks   = implode( ', ', array_fill( 0, count( $purposes ), '%s' ) );
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT id FROM %i WHERE ' . $of_rule . ' AND recipient = %s AND bundle_id IS NULL AND created_at > %s'
				. ' AND purpose IN (' . $marks . ') LIMIT %d ) counted',
			$this->database->table( 'deliveries' ),
			$rule_id ?? 0,
			$recipient,
			Time::to_database( $since ),
			...[ ...$purposes, $most ]
		);
	}

	/** Counts the deliveries of a purpose in a conversation since a time; stops at $most. */
	public function count_in_conversation( int $conversation_id, string $purpose, \DateTimeImmutable $since, int $most ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT id FROM %i WHERE conversation_id = %d AND purpose = %s AND created_at > %s LIMIT %d ) counted',
			$this->database->table( 'deliveries' ),
			$conversation_id,
			$purpose,
			Time::to_database( $since ),
			$most
		);
	}

	/** The newest cause of a conversation's deliveries of a purpose to a recipient, before one of them; those given up do not count. */
	public function newest_cause( int $conversation_id, string $purpose, string $recipient, ?int $before = null ): int {
		return (int) $this->database->value(
			'SELECT MAX( alert_id ) FROM %i WHERE conversation_id = %d AND purpose = %s AND recipient = %s AND state <> %s AND id < %d',
			$this->database->table( 'deliveries' ),
			$conversation_id,
			$purpose,
			$recipient,
			DeliveryState::Failed->value,
			$before ?? PHP_INT_MAX
		);
	}

	/**
	 * The newest delivery of a purpose for each of several causes.
	 *
	 * @param list<int> $causes Rows in their owner's table.
	 *
	 * @return array<int, Delivery> By cause.
	 */
	public function by_causes( string $purpose, array $causes ): array {
		if ( [] === $causes ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $causes ), '%d' ) );
		$found = [];
		foreach ( $this->database->rows(
			'SELECT * FROM %i WHERE alert_id IN (' . $marks . ') AND purpose = %s ORDER BY id',
			$this->database->table( 'deliveries' ),
			...[ ...$causes, $purpose ]
		) as $row ) {
			$found[ (int) $row['alert_id'] ] = Delivery::from_row( $row );
		}
		return $found;
	}

	/** The newest delivery to a recipient in a conversation whose `about` begins with a word; null when there is none. */
	public function newest_about( int $conversation_id, string $purpose, string $recipient, string $begins ): ?Delivery {
		return $this->one( $this->database->row(
			'SELECT * FROM %i WHERE conversation_id = %d AND purpose = %s AND recipient = %s AND about LIKE %s ORDER BY id DESC LIMIT 1',
			$this->database->table( 'deliveries' ),
			$conversation_id,
			$purpose,
			$recipient,
			$this->database->like( $begins ) . '%'
		) );
	}

	/** Row of the recipient's bundle that is due at that time and still waits; null when there is none. */
	public function waiting_bundle( string $recipient, \DateTimeImmutable $due ): ?int {
		$id = $this->database->value(
			'SELECT id FROM %i WHERE state = %s AND next_attempt_at = %s AND recipient = %s AND purpose = %s AND attempts = 0 LIMIT 1',
			$this->database->table( 'deliveries' ),
			DeliveryState::Queued->value,
			Time::to_database( $due ),
			$recipient,
			Delivery::BUNDLE
		);
		return null === $id ? null : (int) $id;
	}

	/** @return list<Delivery> Parts of a bundle after a row, oldest first. */
	public function bundled( int $bundle_id, int $limit, int $after = 0 ): array {
		return array_map( Delivery::from_row( ... ), $this->database->rows(
			'SELECT * FROM %i WHERE bundle_id = %d AND id > %d ORDER BY id LIMIT %d',
			$this->database->table( 'deliveries' ),
			$bundle_id,
			$after,
			$limit
		) );
	}

	public function bundle_size( int $bundle_id ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE bundle_id = %d',
			$this->database->table( 'deliveries' ),
			$bundle_id
		);
	}

	/** Gives the parts of a bundle its state. */
	public function settle_bundle( int $bundle_id, DeliveryState $state, ?\DateTimeImmutable $sent_at ): void {
		$this->database->update(
			'deliveries',
			[
				'state'   => $state->value,
				'sent_at' => null === $sent_at ? null : Time::to_database( $sent_at ),
			],
			[ 'bundle_id' => $bundle_id ]
		);
	}

	/**
	 * Deliveries that are overdue: their job was lost or their worker killed.
	 *
	 * @return list<Delivery>
	 */
	public function overdue( \DateTimeImmutable $before, int $limit ): array {
		$table = $this->database->table( 'deliveries' );
		$time  = Time::to_database( $before );
		$rows  = [
			...$this->database->rows(
				'SELECT * FROM %i WHERE state = %s AND next_attempt_at <= %s ORDER BY next_attempt_at LIMIT %d',
				$table,
				DeliveryState::Queued->value,
				$time,
				$limit
			),
			...$this->database->rows(
				'SELECT * FROM %i WHERE state = %s AND lease_until <= %s ORDER BY id LIMIT %d',
				$table,
				DeliveryState::Sending->value,
				$time,
				$limit
			),
		];
		return array_map( Delivery::from_row( ... ), $rows );
	}

	/** @return list<Delivery> Deliveries whose ticket is not solved yet, those checked longest ago first. */
	public function open_tickets( \DateTimeImmutable $since, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE channel = %s AND state = %s AND outside_id IS NOT NULL'
				. ' AND sent_at > %s AND ( outside_state IS NULL OR outside_state NOT IN ( %s, %s ) ) ORDER BY followed_at, id LIMIT %d',
			$this->database->table( 'deliveries' ),
			Delivery::SERVICE,
			DeliveryState::Sent->value,
			Time::to_database( $since ),
			'solved',
			'closed',
			$limit
		);
		return array_map( Delivery::from_row( ... ), $rows );
	}

	/** Stores a ticket's state and when it was checked. */
	public function note_outside( int $id, ?string $state, \DateTimeImmutable $at ): void {
		$this->database->update(
			'deliveries',
			[
				'outside_state' => $state,
				'followed_at'   => Time::to_database( $at ),
			],
			[ 'id' => $id ]
		);
	}

	/** @return list<Delivery> A conversation's deliveries to outside services, at most 50. Parts of a bundle have the bundle's ticket. */
	public function outside_of( int $conversation_id ): array {
		$rows = $this->database->rows(
			'SELECT d.*, b.outside_id AS bundle_ticket, b.outside_state AS bundle_state'
				. ' FROM %i d LEFT JOIN %i b ON b.id = d.bundle_id WHERE d.conversation_id = %d AND d.channel = %s ORDER BY d.id LIMIT 50',
			$this->database->table( 'deliveries' ),
			$this->database->table( 'deliveries' ),
			$conversation_id,
			Delivery::SERVICE
		);
		return array_map(
			static fn( array $row ): Delivery => Delivery::from_row( array_merge(
				$row,
				[ 'outside_id' => $row['outside_id'] ?? $row['bundle_ticket'], 'outside_state' => $row['outside_state'] ?? $row['bundle_state'] ]
			) ),
			$rows
		);
	}

	/** Deletes deliveries made before then, with their attempts; by then they were sent or given up long ago. */
	public function forget_before( \DateTimeImmutable $time ): void {
		$before = Time::to_database( $time );
		$this->database->execute(
			'DELETE FROM %i WHERE delivery_id IN ( SELECT id FROM %i WHERE created_at < %s )',
			$this->database->table( 'delivery_attempts' ),
			$this->database->table( 'deliveries' ),
			$before
		);
		$this->database->execute( 'DELETE FROM %i WHERE created_at < %s', $this->database->table( 'deliveries' ), $before );
	}

	/** Deletes the deliveries of a conversation with their attempts. @return int Rows deleted. */
	public function delete_of( int $conversation_id ): int {
		return $this->database->delete( 'delivery_attempts', [ 'conversation_id' => $conversation_id ] )
			+ $this->database->delete( 'deliveries', [ 'conversation_id' => $conversation_id ] );
	}

	/** @param ?array<string, ?string> $row */
	private function one( ?array $row ): ?Delivery {
		return null === $row ? null : Delivery::from_row( $row );
	}
}
