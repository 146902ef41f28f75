<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\KnowledgeSource;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Content\SourceState;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Content\SyncSource;
use Aaia\Chatbot\Jobs\Job;

/** A full sync continues after an interruption at any point, and loses nothing when two processes work at once. */
final class SourceSyncTest extends KnowledgeTestCase {

	private const DOCUMENTS = 65;

	/**
	 * A source of numbered documents.
	 *
	 * @param int             $count
	 * @param ?\Closure $before Called with the number before a document is given.
	 */
	private function source( int $count = self::DOCUMENTS, ?\Closure $before = null ): KnowledgeSource {
		return new class( $count, $before ) implements KnowledgeSource {

			public function __construct( private readonly int $count, private readonly ?\Closure $before ) {}

			public function name(): string {
				return 'numbers';
			}

			public function label(): string {
				return 'Numbers';
			}

			public function count(): int {
				return $this->count;
			}

			public function after( string $position ): iterable {
				for ( $number = (int) $position + 1; $number <= $this->count; $number++ ) {
					if ( null !== $this->before ) {
						( $this->before )( $number );
					}
					yield (string) $number => new SourceDocument( 'n:' . $number, 'Number ' . $number, [ new Section( [], '', 'pelican text' ) ] );
				}
			}
		};
	}

	private function state(): SourceState {
		return $this->services->get( SourceRepository::class )
			->state( $this->services->get( SourceRepository::class )->find_or_create( 'numbers', 'Numbers' ) );
	}

	private function documents(): int {
		return (int) $this->database()->value(
			'SELECT COUNT(*) FROM %i WHERE source_id = %d',
			$this->database()->table( 'knowledge_documents' ),
			$this->state()->id,
		);
	}

	public function test_a_sync_that_dies_at_any_document_continues_and_completes(): void {
		for ( $dies = 1; $dies <= self::DOCUMENTS; $dies += 7 ) {
			$this->services->get( ContentService::class )->clear();
			$read = 0;
			try {
				$this->services->get( SourceSync::class )
					->run(
						$this->source( before: static fn( int $number ) => $number === $dies ? throw new \RuntimeException( 'killed' ) : null ),
						60.0,
					);
				self::fail( 'It should have died.' );
			} catch ( \RuntimeException ) {
				self::assertSame( intdiv( $dies - 1, 20 ) * 20, $this->state()->done );
			}
			self::assertTrue( $this->services->get( SourceSync::class )->run( $this->source( before: static function () use ( &$read ): void {
				++$read;
			} ), 60.0 ) );
			self::assertSame( [ self::DOCUMENTS, self::DOCUMENTS, false ], [ $this->documents(), $this->state()->done, $this->state()->running ] );
			self::assertSame( self::DOCUMENTS - intdiv( $dies - 1, 20 ) * 20, $read, 'It goes on from the last kept position.' );
		}
	}

	public function test_progress_is_reported_in_documents(): void {
		$told = [];
		$this->services->get( SourceSync::class )->run( $this->source(), 60.0, static function ( SourceState $state ) use ( &$told ): void {
			$told[] = "$state->done/$state->total";
		} );
		self::assertSame( [ '20/65', '40/65', '60/65', '65/65' ], $told );
	}

	public function test_missing_documents_are_removed_at_the_end_and_not_before(): void {
		$this->services->get( SourceSync::class )->run( $this->source(), 60.0 );
		$this->pass_seconds();
		try {
			$this->services->get( SourceSync::class )
				->run( $this->source( 60, static fn( int $number ) => 50 === $number ? throw new \RuntimeException( 'killed' ) : null ), 60.0 );
		} catch ( \RuntimeException ) {
			self::assertSame( 65, $this->documents() );
		}
		$this->services->get( SourceSync::class )->run( $this->source( 60 ), 60.0 );
		self::assertSame( 60, $this->documents() );
	}

	/** Two workers have the same job: one is overtaken by the other, which completes the sync, and by a third, which begins the next one. */
	public function test_a_replaced_sync_neither_moves_the_next_one_nor_removes_documents(): void {
		$this->services->get( SourceSync::class )->run( $this->source(), 60.0 );
		$this->pass_seconds();
		$overtaken = false;
		$next      = function ( int $number ) use ( &$overtaken ): void {
			if ( 30 === $number && ! $overtaken ) {
				$overtaken = true;
				self::assertTrue( $this->services->get( SourceSync::class )->run( $this->source(), 60.0 ) );
				$this->pass_seconds();
				self::assertFalse(
					$this->services->get( SourceSync::class )->run( $this->source(), 0.0 ),
					'The next one has begun and read one document.',
				);
			}
		};
		self::assertTrue( $this->services->get( SourceSync::class )->run( $this->source( before: $next ), 60.0 ) );
		self::assertSame( [ self::DOCUMENTS, false, self::DOCUMENTS ], [ $this->documents(), $this->state()->running, $this->state()->done ] );
	}

	public function test_changes_during_a_sync_are_read_by_another_run_after_it(): void {
		$reads = array_fill( 1, self::DOCUMENTS, 0 );
		$asked = false;
		$this->services->get( SourceSync::class )->run( $this->source( before: function ( int $number ) use ( &$reads, &$asked ): void {
			++$reads[ $number ];
			if ( 50 === $number && ! $asked ) {
				$asked = true;
				add_filter( 'aaia_chatbot_knowledge_sources', fn(): array => [ $this->source() ] );
				$this->services->get( SyncSource::class )->handle( new Job( 1, SyncSource::NAME, [ 'source' => '', 'anew' => true ], 1 ) );
			}
		} ), 60.0 );
		self::assertSame( array_fill( 1, self::DOCUMENTS, 2 ), $reads );
		self::assertFalse( $this->state()->running );
	}

	public function test_a_source_that_fails_shows_why_and_is_tried_again(): void {
		add_filter(
			'aaia_chatbot_knowledge_sources',
			fn(): array => [ $this->source( before: static fn() => throw new \RuntimeException( 'The shop is closed.' ) ) ],
		);
		$job = new Job( 1, SyncSource::NAME, [ 'source' => 'numbers' ], 1 );
		try {
			$this->services->get( SyncSource::class )->handle( $job );
			self::fail( 'The queue is told, so that it tries again.' );
		} catch ( \RuntimeException ) {
			self::assertSame( 'The shop is closed.', $this->state()->error );
		}
		remove_all_filters( 'aaia_chatbot_knowledge_sources' );
		add_filter( 'aaia_chatbot_knowledge_sources', fn(): array => [ $this->source() ] );
		$this->services->get( SyncSource::class )->handle( $job );
		self::assertNull( $this->state()->error );
		self::assertSame( self::DOCUMENTS, $this->documents() );
	}

	/** Times in the database are whole seconds: what was seen before lies in the past. */
	private function pass_seconds(): void {
		$this->database()->execute( 'UPDATE %i SET seen_at = %s', $this->database()->table( 'knowledge_documents' ), '2020-01-01 00:00:00' );
	}
}
