<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Search\Embeddings;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingProvider;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Search\Embeddings\CreateVectorTables;
use Aaia\Chatbot\Search\Embeddings\EmbedChunks;
use Aaia\Chatbot\Search\Embeddings\Embedder;
use Aaia\Chatbot\Search\Embeddings\EmbeddingProgress;
use Aaia\Chatbot\Search\Embeddings\EmbeddingService;
use Aaia\Chatbot\Search\Embeddings\EmbeddingSpaceRepository;
use Aaia\Chatbot\Search\Embeddings\EmbedOutcome;
use Aaia\Chatbot\Search\Embeddings\VectorBlockBuilder;
use Aaia\Chatbot\Search\Embeddings\VectorRepository;
use Aaia\Chatbot\Settings\Settings;

/** How chunks are embedded, and how their vectors stay consistent with them. */
final class EmbedderTest extends EmbeddingTestCase {

	/** A document of several chunks. @param list<string> $texts */
	private function know_sections( string $id, array $texts ): void {
		$this->services->get( ContentService::class )->put(
			$this->source,
			new SourceDocument(
				$id,
				'A long page',
				array_map(
					static fn( string $text ): Section => new Section( [ substr( $text, 0, 12 ) ], '', str_repeat( $text . ' ', 30 ) ),
					$texts,
				),
				'https://example.com/' . $id,
				'en',
			),
		);
	}

	private function know_many( int $from, int $to ): void {
		for ( $number = $from; $number <= $to; $number++ ) {
			$this->know( 'd' . $number, "Text number {$number} of many, about thing{$number}.", '' );
		}
	}

	public function test_nothing_is_sent_before_the_owner_has_seen_the_cost_and_started(): void {
		$this->know_many( 1, 3 );
		self::assertSame( EmbeddingProgress::Off, $this->services->get( EmbeddingService::class )->status()->progress );
		self::assertFalse( $this->services->get( EmbeddingService::class )->start() );
		$this->use_server( 'well' );
		$sent   = $this->embedded_texts();
		$status = $this->services->get( EmbeddingService::class )->status();
		self::assertSame( [ EmbeddingProgress::NotStarted, 3, 0 ], [ $status->progress, $status->chunks, $status->done ] );
		self::assertEqualsWithDelta( 3 * 36 / 3.5, $status->estimate, 10 );
		$this->job();
		self::assertSame( EmbedOutcome::Off, $this->services->get( Embedder::class )->run( 5.0 ) );
		self::assertSame( $sent, $this->embedded_texts() );
		self::assertTrue( $this->services->get( EmbeddingService::class )->start() );
		self::assertFalse( $this->services->get( EmbeddingService::class )->start(), 'asking twice does it once' );
		$this->embed_everything();
		$status = $this->services->get( EmbeddingService::class )->status();
		self::assertSame( [ 3, 30, 30, 96 ], [ $status->done, $status->tokens, $status->tokens_today, $status->dimensions ] );
		self::assertSame( 3 * 100, $status->bytes );
		self::assertSame( $sent + 3, $this->embedded_texts() );
	}

	public function test_only_what_changed_is_embedded_again(): void {
		$this->know_sections( 'page', [ 'First part about bicycles.', 'Second part about refunds.', 'Third part about holidays.' ] );
		$this->know( 'other', 'Something else.', 'Other' );
		$this->embed_with();
		$before = $this->embedded_texts();
		$kept   = array_column( $this->vectors(), 'id' );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		$this->know_sections( 'page', [ 'First part about bicycles.', 'A new second part about ducks.', 'Third part about holidays.' ] );
		self::assertCount( 3, $this->vectors(), 'the vector of the text that is gone is gone at once' );
		self::assertSame( [], array_diff( array_column( $this->vectors(), 'id' ), $kept ) );
		self::assertSame( 1, $this->jobs_waiting() );
		$this->embed_everything();
		self::assertSame( 1, $this->embedded_texts() - $before );
		$chunks = array_column( $this->database()->rows( 'SELECT id FROM %i', $this->database()->table( 'knowledge_chunks' ) ), 'id' );
		self::assertEqualsCanonicalizing( $chunks, array_column( $this->vectors(), 'chunk_id' ) );
	}

