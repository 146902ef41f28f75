<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Operations;

use Aaia\Chatbot\Http\SseWriter;
use Aaia\Chatbot\Http\StreamResponse;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\ProviderHealth;
use Aaia\Chatbot\Operations\RecentProblems;
use Aaia\Chatbot\Operations\ServerHealth;
use Aaia\Chatbot\Operations\StatusReport;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;

/** Settings -> Aaia XP -> Status, its file and its tests in Site Health. */
final class StatusTest extends ChatTestCase {

	private const ANSWER = [
		'response' => [ 'code' => 200, 'message' => '' ],
		'headers'  => [],
		'body'     => '',
		'cookies'  => [],
		'filename' => null,
	];

	protected function setUp(): void {
		parent::setUp();
		// Whether this machine is busy now is not what is tested.
		add_filter( 'site_status_tests', static function ( array $tests ): array {
			unset( $tests['direct']['aaia_chatbot_server'] );
			return $tests;
		}, 99 );
	}

	public function test_only_those_who_manage_the_settings_see_it(): void {
		$this->sign_in( 'editor' );
		foreach ( [ '/status', '/status/connection', '/status/stream', '/status/file', '/status/log' ] as $path ) {
			self::assertSame( 403, $this->rest( 'GET', $path )->get_status(), $path );
		}
		self::assertSame( 403, $this->rest( 'POST', '/status/jobs/retry', [ 'ids' => [ 1 ] ] )->get_status() );
	}

	public function test_problems_are_those_of_site_health_the_worst_first_and_only_ours(): void {
		$result = static fn( mixed ...$about ): \Closure => static fn(): array => ServerHealth::result( 'test', ...$about );
		remove_all_filters( 'site_status_tests' );
		add_filter( 'site_status_tests', static fn(): array => [ 'direct' => [
			'aaia_chatbot_one'   => [ 'test' => $result( 'recommended', 'One', [ 'Do <this>.' ] ) ],
			'aaia_chatbot_two'   => [ 'test' => $result( 'good', 'Two', [ 'Fine.' ] ) ],
			'aaia_chatbot_three' => [ 'test' => $result( 'critical', 'Three', [ 'A', 'B' ] ) ],
			'somebody_else'      => [ 'test' => $result( 'critical', 'X', [ 'X' ] ) ],
		] ] );
		$this->sign_in();
		self::assertSame(
			[
				[ 'name' => 'three', 'critical' => true, 'title' => 'Three', 'sentence' => 'A B' ],
				[ 'name' => 'one', 'critical' => false, 'title' => 'One', 'sentence' => 'Do <this>.' ],
			],
			$this->rest( 'GET', '/status' )->get_data()['problems'],
		);
	}

	public function test_figures_are_measured(): void {
		$this->sign_in();
		$message = 7_000_000;
		foreach ( [ [ 40, 900, 1000 ], [ 60, 1060, 1100 ], [ 50, 700, 1500 ] ] as [ $retrieve, $first, $total ] ) {
			$times = [ 'retrieve' => $retrieve, 'first' => $first, 'total' => $total ];
			$this->database()->insert( 'answer_metrics', [
				'message_id'      => ++$message,
				'conversation_id' => 1,
				'created_at'      => gmdate( 'Y-m-d H:i:s' ),
				'model'           => 'm',
				'refused'         => 0,
				'flags'           => 0,
				'data'            => (string) wp_json_encode( [ 'times' => $times ] ),
			] );
		}
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		$queue = new JobQueue( $this->database(), new TestClock( '-10 minutes' ) );
		$queue->push( 'one' );
		$queue->push( 'two', [], new \DateTimeImmutable( '+1 day' ) );

		$rows = $this->rows();
		self::assertSame(
			'searching the knowledge 50 ms · waiting for the first word 860 ms · writing the answer 100 ms',
			$rows['stages'],
		);
		self::assertSame( 'waiting for the first word', $rows['slowest'] );
		self::assertSame( '1, the oldest for 10 minutes', $rows['due'] );
		self::assertSame( '1', $rows['later'] );
		self::assertSame( 'built-in assistant', $rows['model'] );
		self::assertMatchesRegularExpression( '/^\d+(\.\d)? ms$/', $rows['latency'] );
		self::assertStringContainsString( $this->on_sqlite() ? 'SQLite' : 'MariaDB', $rows['database'] );
		self::assertStringStartsWith( PHP_VERSION, $rows['php'] );
	}

	public function test_failed_tasks_are_listed_and_tried_again(): void {
		$this->sign_in();
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		$clock = new TestClock( '-10 days' );
		$queue = new JobQueue( $this->database(), $clock );
		foreach ( [ 'one', 'two' ] as $handler ) {
			$queue->push( $handler );
			for ( $attempt = 1; $attempt <= JobQueue::MAX_ATTEMPTS; $attempt++ ) {
				$clock->pass( '6 hours' );
				$queue->fail( $queue->claim( 60 ) ?? throw new \RuntimeException( 'Nothing is due.' ), "No $handler." );
			}
		}
		$jobs = $this->rest( 'GET', '/status' )->get_data()['jobs'];
		self::assertSame( [ 'two' => 'No two.', 'one' => 'No one.' ], array_column( $jobs, 'error', 'handler' ) );

		$answer = $this->rest( 'POST', '/status/jobs/retry', [ 'ids' => [ $jobs[0]['id'], 999_999 ] ] )->get_data();
		self::assertSame( [ 1, [ 'one' ] ], [ $answer['tried'], array_column( $answer['jobs'], 'handler' ) ] );
		self::assertSame( 'two', $this->plugin->services->get( JobQueue::class )->claim( 60 )?->job->handler );
	}

