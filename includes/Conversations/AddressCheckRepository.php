<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `address_checks`. */
final class AddressCheckRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	public function by_delivery( int $delivery_id ): ?AddressCheck {
		$row = $this->database->row( 'SELECT * FROM %i WHERE delivery_id = %d', $this->table(), $delivery_id );
		return null === $row ? null : AddressCheck::from_row( $row );
	}

	/** Adds the check of a request's address. @return ?int Row id; null when this request already has a check. */
	public function add_once( int $request_id, int $conversation_id, ?int $visitor_id, string $address_hash, bool $verified ): ?int {
		$now  = Time::to_database( $this->clock->now() );
		$data = [
			'request_id'      => $request_id,
			'conversation_id' => $conversation_id,
			'address_hash'    => $address_hash,
			'created_at'      => $now,
		];
		if ( null !== $visitor_id ) {
			$data['visitor_id'] = $visitor_id;
		}
		if ( $verified ) {
			$data['verified_at'] = $now;
		}
		return $this->database->insert_new( 'address_checks', $data );
	}

	/** Whether the address of a request was asked about. */
	public function has_one_of( int $request_id ): bool {
		return null !== $this->database->value( 'SELECT id FROM %i WHERE request_id = %d', $this->table(), $request_id );
	}

	/** Records the mail that asks for confirmation. */
	public function set_delivery( int $id, int $delivery_id ): void {
		$this->database->update( 'address_checks', [ 'delivery_id' => $delivery_id ], [ 'id' => $id ] );
	}

	/** Records that the owner confirmed. @return bool False when the check was already answered. */
	public function verify( int $id ): bool {
		return 1 === $this->database->execute(
			'UPDATE %i SET verified_at = %s WHERE id = %d AND verified_at IS NULL AND refused_at IS NULL',
			$this->table(),
			Time::to_database( $this->clock->now() ),
			$id,
		);
	}

	/** Records that the owner refused and keeps only the hash. @return bool False when the check was already answered. */
	public function refuse( int $id ): bool {
		return 1 === $this->database->execute(
			'UPDATE %i SET refused_at = %s, request_id = NULL, visitor_id = NULL, conversation_id = 0
				WHERE id = %d AND verified_at IS NULL AND refused_at IS NULL',
			$this->table(),
			Time::to_database( $this->clock->now() ),
			$id,
		);
	}

	/** Records that the owner of an address wants no mails, unless that is known. */
	public function add_refusal( string $address_hash ): void {
		if ( ! $this->is_refused( $address_hash ) ) {
			$now = Time::to_database( $this->clock->now() );
			$this->database->insert(
				'address_checks',
				[
					'conversation_id' => 0,
					'address_hash'    => $address_hash,
					'created_at'      => $now,
					'refused_at'      => $now,
				]
			);
		}
	}

	public function is_refused( string $address_hash ): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE address_hash = %s AND refused_at IS NOT NULL LIMIT 1',
			$this->table(),
			$address_hash,
		);
	}

	/**
	 * Whether this visitor has confirmed exactly this address since a time.
	 *
	 * Compares the addresses, not the hashes: a hash is the same for several spellings, which may belong to different people.
	 */
	public function is_verified( int $visitor_id, string $address, \DateTimeImmutable $since ): bool {
		$rows = $this->database->rows(
			'SELECT r.email FROM %i a JOIN %i r ON r.id = a.request_id WHERE a.visitor_id = %d AND a.verified_at > %s ORDER BY a.id DESC LIMIT 20',
			$this->table(),
			$this->database->table( 'support_requests' ),
			$visitor_id,
			Time::to_database( $since )
		);
		return in_array(
			strtolower( $address ),
			array_map( static fn( array $row ): string => strtolower( (string) $row['email'] ), $rows ),
			true,
		);
	}

	/** Counts the checks of one address since a time; stops at $most. */
	public function count_for_address( string $address_hash, \DateTimeImmutable $since, int $most ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT id FROM %i WHERE address_hash = %s AND created_at > %s LIMIT %d ) counted',
			$this->table(),
			$address_hash,
			Time::to_database( $since ),
			$most,
		);
	}

	/** Counts the checks of one visitor since a time; stops at $most. */
	public function count_for_visitor( int $visitor_id, \DateTimeImmutable $since, int $most ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT id FROM %i WHERE visitor_id = %d AND created_at > %s LIMIT %d ) counted',
			$this->table(),
			$visitor_id,
			Time::to_database( $since ),
			$most,
		);
	}

	/** Counts the checks of the whole site since a time; stops at $most. */
	public function count_for_site( \DateTimeImmutable $since, int $most ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT id FROM %i WHERE created_at > %s LIMIT %d ) counted',
			$this->table(),
			Time::to_database( $since ),
			$most,
		);
	}

	/** Deletes checks made before a time. Refusals stay, so that no further mail goes to those addresses. */
	public function forget_before( \DateTimeImmutable $time ): void {
		$this->database->execute( 'DELETE FROM %i WHERE created_at < %s AND refused_at IS NULL', $this->table(), Time::to_database( $time ) );
	}

	private function table(): string {
		return $this->database->table( 'address_checks' );
	}
}
