<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/** The team's office hours: setting `office_hours`, lines such as `1-5 09:00-17:30` (1 is Monday), in the site's time zone. No lines mean always open. */
final class OfficeHours {

	private const LINE = '/\A([1-7])(?:-([1-7]))? +([01]\d|2[0-3]):([0-5]\d) ?- ?([01]\d|2[0-4]):([0-5]\d)\z/';

	public function __construct( private readonly Settings $settings ) {}

	public function open_at( \DateTimeImmutable $time ): bool {
		$ranges = $this->ranges();
		$local  = $time->setTimezone( wp_timezone() );
		$day    = (int) $local->format( 'N' );
		$minute = 60 * (int) $local->format( 'G' ) + (int) $local->format( 'i' );
		foreach ( $ranges as [ $first, $last, $from, $to ] ) {
			if ( $this->covers( $first, $last, $day ) && $minute >= $from && $minute < $to ) {
				return true;
			}
		}
		return [] === $ranges;
	}

	/** Whether the owner set any hours. */
	public function are_set(): bool {
		return [] !== $this->ranges();
	}

	/** The next opening after a time, in the site's time zone; null when there is none within two weeks. */
	public function next_opening( \DateTimeImmutable $after ): ?\DateTimeImmutable {
		$local = $after->setTimezone( wp_timezone() );
		for ( $ahead = 0; $ahead <= 14; $ahead++ ) {
			$day    = $local->modify( "+$ahead days" );
			$starts = [];
			foreach ( $this->ranges() as [ $first, $last, $from ] ) {
				$start = $day->setTime( intdiv( $from, 60 ), $from % 60 );
				if ( $start > $local && $this->covers( $first, $last, (int) $day->format( 'N' ) ) ) {
					$starts[] = $start;
				}
			}
			if ( [] !== $starts ) {
				return min( $starts );
			}
		}
		return null;
	}

	/** @return list<string> Lines that cannot be parsed. */
	public function invalid_lines(): array {
		return array_values( array_filter( $this->settings->list( 'office_hours' ), static fn( string $line ): bool => 1 !== preg_match( self::LINE, $line ) ) );
	}

	/** Whether a weekday lies in a range of days, which may go across the end of the week. */
	private function covers( int $first, int $last, int $day ): bool {
		return $first <= $last ? $day >= $first && $day <= $last : $day >= $first || $day <= $last;
	}

	/** @return list<array{int, int, int, int}> First and last day, first minute and the minute after the last. */
	private function ranges(): array {
		$ranges = [];
		foreach ( $this->settings->list( 'office_hours' ) as $line ) {
			if ( 1 === preg_match( self::LINE, $line, $parts ) ) {
				$ranges[] = [ (int) $parts[1], (int) ( '' === $parts[2] ? $parts[1] : $parts[2] ), 60 * (int) $parts[3] + (int) $parts[4], 60 * (int) $parts[5] + (int) $parts[6] ];
			}
		}
		return $ranges;
	}
}
