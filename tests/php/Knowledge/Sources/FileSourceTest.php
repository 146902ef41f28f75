<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Knowledge\Sources;

use Aaia\Chatbot\Knowledge\KnowledgeSettings;
use Aaia\Chatbot\Knowledge\SourceSync;
use Aaia\Chatbot\Plugin\Library;
use Aaia\Chatbot\Tests\Knowledge\KnowledgeTestCase;

/** Files of the media library: only when wanted, only text, only what everybody may read. */
final class FileSourceTest extends KnowledgeTestCase {

	/** @var list<string> */
	private array $written = [];

	protected function setUp(): void {
		parent::setUp();
		foreach ( [ 'add_attachment', 'edit_attachment', 'delete_attachment', 'before_delete_post', 'wp_after_insert_post' ] as $hook ) {
			remove_all_actions( $hook );
		}
		Library::module( $this->base, fn(): Library => $this->library )->register();
		$this->base->settings->save( [ KnowledgeSettings::FILES => true ] );
	}

	protected function tearDown(): void {
		foreach ( $this->written as $path ) {
			if ( is_file( $path ) ) {
				unlink( $path );
			}
		}
		parent::tearDown();
	}

	/** @param array<string, mixed> $fields */
	private function upload( string $name, string $bytes, string $type, array $fields = [] ): int {
		$upload = wp_get_upload_dir();
		wp_mkdir_p( $upload['path'] );
		$path            = $upload['path'] . '/' . wp_unique_filename( $upload['path'], $name );
		$this->written[] = $path;
		file_put_contents( $path, $bytes );
		return wp_insert_attachment( $fields + [
			'post_title'     => $name,
			'post_mime_type' => $type,
		], $path );
	}

	public function test_an_uploaded_file_is_found_at_once_and_gone_with_it(): void {
		$id  = $this->upload( 'tariffs.csv', "Item,Price\nTrack pump,39 €\n", 'text/csv' );
		$hit = $this->hits( 'price of a track pump' )[0];
		self::assertSame( 'file:' . $id, $hit->document->external_id );
		self::assertSame( 'Item: Track pump, Price: 39 €', $hit->chunk->text );
		self::assertSame( wp_get_attachment_url( $id ), $hit->document->url );
		wp_delete_attachment( $id, true );
		self::assertSame( [], $this->found( 'price of a track pump' ) );
	}

	public function test_nothing_is_read_before_the_owner_wants_it_and_all_is_forgotten_after(): void {
		$this->base->settings->save( [ KnowledgeSettings::FILES => false ] );
		$id = $this->upload( 'notes.txt', 'The hippopotamus sleeps.', 'text/plain' );
		self::assertSame( [], $this->found( 'hippopotamus' ) );
		$this->base->settings->save( [ KnowledgeSettings::FILES => true ] );
		$this->sync();
		self::assertSame( [ 'file:' . $id ], $this->found( 'hippopotamus' ) );
		$this->database()->update( 'knowledge_documents', [ 'seen_at' => '2026-01-01 00:00:00' ], [ 'source_id' => (int) $this->library->source_rows->find( 'files' ) ] );
		$this->base->settings->save( [ KnowledgeSettings::FILES => false ] );
		$this->sync();
		self::assertSame( [], $this->found( 'hippopotamus' ) );
	}

	public function test_files_that_not_everybody_may_read_stay_unknown(): void {
		$private = $this->page( 'Private', 'x', [ 'post_status' => 'private' ] );
		$locked  = $this->page( 'Locked', 'x', [ 'post_password' => 'secret' ] );
		foreach ( [ $private, $locked ] as $parent ) {
			$this->upload( 'inside.txt', 'The hippopotamus sleeps.', 'text/plain', [ 'post_parent' => $parent->ID ] );
		}
		$outside = $this->upload( 'outside.txt', 'Harmless.', 'text/plain' );
		update_post_meta( $outside, '_wp_attached_file', '../../wp-config.php' );
		wp_update_post( [ 'ID' => $outside, 'post_title' => 'Outside' ] );
		$this->upload( 'image.txt', "\x89PNG hippopotamus\0\0", 'text/plain' );
		$this->upload( 'hippopotamus.bin', 'The hippopotamus sleeps.', 'application/octet-stream' );
		self::assertSame( [], $this->found( 'hippopotamus sleeps' ) );
		self::assertSame( [], $this->found( 'DB_NAME DB_PASSWORD' ) );
	}

	private function sync(): void {
		$sync = new SourceSync( $this->library->service, $this->library->source_rows, $this->base->clock );
		foreach ( $this->library->sources->all() as $source ) {
			if ( 'files' === $source->name() ) {
				self::assertTrue( $sync->run( $source, 30.0 ) );
			}
		}
	}
}
