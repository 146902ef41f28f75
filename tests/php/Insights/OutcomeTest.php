<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Insights;

use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;

/** Each conversation ends in one of four ways, and silence is none of the good ones. */
final class OutcomeTest extends InsightsTestCase {

	public function test_silence_is_silence_and_what_visitors_say_counts(): void {
		$agent    = $this->user( 'administrator' )->ID;
		$question = $this->says( 'When is the shop open on Sunday mornings?' );
		$this->answers( $question, 'From ten to one.' );
		self::assertSame( 'silent', $this->outcome( $question ) );

		$this->rate_answer( $question, 'up' );
		self::assertSame( 'confirmed', $this->outcome( $question ) );
		$this->rate_answer( $question, 'down' );
		self::assertSame( 'contradicted', $this->outcome( $question ) );
		$this->rate_answer( $question, null, $agent );
		self::assertSame( 'silent', $this->outcome( $question ), 'A reset rating counts no more.' );

		$ratings = $this->services->get( RatingService::class );
		foreach ( [ 5 => 'confirmed', 3 => 'silent', 2 => 'contradicted' ] as $score => $outcome ) {
			$ratings->score( $question->conversation->id, $score, '' );
			self::assertSame( $outcome, $this->outcome( $question ), "$score of 5" );
		}
		$this->reply( $question, $agent );
		self::assertSame( 'handled', $this->outcome( $question ), 'A person has the last word.' );
	}

	public function test_who_asks_for_a_person_was_not_helped_until_one_answers(): void {
		$question = $this->says( 'Where is my parcel?' );
		$this->answers( $question, 'I do not know.' );
		$this->services->get( SupportService::class )
			->request( $question->conversation->id, new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked, 'Parcel' ) );
		self::assertSame( 'contradicted', $this->outcome( $question ) );
		$this->reply( $question, $this->user( 'administrator' )->ID );
		self::assertSame( 'handled', $this->outcome( $question ) );
	}

	public function test_an_answered_question_that_is_asked_again_within_seven_days_was_not_answered(): void {
		$visitor = $this->visitor();
		$first   = $this->says( 'How do I return a broken lamp?', $visitor );
		$this->answers( $first, 'Send it back.' );
		self::assertSame( 'silent', $this->outcome( $first ) );

		$this->clock->pass( '6 days' );
		$again = $this->says( 'How can I return a broken lamp', $visitor );
		$this->answers( $again, 'Send it back.' );
		self::assertSame( 'contradicted', $this->outcome( $first ) );
		self::assertSame( 'silent', $this->outcome( $again ) );

		$this->services->get( ConversationService::class )->erase( $again->conversation );
		self::assertSame( 'silent', $this->outcome( $first ), 'What is erased counts no more.' );

		$this->clock->pass( '8 days' );
		$late = $this->says( 'How do I return a broken lamp?', $visitor );
		$this->answers( $late, 'Send it back.' );
		$other = $this->says( 'How do I return a broken lamp?' );
		self::assertSame( [ 'silent', 'silent', 'silent' ], array_map( $this->outcome( ... ), [ $first, $late, $other ] ) );
	}

	public function test_asking_again_in_the_same_conversation_counts_and_thanking_twice_does_not(): void {
		$visitor = $this->visitor();
		$lamp    = $this->says( 'How do I return a broken lamp?', $visitor );
		$this->answers( $lamp, 'With a label.' );
		$this->answers( $this->says( 'Thanks a lot!', $visitor, $lamp->conversation->public_id ), 'You are welcome.' );
		$this->answers( $this->says( 'Thanks a lot!', $visitor, $lamp->conversation->public_id ), 'You are welcome.' );
		self::assertSame( 'silent', $this->outcome( $lamp ) );
		$this->says( 'But how do I return a broken lamp?', $visitor, $lamp->conversation->public_id );
		self::assertSame( 'contradicted', $this->outcome( $lamp ) );
	}

	public function test_sending_the_same_twice_before_the_answer_contradicts_nothing(): void {
		$visitor = $this->visitor();
		$first   = $this->says( 'How do I return a broken lamp?', $visitor );
		$second  = $this->says( 'How do I return a broken lamp?', $visitor, $first->conversation->public_id );
		$this->answers( $second, 'Send it back.' );
		self::assertSame( 'silent', $this->outcome( $first ) );
	}
}
