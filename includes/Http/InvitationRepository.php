<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * Codes in mailed links, each of which opens one conversation: random, stored as a hash, for seven days unless revoked.
 *
 * A code can be used again until then, so that a link works in every browser of its owner. What was opened with it ends with it.
 */
final class InvitationRepository {

	public const DAYS = 7;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** Makes a code for a conversation. @return string The code: 43 characters `[A-Za-z0-9_-]`, 256 random bits. */
	public function create( int $conversation_id ): string {
		$code = Ids::base64url( random_bytes( 32 ) );
		$now  = $this->clock->now();
		$this->database->insert(
			'invitations',
			[
				'public_id'       => Ids::random(),
				'code_hash'       => self::hash( $code ),
				'conversation_id' => $conversation_id,
				'created_at'      => Time::to_database( $now ),
				'expires_at'      => Time::to_database( $now->modify( '+' . self::DAYS . ' days' ) ),
			]
		);
		return $code;
	}

	/**
	 * What a code opens; null when it is wrong, expired or revoked.
	 *
	 * @return ?array{id: string, conversation: string, visitor_id: int, created_at: \DateTimeImmutable} Public ids of the invitation and of
	 *                                                                                                  the conversation.
	 */
	public function open( string $code ): ?array {
		$row = $this->database->row(
			'SELECT i.id, i.public_id, i.created_at, i.opened_at, c.public_id AS conversation, c.visitor_id FROM %i i
				INNER JOIN %i c ON c.id = i.conversation_id AND c.visitor_id IS NOT NULL
				WHERE i.code_hash = %s AND i.revoked_at IS NULL AND i.expires_at > %s',
			$this->database->table( 'invitations' ),
			$this->database->table( 'conversations' ),
			self::hash( $code ),
			Time::to_database( $this->clock->now() )
		);
		if ( null === $row ) {
			return null;
		}
		if ( null === $row['opened_at'] ) {
			$this->database->update( 'invitations', [ 'opened_at' => Time::to_database( $this->clock->now() ) ], [ 'id' => (int) $row['id'] ] );
		}
		return [
			'id'           => (string) $row['public_id'],
			'conversation' => (string) $row['conversation'],
			'visitor_id'   => (int) $row['visitor_id'],
			'created_at'   => Time::required( $row['created_at'] ),
		];
	}

	/** Until when the conversation can be opened by a mailed link; null when it cannot. */
	public function open_until( int $conversation_id ): ?\DateTimeImmutable {
		return Time::from_database( $this->database->value(
			'SELECT MAX( expires_at ) FROM %i WHERE conversation_id = %d AND revoked_at IS NULL AND expires_at > %s',
			$this->database->table( 'invitations' ),
			$conversation_id,
			Time::to_database( $this->clock->now() )
		) );
	}

	/** Revokes all links to a conversation, with the sessions begun by them. @return int Links revoked. */
	public function revoke( int $conversation_id ): int {
		return $this->database->execute(
			'UPDATE %i SET revoked_at = %s WHERE conversation_id = %d AND revoked_at IS NULL',
			$this->database->table( 'invitations' ),
			Time::to_database( $this->clock->now() ),
			$conversation_id
		);
	}

	/** Deletes links that expired a day ago or earlier. */
	public function purge(): void {
		$this->database->execute(
			'DELETE FROM %i WHERE expires_at < %s',
			$this->database->table( 'invitations' ),
			Time::to_database( $this->clock->now()->modify( '-1 day' ) )
		);
	}

	private static function hash( string $code ): string {
		return hash( 'sha256', $code );
	}
}
