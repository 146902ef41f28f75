<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\Rules\NotificationPreferences;
use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\SourceReportRepository;
use Aaia\Chatbot\Conversations\SourceReportService;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/** Bad ratings of answers and conversations, and errors reported on sources, reach the team with what was said. */
final class RatingAlertsTest extends AlertsTestCase {

	private RatingService $ratings;

	private SourceReportService $sources;

	private Message $answer;

	protected function setUp(): void {
		parent::setUp();
		$reports       = new SourceReportRepository( $this->database );
		$this->ratings = new RatingService( $this->database, $this->clock, $this->events, $this->conversations, $reports );
		$this->sources = new SourceReportService( $this->database, $this->clock, $this->events, $reports, $this->ratings );
		$this->answer  = $this->answered( 'When do you open?', 'At nine.' );
		( new RuleRepository( $this->database, $this->clock ) )->add( 'Quality', Trigger::Rating, true, RuleDefinition::from_array( [] ) );
	}

	public function test_a_bad_rating_tells_the_question_the_answer_and_the_visitors_words(): void {
		$this->ratings->rate( $this->answer, 'down', 'It is ten' );
		$this->happens( $this->newest_event( EventType::MessageRated ) );
		$this->work();
		$text = $this->mailbox->only_mail()['text'];

		self::assertStringContainsString( 'is not satisfied with your AAIA chatbot: an answer was rated not helpful.', $text );
		self::assertStringContainsString( "User message: When do you open?\n", $text );
		self::assertStringContainsString( "Rating: It is ten\nAnswer: At nine.\n", $text );
		self::assertStringNotContainsString( 'Source:', $text );
	}

	public function test_words_that_follow_the_thumb_are_still_in_the_mail(): void {
		$this->ratings->rate( $this->answer, 'down', '' );
		$this->happens( $this->newest_event( EventType::MessageRated ) );
		$this->work();
		self::assertSame( [], $this->mailbox->mails() );

		$this->clock->pass( '30 seconds' );
		$this->ratings->rate( $this->answer, 'down', 'It is ten' );
		$this->happens( $this->newest_event( EventType::MessageRated ) );
		$this->clock->pass( '2 minutes' );
		$this->work();
		self::assertStringContainsString( 'Rating: It is ten', $this->mailbox->only_mail()['text'] );
	}

	public function test_a_rating_without_words_is_told_and_one_taken_back_is_said_to_be(): void {
		$this->ratings->rate( $this->answer, 'down', '' );
		$this->happens( $this->newest_event( EventType::MessageRated ) );
		$other = $this->answered( 'And on Sundays?', 'Never.' );
		$this->ratings->rate( $other, 'down', '' );
		$this->happens( $this->newest_event( EventType::MessageRated ) );
		$this->ratings->rate( $other, null, '' );
		$this->happens( $this->newest_event( EventType::MessageRated ) );
		$this->clock->pass( '2 minutes' );
		$this->work();

		$mails = $this->mailbox->mails();
		self::assertCount( 2, $mails );
		self::assertStringContainsString( 'Rating: not helpful', $mails[0]['text'] );
		self::assertStringContainsString( 'Rating: taken back since', $mails[1]['text'] );
	}

	public function test_a_bad_score_of_the_conversation_is_told_with_its_words(): void {
		$this->ratings->score( $this->answer->conversation_id, 3, 'So so' );
		$this->happens( $this->newest_event( EventType::ConversationRated ) );
		$this->work();
		self::assertSame( [], $this->mailbox->mails() );

		$this->ratings->score( $this->answer->conversation_id, 1, "Nobody helps\nRating: 5 of 5" );
		$this->happens( $this->newest_event( EventType::ConversationRated ) );
		$this->work();
		$text = $this->mailbox->only_mail()['text'];

		self::assertStringContainsString( 'the conversation was rated badly', $text );
		self::assertStringContainsString( "Rating: 1 of 5\n> Nobody helps\n> Rating: 5 of 5\n", $text );
		self::assertStringContainsString( 'User message: When do you open?', $text );
		self::assertStringNotContainsString( 'Answer:', $text );
	}

