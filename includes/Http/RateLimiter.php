<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** Counts what is done in fixed windows of time, by visitor, by address and for the whole site. */
final class RateLimiter {

	/** Generous for a person, tight for a program. */
	private const PER_VISITOR = 30;

	private const PER_ADDRESS = 60;

	/** For a crowd behind one address, so that nobody can use up the whole site's allowance from one place. */
	private const PER_CROWD = 600;

	private const PER_SITE = 1200;

	private const WINDOW_SECONDS = 60;

	/** With this many visitors on one address in one window the address is a proxy, not a person. */
	private const CROWD = 5;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly ClientAddress $address,
	) {}

	/**
	 * Counts one act of a visitor.
	 *
	 * @param string $act    Such as `message`; acts are counted apart.
	 * @param int    $weight How much of the allowance it takes.
	 *
	 * @return ?int Null when it is within the limits, else the seconds until it may be tried again.
	 */
	public function hit( string $act, Visitor $visitor, int $weight = 1 ): ?int {
		$by_visitor = $this->count( "$act visitor $visitor->public_id", $weight );
		$address    = $this->address->hash();
		$by_address = $this->count( "$act address $address", $weight );
		if ( $by_visitor === $weight && $this->address->is_behind_unnamed_proxy() ) {
			$this->count( "crowd $address", 1 );
		}
		// The site's allowance comes last: what is refused to one visitor or place must take nothing from everybody else.
		$over = $by_visitor > self::PER_VISITOR
			|| $by_address > self::PER_ADDRESS && ( $by_address > self::PER_CROWD || ! $this->is_crowd( $address ) )
			|| $this->count( "$act site", $weight ) > self::PER_SITE;
		return $over ? $this->seconds_left() : null;
	}

	private function is_crowd( string $address ): bool {
		return $this->address->is_behind_unnamed_proxy() && $this->read( "crowd $address" ) >= self::CROWD;
	}

	private function count( string $name, int $weight ): int {
		$bucket = $this->bucket( $name );
		$this->database->insert_new(
			'rate_limits',
			[
				'bucket'  => $bucket,
				'expires' => $this->clock->now()->getTimestamp() + 2 * self::WINDOW_SECONDS,
			]
		);
		$this->database->execute( 'UPDATE %i SET hits = hits + %d WHERE bucket = %s', $this->database->table( 'rate_limits' ), $weight, $bucket );
		if ( 0 === random_int( 0, 199 ) ) {
			$this->database->execute( 'DELETE FROM %i WHERE expires < %d', $this->database->table( 'rate_limits' ), $this->clock->now()->getTimestamp() );
		}
		return $this->read( $name );
	}

	private function read( string $name ): int {
		return (int) $this->database->value( 'SELECT hits FROM %i WHERE bucket = %s', $this->database->table( 'rate_limits' ), $this->bucket( $name ) );
	}

	private function bucket( string $name ): string {
		$window = intdiv( $this->clock->now()->getTimestamp(), self::WINDOW_SECONDS );
		return substr( hash( 'sha256', "$name $window" ), 0, 40 );
	}

	private function seconds_left(): int {
		return self::WINDOW_SECONDS - $this->clock->now()->getTimestamp() % self::WINDOW_SECONDS;
	}
}
