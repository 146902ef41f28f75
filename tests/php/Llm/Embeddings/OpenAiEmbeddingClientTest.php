<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Embeddings;

use Aaia\Chatbot\Http\Outgoing\CallLimits;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingBatch;
use Aaia\Chatbot\Llm\Embeddings\OpenAiEmbeddingClient;
use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\OpenAi\ModelServerClient;
use Aaia\Chatbot\Tests\Llm\Support\ModelServer;
use Aaia\Chatbot\Tests\TestCase;

/** Valid and invalid responses of embedding servers. */
final class OpenAiEmbeddingClientTest extends TestCase {

	private const KEY = 'sk-abcdefghijklmnop';

	private static ModelServer $server;

	public static function setUpBeforeClass(): void {
		self::$server = ModelServer::embeddings();
	}

	public static function tearDownAfterClass(): void {
		self::$server->stop();
	}

	private function client( string $fault, int $dimensions = 0, ?string $url = null ): OpenAiEmbeddingClient {
		return new OpenAiEmbeddingClient(
			new LlmConfig( $url ?? self::$server->url( $fault ), self::KEY, 'meanings', [ '127.0.0.1' ] ),
			$dimensions,
			new ModelServerClient( new OutgoingClient(), new CallLimits( bytes: 8_000_000 ) ),
		);
	}

	/** @param non-empty-list<string> $texts */
	private function embed(
		string $fault,
		array $texts = [ 'a bicycle', 'a refund' ],
		float $seconds = 10.0,
		int $dimensions = 0,
	): EmbeddingBatch {
		return $this->client( $fault, $dimensions )->embed( $texts, $seconds );
	}

	private function failure( string $fault, float $seconds = 0.9, int $dimensions = 0 ): LlmFailure {
		try {
			$this->embed( $fault, seconds: $seconds, dimensions: $dimensions );
		} catch ( LlmFailure $failure ) {
			return $failure;
		}
		self::fail( "“{$fault}” went well." );
	}

	public function test_texts_become_vectors_in_one_request_with_the_key_and_nothing_unasked(): void {
		$batch = $this->embed( 'well' );
		$seen  = self::$server->seen( 'well' );
		self::assertCount( 2, $batch->vectors );
		self::assertSame( 96, $batch->dimensions() );
		self::assertSame( 20, $batch->tokens );
		self::assertCount( 1, $seen );
		self::assertSame( '/well/v1/embeddings', $seen[0]['url'] );
		self::assertSame( 'Bearer ' . self::KEY, $seen[0]['headers']['authorization'] );
		self::assertSame( [ 'model' => 'meanings', 'input' => [ 'a bicycle', 'a refund' ] ], $seen[0]['body'] );
	}

	public function test_vectors_are_ordered_by_their_indexes(): void {
		self::assertSame( $this->embed( 'well' )->vectors, $this->embed( 'shuffled' )->vectors );
		self::assertSame( $this->embed( 'well' )->vectors, $this->embed( 'without-index' )->vectors );
	}

	public function test_tokens_are_estimated_where_the_server_does_not_count(): void {
		self::assertSame( (int) ceil( 17 / 3.5 ), $this->embed( 'without-usage' )->tokens );
	}

	public function test_a_size_is_asked_for_when_the_owner_wants_one(): void {
		self::assertSame( 32, $this->embed( 'well', dimensions: 32 )->dimensions() );
		self::assertStringContainsString( 'dimensions to 0', $this->failure( 'one-size', 5.0, 32 )->getMessage() );
		self::assertSame( 96, $this->embed( 'one-size' )->dimensions() );
	}

	public function test_malformed_answers_are_refused_whole(): void {
		foreach ( [
			'one-missing', 'one-twice', 'one-shorter', 'a-word', 'nothing', 'zeros', 'empty', 'base64', 'infinite', 'nan',
			'half-an-answer', 'html', 'chat',
		] as $fault ) {
			self::assertSame( LlmFailureKind::BadResponse, $this->failure( $fault )->kind, $fault );
		}
		self::assertSame( LlmFailureKind::BadResponse, $this->failure( 'too-much', 5.0 )->kind );
		self::assertSame( LlmFailureKind::ServerError, $this->failure( 'error-in-200' )->kind );
	}

	public function test_a_temporary_failure_is_retried_within_the_time_limit(): void {
		self::assertCount( 2, $this->embed( 'failing-once' )->vectors );
		self::assertCount( 2, self::$server->seen( 'failing-once' ) );
		self::assertCount( 2, $this->embed( 'busy-once' )->vectors );

		self::assertSame( LlmFailureKind::RateLimited, $this->failure( 'busy-long', 5.0 )->kind );
		self::assertCount( 1, self::$server->seen( 'busy-long' ), 'a wait longer than the time left is not begun' );
		self::assertSame( LlmFailureKind::ServerError, $this->failure( 'down', 4.0 )->kind );
		self::assertCount( 2, self::$server->seen( 'down' ), 'tries stop when time runs out' );
	}

	public function test_a_permanent_failure_is_not_retried_and_reported_without_the_key(): void {
		$failure = $this->failure( 'bad-key', 10.0 );
		self::assertSame( LlmFailureKind::Unauthorized, $failure->kind );
		self::assertStringNotContainsString( 'sk-abc', $failure->getMessage() );
		self::assertCount( 1, self::$server->seen( 'bad-key' ) );
		self::assertStringContainsString( 'There are no embeddings at', $this->failure( 'no-such-path' )->getMessage() );
	}

	public function test_a_slow_or_dripping_server_costs_no_more_than_the_time_given(): void {
		foreach ( [ 'slow', 'dripping' ] as $fault ) {
			self::assertSame( LlmFailureKind::Timeout, $this->failure( $fault, 0.8 )->kind, $fault );
			self::assertCount( 1, self::$server->seen( $fault ), $fault );
		}
	}

	public function test_an_address_of_the_local_network_is_refused_unless_allowed(): void {
		$client = new OpenAiEmbeddingClient(
			new LlmConfig( self::$server->url( 'refused' ), self::KEY, 'meanings' ),
			0,
			new ModelServerClient( new OutgoingClient() ),
		);
		try {
			$client->embed( [ 'text' ], 5.0 );
			self::fail( 'The local network was reached.' );
		} catch ( LlmFailure $failure ) {
			self::assertSame( LlmFailureKind::HostRefused, $failure->kind );
		}
		self::assertSame( [], self::$server->seen( 'refused' ) );
	}

	public function test_an_independent_server_is_supported(): void {
		$server = ModelServer::independent();
		$batch  = $this->client( '', 0, $server->url() )->embed( [ 'one', 'two', 'one' ], 10.0 );
		$server->stop();
		self::assertCount( 3, $batch->vectors );
		self::assertSame( $batch->vectors[0], $batch->vectors[2] );
		self::assertNotSame( $batch->vectors[0], $batch->vectors[1] );
	}
}
