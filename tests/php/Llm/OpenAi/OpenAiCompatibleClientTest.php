<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\OpenAi;

use Aaia\Chatbot\Http\Outgoing\CallLimits;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\OpenAi\ModelServerClient;
use Aaia\Chatbot\Llm\OpenAi\OpenAiCompatibleClient;
use Aaia\Chatbot\Llm\TextDelta;
use Aaia\Chatbot\Tests\Llm\Support\Answer;
use Aaia\Chatbot\Tests\Llm\Support\Asking;
use Aaia\Chatbot\Tests\Llm\Support\CancelledAfter;
use Aaia\Chatbot\Tests\Llm\Support\FixedConfig;
use Aaia\Chatbot\Tests\Llm\Support\ModelServer;
use Aaia\Chatbot\Tests\Llm\Support\NeverCancelled;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Runs WordPress's real HTTP functions against a real server with faults. */
final class OpenAiCompatibleClientTest extends TestCase {

	private const TEXT = 'Nous livrons à Liège — 4,90 € 🚚. Réponse complète.';

	private static ModelServer $server;

	public static function setUpBeforeClass(): void {
		self::$server = ModelServer::with_faults();
	}

	public static function tearDownAfterClass(): void {
		self::$server->stop();
	}

	/** @return iterable<array{string}> */
	public static function ways_to_send_a_whole_answer(): iterable {
		yield [ 'well' ];
		yield [ 'one-byte-at-a-time' ];
		yield [ 'not-streamed' ];
		yield [ 'stays-open' ];
		yield [ 'no-usage-wanted' ];
		yield [ 'new-token-limit' ];
	}

	#[DataProvider( 'ways_to_send_a_whole_answer' )]
	public function test_a_whole_answer_arrives_whole( string $way ): void {
		$answer = $this->answer( $way );

		self::assertNull( $answer->failure );
		self::assertSame( self::TEXT, $answer->text() );
		self::assertSame( FinishReason::Stop, $answer->reason() );
		self::assertSame( 42, $answer->usage()?->input_tokens );
		self::assertSame( 7, $answer->usage()->output_tokens );
		foreach ( $answer->only( TextDelta::class ) as $delta ) {
			self::assertTrue( mb_check_encoding( $delta->text, 'UTF-8' ) );
			self::assertNotSame( '', $delta->text );
		}
	}

	public function test_text_is_yielded_while_it_arrives(): void {
		$pieces = [];
		foreach ( $this->client( 'slowly' )->stream( Asking::for( 'Hi' )->request(), new NeverCancelled() ) as $part ) {
			if ( $part instanceof TextDelta ) {
				$seen     = self::$server->seen( 'slowly' );
				$pieces[] = [ $part->text, $seen[ count( $seen ) - 1 ]['ended'] ];
			}
		}

		self::assertSame( 'One two three.', implode( '', array_column( $pieces, 0 ) ) );
		self::assertSame( [ 'open', 'open' ], array_slice( array_column( $pieces, 1 ), 0, 2 ), 'The server has not ended its answer yet.' );
	}

	public function test_streamed_tool_calls_are_assembled(): void {
		$answer = $this->answer( 'tools' );

		self::assertSame( 'Let me ask. ', $answer->text() );
		self::assertSame( [ 'send_support_email', 'search_knowledge' ], array_column( $answer->calls(), 'name' ) );
		self::assertSame( [ 'call_a', 'call_b' ], array_column( $answer->calls(), 'call_id' ) );
		self::assertSame( [ 'summary' => 'Fuite à réparer', 'reason' => 'asked' ], $answer->calls()[0]->input );
		self::assertSame( FinishReason::ToolCalls, $answer->reason() );
	}

	public function test_tool_calls_are_distinguished_by_id_when_the_index_is_always_zero(): void {
		$answer = $this->answer( 'tools-same-index' );

		self::assertSame( [ [ 'a' => 1 ], [ 'b' => 2 ] ], array_column( $answer->calls(), 'input' ) );
		self::assertSame( FinishReason::ToolCalls, $answer->reason() );
	}

