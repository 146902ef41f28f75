<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\Weekdays;
use PHPUnit\Framework\TestCase;

final class WeekdaysTest extends TestCase {

	public function test_a_range_includes_the_days_between_its_ends(): void {
		self::assertSame( [ 1, 2, 3, 4 ], Weekdays::named_in( 'tuesday to friday: 9 am' ) );
		self::assertSame( [ 2, 3, 4, 5, 6 ], Weekdays::named_in( 'du mercredi au dimanche' ) );
		self::assertSame( [ 0, 1, 2, 3 ], Weekdays::named_in( 'mon-thu 8.30am' ) );
	}

	public function test_a_range_may_cross_the_end_of_the_week(): void {
		self::assertSame( [ 0, 5, 6 ], Weekdays::named_in( 'samedi au lundi' ) );
	}

	public function test_single_days_and_weekends_are_found_and_other_words_are_not(): void {
		self::assertSame( [ 0, 6 ], Weekdays::named_in( 'closed on mondays and sunday' ) );
		self::assertSame( [ 5, 6 ], Weekdays::named_in( 'open weekends' ) );
		self::assertSame( [], Weekdays::named_in( 'the sunny monument' ) );
		self::assertSame( [], Weekdays::named_in( 'ou est mon colis' ) );
		self::assertSame( [ 0 ], Weekdays::named_in( 'mon 9am - 5pm' ) );
	}
}
