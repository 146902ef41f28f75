<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Improve\Bench;

use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Content\Sources\WrittenAnswer;
use Aaia\Chatbot\Improve\Bench\TestRunner;
use Aaia\Chatbot\Improve\Bench\TestRunRepository;
use Aaia\Chatbot\Llm\Finished;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Llm\Usage;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Cases, runs, and what they are compared with. */
final class TestBenchTest extends ChatTestCase {

	private WrittenAnswer $warranty;

	protected function setUp(): void {
		parent::setUp();
		$answers        = $this->plugin->services->get( AnswerService::class );
		$this->warranty = $answers->add( 'How long is the warranty?', 'The warranty of every frame is ten years.', 'en', 1 );
		$answers->add( 'Where is the workshop?', 'The workshop is in Station Road 12, behind the town hall.', 'en', 1 );
		$this->sign_in();
		// What happened so far touches no case.
		$this->work();
	}

	public function test_a_case_passes_or_says_what_is_wrong_with_the_answer(): void {
		$this->add( 'How long is the warranty?', [ 'contains' => [ 'TEN  years' ], 'sources' => [ 'answer:' . $this->warranty->id ] ] );
		$this->add( 'How long is the warranty of a frame?', [ 'contains' => [ 'twelve years' ], 'lacks' => [ 'ten years' ] ] );
		$this->add( 'Do you sell rowing boats?', [ 'refuse' => true ] );
		$this->add( 'Where is your workshop?', [ 'reference' => 'The workshop is in Station Road 12.' ] );

		$run     = $this->run_all();
		$results = array_combine(
			array_column( $this->results( $run['id'] ), 'question' ),
			array_column( $this->results( $run['id'] ), 'now' ),
		);

		self::assertSame( [ 'done', 3, 1 ], [ $run['state'], $run['counts']['passed'], $run['counts']['failed'] ] );
		self::assertSame(
			[ [ 'kind' => 'contains', 'value' => 'twelve years' ], [ 'kind' => 'lacks', 'value' => 'ten years' ] ],
			$results['How long is the warranty of a frame?']['failures'],
		);
		self::assertSame( 'How long is the warranty?', $results['How long is the warranty?']['sources'][0]['title'] );
		self::assertTrue( $results['Do you sell rowing boats?']['refused'] );
	}

	public function test_a_rerun_is_identical_and_a_run_is_recorded_nowhere_else(): void {
		$this->add( 'How long is the warranty?', [ 'contains' => [ 'ten years' ] ] );
		$this->add( 'Do you sell rowing boats?', [ 'refuse' => true ] );
		$tables = [
			'conversations', 'messages', 'turns', 'answer_metrics', 'model_usage', 'model_costs', 'cost_budgets', 'question_words', 'visitors',
			'knowledge_documents', 'knowledge_versions', 'prompt_texts',
		];
		$count  = fn(): array => array_map( $this->count_rows( ... ), $tables );
		$before = $count();
		$events = count( $this->events() );

		$first = $this->run_all();
		$again = $this->run_all();

		self::assertSame( $before, $count() );
		self::assertSame( [ 'tests.ended', 'tests.ended' ], array_slice( $this->events(), $events ) );
		self::assertSame( 64, strlen( $first['fingerprint'] ) );
		self::assertSame( $first['fingerprint'], $again['fingerprint'] );
		self::assertSame( [ 2, 0, 0 ], [ $again['counts']['same'], $again['counts']['better'], $again['counts']['worse'] ] );
	}

	public function test_a_second_run_at_once_is_refused_and_a_cancelled_one_leaves_no_comparison(): void {
		$this->add( 'How long is the warranty?', [ 'contains' => [ 'ten years' ] ] );
		$first  = $this->rest( 'POST', '/test-runs', [] )->get_data();
		$second = $this->rest( 'POST', '/test-runs', [] );

		self::assertSame( [ 409, 'aaia_tests_running' ], [ $second->get_status(), $second->get_data()['code'] ] );
		self::assertSame( $first['id'], $this->rest( 'GET', '/test-runs' )->get_data()['live']['id'] );

		$cancelled = $this->rest( 'POST', '/test-runs/' . $first['id'] . '/cancel', [] )->get_data();
		$this->work();
		self::assertSame( [ 'cancelled', 1 ], [ $cancelled['state'], $cancelled['counts']['waiting'] ] );
		self::assertSame( 1, $this->run_all()['counts']['new'] );
	}

