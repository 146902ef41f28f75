<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\Digest\DigestPeriod;
use Aaia\Chatbot\Alerts\Digest\DigestText;
use Aaia\Chatbot\Assistant\Cost\PriceList;
use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\OfficeHours;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\SourceReportRepository;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Support\Ids;

/** A summary's figures against the usual ones, the promises broken, and what it cost. */
final class DigestComparedTest extends AlertsTestCase {

	protected function setUp(): void {
		parent::setUp();
		update_option( 'timezone_string', 'Europe/Paris' );
	}
	public function test_the_usual_is_the_mean_of_the_same_days_of_the_weeks_before_by_the_clock_on_the_wall(): void {
		// Thursdays from 8:00 to 8:00 in Paris; before 25 October the wall clock is an hour further ahead of UTC.
		foreach ( [
			'2026-10-22 06:10',
			'2026-11-05 12:00',
			'2026-11-12 07:00',
			'2026-11-12 20:00',
			'2026-11-19 08:00',
			'2026-11-19 09:00',
			'2026-11-19 10:00',
		] as $moment ) {
			$this->clock->set( $moment . ':00' );
			$this->conversation( "A question of $moment" );
		}
		foreach ( [ '2026-11-11 12:00', '2026-11-13 07:00', '2026-11-18 12:00', '2026-11-20 07:00' ] as $another_day ) {
			$this->clock->set( $another_day . ':00' );
			$this->conversation( "A question of $another_day" );
		}
		$text = $this->written();

		self::assertStringContainsString( 'Conversations: 3 (usually 1)', $text );
		self::assertStringContainsString( 'Visitor messages: 3 (usually 1)', $text );
		self::assertStringContainsString( 'Support requests: 0 (usually 0)', $text );
	}

	public function test_a_young_site_is_compared_with_the_weeks_it_has(): void {
		$this->clock->set( '2026-11-12 12:00:00' );
		$asked = $this->conversation( 'One' );
		$this->asks_for_a_person( $asked );
		$this->replies( $asked, '2026-11-12 13:00:00' );
		$this->clock->set( '2026-11-19 12:00:00' );
		$this->conversation( 'Two' );
		$text = $this->written();

		self::assertStringContainsString( 'Conversations: 1 (usually 1)', $text );
		self::assertStringContainsString( 'Support requests: 0 (usually 1)', $text );
	}

	public function test_answers_and_ratings_are_compared_too(): void {
		foreach ( [ '2026-11-12 12:00:00' => [ false, true ], '2026-11-19 12:00:00' => [ false, false, false, true ] ] as $moment => $refused ) {
			$this->clock->set( $moment );
			$conversation = $this->conversation( 'Hello' );
			$answers = array_map( fn( bool $one ) => $this->answers( $conversation, $one ), $refused );
			(
				new RatingService( $this->database, $this->clock, $this->events, $this->conversations, new SourceReportRepository( $this->database ) )
			)->rate(
				end( $answers ),
				'down',
				''
			);
		}
		$text = $this->written();

		self::assertStringContainsString( 'Answered from your pages: 75% of 4 questions (usually 50%)', $text );
		self::assertStringContainsString( 'Ratings: 0 helpful, 1 not helpful (usually 0 / 1)', $text );
	}

	public function test_a_promise_is_broken_when_nobody_answers_within_a_day_of_the_teams_hours(): void {
		$this->settings->save( [ 'office_hours' => [ '1-5 09:00-17:30' ] ] );
		$hours = new OfficeHours( $this->settings, new TeamRepository( $this->database(), $this->clock ) );
		$due   = static fn( string $asked ): ?string => $hours->answer_due( new \DateTimeImmutable( $asked, wp_timezone() ) )
			?->setTimezone( wp_timezone() )->format( 'D H:i' );

		self::assertSame( 'Fri 10:00', $due( '2026-11-19 10:00' ), 'A day later.' );
		self::assertSame( 'Tue 09:00', $due( '2026-11-21 12:00' ), 'Asked on a Saturday: a day after Monday’s opening.' );
		self::assertSame( 'Mon 09:00', $due( '2026-11-20 10:00' ), 'Asked on a Friday: the day ends on a Saturday, so at the next opening.' );
		$this->settings->save( [ 'office_hours' => [] ] );
		self::assertSame( 'Sun 12:00', $due( '2026-11-21 12:00' ) );
	}

