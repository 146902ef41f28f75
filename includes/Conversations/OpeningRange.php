<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/**
 * Hours on some days of the week, stored as a line such as `1-5 09:00-17:30` (1 is Monday).
 *
 * Hours that end at or before the time they begin at go on into the next day: `5 22:00-02:00`.
 */
final class OpeningRange {

	private const LINE = '/\A([1-7])(?:-([1-7]))? +([01]\d|2[0-3]):([0-5]\d) ?- ?([01]\d|2[0-3]|24(?=:00)):([0-5]\d)\z/';

	/**
	 * @param int $first Day of the week, 1 is Monday.
	 * @param int $last  The same; before the first where the days go over the end of the week.
	 * @param int $from  Minute of the day.
	 * @param int $to    Minute of the day at which they end; 1440 is midnight.
	 */
	private function __construct(
		private readonly int $first,
		private readonly int $last,
		private readonly int $from,
		private readonly int $to,
	) {}

	/** Hours as they are stored; null when the line is not understood, or when they end at the minute they begin at. */
	public static function from_line( string $line ): ?self {
		if ( 1 !== preg_match( self::LINE, $line, $parts ) ) {
			return null;
		}
		$from = 60 * (int) $parts[3] + (int) $parts[4];
		$to   = 60 * (int) $parts[5] + (int) $parts[6];
		return $from === $to ? null : new self( (int) $parts[1], (int) ( '' === $parts[2] ? $parts[1] : $parts[2] ), $from, $to );
	}

	public static function always(): self {
		return new self( 1, 7, 0, 1440 );
	}

	/** Whether the hours begin on that day. */
	public function is_on( \DateTimeImmutable $day ): bool {
		$number = (int) $day->format( 'N' );
		return $this->first <= $this->last
			? $number >= $this->first && $number <= $this->last
			: $number >= $this->first || $number <= $this->last;
	}

	/** The moment the hours begin on that day: by the clock on the wall, also when it was changed since midnight. */
	public function start( \DateTimeImmutable $day ): \DateTimeImmutable {
		return $day->setTime( intdiv( $this->from, 60 ), $this->from % 60 );
	}

	/** The moment the hours that begin on that day end. */
	public function end( \DateTimeImmutable $day ): \DateTimeImmutable {
		$last = $this->to <= $this->from ? $day->modify( '+1 day' ) : $day;
		return $last->setTime( intdiv( $this->to, 60 ), $this->to % 60 );
	}
}
