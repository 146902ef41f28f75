<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Schema;

/** Hours in which an agent is not notified, every day, by the clock of their own zone; over midnight when they end before they begin. */
final class QuietHours {

	private const TIME = '/\A([01]\d|2[0-3]):[0-5]\d\z/';

	private function __construct(
		public readonly string $from,
		public readonly string $until,
		public readonly \DateTimeZone $zone,
	) {}

	/** Null when the values are not such hours. @param mixed $values `from` and `until` as `22:00`, `zone` an IANA name. */
	public static function read( mixed $values ): ?self {
		$from  = is_array( $values ) && is_string( $values['from'] ?? null ) ? $values['from'] : '';
		$until = is_array( $values ) && is_string( $values['until'] ?? null ) ? $values['until'] : '';
		$zone  = is_array( $values ) && is_string( $values['zone'] ?? null ) ? $values['zone'] : '';
		if ( $from === $until || 1 !== preg_match( self::TIME, $from ) || 1 !== preg_match( self::TIME, $until ) ) {
			return null;
		}
		try {
			return new self( $from, $until, new \DateTimeZone( $zone ) );
		} catch ( \Exception ) {
			return null;
		}
	}

	public static function schema(): Schema {
		return Schema::closed( [
			'from'  => Schema::text( 5, 5 ),
			'until' => Schema::text( 5, 5 ),
			'zone'  => Schema::text( 60, 1 ),
		] )->named( 'QuietHours' );
	}

	/** @return array{from: string, until: string, zone: string} */
	public function to_array(): array {
		return [ 'from' => $this->from, 'until' => $this->until, 'zone' => $this->zone->getName() ];
	}

	/** When they end, if it is quiet now; otherwise null. */
	public function end( \DateTimeImmutable $now ): ?\DateTimeImmutable {
		$local = $now->setTimezone( $this->zone );
		$time  = $local->format( 'H:i' );
		$quiet = $this->from < $this->until ? $time >= $this->from && $time < $this->until : $time >= $this->from || $time < $this->until;
		if ( ! $quiet ) {
			return null;
		}
		$day = $time < $this->until ? $local : $local->modify( '+1 day' );
		return $day->setTime( (int) substr( $this->until, 0, 2 ), (int) substr( $this->until, 3 ) );
	}
}
