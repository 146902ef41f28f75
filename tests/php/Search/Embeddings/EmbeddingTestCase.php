<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Search\Embeddings;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingProvider;
use Aaia\Chatbot\Search\Embeddings\EmbedChunks;
use Aaia\Chatbot\Search\Embeddings\Embedder;
use Aaia\Chatbot\Search\Embeddings\EmbeddingProgress;
use Aaia\Chatbot\Search\Embeddings\EmbeddingService;
use Aaia\Chatbot\Search\Embeddings\EmbedOutcome;
use Aaia\Chatbot\Search\Embeddings\HybridSearch;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;
use Aaia\Chatbot\Tests\Llm\Support\ModelServer;

/** A test with an index whose chunks are embedded by tests/support/llm/embedding-server.mjs. */
abstract class EmbeddingTestCase extends KnowledgeTestCase {

	protected static ModelServer $server;

	public static function setUpBeforeClass(): void {
		parent::setUpBeforeClass();
		self::$server = ModelServer::embeddings();
	}

	public static function tearDownAfterClass(): void {
		self::$server->stop();
		parent::tearDownAfterClass();
	}

	protected function setUp(): void {
		parent::setUp();
		$this->services->get( EmbeddingProvider::class )->problem();
		delete_option( 'aaia_chatbot_embeddings_health' );
	}

	protected function use_server( string $fault, string $model = 'meanings' ): void {
		$this->services->get( Settings::class )->save( [
			'embeddings_server'   => 'own',
			'embeddings_base_url' => self::$server->url( $fault ),
			'embeddings_api_key'  => 'sk-abcdefghijklmnop',
			'embeddings_model'    => $model,
			'allowed_local_hosts' => [ '127.0.0.1' ],
		] );
		delete_option( 'aaia_chatbot_embeddings_health' );
		wp_cache_flush();
	}

	/** Runs the work of the job until nothing is left. */
	protected function embed_everything(): void {
		self::assertSame( EmbedOutcome::Done, $this->services->get( Embedder::class )->run( 30.0 ) );
	}

	/** Switches embeddings on and embeds everything. */
	protected function embed_with( string $fault = 'well', string $model = 'meanings' ): void {
		$this->use_server( $fault, $model );
		self::assertTrue( $this->services->get( EmbeddingService::class )->start() );
		$this->embed_everything();
		self::assertSame( EmbeddingProgress::Ready, $this->services->get( EmbeddingService::class )->status()->progress );
	}

	protected function job( bool $go_on = true ): void {
		$this->services->get( EmbedChunks::class )->handle( new Job( 1, EmbedChunks::NAME, $go_on ? [ 'go_on' => true ] : [], 1 ) );
	}

	/** @return list<Passage> */
	protected function passages( string $question, string $language = '' ): array {
		return $this->services->get( HybridSearch::class )->search( new SearchQuery( $question, $language ) );
	}

	/** @return list<string> */
	protected function ids( string $question, string $language = '' ): array {
		return array_map( static fn( Passage $passage ): string => $passage->external_id, $this->passages( $question, $language ) );
	}

	/** @return list<array<string, ?string>> */
	protected function vectors(): array {
		return $this->database()->rows(
			'SELECT id, space_id, chunk_id, text_hash, block_id FROM %i ORDER BY id',
			$this->database()->table( 'knowledge_vectors' ),
		);
	}

	protected function embedded_texts( string $fault = 'well' ): int {
		return array_sum( array_map( static fn( array $one ): int => count( $one['body']['input'] ?? [] ), self::$server->seen( $fault ) ) );
	}

	protected function jobs_waiting(): int {
		return (int) $this->database()->value(
			'SELECT COUNT(*) FROM %i WHERE handler = %s AND state = %s',
			$this->database()->table( 'jobs' ),
			EmbedChunks::NAME,
			'queued',
		);
	}
}
