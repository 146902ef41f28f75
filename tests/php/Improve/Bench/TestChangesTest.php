<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Improve\Bench;

use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Content\Sources\WrittenAnswer;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;

/** Cases are run after changes that touch them, drops alert, and what spoils a good case is not published by accident. */
final class TestChangesTest extends ChatTestCase {

	private WrittenAnswer $warranty;

	private TestClock $clock;

	protected function setUp(): void {
		parent::setUp();
		$this->clock  = new TestClock( gmdate( 'Y-m-d H:i:s', time() + 60 ) );
		$this->plugin = new \Aaia\Chatbot\Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php', [ Clock::class => $this->clock ] );
		$answers      = $this->answers();

		$this->warranty = $answers->add( 'How long is the warranty?', 'The warranty of every frame is ten years.', 'en', 1 );
		$answers->add( 'Where is the workshop?', 'The workshop is in Station Road 12.', 'en', 1 );
		$this->settings( [ 'support_email' => 'team@example.com' ] );
		$this->work();
		$this->sign_in();
		$this->rest(
			'POST',
			'/test-questions',
			[ 'question' => 'How long is the warranty?', 'language' => 'en', 'contains' => [ 'ten years' ] ],
		);
		$this->rest(
			'POST',
			'/test-questions',
			[ 'question' => 'Where is the workshop?', 'language' => 'en', 'contains' => [ 'station road' ] ],
		);
		$this->rest( 'POST', '/test-runs', [] );
		$this->work();
	}

	public function test_a_change_runs_the_cases_it_touches_once_and_a_drop_alerts(): void {
		$this->answers()->change( $this->warranty, 'How long is the warranty?', 'The warranty is three years.', 'en' );
		$this->answers()->change( $this->warranty, 'How long is the warranty?', 'The warranty is two years.', 'en' );
		$this->work();
		self::assertSame( 1, $this->count_rows( 'test_runs' ), 'It waits for further changes.' );

		$this->clock->pass( '4 minutes' );
		$this->work();
		$run = $this->row( 'test_runs', 'cause', 'change' );
		self::assertSame( [ 'done', '1', '0' ], [ $run['state'], $run['total'], $run['complete'] ] );
		self::assertSame( 'worse', $this->row( 'test_results', 'run_id', (string) $run['id'] )['compared'] );

		$mail = $this->mailbox->only_mail();
		self::assertStringContainsString( 'How long is the warranty?', $mail['text'] );
		self::assertStringContainsString( 'part=run-' . $run['public_id'], $mail['text'] );
	}

	public function test_a_new_model_or_prompt_touches_all_cases_and_a_colour_none(): void {
		$this->settings( [ 'widget_color' => '#123456' ] );
		$this->work();
		self::assertSame( 0, $this->count_rows( 'test_touches' ) );

		$this->settings( [ 'system_instructions' => 'Be brief.' ] );
		$this->work();
		$this->clock->pass( '4 minutes' );
		$this->work();
		self::assertSame(
			[ '2', 'change' ],
			[ $this->row( 'test_runs', 'cause', 'change' )['total'], $this->row( 'test_runs', 'cause', 'change' )['cause'] ],
		);
		self::assertSame( [], $this->mailbox->mails(), 'Nothing got worse.' );
	}

	public function test_the_daily_run_comes_once_a_day(): void {
		$this->settings( [ 'tests_schedule' => 'daily' ] );
		foreach ( [ '61 minutes', '10 hours', '14 hours', '5 hours' ] as $pause ) {
			$this->clock->pass( $pause );
			$this->work();
		}
		self::assertSame( 2, (int) $this->database()->value(
			'SELECT COUNT(*) FROM %i WHERE cause = %s AND state = %s',
			$this->database()->table( 'test_runs' ),
			'schedule',
			'done',
		) );
	}

	public function test_an_answer_that_spoils_a_good_case_is_published_with_a_reason_only(): void {
		$spoils  = [ 'question' => 'How long is the warranty?', 'answer' => 'The warranty is two years.' ];
		$path    = '/knowledge/answers/' . $this->warranty->id;
		$refused = $this->rest( 'PATCH', $path, $spoils );

		self::assertSame( [ 409, 'aaia_tests_worse' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
		$case = $refused->get_data()['data']['cases'][0];
		self::assertSame( 'How long is the warranty?', $case['question'] );
		self::assertStringContainsString( 'ten years', $case['before'] );
		self::assertStringContainsString( 'two years', $case['after'] );
		self::assertStringContainsString( 'ten years', (string) $this->row( 'knowledge_answers', 'public_id', $this->warranty->id )['answer'] );

		self::assertSame( 409, $this->rest( 'DELETE', $path, [] )->get_status() );
		self::assertSame( 409, $this->rest( 'PATCH', $path, $spoils + [ 'override' => '  ' ] )->get_status() );
		self::assertSame( 200, $this->rest( 'PATCH', $path, $spoils + [ 'override' => 'The warranty changed.' ] )->get_status() );
		self::assertSame( 'The warranty changed.', $this->row( 'test_overrides', 'user_id', (string) get_current_user_id() )['reason'] );
	}

	public function test_an_answer_that_spoils_nothing_is_published_at_once(): void {
		$harmless = [ 'question' => 'Do you rent bicycles?', 'answer' => 'Yes, for ten euros a day.', 'language' => 'en' ];
		self::assertSame( 201, $this->rest( 'POST', '/knowledge/answers', $harmless )->get_status() );
		self::assertSame( 0, $this->count_rows( 'test_overrides' ) );
	}

	private function answers(): AnswerService {
		return $this->plugin->services->get( AnswerService::class );
	}
}
