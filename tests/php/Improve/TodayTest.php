<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Improve;

use Aaia\Chatbot\Assistant\Similar\QuestionFeatures;
use Aaia\Chatbot\Assistant\Similar\QuestionIndexRepository;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Conversations\ReviewService;
use Aaia\Chatbot\Conversations\SourceReportService;
use Aaia\Chatbot\Conversations\StuckReason;
use Aaia\Chatbot\Conversations\StuckService;
use Aaia\Chatbot\Conversations\Verdict;
use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Improve\Review\DrawSample;
use Aaia\Chatbot\Improve\Today\FindTodayItems;
use Aaia\Chatbot\Improve\Today\RemindAgents;
use Aaia\Chatbot\Improve\Today\Reminders;
use Aaia\Chatbot\Improve\Today\TodayKind;
use Aaia\Chatbot\Improve\Today\TodayRepository;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Tests\Inbox\InboxTestCase;

/** The page "Today": what it lists, what takes it off, and reminders. */
final class TodayTest extends InboxTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->sign_in();
		$this->services->get( Dispatcher::class )->drain( 5.0 );
		update_option( FindTodayItems::OPTION, [ 'after' => $this->newest_message() ], false );
	}

	public function test_people_wait_in_the_order_in_which_they_began_to(): void {
		$this->asks( 'First' );
		$second = $this->asks( 'Second' );
		self::assertSame( [ 'First', 'Second' ], array_column( $this->items( 'waiting' ), 'text' ) );
		self::assertSame( 2, $this->counts()['waiting'] );
		$this->rest( 'POST', '/conversations/' . $second->conversation->public_id . '/messages', [ 'text' => 'Here I am' ] );
		self::assertSame( 1, $this->counts()['waiting'] );
	}

	public function test_a_bad_rating_is_listed_with_its_words_until_it_is_handled_and_again_when_it_comes_again(): void {
		$answer  = $this->answered( 'When do you open?', 'At nine.' );
		$ratings = $this->services->get( RatingService::class );
		$ratings->rate( $answer, 'down', 'It is ten' );
		$this->deliver();
		$item = $this->items( 'rating' )[0];
		self::assertSame(
			[ 'At nine.', 'It is ten', -1, $answer->public_id ],
			[ $item['text'], $item['comment'], $item['rating'], $item['message'] ],
		);
		$this->mark( $item['id'], true );
		self::assertSame( [ 0, 1 ], [ $this->counts()['rating'], $this->rest( 'GET', '/today' )->get_data()['done'] ] );
		$this->mark( $item['id'], false );
		self::assertSame( 1, $this->counts()['rating'] );
		$this->mark( $item['id'], true );
		$ratings->rate( $answer, 'down', 'Still ten' );
		$this->deliver();
		self::assertSame( 1, $this->counts()['rating'] );
		$ratings->rate( $answer, 'up', '' );
		$this->deliver();
		self::assertSame( 0, $this->counts()['rating'] );
		$ratings->score( $answer->conversation_id, 2, 'Slow' );
		$this->deliver();
		$item = $this->items( 'rating' )[0];
		self::assertSame( [ 2, 'Slow', null ], [ $item['rating'], $item['comment'], $item['message'] ] );
		$this->rest( 'PUT', '/conversations/' . $item['conversation'] . '/satisfaction', [ 'score' => null ] );
		$this->deliver();
		self::assertSame( 0, $this->counts()['rating'] );
	}

	public function test_a_verdict_takes_an_answer_off_all_its_lists(): void {
		$answer = $this->answered( 'When do you open?', 'At nine.' );
		$this->services->get( RatingService::class )->rate( $answer, 'down', '' );
		$this->deliver();
		$this->services->get( TodayRepository::class )->add( TodayKind::Sample, $answer->conversation_id, $answer->id );
		self::assertSame( [ 1, 1 ], [ $this->counts()['rating'], $this->counts()['sample'] ] );
		$this->services->get( ReviewService::class )->review( $answer, Verdict::Correct, '', get_current_user_id() );
		$this->deliver();
		self::assertSame( [ 0, 0 ], [ $this->counts()['rating'], $this->counts()['sample'] ] );
	}

	public function test_new_messages_are_looked_through_for_figures_contradictions_and_personal_numbers(): void {
		$earlier = $this->answered( 'What does delivery to the island cost?', 'It costs 12 €.' );
		$same    = $this->answered( 'What does the delivery to the island cost?', 'Delivery costs 12 €.' );
		$other   = $this->answered( 'What does delivery to the island cost??', 'That is 15 €.' );
		$this->says( 'My card is 4111 1111 1111 1111' );
		$this->says( 'My order is 4111 1111 1111 1112' );
		$this->database()->insert( 'answer_metrics', [
			'message_id' => $same->id, 'conversation_id' => $same->conversation_id, 'created_at' => '2026-03-02 09:00:00', 'model' => '',
			'refused' => 0, 'flags' => 2, 'support' => 80, 'data' => '{}',
		] );
		foreach ( [ $earlier, $same, $other ] as $answer ) {
			$this->services->get( QuestionIndexRepository::class )
				->add( (int) $answer->question_id, $this->services->get( QuestionFeatures::class )->term_hashes( ... ) );
		}
		$this->find();
		self::assertSame( 0, $this->counts()['sensitive'], 'Too young: metrics may not be there yet.' );
		$this->clock->pass( '10 minutes' );
		$this->find();
		$this->find();
		self::assertSame( [ 'Delivery costs 12 €.' ], array_column( $this->items( 'flagged' ), 'text' ) );
		self::assertSame( [ 'My card is 4111 1111 1111 1111' ], array_column( $this->items( 'sensitive' ), 'text' ) );
		$contradictions = $this->items( 'contradiction' );
		self::assertSame( [ 'That is 15 €.' ], array_column( $contradictions, 'text' ) );
		$shown = $this->rest( 'GET', "/today/items/{$contradictions[0]['id']}/earlier" )->get_data()['earlier'];
		self::assertStringContainsString( '12 €', $shown['answer'] );
		$question = $this->services->get( TodayRepository::class )->earlier_question( (int) $contradictions[0]['id'] );
		$hidden   = $this->services->get( MessageRepository::class )->by_id( $question )?->conversation_id;
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $hidden ] );
		self::assertNull( $this->rest( 'GET', "/today/items/{$contradictions[0]['id']}/earlier" )->get_data()['earlier'] );
	}

	public function test_the_first_run_brings_in_the_bad_ratings_of_the_last_days(): void {
		$this->services->get( RatingService::class )->rate( $this->answered( 'When?', 'At nine.' ), 'down', '' );
		delete_option( FindTodayItems::OPTION );
		$this->find();
		self::assertSame( 1, $this->counts()['rating'] );
	}

	public function test_reports_and_stuck_conversations_are_read_where_they_are(): void {
		$answer = $this->answered( 'When do you open?', 'At nine.' );
		$this->services->get( SourceReportService::class )->report(
			$answer,
			[ 'type' => 'source', 'id' => 's1', 'url' => 'https://site.test/hours', 'title' => 'Hours', 'excerpt' => '', 'date' => null ],
			'It moved',
		);
		$this->services->get( StuckService::class )->mark( $answer->conversation_id, StuckReason::Turn, 1 );
		$report = $this->items( 'report' )[0];
		self::assertSame( [ 'It moved', 'Hours' ], [ $report['comment'], $report['source']['title'] ] );
		self::assertSame( 'turn', $this->items( 'stuck' )[0]['stuck'] );
		self::assertSame( [ 1, 1 ], [ $this->counts()['report'], $this->counts()['stuck'] ] );
		$this->rest( 'POST', "/knowledge/reports/{$report['id']}/settle" );
		$this->services->get( StuckService::class )->clear( $answer->conversation_id, StuckService::FREE );
		self::assertSame( [ 0, 0 ], [ $this->counts()['report'], $this->counts()['stuck'] ] );
	}

	public function test_nobody_sees_or_handles_what_is_hidden_from_them_and_erased_items_are_gone(): void {
		$answer = $this->answered( 'When do you open?', 'At nine.' );
		$today  = $this->services->get( TodayRepository::class );
		foreach ( TodayKind::of_answers() as $kind ) {
			$today->add( $kind, $answer->conversation_id, $answer->id );
		}
		$id   = $this->items( 'flagged' )[0]['id'];
		$hide = fn(): array => [ $answer->conversation_id ];
		add_filter( 'aaia_chatbot_hidden_conversations', $hide );
		self::assertSame( 0, array_sum( $this->counts() ) );
		self::assertSame( [], $this->items( 'flagged' ) );
		self::assertSame( 404, $this->rest( 'PUT', "/today/items/$id", [ 'done' => true ] )->get_status() );
		remove_filter( 'aaia_chatbot_hidden_conversations', $hide );
		$public = $this->items( 'flagged' )[0]['conversation'];
		$this->rest( 'DELETE', "/conversations/$public" );
		self::assertSame( 0, (int) $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( 'today_items' ) ) );
		$today->add( TodayKind::Flagged, $answer->conversation_id, $answer->id );
		self::assertSame( 0, $this->counts()['flagged'] );
		$this->sign_in( 'subscriber' );
		self::assertSame( 403, $this->rest( 'GET', '/today' )->get_status() );
	}

	public function test_counts_end_at_a_hundred_and_take_one_query_for_everything(): void {
		$answer = $this->answered( 'When do you open?', 'At nine.' );
		for ( $number = 1; $number <= 120; $number++ ) {
			$this->services->get( TodayRepository::class )->add( TodayKind::Flagged, $answer->conversation_id, $answer->id + $number );
		}
		self::assertSame( 100, $this->counts()['flagged'] );
		self::assertCount( 50, $this->items( 'flagged' ) );
		$before = self::wpdb()->num_queries;
		$this->services->get( TodayRepository::class )->counts( TodayKind::cases() );
		self::assertSame( 1, self::wpdb()->num_queries - $before );
	}

	public function test_the_sample_of_a_week_is_the_same_when_drawn_again_and_leaves_out_what_was_judged(): void {
		$answers = [];
		for ( $number = 0; $number < 30; $number++ ) {
			$answers[] = $this->answered( "Question $number", "Answer $number" );
		}
		$draw = $this->services->get( DrawSample::class );
		$from = $this->clock->now()->modify( '-1 day' );
		$to   = $this->clock->now()->modify( '+1 day' );
		$one  = $draw->draw( $from, $to );
		self::assertCount( DrawSample::SIZE, $one );
		self::assertSame( $one, $draw->draw( $from, $to ) );
		$ids = array_map( static fn( Message $answer ): int => $answer->id, $answers );
		self::assertNotSame( array_keys( $one ), array_slice( $ids, 0, DrawSample::SIZE ) );
		self::assertNotSame( array_keys( $one ), array_keys( $draw->draw( $from->modify( '-1 day' ), $to ) ) );
		$judged = $answers[ array_search( array_key_first( $one ), $ids, true ) ];
		$this->services->get( ReviewService::class )->review( $judged, Verdict::Correct, '', 1 );
		self::assertArrayNotHasKey( $judged->id, $draw->draw( $from, $to ) );
	}

	public function test_every_monday_a_new_sample_takes_the_place_of_the_one_before(): void {
		$draw = $this->services->get( DrawSample::class );
		$run  = fn() => $draw->handle( new Job( 1, DrawSample::NAME, [], 1 ) );
		$this->answered( 'Question', 'Of the first week' );
		$this->clock->pass( '7 days' );
		$run();
		self::assertSame( [ 'Of the first week' ], array_column( $this->items( 'sample' ), 'text' ) );
		$this->answered( 'Question', 'Of the second week' );
		$run();
		self::assertCount( 1, $this->items( 'sample' ) );
		$this->clock->pass( '7 days' );
		$run();
		self::assertSame( [ 'Of the second week' ], array_column( $this->items( 'sample' ), 'text' ) );
	}

	public function test_an_agent_is_reminded_once_at_each_hour_and_only_of_what_they_see(): void {
		$user = wp_get_current_user();
		$wrong = [ 'reminders' => [ 'times' => [ '25:00' ], 'weekdays' => false, 'zone' => 'UTC' ] ];
		self::assertSame( 400, $this->rest( 'PUT', '/today/reminders', $wrong )->get_status() );
		$hours = [ 'times' => [ '10:00' ], 'weekdays' => true, 'zone' => 'Europe/Paris' ];
		self::assertSame( $hours, $this->rest( 'PUT', '/today/reminders', [ 'reminders' => $hours ] )->get_data()['reminders'] );
		$remind = fn() => $this->services->get( RemindAgents::class )->handle( new Job( 1, RemindAgents::NAME, [], 1 ) );
		$waits  = $this->asks( 'Somebody?' );
		$this->clock->set( '2026-03-03 08:59:00' );
		$remind();
		self::assertSame( 0, $this->planned() );
		$this->clock->set( '2026-03-03 09:04:00' );
		$remind();
		$remind();
		self::assertSame( 1, $this->planned() );
		$this->services->get( Worker::class )->run( 5.0 );
		$mail = $this->reminders()[0];
		self::assertSame( [ $user->user_email ], $mail['to'] );
		self::assertStringContainsString( 'People waiting: 1', $mail['text'] );
		self::assertStringContainsString( 'page=aaia-improve', $mail['text'] );
		$this->clock->set( '2026-03-07 09:04:00' );
		$remind();
		self::assertSame( 1, $this->planned(), 'Saturday.' );
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $waits->conversation->id ] );
		$this->clock->set( '2026-03-09 09:04:00' );
		$remind();
		$this->services->get( Worker::class )->run( 5.0 );
		self::assertCount( 1, $this->reminders() );
		$this->rest( 'PUT', '/today/reminders', [ 'reminders' => null ] );
		self::assertFalse( get_user_option( Reminders::OPTION ) );
	}

	public function test_times_are_by_the_clock_of_the_agents_zone_on_days_when_it_changes_too(): void {
		$hours = Reminders::read( [ 'times' => [ '23:50', '02:30' ], 'weekdays' => false, 'zone' => 'Europe/Paris' ] );
		$due   = static fn( string $time ): ?string => $hours?->due( new \DateTimeImmutable( $time, new \DateTimeZone( 'UTC' ) ), 45 );
		self::assertSame( '2026-07-01 23:50', $due( '2026-07-01 22:10:00' ) );
		self::assertNull( $due( '2026-07-01 21:49:00' ) );
		self::assertSame( '2026-10-25 02:30', $due( '2026-10-25 00:40:00' ) );
		self::assertNull( Reminders::read( [ 'times' => [ 'x' ], 'weekdays' => false, 'zone' => 'UTC' ] ) );
		self::assertNull( Reminders::read( [ 'times' => [ '09:00' ], 'weekdays' => false, 'zone' => 'Nowhere' ] ) );
	}

	private function answered( string $question, string $text ): Message {
		$received = $this->says( $question );
		$this->answers( $received, $text );
		return $this->newest( $received );
	}

	private function newest( ReceivedMessage $received ): Message {
		return $this->services->get( MessageRepository::class )->thread( $received->conversation->id, 1, false )[0]
			?? throw new \RuntimeException( 'No answer.' );
	}

	private function newest_message(): int {
		return (int) $this->database()->value( 'SELECT MAX(id) FROM %i', $this->database()->table( 'messages' ) );
	}

	private function deliver(): void {
		$this->services->get( Dispatcher::class )->drain( 5.0 );
	}

	private function find(): void {
		$this->services->get( FindTodayItems::class )->handle( new Job( 1, FindTodayItems::NAME, [], 1 ) );
	}

	private function planned(): int {
		$sql = 'SELECT COUNT(*) FROM %i WHERE purpose = %s';
		return (int) $this->database()->value( $sql, $this->database()->table( 'deliveries' ), 'reminder' );
	}

	/** @return list<array{to: list<string>, text: string}> */
	private function reminders(): array {
		return array_values( array_filter(
			$this->mailbox->mails(),
			static fn( array $mail ): bool => str_contains( $mail['headers'], 'X-AAIA-Type: reminder' ),
		) );
	}

	private function mark( string $id, bool $done ): void {
		self::assertSame( 200, $this->rest( 'PUT', "/today/items/$id", [ 'done' => $done ] )->get_status() );
	}

	/** @return list<array<string, mixed>> */
	private function items( string $kind ): array {
		$response = $this->rest( 'GET', "/today/queues/$kind" );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return $response->get_data()['items'];
	}

	/** @return array<string, int> By kind. */
	private function counts(): array {
		return array_column( $this->rest( 'GET', '/today' )->get_data()['queues'], 'count', 'kind' );
	}
}
