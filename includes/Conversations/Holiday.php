<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/**
 * Days on which the team is away, stored as a line: `2026-12-25`, `2026-12-24/2027-01-02`, or without years for every year (`12-25`,
 * `12-24/01-02`).
 */
final class Holiday {

	private const LINE = '~\A(?:(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?|(\d\d-\d\d)(?:/(\d\d-\d\d))?)\z~';

	/** A leap year, so that 29 February is a date. */
	private const ANY_YEAR = '2000-';

	private function __construct(
		private readonly string $first,
		private readonly string $last,
		private readonly bool $yearly,
	) {}

	/** Days as they are stored; null when a date does not exist or the last day comes before the first. */
	public static function from_line( string $line ): ?self {
		if ( 1 !== preg_match( self::LINE, $line, $parts, PREG_UNMATCHED_AS_NULL ) ) {
			return null;
		}
		$yearly = null !== $parts[3];
		$first  = (string) ( $parts[3] ?? $parts[1] );
		$last   = $parts[4] ?? $parts[2] ?? $first;
		$year   = $yearly ? self::ANY_YEAR : '';
		return self::exists( $year . $first ) && self::exists( $year . $last ) && ( $yearly || $first <= $last )
			? new self( $first, $last, $yearly )
			: null;
	}

	public function is_on( \DateTimeImmutable $day ): bool {
		$date = $day->format( $this->yearly ? 'm-d' : 'Y-m-d' );
		return $this->first <= $this->last ? $date >= $this->first && $date <= $this->last : $date >= $this->first || $date <= $this->last;
	}

	private static function exists( string $date ): bool {
		[ $year, $month, $day ] = array_map( 'intval', explode( '-', $date ) );
		return checkdate( $month, $day, $year );
	}
}
