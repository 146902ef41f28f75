<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Rows of visitors and their sessions. Written with the first message, never before. */
final class VisitorRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** The visitor with its row, when it has one; null when this session or all sessions of that time were revoked. One query. */
	public function known( Visitor $visitor ): ?Visitor {
		$row = $this->database->row(
			'SELECT v.id, v.revoked_before, s.revoked_at FROM %i v LEFT JOIN %i s ON s.token_hash = %s WHERE v.public_id = %s',
			$this->database->table( 'visitors' ),
			$this->database->table( 'sessions' ),
			$visitor->session_hash,
			$visitor->public_id
		);
		if ( null === $row ) {
			return $visitor;
		}
		$revoked_before = Time::from_database( $row['revoked_before'] );
		if ( null !== $row['revoked_at'] || null !== $revoked_before && $visitor->issued_at <= $revoked_before->getTimestamp() ) {
			return null;
		}
		return $this->with_id( $visitor, (int) $row['id'] );
	}

	/** The visitor with its row, written now if there is none, and its session with the consent it carries. */
	public function ensure( Visitor $visitor, string $locale ): Visitor {
		$now = Time::to_database( $this->clock->now() );
		$id  = $visitor->id;
		if ( null === $id ) {
			$this->database->insert_new(
				'visitors',
				[
					'public_id'  => $visitor->public_id,
					'locale'     => $locale,
					'created_at' => $now,
				]
			);
			// A locking read: a plain one would fix what the rest of the transaction sees before its conversation is locked.
			$id = (int) $this->database->value( 'SELECT id FROM %i WHERE public_id = %s FOR UPDATE', $this->database->table( 'visitors' ), $visitor->public_id );
		}
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
		return $this->with_id( $visitor, $id );
	}

	/** Ends every token this visitor was given so far. */
	public function revoke_all( int $visitor_id ): void {
		$this->database->update( 'visitors', [ 'revoked_before' => Time::to_database( $this->clock->now() ) ], [ 'id' => $visitor_id ] );
	}

	private function with_id( Visitor $visitor, int $id ): Visitor {
		return new Visitor( $id, $visitor->public_id, $visitor->session_hash, $visitor->issued_at, $visitor->expires_at, $visitor->consent_version );
	}
}