	public function test_arguments_that_are_not_an_object_are_kept_raw(): void {
		$answer = $this->answer( 'tools-without-index' );

		self::assertSame( [ 'a' => 1 ], $answer->calls()[0]->input );
		self::assertNull( $answer->calls()[1]->input );
		self::assertSame( 'not json', $answer->calls()[1]->raw );
		self::assertNotSame( '', $answer->calls()[1]->call_id );
	}

	public function test_the_server_gets_system_history_question_tools_and_exchanges(): void {
		$asking = Asking::for( 'And now?' )
			->with_system( 'Be kind.' )
			->after( 'assistant', 'Welcome.' )
			->after( 'user', 'First' )
			->after( 'user', 'Second' )
			->after( 'assistant', 'Answer' )
			->with_tools()
			->after_call( '{"status":"saved"}', [ 'summary' => 'é' ], before: 'One moment.' );
		Answer::of( $this->client( 'well', temperature: 0.2 ), $asking->request() );
		$seen = self::$server->seen( 'well' );
		$sent = $seen[ count( $seen ) - 1 ];

		self::assertSame( 'Bearer sk-secret-1234567890abcdef', $sent['headers']['authorization'] );
		self::assertStringNotContainsString( 'site.test', $sent['headers']['user-agent'] );
		self::assertSame(
			[ 'system', 'user', 'assistant', 'user', 'assistant', 'user', 'assistant', 'tool' ],
			array_column( $sent['body']['messages'], 'role' ),
		);
		self::assertSame( "First\n\nSecond", $sent['body']['messages'][3]['content'] );
		self::assertSame( '{"summary":"é"}', $sent['body']['messages'][6]['tool_calls'][0]['function']['arguments'] );
		self::assertSame( 'call_0', $sent['body']['messages'][7]['tool_call_id'] );
		self::assertSame( 'send_support_email', $sent['body']['tools'][0]['function']['name'] );
		self::assertSame(
			[ 'm1', true, 1000, 0.2 ],
			[ $sent['body']['model'], $sent['body']['stream'], $sent['body']['max_tokens'], $sent['body']['temperature'] ],
		);
	}

	/** @return iterable<string, array{string, LlmFailureKind}> */
	public static function faults_before_a_word(): iterable {
		$faults = [
			'key-echoed'        => LlmFailureKind::Unauthorized,
			'packed-twice'      => LlmFailureKind::BadResponse,
			'forbidden'         => LlmFailureKind::Unauthorized,
			'unknown-model'     => LlmFailureKind::ModelUnknown,
			'unknown-model-400' => LlmFailureKind::ModelUnknown,
			'quota'             => LlmFailureKind::Quota,
			'too-long'          => LlmFailureKind::ContextFull,
			'filtered'          => LlmFailureKind::ContentFilter,
			'filtered-empty'    => LlmFailureKind::ContentFilter,
			'broken'            => LlmFailureKind::ServerError,
			'page'              => LlmFailureKind::BadResponse,
			'moved'             => LlmFailureKind::BadResponse,
			'no-such-path'      => LlmFailureKind::BadResponse,
			'other-json'        => LlmFailureKind::BadResponse,
			'rate-limit-long'   => LlmFailureKind::RateLimited,
			'empty'             => LlmFailureKind::NoAnswer,
			'nothing'           => LlmFailureKind::BadResponse,
			'bad-json'          => LlmFailureKind::BadResponse,
			'drops-at-once'     => LlmFailureKind::Connection,
			'silent'            => LlmFailureKind::Timeout,
			'error-inside'      => LlmFailureKind::ServerError,
			'line-without-end'  => LlmFailureKind::BadResponse,
		];
		foreach ( $faults as $fault => $kind ) {
			yield $fault => [ $fault, $kind ];
		}
	}

