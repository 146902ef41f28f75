<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Today;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Schema;

/** When an agent wants to be reminded of the page "Today", by the clock of their own zone. */
final class Reminders {

	/** User option. */
	public const OPTION = 'aaia_chatbot_reminders';

	/** Most times a day. */
	private const TIMES = 4;

	private const TIME = '/\A([01]\d|2[0-3]):[0-5]\d\z/';

	/** @param non-empty-list<string> $times Such as `09:00`, each once, in order. */
	private function __construct(
		public readonly array $times,
		public readonly bool $weekdays,
		public readonly \DateTimeZone $zone,
	) {}

	/** Null when the values are not such times. @param mixed $values As of to_array(). */
	public static function read( mixed $values ): ?self {
		$times = is_array( $values ) && is_array( $values['times'] ?? null ) ? $values['times'] : [];
		$times = array_filter( $times, static fn( mixed $time ): bool => is_string( $time ) && 1 === preg_match( self::TIME, $time ) );
		$times = array_slice( array_values( array_unique( $times ) ), 0, self::TIMES );
		sort( $times );
		if ( [] === $times || ! is_array( $values ) ) {
			return null;
		}
		try {
			return new self( $times, (bool) ( $values['weekdays'] ?? false ), new \DateTimeZone( (string) ( $values['zone'] ?? '' ) ) );
		} catch ( \Exception ) {
			return null;
		}
	}

	public static function schema(): Schema {
		return Schema::closed( [
			'times'    => Schema::list_of( Schema::text( 5, 5 ), self::TIMES ),
			'weekdays' => Schema::bool(),
			'zone'     => Schema::text( 60, 1 ),
		] )->named( 'TodayReminders' );
	}

	/** @return array{times: list<string>, weekdays: bool, zone: string} */
	public function to_array(): array {
		return [ 'times' => $this->times, 'weekdays' => $this->weekdays, 'zone' => $this->zone->getName() ];
	}

	/**
	 * The reminder that fell due in the last minutes, as day and time; null when there is none.
	 */
	public function due( \DateTimeImmutable $now, int $minutes ): ?string {
		$local = $now->setTimezone( $this->zone );
		foreach ( [ $local, $local->modify( '-1 day' ) ] as $day ) {
			foreach ( $this->times as $time ) {
				$at   = $day->setTime( (int) substr( $time, 0, 2 ), (int) substr( $time, 3 ) );
				$late = $now->getTimestamp() - $at->getTimestamp();
				if ( 0 <= $late && $late < $minutes * MINUTE_IN_SECONDS && ! ( $this->weekdays && 6 <= (int) $at->format( 'N' ) ) ) {
					return $at->format( 'Y-m-d H:i' );
				}
			}
		}
		return null;
	}
}
