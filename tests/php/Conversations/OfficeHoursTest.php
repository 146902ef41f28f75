<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations;

use Aaia\Chatbot\Conversations\OfficeHours;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\TestCase;

/** When the team is there: hours across midnight, changes of the clock, holidays, and values that are refused. */
final class OfficeHoursTest extends TestCase {

	private Settings $settings;

	private OfficeHours $hours;

	protected function setUp(): void {
		parent::setUp();
		update_option( 'timezone_string', 'Europe/Paris' );
		$this->settings = $this->wired()->get( Settings::class );
		$this->hours    = new OfficeHours( $this->settings, new TeamRepository( $this->database(), new TestClock() ) );
	}

	/**
	 * @return iterable<string, array{list<string>, string, bool}> Hours, moment on the site's clock with its offset, whether the team is
	 *                                                             there.
	 */
	public static function moments(): iterable {
		yield 'before midnight' => [ [ '5 22:00-02:00' ], '2026-11-20 23:30+01:00', true ];
		yield 'past midnight, on the next day' => [ [ '5 22:00-02:00' ], '2026-11-21 01:59+01:00', true ];
		yield 'after the end past midnight' => [ [ '5 22:00-02:00' ], '2026-11-21 02:00+01:00', false ];
		yield 'past midnight without hours on the eve' => [ [ '5 22:00-02:00' ], '2026-11-20 01:00+01:00', false ];
		yield 'past midnight over the end of the week' => [ [ '7 20:00-03:00' ], '2026-11-23 02:00+01:00', true ];
		yield 'until midnight' => [ [ '5 09:00-24:00' ], '2026-11-20 23:59+01:00', true ];
		yield 'midnight is the next day' => [ [ '5 09:00-24:00' ], '2026-11-21 00:00+01:00', false ];
		yield 'in spring, at the hour that begins earlier by the sun' => [ [ '1-7 09:00-17:00' ], '2026-03-29 09:00+02:00', true ];
		yield 'in spring, an hour before' => [ [ '1-7 09:00-17:00' ], '2026-03-29 08:59+02:00', false ];
		yield 'in autumn, after the end that came at the first 2:30' => [ [ '6 22:00-02:30' ], '2026-10-25 02:45+02:00', false ];
		yield 'in autumn, at the second 2:15' => [ [ '6 22:00-02:30' ], '2026-10-25 02:15+01:00', false ];
		yield 'in autumn, in a night that lasts an hour longer' => [ [ '6 22:00-06:00' ], '2026-10-25 05:59+01:00', true ];
	}