	#[DataProvider( 'faults_before_a_word' )]
	public function test_a_failure_before_the_first_word_has_the_right_kind( string $fault, LlmFailureKind $kind ): void {
		$answer = $this->answer( $fault );

		self::assertSame( $kind, $answer->failure?->kind, (string) $answer->failure?->getMessage() );
		self::assertSame( [], $answer->parts );
		self::assertStringNotContainsString(
			'sk-secret',
			$answer->failure->getMessage() . ' ' . $answer->failure->getPrevious()?->getMessage(),
		);
		self::assertLessThan( 500, mb_strlen( $answer->failure->getMessage() ) );
	}

	/** @return iterable<string, array{string, LlmFailureKind, string}> */
	public static function faults_in_the_middle(): iterable {
		yield 'drops' => [ 'drops-mid-word', LlmFailureKind::Cut, 'Half a wo' ];
		yield 'ends' => [ 'ends-without-finish', LlmFailureKind::Cut, 'Half a wo' ];
		yield 'stalls' => [ 'stalls', LlmFailureKind::Timeout, 'And then ' ];
		yield 'bad JSON' => [ 'bad-json-later', LlmFailureKind::Cut, 'Hello ' ];
		yield 'error' => [ 'error-after-text', LlmFailureKind::ServerError, 'Hello ' ];
	}

	#[DataProvider( 'faults_in_the_middle' )]
	public function test_text_before_a_failure_is_kept( string $fault, LlmFailureKind $kind, string $text ): void {
		$answer = $this->answer( $fault );

		self::assertSame( $kind, $answer->failure?->kind );
		self::assertSame( $text, $answer->text() );
		self::assertNull( $answer->reason() );
	}

	public function test_a_short_rate_limit_is_waited_for_once(): void {
		$answer = $this->answer( 'rate-limit-once' );

		self::assertNull( $answer->failure );
		self::assertSame( self::TEXT, $answer->text() );
		self::assertCount( 2, self::$server->seen( 'rate-limit-once' ) );
	}

	public function test_the_time_to_wait_is_reported(): void {
		self::assertSame( 120, $this->answer( 'rate-limit-long' )->failure?->retry_after );
		self::assertEqualsWithDelta( 90, $this->answer( 'rate-limit-date' )->failure?->retry_after, 3 );
	}

	public function test_parameters_a_server_rejects_are_left_out_and_remembered(): void {
		$client = $this->client( 'wants-little', temperature: 0.5 );
		$first  = Answer::of( $client, Asking::for( 'Hi' )->with_tools()->request() );
		$second = Answer::of( $client, Asking::for( 'Hi' )->with_tools()->request() );

		self::assertSame( self::TEXT, $first->text() );
		self::assertSame( self::TEXT, $second->text() );
		self::assertCount( 5, self::$server->seen( 'wants-little' ) );
		self::assertFalse( $client->capabilities()->tools );
	}

	public function test_a_visitor_who_leaves_ends_the_request_upstream(): void {
		$answer = Answer::of( $this->client( 'endless' ), Asking::for( 'Hi' )->request(), new CancelledAfter( 0.4 ) );

		self::assertSame( LlmFailureKind::Cancelled, $answer->failure?->kind );
		self::assertStringStartsWith( 'again again', $answer->text() );
		$this->assert_client_left( 'endless' );
	}

	public function test_a_visitor_who_leaves_during_silence_ends_the_request_upstream(): void {
		$answer = Answer::of(
			$this->client( 'silent', ModelServerClient::usual_limits() ),
			Asking::for( 'Hi' )->request(),
			new CancelledAfter( 0.3 ),
		);

		self::assertSame( LlmFailureKind::Cancelled, $answer->failure?->kind );
		$this->assert_client_left( 'silent' );
	}

	public function test_a_reader_that_stops_early_ends_the_request_and_leaves_no_hook(): void {
		foreach ( $this->client( 'endless' )->stream( Asking::for( 'Hi' )->request(), new NeverCancelled() ) as $part ) {
			self::assertInstanceOf( TextDelta::class, $part );
			break;
		}
		gc_collect_cycles();

		$this->assert_client_left( 'endless' );
		self::assertFalse( has_action( 'requests-request.progress' ) );
		self::assertFalse( has_action( 'http_api_curl' ) );
	}

