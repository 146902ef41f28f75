<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** Rate limits in fixed time windows: by visitor, by address and for the whole site. */
final class RateLimiter {

	/** Generous for a person, tight for a program. */
	private const PER_VISITOR = 30;

	private const PER_ADDRESS = 60;

	/** For many people behind one address, or all addresses of one IPv6 customer: one place cannot use up the limit of the site. */
	private const PER_CROWD = 600;

	private const PER_SITE = 1200;

	private const WINDOW_SECONDS = 60;

	/** Factors for actions that browsers do by themselves, so that normal use is never refused. */
	private const FACTORS = [
		'session'  => 2,
		'resend'   => 4,
		'resume'   => 2,
		'approval' => 2,
		'typing'   => 2,
		'read'     => 10,
	];

	/** An address with this many visitors in one window is taken for a proxy. */
	private const CROWD = 5;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly ClientAddress $address,
	) {}

	/**
	 * Counts an action of a visitor.
	 *
	 * @param string $act    Action, such as `message`; each has its own counters.
	 * @param int    $weight How many times it counts.
	 *
	 * @return ?int Null within the limits, otherwise the seconds until a retry is allowed.
	 */
	public function hit( string $act, Visitor $visitor, int $weight = 1 ): ?int {
		$factor = self::FACTORS[ $act ] ?? 1;
		$counts = $this->count( $weight, "$act visitor $visitor->public_id", ...$this->places( $act ) );
		if ( $counts[0] === $weight && $this->address->is_behind_unnamed_proxy() ) {
			$this->count( 1, 'crowd ' . $this->address->hash() );
		}
		$is_over = $counts[0] > $factor * self::PER_VISITOR;
		return $this->judged( $act, array_slice( $counts, 1 ), $is_over, $weight, $factor );
	}

	/**
	 * Counts an action of somebody without a token, by address and for the whole site.
	 *
	 * @return ?int As hit() answers.
	 */
	public function hit_by_stranger( string $act ): ?int {
		return $this->judged( $act, $this->count( 1, ...$this->places( $act ) ), false, 1, self::FACTORS[ $act ] ?? 1 );
	}

	/**
	 * Counts an action of a user who is signed in.
	 *
	 * @param int $most In one window.
	 *
	 * @return ?int As hit() answers.
	 */
	public function hit_by_user( string $act, int $user_id, int $most ): ?int {
		return $this->count( 1, "$act user $user_id" )[0] > $most ? $this->seconds_left() : null;
	}

	/** @return list<string> Names of the counters besides the visitor's: address, with IPv6 the customer's network, and site. */
	private function places( string $act ): array {
		$customer = $this->address->customer_hash();
		return [ "$act address " . $this->address->hash(), ...( null === $customer ? [] : [ "$act customer $customer" ] ), "$act site" ];
	}

	/**
	 * The result of hit(). A request refused by visitor or address is subtracted from the site's counter, so that it does not use up the
	 * limit of everybody else.
	 *
	 * @param list<int> $counts  Of places().
	 * @param bool      $is_over Whether the visitor's own limit is exceeded.
	 */
	private function judged( string $act, array $counts, bool $is_over, int $weight, int $factor ): ?int {
		$by_site = (int) array_pop( $counts );
		$is_over = $is_over || $this->is_over_place( $counts[0], $counts[1] ?? 0, $factor );
		if ( $is_over ) {
			$this->database->execute(
				'UPDATE %i SET hits = hits - %d WHERE bucket = %s',
				$this->database->table( 'rate_limits' ),
				$weight,
				$this->bucket( "$act site" ),
			);
		}
		return $is_over || $by_site > $factor * self::PER_SITE ? $this->seconds_left() : null;
	}

	private function is_over_place( int $by_address, int $by_customer, int $factor ): bool {
		return ( $by_address > $factor * self::PER_ADDRESS || $by_customer > $factor * self::PER_CROWD )
			&& ( $by_address > $factor * self::PER_CROWD || ! $this->is_crowd( $this->address->hash() ) );
	}

	private function is_crowd( string $address ): bool {
		return $this->address->is_behind_unnamed_proxy() && $this->read( $this->bucket( "crowd $address" ) )[0] >= self::CROWD;
	}

	/**
	 * Increments counters in one statement, which also returns their values where the database supports it.
	 *
	 * @return list<int> Their values, in the order of the names.
	 */
	private function count( int $weight, string ...$names ): array {
		$now     = $this->clock->now()->getTimestamp();
		$buckets = array_map( $this->bucket( ... ), array_values( $names ) );
		$values  = [];
		foreach ( $buckets as $bucket ) {
			array_push( $values, $bucket, $weight, $now + 2 * self::WINDOW_SECONDS );
		}
		$rows = implode( ', ', array_fill( 0, count( $buckets ), '(%s, %d, %d)' ) );
		$sql  = 'INSERT INTO %i (bucket, hits, expires) VALUES ' . $rows . ' ON DUPLICATE KEY UPDATE hits = hits + %d';
		$hits = $this->database->write_and_read( $sql, 'bucket, hits', $this->database->table( 'rate_limits' ), ...[ ...$values, $weight ] );
		if ( 0 === random_int( 0, 199 ) ) {
			$this->database->execute( 'DELETE FROM %i WHERE expires < %d', $this->database->table( 'rate_limits' ), $now );
		}
		return null === $hits ? $this->read( ...$buckets ) : $this->in_order( $hits, $buckets );
	}

	/** @return list<int> */
	private function read( string ...$buckets ): array {
		$marks = implode( ', ', array_fill( 0, count( $buckets ), '%s' ) );
		$rows  = $this->database->rows(
			'SELECT bucket, hits FROM %i WHERE bucket IN (' . $marks . ')',
			$this->database->table( 'rate_limits' ),
			...array_values( $buckets ),
		);
		return $this->in_order( $rows, array_values( $buckets ) );
	}

	/**
	 * @param list<array<string, ?string>> $rows
	 * @param list<string>                 $buckets
	 *
	 * @return list<int>
	 */
	private function in_order( array $rows, array $buckets ): array {
		$hits = array_column( $rows, 'hits', 'bucket' );
		return array_map( static fn( string $bucket ): int => (int) ( $hits[ $bucket ] ?? 0 ), $buckets );
	}

	private function bucket( string $name ): string {
		$window = intdiv( $this->clock->now()->getTimestamp(), self::WINDOW_SECONDS );
		return substr( hash( 'sha256', "$name $window" ), 0, 40 );
	}

	private function seconds_left(): int {
		return self::WINDOW_SECONDS - $this->clock->now()->getTimestamp() % self::WINDOW_SECONDS;
	}
}