	public function test_an_error_reported_on_a_source_is_told_with_its_words_and_the_source(): void {
		$this->report(
			'1',
			'https://site.test/hours/#:~:text=At%20nine',
			"Hours\r\nBcc: x@evil.example",
			'Closed since May, my card 4539 1488 0343 6467'
		);
		$this->happens( $this->newest_event( EventType::SourceReported ) );
		$this->work();
		$text = $this->mailbox->only_mail()['text'];

		self::assertStringContainsString( 'an error was reported on a source', $text );
		self::assertStringContainsString(
			"Rating: Closed since May, my card •••• 6467\nAnswer: At nine.\nSource: Hours Bcc: x@evil.example – https://site.test/hours/\n",
			$text
		);
		self::assertStringContainsString( "User message: When do you open?\n", $text );
	}

	public function test_a_report_without_words_is_told_and_looking_after_it_alerts_nobody(): void {
		$this->report( '1', 'https://site.test/hours/', 'Hours', '' );
		$this->happens( $this->newest_event( EventType::SourceReported ) );
		$this->work();
		self::assertStringContainsString( "Rating: error reported\n", $this->mailbox->only_mail()['text'] );

		$this->clock->pass( '2 hours' );
		$reports = new SourceReportRepository( $this->database );
		$this->sources->settle( $reports->by_messages( [ $this->answer->id ] )[0], 1 );
		$this->happens( $this->newest_event( EventType::SourceSettled ) );
		$this->work();
		self::assertCount( 1, $this->mailbox->mails() );
	}

	public function test_what_staff_change_alerts_nobody(): void {
		$this->ratings->rate( $this->answer, 'down', 'Mine', 1 );
		$this->happens( $this->newest_event( EventType::MessageRated ) );
		$this->ratings->score( $this->answer->conversation_id, 1, '', 1 );
		$this->happens( $this->newest_event( EventType::ConversationRated ) );
		$this->clock->pass( '2 minutes' );
		$this->work();
		self::assertSame( [], $this->mailbox->mails() );
	}

	public function test_a_person_who_wants_one_mail_an_hour_gets_the_words_too(): void {
		( new NotificationPreferences( $this->database ) )->choose( 'team@example.org', NotificationPreferences::HOURLY );
		$this->report( '1', 'https://site.test/hours/', 'Hours', "Closed\nsince May" );
		$this->happens( $this->newest_event( EventType::SourceReported ) );
		$this->clock->pass( '1 hour' );
		$this->work();
		self::assertStringContainsString( "User message: When do you open?\n", $this->mailbox->only_mail()['text'] );
		self::assertMatchesRegularExpression( '/^Rating: .*Closed.*since May$/m', $this->mailbox->only_mail()['text'] );
	}

	/** An answer of the assistant to this question. */
	private function answered( string $question, string $words ): Message {
		$conversation = $this->conversation( $question );
		$asked        = ( $this->messages->thread( $conversation->id, 1, false )[0] ?? null );
		self::assertNotNull( $asked );
		$id = $this->messages->add(
			[
				'public_id'       => Ids::random(),
				'conversation_id' => $conversation->id,
				'author_type'     => AuthorType::Assistant->value,
				'parts'           => Parts::text_only( $words )->to_json(),
				'text'            => $words,
				'generation'      => Generation::Complete->value,
				'question_id'     => $asked->id,
				'created_at'      => Time::to_database( $this->clock->now() ),
			]
		);
		$answer = $this->messages->by_id( $id );
		self::assertNotNull( $answer );
		return $answer;
	}

	private function report( string $id, string $url, string $title, string $comment ): void {
		$this->sources->report(
			$this->answer,
			compact( 'id', 'url', 'title' ) + [ 'type' => 'source', 'excerpt' => '', 'date' => null ],
			$comment
		);
	}
}
