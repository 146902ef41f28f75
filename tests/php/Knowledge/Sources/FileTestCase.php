<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Knowledge\Sources;

use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Knowledge\KnowledgeSettings;
use Aaia\Chatbot\Knowledge\SourceSync;
use Aaia\Chatbot\Tests\Knowledge\SyncedPostsTestCase;
use Aaia\Chatbot\Tests\Knowledge\Text\Docx\WordFile;

/** A test with files in the media library, which the owner wants read. */
abstract class FileTestCase extends SyncedPostsTestCase {

	protected const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

	/** @var list<string> */
	private array $written = [];

	protected function setUp(): void {
		parent::setUp();
		$this->base->settings->save( [ KnowledgeSettings::FILES => true ] );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
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
	protected function upload( string $name, string $bytes, string $type, array $fields = [], string $folder = '' ): int {
		$upload = wp_get_upload_dir();
		$folder = '' === $folder ? $upload['path'] : $upload['basedir'] . '/' . $folder;
		wp_mkdir_p( $folder );
		$path            = $folder . '/' . wp_unique_filename( $folder, $name );
		$this->written[] = $path;
		file_put_contents( $path, $bytes );
		return wp_insert_attachment( $fields + [
			'post_title'     => $name,
			'post_mime_type' => $type,
		], $path );
	}

	/** The bytes of a Word file with this body. */
	protected function word( string $body ): string {
		$path            = (string) tempnam( sys_get_temp_dir(), 'aaia' );
		$this->written[] = $path;
		WordFile::write( $path, $body );
		return (string) file_get_contents( $path );
	}

	/** Does the jobs that are due, as a worker would. */
	protected function work(): int {
		$dispatcher = new \Aaia\Chatbot\Events\Dispatcher( $this->base->database, $this->base->events, $this->base->clock, [] );
		return ( new Worker( $this->base->database, $this->base->jobs, $dispatcher, $this->base->clock, $this->library->handlers(), [] ) )->run( 20.0 );
	}

	protected function sync(): void {
		// A sync knows what it did not meet by the second.
		$this->database()->update( 'knowledge_documents', [ 'seen_at' => '2026-01-01 00:00:00' ], [ 'source_id' => (int) $this->library->source_rows->find( 'files' ) ] );
		$sync = new SourceSync( $this->library->service, $this->library->source_rows, $this->base->access() );
		foreach ( $this->library->sources->all() as $source ) {
			if ( 'files' === $source->name() ) {
				self::assertTrue( $sync->run( $source, 60.0 ) );
			}
		}
	}

}
