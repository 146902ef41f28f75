<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\Digest\DigestPeriod;
use Aaia\Chatbot\Alerts\Digest\DigestService;
use Aaia\Chatbot\Alerts\Digest\DigestText;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\SourceReportRepository;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Support\Ids;

/** The summary says what happened, once per period, at the owner's hour. */
final class DigestTest extends AlertsTestCase {

	protected function setUp(): void {
		parent::setUp();
		update_option( 'timezone_string', 'Europe/Paris' );
		update_option( 'date_format', 'Y-m-d' );
		update_option( 'time_format', 'H:i' );
		$this->settings->save( [ 'digest' => 'daily', 'digest_hour' => 8, 'digest_days' => [ '1', '2', '3', '4', '5' ] ] );
		$this->database->execute( 'DELETE FROM %i WHERE name = %s', $this->database->table( 'counters' ), 'digest_through' );
		$this->clock->set( '2026-11-19 12:00:00' );
		$this->tick();
	}

	public function test_whoever_switches_it_on_is_not_told_of_the_time_before(): void {
		self::assertSame( [], $this->mailbox->mails() );
	}

	public function test_it_tells_what_an_independent_count_finds(): void {
		$period = $this->a_busy_day();
		$text   = $this->wired()->get( DigestText::class )->write( $period )['text'];
		$count  = fn( string $sql ): string => (string) $this->database->value( $sql, $this->database->table( 'messages' ) );

		self::assertStringContainsString( 'from 2026-11-19 08:00 (Europe/Paris) to 2026-11-20 08:00 (Europe/Paris)', $text );
		self::assertStringContainsString( "Conversations: 7\n", $text, 'A site three days old has no usual yet.' );
		self::assertStringContainsString( "Visitor messages: 7\n", $text );
		self::assertSame( '9', $count( "SELECT COUNT(*) FROM %i WHERE author_type = 'visitor'" ), 'Two more are of other days.' );
		self::assertStringContainsString( 'Support requests: 2 – 1 waiting, 1 resolved', $text );
		self::assertStringContainsString( 'Answered from your pages: 75% of 4 questions', $text );
		self::assertStringContainsString( 'Peak hours: 13:00, 14:00', $text );
		self::assertStringContainsString( 'Ratings: 1 helpful, 1 not helpful', $text );
		self::assertMatchesRegularExpression(
			'/Most common questions:\n> What are your delivery prices\? \(3×\) http\S+conversation=\S+\n/u',
			$text
		);
		self::assertStringContainsString( 'Write the answers here: ' . admin_url( 'options-general.php?page=aaia-xp&tab=knowledge' ), $text );
		self::assertMatchesRegularExpression( '/Unanswered questions.*:\n> Do you sell boats\? \(1×\)/u', $text );
		self::assertMatchesRegularExpression(
			'/Waiting longest for a person:\n> 2026-11-19 14:00 \(Europe\/Paris\) – My boiler leaks /u',
			$text
		);
	}

	public function test_it_is_sent_once_at_its_hour_to_its_recipients(): void {
		$this->settings->save( [ 'digest_recipients' => [ 'boss@example.org' ] ] );
		$this->a_busy_day();
		$this->clock->set( '2026-11-20 06:59:00' );
		$this->tick();
		self::assertSame( [], $this->mailbox->mails(), 'It is not 8:00 in Paris yet.' );

		$this->clock->set( '2026-11-20 07:00:00' );
		$this->tick();
		$this->tick();
		$mail = $this->mailbox->only_mail();
		self::assertSame( [ 'boss@example.org' ], $mail['to'] );
		self::assertStringStartsWith( 'AAIA chatbot summary: ', $mail['subject'] );
		self::assertStringContainsString( 'Conversations: 7', $mail['text'] );
	}

	public function test_after_days_without_scheduled_work_one_summary_tells_all_of_them(): void {
		foreach ( [ '19 09', '23 09', '24 09', '25 06', '25 09' ] as $day ) {
			$this->clock->set( '2026-11-' . $day . ':00:00' );
			$this->conversation( 'A question' );
		}
		$this->clock->set( '2026-11-25 11:00:00' );
		$this->tick();

		self::assertStringContainsString( 'Conversations: 4', $this->mailbox->only_mail()['text'] );
		self::assertStringContainsString( 'from 2026-11-19 08:00 (Europe/Paris) to 2026-11-25 08:00', $this->mailbox->only_mail()['text'] );
	}

	public function test_mondays_summary_covers_the_weekend(): void {
		$this->clock->set( '2026-11-20 07:00:00' );
		$this->tick();
		$this->clock->set( '2026-11-21 10:00:00' );
		$this->conversation( 'On a Saturday' );
		$this->tick();
		self::assertSame( [], $this->mailbox->mails() );
		$this->clock->set( '2026-11-23 07:01:00' );
		$this->tick();

		self::assertStringContainsString( 'Conversations: 1', $this->mailbox->only_mail()['text'] );
	}