	public function test_the_cancellation_is_polled_at_least_every_second_of_silence(): void {
		$cancel = new NeverCancelled();
		Answer::of( $this->client( 'silent', new CallLimits( first_byte: 2.2 ) ), Asking::for( 'Hi' )->request(), $cancel );

		self::assertGreaterThanOrEqual( 2, $cancel->asked );
	}

	public function test_another_request_made_between_two_parts_is_not_affected(): void {
		$bodies = [];
		$text   = '';
		add_filter( 'http_request_host_is_external', '__return_true' );
		add_filter( 'http_allowed_safe_ports', static fn(): array => [ self::$server->port ] );
		foreach ( $this->client( 'slowly' )->stream( Asking::for( 'Hi' )->request(), new NeverCancelled() ) as $part ) {
			$text    .= $part instanceof TextDelta ? $part->text : '';
			$bodies[] = wp_remote_retrieve_body( wp_safe_remote_get( self::$server->url( 'well' ) . '/models' ) );
		}

		self::assertSame( 'One two three.', $text );
		self::assertStringContainsString( 'mistral-small-latest', $bodies[0] );
		self::assertStringContainsString( 'mistral-small-latest', $bodies[2] );
	}

	public function test_no_hook_remains_after_an_answer_or_a_failure(): void {
		$hooks  = [ 'requests-request.progress', 'http_api_curl', 'http_request_host_is_external', 'http_allowed_safe_ports' ];
		$count  = static fn(): array => array_map(
			static fn( string $hook ): int => count( array_merge( [], ...array_values( $GLOBALS['wp_filter'][ $hook ]->callbacks ?? [] ) ) ),
			$hooks,
		);
		$before = $count();
		$this->answer( 'well' );
		$this->answer( 'drops-mid-word' );

		self::assertSame( $before, $count() );
	}

	public function test_the_total_time_is_limited_even_while_data_arrives(): void {
		$answer = Answer::of( $this->client( 'endless' ), Asking::for( 'Hi' )->within( 1.0 )->request() );

		self::assertSame( LlmFailureKind::Timeout, $answer->failure?->kind );
	}

	public function test_an_answer_longer_than_the_limit_is_ended(): void {
		$answer = $this->answer( 'too-much' );

		self::assertSame( 64000, strlen( $answer->text() ) );
		self::assertSame( FinishReason::Length, $answer->reason() );
	}

	public function test_reasoning_is_left_out(): void {
		self::assertSame( 'Answer.', $this->answer( 'thinks' )->text() );
		self::assertSame( 'Answer.', $this->answer( 'reasons-apart' )->text() );
	}

	public function test_half_a_character_becomes_a_replacement_character(): void {
		self::assertSame( "A\u{FFFD}B", $this->answer( 'half-a-character' )->text() );
	}

	public function test_without_curl_the_finished_body_is_read(): void {
		add_filter( 'pre_http_request', static fn( mixed $answer, array $arguments, string $url ): array => [
			'headers'  => [ 'content-type' => 'text/event-stream' ],
			'body'     => (string) file_get_contents(
				$url,
				false,
				stream_context_create(
					[ 'http' => [ 'method' => 'POST', 'content' => $arguments['body'], 'header' => 'Content-Type: application/json' ] ],
				),
			),
			'response' => [ 'code' => 200, 'message' => 'OK' ],
			'cookies'  => [],
		], 10, 3 );

		self::assertSame( self::TEXT, $this->answer( 'well' )->text() );
	}