	/** @param list<string> $hours */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'moments' )]
	public function test_the_team_is_there_at_its_hours( array $hours, string $moment, bool $there ): void {
		$this->settings->save( [ 'office_hours' => $hours ] );

		self::assertSame( $there, $this->hours->open_at( new \DateTimeImmutable( $moment ) ) );
	}

	/** @return iterable<string, array{list<string>, string, bool}> Holidays, moment, whether the team is there. */
	public static function days(): iterable {
		yield 'on the day' => [ [ '2026-12-25' ], '2026-12-25 10:00+01:00', false ];
		yield 'the day after' => [ [ '2026-12-25' ], '2026-12-26 10:00+01:00', true ];
		yield 'another year' => [ [ '2026-12-25' ], '2027-12-25 10:00+01:00', true ];
		yield 'every year' => [ [ '12-25' ], '2031-12-25 10:00+01:00', false ];
		yield 'within several days' => [ [ '2026-12-24/2027-01-02' ], '2027-01-02 10:00+01:00', false ];
		yield 'over the turn of every year' => [ [ '12-24/01-02' ], '2030-01-01 10:00+01:00', false ];
		yield 'after the turn of every year' => [ [ '12-24/01-02' ], '2030-01-03 10:00+01:00', true ];
	}

	/** @param list<string> $holidays */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'days' )]
	public function test_the_team_is_away_on_holidays( array $holidays, string $moment, bool $there ): void {
		$this->settings->save( [ 'office_hours' => [ '1-7 09:00-17:00' ], 'office_holidays' => $holidays ] );

		self::assertSame( $there, $this->hours->open_at( new \DateTimeImmutable( $moment ) ) );
	}

	public function test_the_next_opening_comes_after_the_holidays(): void {
		$this->settings->save( [ 'office_hours' => [ '1-5 09:00-17:00' ], 'office_holidays' => [ '2026-12-24/2027-01-02' ] ] );

		self::assertSame(
			'2027-01-04 09:00',
			$this->hours->next_opening( new \DateTimeImmutable( '2026-12-23 18:00+01:00' ) )?->format( 'Y-m-d H:i' ),
		);
	}

	public function test_a_night_that_began_on_the_eve_of_a_holiday_goes_on(): void {
		$this->settings->save( [ 'office_hours' => [ '1-7 22:00-02:00' ], 'office_holidays' => [ '2026-12-25' ] ] );

		self::assertTrue( $this->hours->open_at( new \DateTimeImmutable( '2026-12-25 01:00+01:00' ) ) );
		self::assertFalse( $this->hours->open_at( new \DateTimeImmutable( '2026-12-25 23:00+01:00' ) ) );
		self::assertFalse( $this->hours->open_at( new \DateTimeImmutable( '2026-12-26 01:00+01:00' ) ) );
	}

	public function test_holidays_without_hours_close_whole_days(): void {
		$this->settings->save( [ 'office_holidays' => [ '2026-12-25' ] ] );

		self::assertTrue( $this->hours->are_set() );
		self::assertTrue( $this->hours->open_at( new \DateTimeImmutable( '2026-12-24 03:00+01:00' ) ) );
		self::assertSame(
			'2026-12-26 00:00',
			$this->hours->next_opening( new \DateTimeImmutable( '2026-12-25 12:00+01:00' ) )?->format( 'Y-m-d H:i' ),
		);
	}

	/** @return iterable<string, array{string, string}> Setting and a value that is no value of it. */
	public static function refused(): iterable {
		yield 'words' => [ 'office_hours', 'Mon-Fri 9-5' ];
		yield 'a day too many' => [ 'office_hours', '8 09:00-17:00' ];
		yield 'a time that does not exist' => [ 'office_hours', '1 09:00-25:00' ];
		yield 'later than midnight' => [ 'office_hours', '1 09:00-24:30' ];
		yield 'no time at all' => [ 'office_hours', '1 09:00-09:00' ];
		yield 'half typed' => [ 'office_hours', '1 09:00-' ];
		yield 'a day that does not exist' => [ 'office_holidays', '2026-02-30' ];
		yield 'a 29 February of an ordinary year' => [ 'office_holidays', '2027-02-29' ];
		yield 'backwards' => [ 'office_holidays', '2026-12-26/2026-12-24' ];
		yield 'another form' => [ 'office_holidays', '25/12/2026' ];
		yield 'a yearly day that never exists' => [ 'office_holidays', '02-30' ];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'refused' )]
	public function test_a_wrong_value_is_refused_by_name( string $setting, string $value ): void {
		try {
			$this->settings->save( [ $setting => [ $value ] ] );
			self::fail( 'It was taken.' );
		} catch ( InvalidSetting $invalid ) {
			self::assertSame( $setting, $invalid->key );
			self::assertStringContainsString( $value, $invalid->getMessage() );
		}
	}

	public function test_the_old_text_form_is_taken_one_a_line(): void {
		$this->sign_in();
		$this->rest( 'PUT', '/settings', [ 'office_hours' => "1-5 09:00-12:00\n1-5 14:00-18:00" ] );

		self::assertSame( [ '1-5 09:00-12:00', '1-5 14:00-18:00' ], $this->settings->list( 'office_hours' ) );
	}

	public function test_what_an_older_version_stored_stays_in_sight_and_the_rest_in_force(): void {
		update_option( Settings::OPTION, [ 'office_hours' => [ 'Mon-Fri 9-5', '6 10:00-12:00' ] ] );

		self::assertSame( [ 'Mon-Fri 9-5', '6 10:00-12:00' ], $this->settings->list( 'office_hours' ) );
		self::assertSame( [ 'Mon-Fri 9-5' ], $this->hours->invalid_lines() );
		self::assertTrue( $this->hours->open_at( new \DateTimeImmutable( '2026-11-21 11:00+01:00' ) ) );
		self::assertFalse( $this->hours->open_at( new \DateTimeImmutable( '2026-11-20 11:00+01:00' ) ) );
	}
}