	public function test_vectors_are_deleted_with_their_document_in_a_segment_or_not(): void {
		$this->know_many( 1, 4 );
		$this->embed_with();
		$this->seal();
		self::assertTrue( $this->services->get( ContentService::class )->remove( $this->source, 'd2' ) );
		self::assertCount( 3, $this->vectors() );
		$this->services->get( ContentService::class )->clear();
		foreach ( CreateVectorTables::TABLES as $table ) {
			self::assertSame( '0', $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( $table ) ), $table );
		}
	}

	public function test_the_same_text_twice_in_a_document_keeps_a_vector_each(): void {
		$this->know_sections( 'page', [ 'The same words.', 'The same words.' ] );
		$this->embed_with();
		$count = count( $this->vectors() );
		$this->know_sections( 'page', [ 'The same words.', 'The same words.', 'And others.' ] );
		self::assertCount( $count, $this->vectors() );
	}

	public function test_a_new_model_replaces_the_previous_one_only_when_complete(): void {
		$this->know( 'workshop', 'The repair of every bicycle.', 'Workshop' );
		$this->know_many( 1, 40 );
		$this->embed_with( 'well', 'first' );
		$this->use_server( 'well', 'second' );
		self::assertSame( EmbeddingProgress::NotStarted, $this->services->get( EmbeddingService::class )->status()->progress );
		self::assertSame( 'workshop', $this->ids( 'mend my bike' )[0], 'the model before goes on answering' );
		self::assertSame( 'first', self::$server->seen( 'well' )[ count( self::$server->seen( 'well' ) ) - 1 ]['body']['model'] );
		$this->services->get( EmbeddingService::class )->start();
		self::assertSame( EmbedOutcome::MoreToDo, $this->services->get( Embedder::class )->run( -1.0 ) );
		$status = $this->services->get( EmbeddingService::class )->status();
		self::assertSame(
			[ EmbeddingProgress::Building, 32, 41, 'first' ],
			[ $status->progress, $status->done, $status->chunks, $status->searched ],
		);
		self::assertSame( 'workshop', $this->ids( 'mend a bike' )[0] );
		$this->embed_everything();
		self::assertSame( 'second', $this->services->get( EmbeddingService::class )->status()->searched );
		$this->job();
		self::assertCount( 1, array_unique( array_column( $this->vectors(), 'space_id' ) ), 'the vectors of the model before are deleted' );
		self::assertSame( 'workshop', $this->ids( 'mend the bike' )[0] );
		self::assertSame( 'second', self::$server->seen( 'well' )[ count( self::$server->seen( 'well' ) ) - 1 ]['body']['model'] );
	}

	public function test_after_a_change_of_server_the_previous_model_is_not_requested_any_more(): void {
		$this->know_many( 1, 2 );
		$this->embed_with();
		$before = count( self::$server->seen( 'well' ) );
		$this->use_server( 'other' );
		$asked = count( self::$server->seen( 'other' ) );
		$this->passages( 'Text number 1' );
		self::assertCount( $before, self::$server->seen( 'well' ) );
		self::assertCount( $asked, self::$server->seen( 'other' ), 'vectors of two servers are never compared' );
	}

	public function test_tokens_per_day_are_limited(): void {
		$this->know_many( 1, 200 );
		$this->use_server( 'well' );
		$this->services->get( Settings::class )->save( [ 'embeddings_daily_tokens' => 1000 ] );
		$this->services->get( EmbeddingService::class )->start();
		self::assertSame( EmbedOutcome::Exhausted, $this->services->get( Embedder::class )->run( 30.0 ) );
		$status = $this->services->get( EmbeddingService::class )->status();
		self::assertSame( 4 * 320, $status->tokens_today, 'a call that is under way is not broken off' );
		self::assertStringContainsString( 'tomorrow', $status->problem );
		$this->job();
		$later = $this->database()->value(
			'SELECT run_at FROM %i WHERE unique_key = %s',
			$this->database()->table( 'jobs' ),
			'knowledge.embed:later',
		);
		self::assertSame( gmdate( 'Y-m-d 00:00:00', time() + DAY_IN_SECONDS ), substr( (string) $later, 0, 19 ) );
		$this->services->get( Settings::class )->save( [ 'embeddings_daily_tokens' => 100_000 ] );
		$this->embed_everything();
		self::assertCount( 200, $this->vectors() );
	}

	public function test_after_a_killed_worker_the_next_resumes_and_two_workers_embed_nothing_twice(): void {
		$this->know_many( 1, 70 );
		$this->use_server( 'well' );
		$this->services->get( EmbeddingService::class )->start();
		$sent = $this->embedded_texts();
		self::assertSame( EmbedOutcome::MoreToDo, $this->services->get( Embedder::class )->run( -1.0 ) );
		$space = $this->services->get( EmbeddingSpaceRepository::class )
			->of_model( $this->services->get( EmbeddingProvider::class )->current() ?? self::fail( 'There is no model.' ) );
		self::assertNotNull( $space );
		self::assertTrue( $this->services->get( EmbeddingSpaceRepository::class )->lock( $space->id, 60 ), 'another worker is at it' );
		self::assertSame( EmbedOutcome::Busy, $this->services->get( Embedder::class )->run( 10.0 ) );
		$this->services->get( EmbeddingSpaceRepository::class )->unlock( $space->id );
		// Killed between storing vectors and recording progress: the position is the old one.
		$this->database()->update( 'knowledge_spaces', [ 'position' => 0 ], [ 'id' => $space->id ] );
		$this->embed_everything();
		self::assertSame( 70, $this->embedded_texts() - $sent );
		self::assertCount( 70, $this->vectors() );
	}

	public function test_a_server_failure_is_shown_and_retried_without_loss(): void {
		$this->know_many( 1, 3 );
		$this->use_server( 'bad-key' );
		$this->services->get( EmbeddingService::class )->start();
		try {
			$this->services->get( Embedder::class )->run( 5.0 );
			self::fail( 'It went well.' );
		} catch ( LlmFailure ) {
			self::assertStringContainsString( 'does not accept the key', $this->services->get( EmbeddingService::class )->status()->problem );
		}
		self::assertSame( [], $this->vectors() );
		// The failed job waits for hours; an action of the owner must not.
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		EmbedChunks::queue( $this->services->get( JobQueue::class ), new \DateTimeImmutable( '+5 hours' ) );
		$this->services->get( EmbeddingService::class )->start();
		self::assertSame( 2, $this->jobs_waiting() );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		$this->database()->update( 'knowledge_spaces', [ 'address' => self::$server->url( 'well' ) ], [ 'state' => 'building' ] );
		$this->use_server( 'well' );
		self::assertSame( 1, $this->jobs_waiting(), 'a changed setting begins it again' );
		$this->embed_everything();
		self::assertSame( '', $this->services->get( EmbeddingService::class )->status()->problem );
	}

	public function test_an_unfinished_space_that_could_not_continue_is_retried(): void {
		$this->know_many( 1, 2 );
		$this->use_server( 'well' );
		$this->services->get( EmbeddingService::class )->start();
		$this->services->get( Settings::class )->save( [ 'embeddings_server' => 'off' ] );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		$this->job();
		self::assertSame( 1, $this->jobs_waiting() );
		$this->services->get( EmbeddingService::class )->delete();
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
		$this->job();
		self::assertSame( 0, $this->jobs_waiting() );
	}

	public function test_a_text_the_server_refuses_does_not_block_the_others(): void {
		$this->know( 'bad', 'A forbidden word.', '' );
		$this->know_many( 1, 3 );
		$this->embed_with( 'squeamish' );
		$status = $this->services->get( EmbeddingService::class )->status();
		self::assertSame( [ 4, 1 ], [ $status->done, $status->refused ] );
		self::assertNotSame( [], $this->ids( 'forbidden' ), 'it is found by its words' );
		$sent = $this->embedded_texts( 'squeamish' );
		self::assertLessThan( 20, $sent, 'the text at fault is looked for by halves' );
		$this->services->get( Embedder::class )->run( 5.0, true );
		self::assertSame( $sent, $this->embedded_texts( 'squeamish' ), 'it is not sent again' );
	}

	public function test_a_text_too_long_for_the_model_is_cut(): void {
		$this->know( 'long', str_repeat( 'wordwithoutend', 100 ), 'Long' );
		$this->embed_with( 'short-texts' );
		$sent = array_map(
			static fn( array $one ): int => max( array_map( 'strlen', $one['body']['input'] ) ),
			self::$server->seen( 'short-texts' ),
		);
		self::assertGreaterThan( 850, $sent[0] );
		self::assertContains( 800, $sent );
		self::assertSame( 0, $this->services->get( EmbeddingService::class )->status()->refused );
	}

	public function test_a_request_that_is_wrong_as_a_whole_marks_no_text(): void {
		$this->know_many( 1, 2 );
		$this->use_server( 'refuses-all' );
		$this->services->get( EmbeddingService::class )->start();
		$this->expectException( LlmFailure::class );
		try {
			$this->services->get( Embedder::class )->run( 5.0 );
		} finally {
			self::assertSame( [], $this->vectors() );
		}
	}

	public function test_vectors_of_another_size_are_refused(): void {
		$this->know_many( 1, 2 );
		$this->embed_with();
		$this->know( 'new', 'Something new.', '' );
		$this->database()->update( 'knowledge_spaces', [ 'address' => self::$server->url( 'other' ) ], [ 'state' => 'live' ] );
		$this->use_server( 'other' );
		try {
			$this->services->get( Embedder::class )->run( 5.0 );
			self::fail( 'Vectors of two sizes were mixed.' );
		} catch ( LlmFailure $failure ) {
			self::assertStringContainsString( 'another size', $failure->getMessage() );
		}
		self::assertCount( 2, $this->vectors() );
	}

	public function test_missing_vectors_are_found_by_examining_all_chunks_again(): void {
		$this->know_many( 1, 3 );
		$this->database()->update( 'knowledge_documents', [ 'excluded' => 1 ], [ 'external_key' => md5( 'd2' ) ] );
		$this->embed_with();
		self::assertCount( 2, $this->vectors(), 'what is kept out of answers is not sent' );
		$this->database()->update( 'knowledge_documents', [ 'excluded' => 0 ], [ 'external_key' => md5( 'd2' ) ] );
		$this->job( false );
		self::assertCount( 3, $this->vectors() );
	}

	public function test_vectors_in_blocks_are_found_as_if_compared_one_by_one(): void {
		$this->know( 'workshop', 'The repair of every bicycle.', 'Workshop' );
		$this->know_many( 1, 200 );
		$this->embed_with();
		$space = $this->services->get( EmbeddingSpaceRepository::class )->live() ?? self::fail( 'There is no space.' );
		self::assertSame( 1, $this->services->get( VectorRepository::class )->count_fresh( $space->id ) );
		self::assertCount( 1, $this->services->get( VectorRepository::class )->blocks( $space->id ) );
		self::assertSame( 'workshop', $this->ids( 'mend bike' )[0] );

		for ( $number = 1; $number <= 80; $number++ ) {
			$this->services->get( ContentService::class )->remove( $this->source, 'd' . $number );
		}
		$this->services->get( ContentService::class )->remove( $this->source, 'workshop' );
		self::assertNotContains( 'workshop', $this->ids( 'mend the bike' ), 'gone at once, before the block is made anew' );
		while ( $this->services->get( VectorBlockBuilder::class )->run_step( $space ) ) {
			continue;
		}
		self::assertSame( 120, count( $this->vectors() ) );
		self::assertSame(
			[ 120 ],
			array_column( $this->services->get( VectorRepository::class )->block_usage( $space->id ) ?: [ [ 'left' => 120 ] ], 'left' ),
			'a worn block is made anew',
		);
	}

	public function test_small_blocks_are_joined_without_loss(): void {
		$this->know_many( 1, 72 );
		$this->embed_with();
		$space = $this->services->get( EmbeddingSpaceRepository::class )->live() ?? self::fail( 'There is no space.' );
		$ids   = array_map( 'intval', array_column( $this->vectors(), 'id' ) );
		$this->services->get( VectorBlockBuilder::class )->run_step( $space, 8 );
		$whole = $this->services->get( VectorRepository::class )->blocks( $space->id )[0]['planes'];
		$this->services->get( VectorRepository::class )
			->dissolve_block( $space->id, $this->services->get( VectorRepository::class )->blocks( $space->id )[0]['id'] );
		foreach ( array_chunk( $ids, 9 * 8 ) as $all ) {
			foreach ( array_chunk( $all, 8 ) as $at => $eight ) {
				$planes = '';
				for ( $plane = 0; $plane < 512; $plane++ ) {
					$planes .= $whole[ 9 * $plane + $at ];
				}
				$this->services->get( VectorRepository::class )->add_block( $space->id, $eight, $planes );
			}
		}
		self::assertCount( 9, $this->services->get( VectorRepository::class )->blocks( $space->id ) );
		self::assertTrue( $this->services->get( VectorBlockBuilder::class )->run_step( $space, VectorBlockBuilder::FRESH ) );
		$blocks = $this->services->get( VectorRepository::class )->blocks( $space->id );
		self::assertSame( [ 8, 64 ], array_column( $blocks, 'vectors' ) );
		self::assertSame( array_slice( $ids, 0, 64 ), array_values( (array) unpack( 'V*', $blocks[1]['ids'] ) ) );
		self::assertFalse( $this->services->get( VectorBlockBuilder::class )->run_step( $space, VectorBlockBuilder::FRESH ) );
		self::assertSame( 0, $this->services->get( VectorRepository::class )->count_fresh( $space->id ) );
	}
}
