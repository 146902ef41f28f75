<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\WordPress;

use Aaia\Chatbot\Llm\FinishReason;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\WordPress\WordPressAiClient;
use Aaia\Chatbot\Tests\Llm\Support\Answer;
use Aaia\Chatbot\Tests\Llm\Support\Asking;
use Aaia\Chatbot\Tests\Llm\Support\CancelledAfter;
use Aaia\Chatbot\Tests\Llm\Support\ConnectedProvider;
use Aaia\Chatbot\Tests\Llm\Support\FixedConfig;
use Aaia\Chatbot\Tests\Llm\Support\ModelServer;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;
use WordPress\AiClient\AiClient;

/** Runs WordPress's real AI client, with a provider registered as plugins do, against a real server. */
final class WordPressAiClientTest extends TestCase {

	private static ModelServer $server;

	public static function setUpBeforeClass(): void {
		self::$server = ModelServer::with_faults();
		if ( ! AiClient::defaultRegistry()->hasProvider( ConnectedProvider::class ) ) {
			AiClient::defaultRegistry()->registerProvider( ConnectedProvider::class );
		}
	}

	public static function tearDownAfterClass(): void {
		self::$server->stop();
	}

	protected function setUp(): void {
		parent::setUp();
		add_filter( 'http_request_host_is_external', '__return_true' );
		add_filter( 'http_allowed_safe_ports', static fn(): array => [ self::$server->port ] );
		ConnectedProvider::$tools = true;
	}

	protected function tearDown(): void {
		ConnectedProvider::$address = '';
		parent::tearDown();
	}

	public function test_the_connected_provider_answers_in_one_part_with_its_model_and_usage(): void {
		$answer = $this->answer(
			'not-streamed',
			Asking::for( 'Et pour Liège ?' )->with_system( 'Be kind.' )->after( 'assistant', 'Welcome.' ),
		);
		$sent   = self::$server->seen( 'not-streamed' )[0];

		self::assertNull( $answer->failure );
		self::assertSame( 'Nous livrons à Liège — 4,90 € 🚚. Réponse complète.', $answer->text() );
		self::assertSame(
			[ 42, 7, 'first-model' ],
			[ $answer->usage()?->input_tokens, $answer->usage()?->output_tokens, $answer->usage()?->model ],
		);
		self::assertSame( FinishReason::Stop, $answer->reason() );
		self::assertSame( [ 'system', 'user', 'assistant', 'user' ], array_column( $sent['body']['messages'], 'role' ) );
	}

	public function test_the_owners_model_is_preferred(): void {
		$answer = $this->answer( 'not-streamed', Asking::for( 'Hi' ), 'second-model' );

		self::assertSame( 'second-model', $answer->usage()?->model );
	}

	public function test_tools_are_declared_called_and_answered(): void {
		$asking = Asking::for( 'A person please' )->with_tools();
		$call   = $this->answer( 'tool-not-streamed', $asking );
		$after  = $this->answer(
			'tool-not-streamed',
			$asking->after_call( '{"status":"saved"}', [ 'summary' => 'é' ], before: 'One moment.' ),
		);

		self::assertSame( 'send_support_email', $call->call()->name );
		self::assertSame( [ 'summary' => 'Fuite', 'reason' => 'asked' ], $call->call()->input );
		self::assertSame( FinishReason::ToolCalls, $call->reason() );
		self::assertSame( 'The team was told.', $after->text() );
	}

	public function test_a_model_without_tool_support_is_called_without_tools(): void {
		ConnectedProvider::$tools = false;

		self::assertNotSame( '', $this->answer( 'not-streamed', Asking::for( 'Hi' )->with_tools() )->text() );
	}

	public function test_a_missing_provider_is_reported_in_a_sentence(): void {
		ConnectedProvider::$address = '';
		$answer                     = Answer::of( new WordPressAiClient( FixedConfig::at( '', '' ) ), Asking::for( 'Hi' )->request() );

		self::assertSame( LlmFailureKind::NotConfigured, $answer->failure?->kind );
		self::assertStringContainsString( 'no AI provider connected', $answer->failure->getMessage() );
	}

	public function test_disabled_ai_is_reported_in_a_sentence(): void {
		add_filter( 'wp_supports_ai', '__return_false' );

		self::assertSame( LlmFailureKind::NotConfigured, $this->answer( 'not-streamed', Asking::for( 'Hi' ) )->failure?->kind );
	}

	/** @return iterable<string, array{string, LlmFailureKind}> */
	public static function faults(): iterable {
		$faults = [
			'key-echoed'      => LlmFailureKind::Unauthorized,
			'unknown-model'   => LlmFailureKind::ModelUnknown,
			'quota'           => LlmFailureKind::Quota,
			'rate-limit-long' => LlmFailureKind::RateLimited,
			'too-long'        => LlmFailureKind::ContextFull,
			'broken'          => LlmFailureKind::ServerError,
			'drops-at-once'   => LlmFailureKind::Connection,
		];
		foreach ( $faults as $fault => $kind ) {
			yield $fault => [ $fault, $kind ];
		}
	}

	#[DataProvider( 'faults' )]
	public function test_failures_have_the_right_kind( string $fault, LlmFailureKind $kind ): void {
		$answer = $this->answer( $fault, Asking::for( 'Hi' ) );

		self::assertSame( $kind, $answer->failure?->kind, (string) $answer->failure?->getMessage() );
		self::assertStringNotContainsString( 'sk-', $answer->failure->getMessage() );
	}

	public function test_a_time_limit_holds(): void {
		self::assertSame( LlmFailureKind::Timeout, $this->answer( 'silent', Asking::for( 'Hi' )->within( 1.0 ) )->failure?->kind );
	}

	public function test_a_visitor_who_leaves_ends_the_call(): void {
		ConnectedProvider::$address = self::$server->url( 'silent' );
		$answer                     = Answer::of(
			new WordPressAiClient( FixedConfig::at( '', '' ) ),
			Asking::for( 'Hi' )->request(),
			new CancelledAfter( 0.3 ),
		);

		self::assertSame( LlmFailureKind::Cancelled, $answer->failure?->kind );
	}

	private function answer( string $fault, Asking $asking, string $model = '' ): Answer {
		ConnectedProvider::$address = self::$server->url( $fault );
		return Answer::of( new WordPressAiClient( FixedConfig::at( '', $model ) ), $asking->request() );
	}
}
