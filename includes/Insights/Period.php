<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

/** Days from one to another, both included, in the site's zone. Immutable. */
final class Period {

	/** Longest period. Days. */
	public const MOST = 1830;

	/** @param string $from Such as 2026-03-01. */
	private function __construct(
		public readonly string $from,
		public readonly string $to,
	) {}

	/** Null when a day does not exist, the first is after the last, or they are too far apart. */
	public static function between( string $from, string $to ): ?self {
		foreach ( [ $from, $to ] as $day ) {
			$is_day = 1 === preg_match( '/\A(\d{4})-(\d\d)-(\d\d)\z/', $day, $part )
				&& checkdate( (int) $part[2], (int) $part[3], (int) $part[1] );
			if ( ! $is_day ) {
				return null;
			}
		}
		$period = new self( $from, $to );
		return $from > $to || $period->length() > self::MOST ? null : $period;
	}

	/** Number of days. */
	public function length(): int {
		return 1 + (int) self::date( $this->from )->diff( self::date( $this->to ) )->days;
	}

	/** As many days directly before; where these are whole months, as many months. */
	public function previous(): self {
		$first = self::date( $this->from );
		$next  = self::date( $this->to )->modify( '+1 day' );
		$back  = '01' === $first->format( 'd' ) && '01' === $next->format( 'd' )
			? $first->diff( $next )->y * 12 + $first->diff( $next )->m . ' months'
			: $this->length() . ' days';
		return new self( $first->modify( "-$back" )->format( 'Y-m-d' ), $first->modify( '-1 day' )->format( 'Y-m-d' ) );
	}

	/**
	 * The first moment, and the first moment after.
	 *
	 * @return array{\DateTimeImmutable, \DateTimeImmutable}
	 */
	public function moments(): array {
		$zone = wp_timezone();
		return [ new \DateTimeImmutable( $this->from, $zone ), ( new \DateTimeImmutable( $this->to, $zone ) )->modify( '+1 day' ) ];
	}

	/** @return list<string> */
	public function days(): array {
		$days = [];
		for ( $day = self::date( $this->from ); $day->format( 'Y-m-d' ) <= $this->to; $day = $day->modify( '+1 day' ) ) {
			$days[] = $day->format( 'Y-m-d' );
		}
		return $days;
	}

	/**
	 * The first days of the months that are in it as a whole.
	 *
	 * @return list<string>
	 */
	public function whole_months(): array {
		$months = [];
		$month  = self::date( substr( $this->from, 0, 7 ) . '-01' );
		$month  = $month->format( 'Y-m-d' ) < $this->from ? $month->modify( '+1 month' ) : $month;
		for (; $month->modify( '+1 month -1 day' )->format( 'Y-m-d' ) <= $this->to; $month = $month->modify( '+1 month' ) ) {
			$months[] = $month->format( 'Y-m-d' );
		}
		return $months;
	}

	/**
	 * How often each hour of each weekday was on the clock: on days when the clock is changed one is missing, or there twice.
	 *
	 * @return array<int, list<int>> By weekday (1 is Monday), then by hour.
	 */
	public function hours(): array {
		[ $from, $to ] = $this->moments();
		$times         = array_fill( 1, 7, array_fill( 0, 24, 0 ) );
		for ( $time = $from->getTimestamp(); $time < $to->getTimestamp(); $time += HOUR_IN_SECONDS ) {
			$local = ( new \DateTimeImmutable( "@$time" ) )->setTimezone( wp_timezone() );
			++$times[ (int) $local->format( 'N' ) ][ (int) $local->format( 'G' ) ];
		}
		return $times;
	}

	/** Without a zone: only for days. */
	private static function date( string $day ): \DateTimeImmutable {
		return new \DateTimeImmutable( $day, new \DateTimeZone( 'UTC' ) );
	}
}
