<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content;

use Aaia\Chatbot\Content\ContentHooks;
use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\IndexPost;
use Aaia\Chatbot\Content\PluginHooks;
use Aaia\Chatbot\Content\PostUpdates;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Content\Sources\PostBasedSource;
use Aaia\Chatbot\Hook;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Services;

/** A test whose index is updated by the module's hooks when posts change. */
abstract class SyncedPostsTestCase extends KnowledgeTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->stop_following();
		$this->follow();
	}

	/** Attaches the hooks that keep the index in step to this test's services. */
	protected function follow( ?Services $services = null ): void {
		$this->attach( $services ?? $this->services, ContentHooks::class, PluginHooks::class, PostUpdates::class );
	}

	/** Attaches the hooks to services whose reading of posts fails. */
	protected function follow_in_vain(): void {
		$fails = new class() implements PostBasedSource {
			public function name(): string {
				throw new \Error( 'index gone' );
			}

			public function label(): string {
				throw new \Error( 'index gone' );
			}

			public function count(): int {
				throw new \Error( 'index gone' );
			}

			public function after( string $position ): iterable {
				throw new \Error( 'index gone' );
			}

			public function external_id( int $post_id ): string {
				throw new \Error( 'index gone' );
			}

			public function is_indexable( \WP_Post $post ): bool {
				throw new \Error( 'index gone' );
			}

			public function document( \WP_Post $post ): ?SourceDocument {
				throw new \Error( 'index gone' );
			}
		};
		$index = new IndexPost(
			[ $fails ],
			$this->services->get( SourceRepository::class ),
			$this->services->get( ContentService::class ),
			$this->services->get( JobQueue::class ),
			$this->services->get( GuestAccess::class ),
		);
		$this->follow( $this->wired( [ IndexPost::class => $index ] ) );
	}

	/** Takes the module's hooks away: those of the site's own plugin, and of this test. */
	protected function stop_following(): void {
		foreach ( $GLOBALS['wp_filter'] as $name => $hook ) {
			foreach ( $hook->callbacks as $priority => $callbacks ) {
				foreach ( $callbacks as $callback ) {
					$service = match ( true ) {
						$callback['function'] instanceof Hook => $callback['function']->service,
						is_array( $callback['function'] ) && is_object( $callback['function'][0] ) => $callback['function'][0]::class,
						default => '',
					};
					if ( in_array( $service, [ ContentHooks::class, PluginHooks::class, PostUpdates::class ], true ) ) {
						remove_filter( $name, $callback['function'], $priority );
					}
				}
			}
		}
	}

	/** What the module does when a request ends. */
	protected function end_request(): void {
		foreach ( $GLOBALS['wp_filter']['shutdown']->callbacks[900] ?? [] as $callback ) {
			( $callback['function'] )();
		}
	}

	/** Chunks of everything that is found, joined. */
	protected function texts( string $question ): string {
		return implode( "\n", array_map( static fn( $hit ): string => $hit->chunk->text, $this->hits( $question ) ) );
	}

	/** All that is known of a post, in reading order. */
	protected function known( int $post_id ): string {
		$database = $this->database();
		$rows     = $database->rows(
			'SELECT chunks.headings, chunks.text FROM %i AS chunks JOIN %i AS units ON units.id = chunks.unit_id
				JOIN %i AS documents ON documents.id = units.document_id WHERE documents.external_id = %s ORDER BY units.id, chunks.position',
			$database->table( 'knowledge_chunks' ),
			$database->table( 'knowledge_units' ),
			$database->table( 'knowledge_documents' ),
			'post:' . $post_id
		);
		return implode(
			"\n",
			array_map( static fn( array $row ): string => ( '[]' === $row['headings'] ? '' : $row['headings'] . "\n" ) . $row['text'], $rows ),
		);
	}
}
