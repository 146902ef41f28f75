<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\OpenAi;

use Aaia\Chatbot\Http\Outgoing\AddressGate;
use Aaia\Chatbot\Http\Outgoing\CallLimits;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\OpenAi\ModelCatalog;
use Aaia\Chatbot\Llm\OpenAi\ModelServerClient;
use Aaia\Chatbot\Llm\OpenAi\OpenAiCompatibleClient;
use Aaia\Chatbot\Tests\Llm\Support\Answer;
use Aaia\Chatbot\Tests\Llm\Support\Asking;
use Aaia\Chatbot\Tests\Llm\Support\FixedConfig;
use Aaia\Chatbot\Tests\Llm\Support\ModelServer;
use Aaia\Chatbot\Tests\Llm\Support\NeverCancelled;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** The key of a model server is sent to that server only, and never leaks into answers: the servers here echo what they were sent. */
final class ApiKeyFilterTest extends TestCase {

	private static ModelServer $server;

	public static function setUpBeforeClass(): void {
		self::$server = ModelServer::with_faults();
	}

	public static function tearDownAfterClass(): void {
		self::$server->stop();
	}

	public function test_a_key_echoed_across_deltas_never_reaches_the_visitor(): void {
		$answer = $this->answer( 'key-echoed-in-pieces' );

		self::assertNull( $answer->failure );
		self::assertSame( 'Your key is ••• or •••, •••=. Bye.', $answer->text() );
	}

	public function test_a_key_at_the_end_of_a_broken_answer_is_removed(): void {
		$answer = $this->answer( 'key-echoed-at-the-end' );

		self::assertSame( LlmFailureKind::Cut, $answer->failure?->kind );
		self::assertSame( 'It is •••', $answer->text() );
	}

	public function test_a_key_is_removed_from_the_input_of_a_tool(): void {
		$call = $this->answer( 'key-echoed-to-a-tool' )->calls()[0];

		self::assertSame( [ 'summary' => 'My key is •••', 'reason' => 'asked' ], $call->input );
		self::assert_no_key_in( $call->raw );
	}

	public function test_a_key_is_not_sent_to_the_target_of_a_redirect(): void {
		add_filter( 'http_request_args', static fn( array $arguments ): array => [ 'redirection' => 5 ] + $arguments );
		add_filter( 'http_request_host_is_external', '__return_true' );

		self::assertSame( LlmFailureKind::BadResponse, $this->answer( 'other-scheme' )->failure?->kind );
		self::assertSame( [], self::$server->seen( 'landed' ) );
	}

	public function test_no_key_goes_over_http_except_to_an_allowed_local_host(): void {
		$client = new OutgoingClient( new AddressGate( static fn(): array => [ '93.184.215.14' ] ) );
		$ask    = static fn( string $url, string $key, array $allowed = [] ): ?LlmFailure => Answer::of(
			new OpenAiCompatibleClient(
				new FixedConfig( new LlmConfig( $url, $key, 'm1', $allowed ) ),
				new ModelServerClient( $client, new CallLimits( connect: 0.2 ) ),
			),
			Asking::for( 'Hi' )->within( 1.0 )->request(),
		)->failure;
		add_filter( 'pre_http_request', static fn(): \WP_Error => new \WP_Error( 'http_request_failed', 'It was sent.' ) );

		foreach ( [ [], [ 'model.example' ], [ 'model.example:80' ] ] as $allowed ) {
			$failure = $ask( 'http://model.example/v1', 'sk-secret-1234567890abcdef', $allowed );
			self::assertSame( LlmFailureKind::HostRefused, $failure?->kind );
			self::assertStringContainsString( 'not sent over http', $failure->getMessage() );
		}
		self::assertStringContainsString( 'It was sent.', (string) $ask( 'http://model.example/v1', '' )?->getMessage() );
		self::assertStringContainsString(
			'It was sent.',
			(string) $ask( 'https://model.example/v1', 'sk-secret-1234567890abcdef' )?->getMessage(),
		);
	}

	/** @return iterable<string, array{string, LlmFailureKind}> */
	public static function refusals_with_the_key(): iterable {
		yield 'whole' => [ 'key-echoed', LlmFailureKind::Unauthorized ];
		yield 'in pieces' => [ 'key-echoed-in-spaces', LlmFailureKind::Unauthorized ];
		yield 'in a redirect' => [ 'key-in-a-redirect', LlmFailureKind::BadResponse ];
	}

	#[DataProvider( 'refusals_with_the_key' )]
	public function test_neither_the_owners_sentence_nor_a_log_of_the_exception_contains_the_key(
		string $fault,
		LlmFailureKind $kind,
	): void {
		$failure = $this->answer( $fault )->failure;

		self::assertSame( $kind, $failure?->kind );
		self::assert_no_key_in( $failure->getMessage() );
		self::assert_no_key_in( (string) $failure->getPrevious()?->getMessage() );
	}

	public function test_the_key_is_removed_from_a_list_of_models(): void {
		$key = 'sk-models-0987654321fedcba';
		add_filter(
			'pre_http_request',
			static fn(): array => [
				'headers' => [],
				'body' => (string) wp_json_encode( [ 'data' => [ [ 'id' => 'm1' ], [ 'id' => $key ], [ 'id' => strrev( $key ) ] ] ] ),
				'response' => [ 'code' => 200 ],
				'cookies' => [],
			],
		);

		self::assertSame(
			[ 'm1' ],
			( new ModelCatalog( new ModelServerClient( new OutgoingClient() ) ) )
				->names( new LlmConfig( self::$server->url( 'well' ), $key, 'm9', [ '127.0.0.1' ] ), new NeverCancelled() ),
		);
	}

	private static function assert_no_key_in( string $said ): void {
		$plain = strtolower( (string) preg_replace( '/[^A-Za-z0-9]+/', '', $said ) );
		foreach ( [ 'sksecret', 'secret12', '12345678', '90abcdef', bin2hex( 'secret' ) ] as $part ) {
			self::assertStringNotContainsString( $part, $plain );
		}
	}

	private function answer( string $fault ): Answer {
		return Answer::of(
			new OpenAiCompatibleClient(
				FixedConfig::at( self::$server->url( $fault ) ),
				new ModelServerClient( new OutgoingClient(), new CallLimits( first_byte: 2.0, idle: 2.0 ) ),
			),
			Asking::for( 'Hi' )->request(),
		);
	}
}
