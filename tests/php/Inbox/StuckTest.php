<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Assistant\RetryTurn;
use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Conversations\StuckReason;
use Aaia\Chatbot\Conversations\StuckService;
use Aaia\Chatbot\Conversations\TurnState;
use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tests\Harness\ScriptedModel;

/** Conversations that do not go on by themselves: the mark, the filter, POST /conversations/{id}/retry and /free. */
final class StuckTest extends InboxTestCase {

	public function test_a_failed_answer_marks_the_conversation_and_retry_writes_it_anew_under_the_same_message(): void {
		$me    = $this->sign_in();
		$stuck = $this->fails( 'How long is delivery?' );
		$fine  = $this->says( 'hello' );
		$this->answers( $fine, 'Hello!' );
		self::assertSame( [ 'How long is delivery?' ], array_map( fn(): string => 'How long is delivery?', $this->listed( '?stuck=true' ) ) );
		self::assertCount( 2, $this->listed() );
		self::assertSame( [ 'turn', null ], [ $this->shown( $stuck )['stuck'], $this->shown( $fine )['stuck'] ] );
		$answer = (int) $this->turn( $stuck )['answer_id'];
		$this->services->get( Settings::class )->save( [ 'provider' => 'scripted' ] );
		( new ScriptedModel( static fn(): array => [ new TextDelta( 'Four days.' ) ] ) )->install();

		$again = $this->rest( 'POST', $this->path( $stuck ) . '/retry', [] );

		self::assertSame( [ 200, null ], [ $again->get_status(), $again->get_data()['stuck'] ] );
		self::assertSame( TurnState::Queued->value, $this->turn( $stuck )['state'] );
		$this->wired()->get( RetryTurn::class )->handle( new Job( 1, RetryTurn::NAME, [ 'turn' => (int) $this->turn( $stuck )['id'] ], 1 ) );
		self::assertSame( [ 'done', (string) $answer ], [ $this->turn( $stuck )['state'], $this->turn( $stuck )['answer_id'] ] );
		$items = $this->rest( 'GET', $this->path( $stuck ) . '/messages' )->get_data();
		self::assertStringContainsString( 'Four days.', (string) wp_json_encode( $items['items'][1] ) );
		self::assertSame( [], $this->listed( '?stuck=true' ) );
		$lines = array_values( array_filter( $items['activity'], static fn( array $line ): bool => 'stuck' === $line['type'] ) );
		self::assertSame( [ 'turn', 'retry' ], array_column( $lines, 'to' ) );
		self::assertSame( $me->ID, $lines[1]['agent']['id'] ?? null );
		$nothing = $this->rest( 'POST', $this->path( $stuck ) . '/retry', [] );
		self::assertSame( [ 409, 'aaia_not_stuck' ], [ $nothing->get_status(), $nothing->get_data()['code'] ] );
	}

	public function test_free_hands_it_to_the_person_and_so_do_a_reply_and_a_later_answer(): void {
		$me    = $this->sign_in();
		$freed = $this->fails( 'one' );
		$shown = $this->rest( 'POST', $this->path( $freed ) . '/free', [] )->get_data();
		self::assertSame( [ null, 'human', $me->ID ], [ $shown['stuck'], $shown['handler'], $shown['assignee']['id'] ] );

		$replied = $this->fails( 'two' );
		$this->rest( 'POST', $this->path( $replied ) . '/messages', [ 'text' => 'I answer.' ] );
		self::assertNull( $this->shown( $replied )['stuck'] );

		$answered = $this->fails( 'three' );
		$this->answers( $this->says( 'three again', $this->owner( $answered ), $answered->conversation->public_id ), 'Now it works.' );
		self::assertNull( $this->shown( $answered )['stuck'] );
		self::assertSame( 1, preg_match( '/"to":"solved"/', $this->newest_event( 'conversation.stuck' ) ) );
	}

