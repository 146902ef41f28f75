<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Knowledge;

use Aaia\Chatbot\Knowledge\KnowledgeModule;
use Aaia\Chatbot\Knowledge\OtherPlugins;
use Aaia\Chatbot\Knowledge\PostUpdates;
use Aaia\Chatbot\Plugin\Library;

/** A test whose index follows the site's posts by the module's hooks. */
abstract class SyncedPostsTestCase extends KnowledgeTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->stop_following();
		Library::module( $this->base, fn(): Library => $this->library )->register();
	}

	/** Takes the module's hooks away: those of the site's own plugin, and of this test. */
	protected function stop_following(): void {
		foreach ( $GLOBALS['wp_filter'] as $name => $hook ) {
			foreach ( $hook->callbacks as $priority => $callbacks ) {
				foreach ( $callbacks as $callback ) {
					$object = is_array( $callback['function'] ) ? $callback['function'][0] : null;
					if ( $object instanceof KnowledgeModule || $object instanceof OtherPlugins || $object instanceof PostUpdates ) {
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
			'SELECT chunks.headings, chunks.text FROM %i AS chunks JOIN %i AS units ON units.id = chunks.unit_id JOIN %i AS documents ON documents.id = units.document_id WHERE documents.external_id = %s ORDER BY units.id, chunks.position',
			$database->table( 'knowledge_chunks' ),
			$database->table( 'knowledge_units' ),
			$database->table( 'knowledge_documents' ),
			'post:' . $post_id
		);
		return implode( "\n", array_map( static fn( array $row ): string => ( '[]' === $row['headings'] ? '' : $row['headings'] . "\n" ) . $row['text'], $rows ) );
	}
}