	public function test_the_http_library_without_curl_works_too(): void {
		$requests  = new \ReflectionClass( \WpOrg\Requests\Requests::class );
		$transport = $requests->getProperty( 'transport' );
		$before    = $transport->getValue();
		$transport->setValue(
			null,
			[ 'a:1:{s:3:"ssl";b:0;}' => \WpOrg\Requests\Transport\Fsockopen::class, 'a:0:{}' => \WpOrg\Requests\Transport\Fsockopen::class ],
		);
		try {
			self::assertSame( self::TEXT, $this->answer( 'well' )->text() );
		} finally {
			$transport->setValue( null, $before );
		}
	}

	public function test_a_local_server_is_refused_unless_the_owner_allowed_it(): void {
		/** @param list<string> $allowed */
		$ask = static function ( array $allowed ): Answer {
			$config = new FixedConfig( new LlmConfig( self::$server->url( 'well' ), '', 'm1', array_values( $allowed ) ) );
			return Answer::of(
				new OpenAiCompatibleClient( $config, new ModelServerClient( new OutgoingClient() ) ),
				Asking::for( 'Hi' )->request(),
			);
		};

		self::assertSame( LlmFailureKind::HostRefused, $ask( [] )->failure?->kind );
		self::assertSame( LlmFailureKind::HostRefused, $ask( [ '127.0.0.1:1', 'localhost' ] )->failure?->kind );
		self::assertSame( self::TEXT, $ask( [ self::$server->host() ] )->text() );
	}

	public function test_a_local_server_on_the_sites_own_host_is_refused_too(): void {
		update_option( 'home', 'http://127.0.0.1' );
		$client = new OpenAiCompatibleClient(
			new FixedConfig( new LlmConfig( self::$server->url( 'well' ), '', 'm1' ) ),
			new ModelServerClient( new OutgoingClient() ),
		);

		self::assertSame( LlmFailureKind::HostRefused, Answer::of( $client, Asking::for( 'Hi' )->request() )->failure?->kind );
	}

	public function test_a_closed_port_an_unknown_host_and_missing_settings_are_distinguished(): void {
		$kind = static fn( LlmConfig $config ): ?LlmFailureKind => Answer::of(
			new OpenAiCompatibleClient( new FixedConfig( $config ), new ModelServerClient( new OutgoingClient() ) ),
			Asking::for( 'Hi' )->request(),
		)->failure?->kind;

		self::assertSame( LlmFailureKind::Connection, $kind( new LlmConfig( 'http://127.0.0.1:9', '', 'm1', [ '127.0.0.1' ] ) ) );
		self::assertSame( LlmFailureKind::Dns, $kind( new LlmConfig( 'https://no-such-host.invalid', '', 'm1' ) ) );
		self::assertSame( LlmFailureKind::Tls, $kind( new LlmConfig( 'https://' . self::$server->host(), '', 'm1', [ '127.0.0.1' ] ) ) );
		self::assertSame( LlmFailureKind::NotConfigured, $kind( new LlmConfig( '', '', 'm1' ) ) );
		self::assertSame( LlmFailureKind::NotConfigured, $kind( new LlmConfig( self::$server->url( 'well' ), '', '', [ '127.0.0.1' ] ) ) );
	}

	private function answer( string $fault ): Answer {
		return Answer::of( $this->client( $fault ), Asking::for( 'Hi' )->request() );
	}

	private function client( string $fault, ?CallLimits $limits = null, ?float $temperature = null ): OpenAiCompatibleClient {
		$limits ??= new CallLimits( connect: 1.0, first_byte: 0.7, idle: 0.7 );
		return new OpenAiCompatibleClient(
			FixedConfig::at( self::$server->url( $fault ), temperature: $temperature ),
			new ModelServerClient( new OutgoingClient(), $limits ),
		);
	}

	private function assert_client_left( string $fault ): void {
		$until = microtime( true ) + 3;
		do {
			$seen = self::$server->seen( $fault );
			if ( 'client left' === $seen[ count( $seen ) - 1 ]['ended'] ) {
				$this->addToAssertionCount( 1 );
				return;
			}
			usleep( 50_000 );
		} while ( microtime( true ) < $until );
		self::fail( 'The server still sends to nobody.' );
	}
}