	public function test_a_reply_that_could_not_be_mailed_marks_it_until_it_is_sent(): void {
		$this->sign_in();
		$asks     = $this->says( 'hello' );
		$delivery = $this->given_up( Delivery::REPLY, $asks );
		$mention  = $this->says( 'other' );
		$this->given_up( Delivery::MENTION, $mention );
		$this->deliver_events();
		self::assertSame( [ 'delivery', null ], [ $this->shown( $asks )['stuck'], $this->shown( $mention )['stuck'] ] );

		self::assertSame( 200, $this->rest( 'POST', $this->path( $asks ) . '/retry', [] )->get_status() );
		self::assertSame( DeliveryState::Queued->value, $this->database()->value(
			'SELECT state FROM %i WHERE id = %d',
			$this->database()->table( 'deliveries' ),
			$delivery,
		) );
		$this->services->get( StuckService::class )->mark( $asks->conversation->id, StuckReason::Delivery, $delivery );
		$freed = $this->rest( 'POST', $this->path( $asks ) . '/free', [] )->get_data();
		self::assertSame( [ null, 'assistant' ], [ $freed['stuck'], $freed['handler'] ] );
	}

	public function test_a_job_that_was_given_up_marks_its_conversation_and_is_queued_again(): void {
		$this->sign_in();
		$asks  = $this->says( 'hello' );
		$queue = $this->services->get( JobQueue::class );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		$queue->push( 'inbox.wake', [ 'conversation' => $asks->conversation->id ] );
		for ( $attempt = 1; $attempt <= JobQueue::MAX_ATTEMPTS; $attempt++ ) {
			$this->clock->pass( '7 hours' );
			$claimed = $queue->claim( 60 );
			self::assertNotNull( $claimed );
			$queue->fail( $claimed, 'No.' );
		}
		$this->deliver_events();
		self::assertSame( 'job', $this->shown( $asks )['stuck'] );
		self::assertSame( 1, $queue->count_dead() );
		self::assertNull( $this->rest( 'POST', $this->path( $asks ) . '/retry', [] )->get_data()['stuck'] );
		self::assertSame( 0, $queue->count_dead() );
	}

	/** The conversation of a question whose answer failed. */
	private function fails( string $question ): ReceivedMessage {
		$received = $this->says( $question );
		$lease    = $this->services->get( AnswerService::class )->begin( $received->turn->id );
		self::assertNotNull( $lease );
		$this->services->get( AnswerService::class )->interrupt( $lease, Parts::text_only( $question ), TurnState::Failed );
		return $received;
	}

	private function given_up( string $purpose, ReceivedMessage $of ): int {
		$service = $this->wired( [ Clock::class => new SystemClock() ] )->get( DeliveryService::class );
		$service->add(
			new NewDelivery( $purpose, Delivery::EMAIL, 'a@site.test', "$purpose test", $of->conversation->id, cause_id: $of->question->id ),
		);
		$id      = (int) $this->database()->value( 'SELECT MAX(id) FROM %i', $this->database()->table( 'deliveries' ) );
		$attempt = $service->claim( $id );
		self::assertNotNull( $attempt );
		$service->failed( $attempt, 'The mailbox does not exist.', true );
		return $id;
	}

	private function deliver_events(): void {
		$this->services->get( Dispatcher::class )->drain( 10.0 );
	}

	/** @return array<string, ?string> */
	private function turn( ReceivedMessage $of ): array {
		return $this->database()->row( 'SELECT * FROM %i WHERE id = %d', $this->database()->table( 'turns' ), $of->turn->id ) ?? [];
	}

	/** @return array<string, mixed> */
	private function shown( ReceivedMessage $of ): array {
		return $this->rest( 'GET', $this->path( $of ) )->get_data();
	}

	private function path( ReceivedMessage $of ): string {
		return '/conversations/' . $of->conversation->public_id;
	}

	private function newest_event( string $type ): string {
		return (string) $this->database()->value(
			'SELECT data FROM %i WHERE type = %s ORDER BY id DESC LIMIT 1',
			$this->database()->table( 'events' ),
			$type,
		);
	}
}
