<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox\Notices;

use Aaia\Chatbot\Inbox\Notices\QuietHours;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** Quiet hours by the clock of the agent's zone. */
final class QuietHoursTest extends TestCase {

	/** @return iterable<string, array{string, string, string, string, ?string}> Hours, zone, now and end in UTC. */
	public static function times(): iterable {
		yield 'before'                            => [ '22:00', '07:00', 'Europe/Paris', '2026-01-10 20:59', null ];
		yield 'from their first minute'           => [ '22:00', '07:00', 'Europe/Paris', '2026-01-10 21:00', '2026-01-11 06:00' ];
		yield 'after midnight'                    => [ '22:00', '07:00', 'Europe/Paris', '2026-01-11 03:00', '2026-01-11 06:00' ];
		yield 'not any more at the end'           => [ '22:00', '07:00', 'Europe/Paris', '2026-01-11 06:00', null ];
		yield 'within a day'                      => [ '12:00', '14:00', 'UTC', '2026-01-10 13:00', '2026-01-10 14:00' ];
		yield 'within a day, later'               => [ '12:00', '14:00', 'UTC', '2026-01-10 14:00', null ];
		yield 'the night in which clocks go on'   => [ '22:00', '07:00', 'Europe/Paris', '2026-03-28 22:00', '2026-03-29 05:00' ];
		yield 'the night in which clocks go back' => [ '22:00', '07:00', 'Europe/Paris', '2026-10-24 21:00', '2026-10-25 06:00' ];
		yield 'on the other side of the world'    => [ '22:00', '07:00', 'Pacific/Auckland', '2026-07-10 12:00', '2026-07-10 19:00' ];
	}

	#[DataProvider( 'times' )]
	public function test_it_is_quiet( string $from, string $until, string $zone, string $now, ?string $end ): void {
		$hours = QuietHours::read( [ 'from' => $from, 'until' => $until, 'zone' => $zone ] );
		$ends  = $hours?->end( new \DateTimeImmutable( $now, new \DateTimeZone( 'UTC' ) ) );
		self::assertSame( $end, $ends?->setTimezone( new \DateTimeZone( 'UTC' ) )->format( 'Y-m-d H:i' ) );
	}

	public function test_what_is_no_time_or_zone_is_no_quiet_hours(): void {
		foreach ( [
			[ '24:00', '07:00', 'UTC' ],
			[ '22:00', '22:00', 'UTC' ],
			[ '22:00', '7:00', 'UTC' ],
			[ "22:00\n", '07:00', 'UTC' ],
			[ '22:00', '07:00', 'Moon/Base' ],
			[ '22:00', 7, 'UTC' ],
		] as [ $from, $until, $zone ] ) {
			self::assertNull( QuietHours::read( [ 'from' => $from, 'until' => $until, 'zone' => $zone ] ) );
		}
		self::assertNull( QuietHours::read( 'damaged' ) );
		self::assertNull( QuietHours::read( null ) );
	}
}
