<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Sources;

use Aaia\Chatbot\Content\ContentModule;
use Aaia\Chatbot\Content\ContentSettings;
use Aaia\Chatbot\Content\KnowledgeSources;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Jobs\WorkerSlots;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Tests\Content\SyncedPostsTestCase;
use Aaia\Chatbot\Tests\Content\Text\Docx\WordFile;

/** A test with files in the media library and the files source switched on. */
abstract class FileTestCase extends SyncedPostsTestCase {

	protected const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

	/** @var list<string> */
	private array $written = [];

	protected function setUp(): void {
		parent::setUp();
		$this->services->get( Settings::class )->save( [ ContentSettings::FILES => true ] );
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
		$handlers   = array_map( fn( string $handler ): \Closure => fn(): JobHandler => $this->services->get( $handler ), ContentModule::JOBS );
		$dispatcher = new Dispatcher(
			$this->services->get( Database::class ),
			$this->services->get( EventLog::class ),
			$this->services->get( Clock::class ),
			[],
		);
		$worker     = new Worker(
			$this->services->get( Database::class ),
			$this->services->get( JobQueue::class ),
			$dispatcher,
			$this->services->get( Clock::class ),
			$handlers,
			[],
			$this->services->get( WorkerSlots::class ),
		);
		return $worker->run( 20.0 );
	}

	protected function sync(): void {
		// A sync knows what it did not meet by the second.
		$this->database()->update(
			'knowledge_documents',
			[ 'seen_at' => '2026-01-01 00:00:00' ],
			[ 'source_id' => (int) $this->services->get( SourceRepository::class )->find( 'files' ) ],
		);
		$sync = $this->services->get( SourceSync::class );
		foreach ( $this->services->get( KnowledgeSources::class )->all() as $source ) {
			if ( 'files' === $source->name() ) {
				self::assertTrue( $sync->run( $source, 60.0 ) );
			}
		}
	}

}
