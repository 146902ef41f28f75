<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `support_requests`. */
final class SupportRequestRepository {

	public function __construct( private readonly Database $database ) {}

	public function by_id( int $id ): ?SupportRequest {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'support_requests' ), $id );
		return null === $row ? null : SupportRequest::from_row( $row );
	}

	public function newest( int $conversation_id ): ?SupportRequest {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE conversation_id = %d ORDER BY id DESC LIMIT 1',
			$this->database->table( 'support_requests' ),
			$conversation_id,
		);
		return null === $row ? null : SupportRequest::from_row( $row );
	}

	/** The newest request with which the visitor gave an address. */
	public function newest_with_address( int $conversation_id ): ?SupportRequest {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE conversation_id = %d AND email IS NOT NULL ORDER BY id DESC LIMIT 1',
			$this->database->table( 'support_requests' ),
			$conversation_id,
		);
		return null === $row ? null : SupportRequest::from_row( $row );
	}

	/** Counts the requests of the whole site since a time; stops at $most. */
	public function count_since( \DateTimeImmutable $since, int $most ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT id FROM %i WHERE created_at > %s LIMIT %d ) counted',
			$this->database->table( 'support_requests' ),
			Time::to_database( $since ),
			$most
		);
	}

	/**
	 * Counts the requests of a conversation or visitor since a time; stops at $most.
	 *
	 * @param 'conversation'|'visitor' $of
	 */
	public function count_since_for( string $of, int $id, \DateTimeImmutable $since, int $most ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT r.id FROM %i c JOIN %i r ON r.conversation_id = c.id WHERE '
				. ( 'visitor' === $of ? 'c.visitor_id' : 'c.id' ) . ' = %d AND r.created_at > %s LIMIT %d ) counted',
			$this->database->table( 'conversations' ),
			$this->database->table( 'support_requests' ),
			$id,
			Time::to_database( $since ),
			$most
		);
	}

	/** @param array<string, string|int|null> $data */
	public function add( array $data ): int {
		return $this->database->insert( 'support_requests', $data );
	}

	/** Adds the address that the visitor gave after the request. */
	public function set_contact_details( int $id, string $email, ?string $name ): void {
		$this->database->update(
			'support_requests',
			[
				'email' => $email,
				'name'  => $name,
			],
			[ 'id' => $id ]
		);
	}

	/** Deletes the visitor's IP address of a request. */
	public function forget_ip( int $id ): void {
		$this->database->update( 'support_requests', [ 'sealed_ip' => null ], [ 'id' => $id ] );
	}

	/** Deletes the IP addresses of requests made before a time. @return int Rows changed. */
	public function forget_ips_before( \DateTimeImmutable $time ): int {
		return $this->database->execute(
			'UPDATE %i SET sealed_ip = NULL WHERE sealed_ip IS NOT NULL AND created_at < %s',
			$this->database->table( 'support_requests' ),
			Time::to_database( $time ),
		);
	}
}