	public function test_a_case_whose_source_is_gone_says_so(): void {
		$this->add( 'How long is the warranty?', [ 'sources' => [ 'answer:' . $this->warranty->id ] ] );
		self::assertSame( 1, $this->run_all()['counts']['passed'] );

		$this->plugin->services->get( AnswerService::class )->remove( $this->warranty );
		$run    = $this->run_all();
		$result = $this->results( $run['id'] )[0];

		self::assertSame( [ 1, 1 ], [ $run['counts']['gone'], $run['counts']['worse'] ] );
		self::assertSame( [ 'gone', 'worse' ], [ $result['now']['verdict'], $result['compared'] ] );
		self::assertSame( 'gone', $result['now']['failures'][0]['kind'] );
	}

	public function test_a_source_that_is_not_in_the_knowledge_is_refused_by_its_address(): void {
		$refused = $this->rest( 'POST', '/test-questions', [ 'question' => 'When?', 'sources' => [ 'https://example.com/nowhere' ] ] );

		self::assertSame( 400, $refused->get_status() );
		self::assertStringContainsString( 'https://example.com/nowhere', $refused->get_data()['message'] );
		self::assertSame( 0, $this->count_rows( 'test_questions' ) );
	}

	public function test_a_draft_is_tried_and_changes_nothing(): void {
		$this->add( 'How long is the warranty?', [ 'contains' => [ 'ten years' ] ] );
		$this->run_all();
		$documents = $this->count_rows( 'knowledge_documents' );
		$events    = $this->events();
		$draft     = [ 'id' => $this->warranty->id, 'question' => 'How long is the warranty?', 'answer' => 'Two years.', 'language' => 'en' ];

		$tried  = $this->run_all( [ 'draft' => $draft ] );
		$result = $this->results( $tried['id'] )[0];

		self::assertSame( [ 'candidate', 'draft', 1 ], [ $tried['lane'], $tried['tried'][0], $tried['counts']['worse'] ] );
		self::assertStringContainsString( 'Two years', $result['now']['answer'] );
		self::assertStringContainsString( 'ten years', $result['before']['answer'] );
		self::assertSame( $documents, $this->count_rows( 'knowledge_documents' ) );
		self::assertSame( [ ...$events, 'tests.ended' ], $this->events() );
		self::assertSame( 1, $this->run_all()['counts']['same'], 'The next run is compared with what visitors get, not with the draft.' );
	}

	public function test_a_paid_model_needs_a_cap_and_stops_at_it(): void {
		// A model is asked only where the team has not answered the same question.
		$this->add( 'How long is the warranty of a frame?', [ 'contains' => [ 'ten years' ] ] );
		$this->add( 'Where is the workshop for frames?', [ 'contains' => [ 'station road' ] ] );
		$this->model( static fn(): array => [
			new TextDelta( 'Ten years. [1]' ),
			new Usage( 1_000_000, 0 ),
			new Finished( FinishReason::Stop ),
		] );
		$name = $this->rest( 'GET', '/test-runs' )->get_data()['model'];
		$this->settings( [ 'model_prices' => [ $name . ' = 1 / 1' ] ] );

		self::assertSame( 'aaia_tests_cap', $this->rest( 'POST', '/test-runs', [] )->get_data()['code'] );
		$estimate = $this->rest( 'POST', '/test-runs/estimate', [] )->get_data();
		self::assertSame( [ 2, false, false ], [ $estimate['cases'], $estimate['free'], $estimate['measured'] ] );
		self::assertGreaterThan( 0, $estimate['micro'] );

		$run = $this->run_all( [ 'cap' => '0.50' ] );
		self::assertSame( [ 'stopped', 'cap', 1_000_000 ], [ $run['state'], $run['reason'], $run['micro'] ] );
		self::assertSame( [ 1, 1 ], [ $run['counts']['passed'], $run['counts']['waiting'] ] );
		self::assertSame( '1000000', $this->database()->value(
			'SELECT micro FROM %i WHERE model = %s AND source = %s',
			$this->database()->table( 'model_costs' ),
			$name,
			'tests',
		) );
	}

