<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/**
 * When people are there, in the site's zone: settings `office_hours` and `office_holidays`, or those of a team. Neither means always.
 *
 * A holiday closes the hours that begin on it: those that began on the eve go on past midnight.
 */
final class OfficeHours {

	/** How far ahead the next opening is looked for, in days. */
	private const AHEAD = 100;

	/** @var array<int, self> Hours of teams, as they were asked for. */
	private array $of_teams = [];

	/** @param ?array{hours: list<string>, holidays: list<string>} $office Of a team; null for those of the site. */
	public function __construct(
		private readonly Settings $settings,
		private readonly TeamRepository $teams,
		private readonly ?array $office = null,
	) {}

	/** The hours of a team that has its own; otherwise these. Null for no team. */
	public function of( ?int $team_id ): self {
		if ( null === $team_id ) {
			return $this;
		}
		return $this->of_teams[ $team_id ] ??= $this->as( $this->teams->office_of( $team_id ) );
	}

	/** @param ?array{hours: list<string>, holidays: list<string>} $office Null: these hours. */
	public function as( ?array $office ): self {
		return null === $office ? $this : new self( $this->settings, $this->teams, $office );
	}

	public function open_at( \DateTimeImmutable $time ): bool {
		$local    = $time->setTimezone( wp_timezone() );
		$holidays = $this->holidays();
		foreach ( [ $local, $local->modify( '-1 day' ) ] as $day ) {
			if ( $this->is_holiday( $day, $holidays ) ) {
				continue;
			}
			foreach ( $this->ranges() as $range ) {
				if ( $range->is_on( $day ) && $local >= $range->start( $day ) && $local < $range->end( $day ) ) {
					return true;
				}
			}
		}
		return false;
	}

	/** Seconds between two times (Unix) during which the team is there. Hours that overlap count once. */
	public function open_seconds( int $from, int $to ): int {
		$day      = ( new \DateTimeImmutable( "@$from" ) )->setTimezone( wp_timezone() )->setTime( 0, 0 )->modify( '-1 day' );
		$ranges   = $this->ranges();
		$holidays = $this->holidays();
		$open     = [];
		for (; $day->getTimestamp() < $to; $day = $day->modify( '+1 day' ) ) {
			foreach ( $this->is_holiday( $day, $holidays ) ? [] : $ranges as $range ) {
				$start = max( $from, $range->start( $day )->getTimestamp() );
				$end   = min( $to, $range->end( $day )->getTimestamp() );
				if ( $range->is_on( $day ) && $start < $end ) {
					$open[] = [ $start, $end ];
				}
			}
		}
		sort( $open );
		$seconds = 0;
		$reached = $from;
		foreach ( $open as [ $start, $end ] ) {
			$seconds += max( 0, $end - max( $reached, $start ) );
			$reached  = max( $reached, $end );
		}
		return $seconds;
	}

	/** Whether the owner set any hours or holidays. */
	public function are_set(): bool {
		return [] !== $this->understood() || [] !== $this->holidays();
	}

	/** When the team is there next, after a time at which it is away; null when that is not within AHEAD days. In the site's zone. */
	public function next_opening( \DateTimeImmutable $after ): ?\DateTimeImmutable {
		$local    = $after->setTimezone( wp_timezone() );
		$ranges   = $this->ranges();
		$holidays = $this->holidays();
		for ( $ahead = 0; $ahead <= self::AHEAD; $ahead++ ) {
			$day    = $local->modify( "+$ahead days" );
			$starts = [];
			foreach ( $this->is_holiday( $day, $holidays ) ? [] : $ranges as $range ) {
				$start = $range->start( $day );
				if ( $start > $local && $range->is_on( $day ) ) {
					$starts[] = $start;
				}
			}
			if ( [] !== $starts ) {
				return min( $starts );
			}
		}
		return null;
	}

	/**
	 * By when a request for a person must be answered or resolved: setting `answer_within_hours` later; null when that is 0.
	 *
	 * The time starts with the request or, outside office hours, with the next opening. If it ends outside office hours, it is extended to
	 * the next opening.
	 */
	public function answer_due( \DateTimeImmutable $asked ): ?\DateTimeImmutable {
		$within = $this->settings->int( 'answer_within_hours' );
		if ( 0 === $within ) {
			return null;
		}
		$begins = $this->open_at( $asked ) ? $asked : ( $this->next_opening( $asked ) ?? $asked );
		$ends   = $begins->modify( "+$within hours" );
		return $this->open_at( $ends ) ? $ends : ( $this->next_opening( $ends ) ?? $ends );
	}

	/** @return list<string> Stored lines that cannot be parsed: versions before the form kept whatever was typed. */
	public function invalid_lines(): array {
		$hours = array_filter(
			$this->settings->list( 'office_hours' ),
			static fn( string $line ): bool => null === OpeningRange::from_line( $line ),
		);
		return array_values( $hours );
	}

	/** @param list<Holiday> $holidays */
	private function is_holiday( \DateTimeImmutable $day, array $holidays ): bool {
		foreach ( $holidays as $holiday ) {
			if ( $holiday->is_on( $day ) ) {
				return true;
			}
		}
		return false;
	}

	/** @return list<OpeningRange> */
	private function ranges(): array {
		$ranges = $this->understood();
		return [] === $ranges ? [ OpeningRange::always() ] : $ranges;
	}

	/** @return list<OpeningRange> */
	private function understood(): array {
		return array_values( array_filter( array_map(
			OpeningRange::from_line( ... ),
			$this->office['hours'] ?? $this->settings->list( 'office_hours' ),
		) ) );
	}

	/** @return list<Holiday> */
	private function holidays(): array {
		return array_values( array_filter( array_map(
			Holiday::from_line( ... ),
			$this->office['holidays'] ?? $this->settings->list( 'office_holidays' ),
		) ) );
	}
}