	public function test_promises_broken_are_counted_when_they_fall_due_like_an_independent_count(): void {
		$asked    = [
			// Asked, answered or resolved (null: never): the day ends within Thursday 8:00 to Friday 8:00 in Paris, or does not.
			[ '2026-11-18 07:00:00', null ],
			[ '2026-11-18 08:00:00', '2026-11-19 07:59:00' ],
			[ '2026-11-18 09:00:00', '2026-11-19 12:00:00' ],
			[ '2026-11-17 09:00:00', null ],
			[ '2026-11-19 06:59:00', null ],
			[ '2026-11-19 07:00:00', null ],
		];
		$expected = 0;
		foreach ( $asked as [ $at, $answered ] ) {
			$this->clock->set( $at );
			$conversation = $this->conversation( 'Help' );
			$this->asks_for_a_person( $conversation );
			if ( null !== $answered ) {
				$this->replies( $conversation, $answered );
			}
			$due       = strtotime( "$at UTC" ) + 86_400;
			$expected += $due >= strtotime(
				'2026-11-19 07:00 UTC'
			) && $due < strtotime( '2026-11-20 07:00 UTC' ) && ( null === $answered || strtotime( "$answered UTC" ) > $due )
				? 1
				: 0;
		}

		self::assertSame( 3, $expected );
		self::assertStringContainsString( 'Requests not answered in time: 3', $this->written() );
	}

	public function test_costs_are_told_with_what_is_usual_and_with_what_is_not_known(): void {
		$this->settings->save( [ 'price_currency' => 'EUR', 'model_prices' => [ 'model-x = 10 / 30' ] ] );
		$usage = new UsageRepository( $this->database, $this->clock, new PriceList( $this->settings ) );
		$this->clock->set( '2026-11-12 12:00:00' );
		$this->conversation( 'Before' );
		$usage->add( 'chat', 'model-x', 100_000, 0 );
		$this->clock->set( '2026-11-19 12:00:00' );
		$this->conversation( 'Now' );
		$usage->add( 'chat', 'model-x', 100_000, 10_000 );
		$usage->add( 'chat', 'unpriced', 1000, 10 );

		self::assertStringContainsString( 'Model costs: 1.30 EUR, plus 1 answer of unknown cost (usually 1.00)', $this->written() );
	}

	public function test_where_models_cost_nothing_nothing_is_said(): void {
		$this->clock->set( '2026-11-19 12:00:00' );
		$this->conversation( 'Now' );
		( new UsageRepository( $this->database, $this->clock, new PriceList( $this->settings ) ) )->add( 'chat', 'builtin', 0, 0 );

		self::assertStringNotContainsString( 'Costs', $this->written() );
	}

	/** The summary from Thursday 8:00 to Friday 8:00 in Paris. */
	private function written(): string {
		return $this->wired()->get( DigestText::class )->write( new DigestPeriod(
			new \DateTimeImmutable( '2026-11-19 07:00:00 UTC' ),
			new \DateTimeImmutable( '2026-11-20 07:00:00 UTC' )
		) )['text'];
	}

	/** A person answers. */
	private function replies( Conversation $conversation, string $moment ): void {
		$this->message( $conversation, 'agent', $moment );
	}

	private function answers( Conversation $conversation, bool $refused ): \Aaia\Chatbot\Conversations\Message {
		return $this->messages->by_id(
			$this->message( $conversation, 'assistant', $this->clock->now()->format( 'Y-m-d H:i:s' ), $refused )
		) ?? throw new \RuntimeException( 'The answer was not stored.' );
	}

	private function message( Conversation $conversation, string $author, string $moment, bool $refused = false ): int {
		return $this->messages->add(
			[
				'public_id'       => Ids::random(),
				'conversation_id' => $conversation->id,
				'author_type'     => $author,
				'parts'           => '{}',
				'text'            => 'An answer',
				'refused'         => $refused ? 1 : 0,
				'created_at'      => $moment,
			]
		);
	}
}
