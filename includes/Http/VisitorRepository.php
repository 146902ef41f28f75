<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/** Stores visitors and their sessions. Rows are written with the first message, never before. */
final class VisitorRepository {

	/** Rows deleted in one statement, so that locks are short. */
	private const PURGED_AT_ONCE = 500;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * The visitor with the id of its row, if it has one; null when the session, or all sessions of its time, were revoked. One query.
	 *
	 * A session begun by a mailed link is the visitor of its conversation, and ends with the link.
	 */
	public function known( Visitor $visitor ): ?Visitor {
		if ( null !== $visitor->invitation ) {
			return $this->invited( $visitor, $visitor->invitation );
		}
		$row = $this->database->row(
			'SELECT v.id, v.revoked_before, s.id AS session, s.revoked_at FROM %i v LEFT JOIN %i s ON s.token_hash = %s WHERE v.public_id = %s',
			$this->database->table( 'visitors' ),
			$this->database->table( 'sessions' ),
			$visitor->session_hash,
			$visitor->public_id
		);
		if ( null === $row ) {
			return $visitor;
		}
		return self::is_revoked( $visitor, $row ) ? null : $this->with_id( $visitor, (int) $row['id'], null !== $row['session'] );
	}

	/** Writes the rows of the visitor and of the session, with its consent, unless they exist. */
	public function ensure( Visitor $visitor, string $locale ): Visitor {
		if ( null !== $visitor->id && $visitor->has_session ) {
			return $visitor;
		}
		$now = Time::to_database( $this->clock->now() );
		$id  = $visitor->id ?? $this->database->insert_new(
			'visitors',
			[
				'public_id'  => $visitor->public_id,
				'locale'     => $locale,
				'created_at' => $now,
			]
		);
		// A locking read: a plain one would take the transaction's snapshot before the conversation is locked.
		$id    ??= (int) $this->database
			->value( 'SELECT id FROM %i WHERE public_id = %s FOR UPDATE', $this->database->table( 'visitors' ), $visitor->public_id );
		$session = [
			'token_hash' => $visitor->session_hash,
			'visitor_id' => $id,
			'expires_at' => Time::to_database( new \DateTimeImmutable( '@' . $visitor->expires_at ) ),
			'created_at' => $now,
		];
		if ( null !== $visitor->consent_version ) {
			$session['consent_version'] = $visitor->consent_version;
			$session['consent_at']      = Time::to_database( new \DateTimeImmutable( '@' . $visitor->issued_at ) );
		}
		$this->database->insert_new( 'sessions', $session );
		return $this->with_id( $visitor, $id, true );
	}

	/** Writes a visitor without a session: only mailed links open what it owns. @return int Id of the row. */
	public function add( string $locale ): int {
		return $this->database->insert(
			'visitors',
			[ 'public_id' => Ids::random(), 'locale' => $locale, 'created_at' => Time::to_database( $this->clock->now() ) ],
		);
	}

	/** Revokes all tokens of the visitor, and the links mailed to them. */
	public function revoke_all( int $visitor_id ): void {
		$now = Time::to_database( $this->clock->now() );
		$this->database->update( 'visitors', [ 'revoked_before' => $now ], [ 'id' => $visitor_id ] );
		$this->database->execute(
			'UPDATE %i SET revoked_at = %s WHERE revoked_at IS NULL AND conversation_id IN ( SELECT id FROM %i WHERE visitor_id = %d )',
			$this->database->table( 'invitations' ),
			$now,
			$this->database->table( 'conversations' ),
			$visitor_id
		);
	}

	/** Id of a visitor's row; null when there is none. */
	public function id_by_public_id( string $public_id ): ?int {
		$id = $this->database->value( 'SELECT id FROM %i WHERE public_id = %s', $this->database->table( 'visitors' ), $public_id );
		return null === $id ? null : (int) $id;
	}

	/**
	 * Deletes sessions whose tokens are too old to be renewed.
	 *
	 * Sessions with a consent stay while the visitor has a conversation, as the record of the consent.
	 */
	public function purge_sessions(): void {
		$renewable = Time::to_database( $this->clock->now()->modify( '-' . VisitorTokens::RENEWABLE . ' seconds' ) );
		do {
			$ids = array_map(
				'intval',
				array_column(
					$this->database->rows(
						'SELECT s.id FROM %i s WHERE s.expires_at < %s AND (s.consent_version IS NULL OR NOT EXISTS (SELECT 1 FROM %i c
							WHERE c.visitor_id = s.visitor_id)) ORDER BY s.expires_at LIMIT %d',
						$this->database->table( 'sessions' ),
						$renewable,
						$this->database->table( 'conversations' ),
						self::PURGED_AT_ONCE
					),
					'id'
				)
			);
			if ( [] !== $ids ) {
				$this->database->execute(
					'DELETE FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')',
					$this->database->table( 'sessions' ),
					...$ids,
				);
			}
		} while ( self::PURGED_AT_ONCE === count( $ids ) );
	}

	/** The visitor of a session begun by a mailed link; null when the link has expired or was revoked. */
	private function invited( Visitor $visitor, string $invitation ): ?Visitor {
		$row = $this->database->row(
			'SELECT v.id, v.revoked_before, s.id AS session, s.revoked_at, i.conversation_id FROM %i i
				INNER JOIN %i c ON c.id = i.conversation_id INNER JOIN %i v ON v.id = c.visitor_id LEFT JOIN %i s ON s.token_hash = %s
				WHERE i.public_id = %s AND i.revoked_at IS NULL AND i.expires_at > %s',
			$this->database->table( 'invitations' ),
			$this->database->table( 'conversations' ),
			$this->database->table( 'visitors' ),
			$this->database->table( 'sessions' ),
			$visitor->session_hash,
			$invitation,
			Time::to_database( $this->clock->now() )
		);
		return null === $row || self::is_revoked( $visitor, $row )
			? null
			: $this->with_id( $visitor, (int) $row['id'], null !== $row['session'], (int) $row['conversation_id'] );
	}

	/** @param array<string, ?string> $row */
	private static function is_revoked( Visitor $visitor, array $row ): bool {
		$revoked_before = Time::from_database( $row['revoked_before'] );
		return null !== $row['revoked_at'] || null !== $revoked_before && $visitor->issued_at <= $revoked_before->getTimestamp();
	}

	private function with_id( Visitor $visitor, int $id, bool $has_session, ?int $conversation_id = null ): Visitor {
		return new Visitor(
			$id,
			$visitor->public_id,
			$visitor->session_hash,
			$visitor->issued_at,
			$visitor->expires_at,
			$visitor->consent_version,
			$has_session,
			$visitor->invitation,
			$conversation_id ?? $visitor->conversation_id,
			$visitor->member,
		);
	}
}
