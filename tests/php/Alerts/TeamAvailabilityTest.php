<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\TeamAvailability;
use Aaia\Chatbot\Events\EventType;

/** A visitor who asks for a person is told when the team is available. */
final class TeamAvailabilityTest extends AlertsTestCase {

	protected function setUp(): void {
		parent::setUp();
		update_option( 'timezone_string', 'Europe/Paris' );
		update_option( 'time_format', 'H:i' );
	}

	public function test_without_office_hours_nothing_is_said(): void {
		$conversation = $this->conversation( 'Hello' );
		$this->asks_for_a_person( $conversation );

		self::assertSame( AuthorType::Visitor, ( $this->messages->thread( $conversation->id, 1, false )[0] ?? null )?->author );
	}

	/** @return array<string, array{string, string}> Moment (UTC), what is said. */
	public static function moments(): array {
		return [
			'in the morning'              => [ '2026-11-20 08:00:00', 'We’re here right now.' ],
			'at lunch'                    => [
				'2026-11-20 11:30:00',
				'We’re away right now. We’re back at 14:00. You’ll have our answer by Monday at 09:00.',
			],
			'on Friday evening'           => [
				'2026-11-20 18:00:00',
				'We’re away right now. We’re back on Saturday at 10:00. You’ll have our answer by Monday at 09:00.',
			],
			'on Sunday'                   => [
				'2026-11-22 12:00:00',
				'We’re away right now. We’re back on Monday at 09:00. You’ll have our answer by Tuesday at 09:00.',
			],
			'before the change to winter' => [
				'2026-10-24 20:00:00',
				'We’re away right now. We’re back on Monday at 09:00. You’ll have our answer by Tuesday at 09:00.',
			],
			'before a week of holidays'   => [
				'2026-12-23 18:00:00',
				'We’re away right now. We’re back on Saturday, January 2 at 10:00. '
					. 'You’ll have our answer by Monday, January 4 at 09:00.',
			],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'moments' )]
	public function test_it_names_the_next_time_the_team_is_there( string $moment, string $sentence ): void {
		$this->settings->save( [
			'office_hours' => [ '1-5 09:00-12:00', '1-5 14:00-18:00', '6 10:00-12:00' ],
			'office_holidays' => [ '2026-12-24/2027-01-01' ],
		] );
		$this->clock->set( $moment );
		$conversation = $this->conversation( 'Hello' );
		$this->asks_for_a_person( $conversation );
		$message = ( $this->messages->thread( $conversation->id, 1, false )[0] ?? null );

		self::assertSame( AuthorType::System, $message?->author );
		self::assertSame( $sentence, $message->text );
		self::assertSame( $message->id, $this->newest_event( EventType::MessageCompleted )->message_id );
		self::assertSame( 'Hello', $this->read( $conversation )->preview );
	}

	/** @return array<string, array{string, string, string, string}> Locale, the site's format of times, moment (UTC), what is said. */
	public static function languages(): array {
		$away = 'Nous sommes absents pour le moment. Nous serons de retour ';
		return [
			'English, by twelve hours'  => [ 'en_US', 'g:i a', '2026-11-22 12:00:00', 'We’re away right now. We’re back on Monday at 9 am.' ],
			'English, at half past one' => [ 'en_US', 'g:i A', '2026-11-23 11:30:00', 'We’re away right now. We’re back at 1:30 pm.' ],
			'French, later today'       => [ 'fr_FR', 'g:i a', '2026-11-23 11:30:00', $away . "à 13\u{a0}h\u{a0}30." ],
			'French, another day'       => [ 'fr_FR', 'g:i a', '2026-11-22 12:00:00', $away . "lundi à 9\u{a0}h." ],
			'French, with a date'       => [ 'fr_FR', 'H:i', '2026-12-23 18:00:00', $away . "le lundi 4 janvier à 9\u{a0}h." ],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'languages' )]
	public function test_days_and_times_are_written_as_the_language_does(
		string $locale,
		string $format,
		string $moment,
		string $sentence,
	): void {
		update_option( 'time_format', $format );
		$this->settings->save( [
			'office_hours' => [ '1-5 09:00-12:00', '1-5 13:30-18:00' ],
			'office_holidays' => [ '2026-12-24/2027-01-01' ],
		] );
		$this->clock->set( $moment );

		self::assertSame( $sentence, $this->wired()->get( TeamAvailability::class )->away_sentence( $locale, $this->clock->now() ) );
	}

	public function test_a_second_request_in_force_says_nothing_again(): void {
		$this->settings->save( [ 'office_hours' => [ '1-5 09:00-12:00' ] ] );
		$conversation = $this->conversation( 'Hello' );
		$this->asks_for_a_person( $conversation );
		$this->asks_for_a_person( $conversation );

		self::assertCount( 2, $this->messages->thread( $conversation->id, 10, true ) );
	}

	private function read( Conversation $conversation ): Conversation {
		return $this->conversations->by_id( $conversation->id ) ?? $conversation;
	}
}