	public function test_a_model_that_fails_is_a_problem_until_it_answers_again(): void {
		$this->sign_in();
		$services = $this->plugin->services;
		$server   = [ 'provider' => 'openai', 'base_url' => 'https://model.test/v1', 'api_key' => 'sk-1', 'model' => 'large-1' ];
		$services->get( Settings::class )->save( $server );
		$health = $services->get( ProviderHealth::class );
		self::assertNotContains( 'model', $this->problems() );

		$health->failed( 'openai', new LlmFailure( LlmFailureKind::Unauthorized, 'The key is wrong.' ) );
		self::assertContains( 'model', $this->problems() );
		$health->failed( 'openai', new LlmFailure( LlmFailureKind::Connection, 'Nobody answers.' ) );
		self::assertContains( 'model', $this->problems() );
		self::assertStringContainsString( 'Nobody answers.', $this->rows()['model_failure'] );

		$health->succeeded( 'openai' );
		self::assertNotContains( 'model', $this->problems() );
		self::assertSame( 'large-1', $this->rows()['model'] );
	}

	public function test_the_connection_is_named_and_tested_from_the_server(): void {
		$this->sign_in();
		$asked = [];
		$code  = 200;
		$this->answer_http( static function ( string $url ) use ( &$asked, &$code ): array {
			$asked[] = $url;
			return [ 'response' => [ 'code' => $code, 'message' => '' ] ] + self::ANSWER;
		} );
		$answer = $this->rest( 'GET', '/status/connection' )->get_data();
		self::assertSame( [ 'polling', true ], [ $answer['transport'], $answer['ok'] ] );
		self::assertStringContainsString( 'aaia-chatbot/v1/widget', rawurldecode( $asked[0] ) );

		$code   = 403;
		$answer = $this->rest( 'GET', '/status/connection' )->get_data();
		self::assertFalse( $answer['ok'] );
		self::assertStringContainsString( '403', $answer['sentence'] );
	}

	public function test_the_stream_comes_in_pieces(): void {
		$this->sign_in();
		$response = $this->rest( 'GET', '/status/stream' );
		self::assertInstanceOf( StreamResponse::class, $response );
		$pieces = [];
		( $response->write )( new SseWriter( static function ( string $bytes ) use ( &$pieces ): void {
			$pieces[] = [ hrtime( true ), $bytes ];
		} ) );
		self::assertCount( 5, $pieces );
		self::assertStringContainsString( '"piece":4', $pieces[3][1] );
		self::assertGreaterThan( 0.5e9, $pieces[3][0] - $pieces[0][0], 'Together they would say nothing about proxies.' );
	}

	public function test_the_file_for_support_names_nobody_and_no_key(): void {
		$this->sign_in();
		$this->answer_http( static fn(): array => self::ANSWER );
		$this->plugin->services->get( Settings::class )->save( [ 'api_key' => 'sk-very-secret-key' ] );
		$log = $this->plugin->services->get( RecentProblems::class );
		$log->record( 'error', 'Mail to marie.durand@example.com from 203.0.113.7 with key=hunter2hunter2 failed.' );
		$log->record( 'error', 'Two at once at 12:30:15 from 2001:db8::7f, not 10:20.' );
		$log->write();
		$job = $this->plugin->services->get( JobQueue::class );
		$job->push( 'test.job' );
		$this->database()->execute(
			'UPDATE %i SET state = %s, last_error = %s',
			$this->database()->table( 'jobs' ),
			'dead',
			'The server said: no account for sk-other-secret-key-1',
		);
		$file = $this->plugin->services->get( StatusReport::class )->file();
		self::assertStringContainsString( 'test.job: The server said: no account for •••', $file );
		self::assertStringContainsString( 'Two at once at 12:30:15 from •:•, not 10:20.', $file );
		self::assertStringContainsString( 'Mail to •••@••• from •.•.•.• with key=••• failed.', $file );
		foreach ( [ 'marie', '203.0.113.7', 'hunter2', 'sk-very-secret-key', 'sk-other', 'db8', (string) get_option( 'admin_email' ) ] as $secret ) {
			self::assertStringNotContainsString( $secret, $file );
		}
		self::assertStringContainsString( PHP_VERSION, $file );
	}

	public function test_site_health_has_the_same_figures(): void {
		$fields = apply_filters( 'debug_information', [] )['aaia-chatbot']['fields'];
		self::assertSame( 'built-in assistant', $fields['answers_model']['value'] );
		self::assertStringStartsWith( PHP_VERSION, $fields['software_php']['value'] );
	}

	/** @return list<string> */
	private function problems(): array {
		return array_column( $this->rest( 'GET', '/status' )->get_data()['problems'], 'name' );
	}

	/** @return array<string, string> Name of a row => its value. */
	private function rows(): array {
		$rows = array_merge( ...array_column( $this->rest( 'GET', '/status' )->get_data()['groups'], 'rows' ) );
		return array_column( $rows, 'value', 'name' );
	}
}
