<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** Durations of a snooze. Days start at 9:00 in the site's time zone. */
enum Snooze: string {

	case OneHour    = '1h';
	case TwoHours   = '2h';
	case FourHours  = '4h';
	case Tomorrow   = 'tomorrow';
	case NextMonday = 'next_monday';

	/** Time at which the conversation returns, UTC. */
	public function until( \DateTimeImmutable $now, \DateTimeZone $zone ): \DateTimeImmutable {
		$local = $now->setTimezone( $zone );
		$until = match ( $this ) {
			self::OneHour    => $local->modify( '+1 hour' ),
			self::TwoHours   => $local->modify( '+2 hours' ),
			self::FourHours  => $local->modify( '+4 hours' ),
			self::Tomorrow   => $local->modify( 'tomorrow' )->setTime( 9, 0 ),
			self::NextMonday => $local->modify( 'next monday' )->setTime( 9, 0 ),
		};
		return $until->setTimezone( new \DateTimeZone( 'UTC' ) );
	}
}
