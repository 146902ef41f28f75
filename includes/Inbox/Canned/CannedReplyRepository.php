<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Canned;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/** SQL of the table `canned_replies`. */
final class CannedReplyRepository {

	public function __construct( private readonly Database $database ) {}

	public function by_id( int $id ): ?CannedReply {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'canned_replies' ), $id );
		return null === $row ? null : CannedReply::from_row( $row );
	}

	public function by_code( int $owner_id, string $code ): ?CannedReply {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE owner_id = %d AND code = %s',
			$this->database->table( 'canned_replies' ),
			$owner_id,
			$code
		);
		return null === $row ? null : CannedReply::from_row( $row );
	}

	/**
	 * All that belong to one owner. Their number is capped, see CannedReplyService.
	 *
	 * @return list<CannedReply>
	 */
	public function of( int $owner_id ): array {
		return array_map(
			CannedReply::from_row( ... ),
			$this->database->rows( 'SELECT * FROM %i WHERE owner_id = %d', $this->database->table( 'canned_replies' ), $owner_id )
		);
	}

	public function count( int $owner_id ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE owner_id = %d',
			$this->database->table( 'canned_replies' ),
			$owner_id
		);
	}

	/**
	 * @param array<string, string|int> $data The columns but `id`.
	 *
	 * @return ?int Its id; null when the owner has one with this code.
	 */
	public function add( array $data ): ?int {
		return $this->database->insert_new( 'canned_replies', $data );
	}

	/** @param array<string, string|int> $data */
	public function change( int $id, array $data ): void {
		$this->database->update( 'canned_replies', $data, [ 'id' => $id ] );
	}

	public function delete( int $id ): void {
		$this->database->delete( 'canned_replies', [ 'id' => $id ] );
	}

	public function delete_of( int $owner_id ): void {
		$this->database->delete( 'canned_replies', [ 'owner_id' => $owner_id ] );
	}
}