	public function test_a_model_without_a_price_stops_at_its_tokens_although_an_amount_was_given(): void {
		$this->add( 'How long is the warranty of a frame?', [ 'contains' => [ 'ten years' ] ] );
		$this->add( 'Where is the workshop for frames?', [ 'contains' => [ 'station road' ] ] );
		$this->model( static fn(): array => [
			new TextDelta( 'Ten years. [1]' ),
			new Usage( 1_000_000, 0 ),
			new Finished( FinishReason::Stop ),
		] );
		$run = $this->run_all( [ 'cap' => '0.50' ] );
		self::assertSame( [ 'stopped', 'cap', 1 ], [ $run['state'], $run['reason'], $run['counts']['waiting'] ] );
	}

	public function test_answers_of_a_model_that_does_not_answer_are_errors_and_no_verdicts(): void {
		for ( $at = 1; $at <= 7; $at++ ) {
			$this->add( "How long is the warranty of bicycle $at?", [ 'contains' => [ 'ten years' ] ] );
		}
		$this->model( static fn(): array => throw new LlmFailure( LlmFailureKind::Connection, 'Nobody is there.' ) );

		$run = $this->run_all( [ 'cap' => '5' ] );
		self::assertSame( [ 'stopped', 'model', 0, 0 ], [ $run['state'], $run['reason'], $run['counts']['passed'], $run['counts']['worse'] ] );
	}

	public function test_a_rated_answer_becomes_a_case_that_goes_with_its_conversation(): void {
		$visitor = $this->visitor();
		$said    = $visitor->says( 'How long is the warranty?' );
		$thread  = $this->row( 'conversations', 'channel', 'web' );
		$answer  = $this->row( 'messages', 'author_type', 'assistant' );
		$this->sign_in();
		$where    = [ 'conversation' => (string) $thread['public_id'], 'message' => (string) $answer['public_id'] ];
		$proposed = $this->rest( 'GET', '/test-questions/proposed?' . http_build_query( $where ) )->get_data();
		self::assertSame( 'How long is the warranty?', $proposed['question'] );
		self::assertStringContainsString( 'ten years', $proposed['answer'] );

		$added = $this->rest( 'POST', '/test-questions', [ 'question' => $proposed['question'], 'contains' => [ 'ten years' ] ] + $where );
		self::assertSame( [ 201, 'message', $thread['public_id'] ], [
			$added->get_status(),
			$added->get_data()['origin'],
			$added->get_data()['conversation'],
		] );
		$this->run_all();

		$this->rest( 'DELETE', '/conversations/' . $thread['public_id'] );
		self::assertSame( [ 0, 0 ], [ $this->count_rows( 'test_questions' ), $this->count_rows( 'test_results' ) ] );
	}

	public function test_only_people_who_may_change_settings_see_the_bench(): void {
		$this->sign_in( 'editor' );
		self::assertSame( 403, $this->rest( 'GET', '/test-questions' )->get_status() );
		self::assertSame( 403, $this->rest( 'POST', '/test-runs', [] )->get_status() );
	}

	public function test_a_run_is_done_in_steps(): void {
		for ( $at = 1; $at <= 25; $at++ ) {
			$this->add( "How long is the warranty of bicycle $at?", [ 'contains' => [ 'years' ] ] );
		}
		$runner = $this->plugin->services->get( TestRunner::class );
		$runs   = $this->plugin->services->get( TestRunRepository::class );
		$run    = $runner->begin( 'command' );
		$steps  = 0;
		while ( ! $runner->step( $run, 0.0 ) ) {
			++$steps;
		}
		self::assertSame( [ 25, 'done' ], [ $steps, $runs->by_id( $run->id )?->state ] );
	}

	/** @param array<string, mixed> $expected */
	private function add( string $question, array $expected ): void {
		$answer = $this->rest( 'POST', '/test-questions', [ 'question' => $question, 'language' => 'en' ] + $expected );
		self::assertSame( 201, $answer->get_status(), (string) wp_json_encode( $answer->get_data() ) );
	}

	/**
	 * @param array<string, mixed> $body
	 *
	 * @return array<string, mixed>
	 */
	private function run_all( array $body = [] ): array {
		$run = $this->rest( 'POST', '/test-runs', $body );
		self::assertSame( 201, $run->get_status(), (string) wp_json_encode( $run->get_data() ) );
		$this->work();
		return $this->rest( 'GET', '/test-runs/' . $run->get_data()['id'] )->get_data();
	}

	/** @return list<array<string, mixed>> */
	private function results( string $run ): array {
		return $this->rest( 'GET', '/test-runs/' . $run . '/results' )->get_data()['items'];
	}
}