	public function test_the_hour_is_the_clocks_on_the_wall_on_both_sides_of_the_change_to_winter_time(): void {
		$this->settings->save( [ 'digest_days' => [ '1', '2', '3', '4', '5', '6', '7' ], 'digest_when_quiet' => true ] );
		$this->database->execute( 'DELETE FROM %i WHERE name = %s', $this->database->table( 'counters' ), 'digest_through' );
		$sent = [];
		for ( $time = strtotime( '2026-10-23 00:00:00 UTC' ); $time < strtotime( '2026-10-27 00:00:00 UTC' ); $time += 1800 ) {
			$this->clock->set( gmdate( 'Y-m-d H:i:s', $time ) );
			$before = count( $this->mailbox->mails() );
			$this->tick();
			if ( count( $this->mailbox->mails() ) > $before ) {
				$sent[] = wp_date( 'm-d H:i', $time );
			}
		}
		self::assertSame( [ '10-23 08:00', '10-24 08:00', '10-25 08:00', '10-26 08:00' ], $sent );
	}

	public function test_a_quiet_period_is_only_told_when_wanted(): void {
		$this->clock->set( '2026-11-20 07:00:00' );
		$this->tick();
		self::assertSame( [], $this->mailbox->mails() );
		$this->settings->save( [ 'digest_when_quiet' => true ] );
		$this->clock->set( '2026-11-23 07:00:00' );
		$this->tick();
		self::assertStringContainsString( 'Conversations: 0', $this->mailbox->only_mail()['text'] );
	}

	public function test_a_weekly_summary_comes_on_the_first_chosen_day(): void {
		$this->settings->save( [ 'digest' => 'weekly', 'digest_days' => [ '3', '5' ], 'digest_when_quiet' => true ] );
		foreach ( [ '20', '25', '27' ] as $day ) {
			$this->clock->set( '2026-11-' . $day . ' 07:00:00' );
			$this->tick();
		}

		self::assertStringContainsString( 'from 2026-11-19 08:00 (Europe/Paris) to 2026-11-25 08:00', $this->mailbox->only_mail()['text'] );
	}

	public function test_a_summary_that_cannot_be_sent_is_tried_again(): void {
		$this->a_busy_day();
		$this->mailbox->refuse_everything();
		$this->clock->set( '2026-11-20 07:00:00' );
		$this->tick();
		$this->mailbox->accept_again();
		$this->clock->pass( '2 minutes' );
		$this->tick();

		self::assertStringContainsString( 'Conversations: 7', $this->mailbox->only_mail()['text'] );
	}

	/** The scheduled job, then whatever it left to do. */
	private function tick(): void {
		$this->wired()->get( DigestService::class )->handle( new Job( 1, DigestService::NAME, [], 1 ) );
		$this->work();
	}

	/** From Thursday 8:00 to Friday 8:00 in Paris: seven conversations, four answers, two requests, two ratings; two conversations before. */
	private function a_busy_day(): DigestPeriod {
		$this->clock->set( '2026-11-17 12:00:00' );
		$this->conversation( 'Two days earlier' );
		$this->clock->set( '2026-11-18 12:00:00' );
		$this->conversation( 'A day earlier' );
		$this->clock->set( '2026-11-19 12:00:00' );
		$first  = $this->conversation( 'What are your delivery prices?' );
		$second = $this->conversation( 'delivery price' );
		$third  = $this->conversation( 'How much are the delivery prices' );
		$open   = $this->conversation( 'Do you sell boats?' );
		$good   = $this->answers( $first, false );
		$bad    = $this->answers( $second, false );
		$this->answers( $third, false );
		$this->answers( $open, true );
		$ratings = new RatingService(
			$this->database,
			$this->clock,
			$this->events,
			$this->conversations,
			new SourceReportRepository( $this->database )
		);
		$ratings->rate( $good, 'up', '' );
		$ratings->rate( $bad, 'down', '' );
		$this->clock->set( '2026-11-19 13:00:00' );
		$leak = $this->conversation( 'My boiler leaks' );
		$this->asks_for_a_person( $leak );
		$this->conversations->change( $leak->id, [ 'preview' => 'I do not know that.' ] );
		$done = $this->conversation( 'Please call' );
		$this->asks_for_a_person( $done );
		$this->conversations->change( $done->id, [ 'status' => 'resolved', 'active' => 0, 'waiting_since' => null ] );
		$this->conversation( 'Thanks' );
		return new DigestPeriod( new \DateTimeImmutable( '2026-11-19 07:00:00 UTC' ), new \DateTimeImmutable( '2026-11-20 07:00:00 UTC' ) );
	}

	private function answers( Conversation $conversation, bool $refused ): \Aaia\Chatbot\Conversations\Message {
		$question = ( $this->messages->thread( $conversation->id, 1, false )[0] ?? null );
		$id       = $this->messages->add(
			[
				'public_id'       => Ids::random(),
				'conversation_id' => $conversation->id,
				'author_type'     => 'assistant',
				'parts'           => '{}',
				'text'            => 'An answer',
				'refused'         => $refused ? 1 : 0,
				'question_id'     => $question?->id,
				'created_at'      => $this->clock->now()->format( 'Y-m-d H:i:s' ),
			]
		);
		return $this->messages->by_id( $id ) ?? throw new \RuntimeException( 'The answer was not stored.' );
	}
}
