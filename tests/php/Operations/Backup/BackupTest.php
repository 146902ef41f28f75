<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Operations\Backup;

use Aaia\Chatbot\Conversations\Attachments\AttachmentFolder;
use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\RetryLater;
use Aaia\Chatbot\Operations\Backup\BackupContents;
use Aaia\Chatbot\Operations\Backup\BackupFile;
use Aaia\Chatbot\Operations\Backup\BackupHealth;
use Aaia\Chatbot\Operations\Backup\BackupRefused;
use Aaia\Chatbot\Operations\Backup\BackupRepository;
use Aaia\Chatbot\Operations\Backup\BackupService;
use Aaia\Chatbot\Operations\Backup\PlanBackups;
use Aaia\Chatbot\Operations\Backup\RestoreService;
use Aaia\Chatbot\Operations\Backup\RunBackup;
use Aaia\Chatbot\Operations\Backup\SecondLocation;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Plugin\Lifecycle;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\TableCheck;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\SpareSiteTestCase;

/** Backups and restores on tables of their own, compared row by row. */
final class BackupTest extends SpareSiteTestCase {

	private TestClock $clock;

	private Services $services;

	/** @var list<string> Folders to delete. */
	private array $folders = [];

	/** @var resource|null */
	private $server = null;

	protected function setUp(): void {
		parent::setUp();
		$this->clock    = new TestClock( '-1 day' );
		$this->services = ( new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php', [ Clock::class => $this->clock ] ) )->services;
		$this->services->get( Lifecycle::class )->upgrade();
	}

	protected function tearDown(): void {
		if ( null !== $this->server ) {
			proc_terminate( $this->server );
			proc_close( $this->server );
		}
		$this->services->get( AttachmentFolder::class )->remove();
		foreach ( [ ...$this->folders, dirname( $this->services->get( BackupRepository::class )->path( 'x' ) ) ] as $folder ) {
			foreach ( array_diff( (array) scandir( $folder ), [ '.', '..' ] ) as $file ) {
				unlink( "$folder/$file" );
			}
			rmdir( $folder );
		}
		parent::tearDown();
	}

	public function test_a_restore_brings_every_row_setting_and_file_back(): void {
		$this->fill();
		$this->settings( [ 'widget_title' => 'Before', 'api_key' => 'sk-first-key-123456', 'backup_passphrase' => 'correct horse battery' ] );
		$folder = $this->services->get( AttachmentFolder::class );
		$stored = str_repeat( 'ab', 16 );
		$folder->write( $folder->path( $stored ), random_bytes( 2_500_000 ) );
		$folder->write( $folder->thumbnail( $stored ), 'small' );
		$this->database()->update( 'message_attachments', [ 'stored_name' => $stored, 'erased' => 0 ], [ 'id' => 1 ] );
		$hash   = hash_file( 'sha256', $folder->path( $stored ) );
		$before = $this->rows();
		$backup = $this->backup();
		self::assertStringNotContainsString( 'sk-first-key', (string) file_get_contents( $backup ) );

		$this->clock->pass( '1 hour' );
		$this->settings( [ 'widget_title' => 'After', 'api_key' => 'sk-second-key-123456' ] );
		$folder->delete( $stored );
		$this->database()->execute( 'DELETE FROM %i WHERE id > 1', $this->database()->table( 'messages' ) );
		$this->database()->execute( 'UPDATE %i SET name = %s', $this->database()->table( 'contacts' ), 'Changed' );
		$newest = $this->label( 'New' );

		$this->restore( $backup, 0.0 );
		self::assertEquals( $before, $this->rows() );
		self::assertSame( $hash, hash_file( 'sha256', $folder->path( $stored ) ) );
		self::assertSame( 'small', file_get_contents( $folder->thumbnail( $stored ) ) );
		wp_cache_flush();
		self::assertSame( 'Before', $this->services->get( Settings::class )->text( 'widget_title' ) );
		self::assertSame( 'sk-second-key-123456', $this->services->get( Settings::class )->secret( 'api_key' ), 'Keys are not in a backup.' );
		$next = $this->label( 'Next' );
		self::assertGreaterThan( $newest, $next, 'No number is given twice.' );
		$steps = array_map( intval( ... ), explode( ',', $this->services->get( BackupContents::class )->schema() ) );
		$check = new TableCheck( $this->database(), $steps );
		self::assertSame( [ 'tables' => [], 'columns' => [], 'indexes' => [] ], $check->missing() );
		self::assertSame( [], preg_grep( '/aaia_(new|old)_/', $this->site->tables() ) );
		self::assertSame( 'restore', $this->services->get( BackupRepository::class )->all()[0]['reason'], 'What stood was backed up first.' );
	}

	public function test_nothing_of_the_past_is_sent_answered_or_told_to_subscribers(): void {
		$this->fill();
		$database = $this->database();
		$database->execute( 'UPDATE %i SET state = %s', $database->table( 'deliveries' ), 'queued' );
		$database->execute( 'UPDATE %i SET state = %s', $database->table( 'turns' ), 'queued' );
		$database->execute( 'UPDATE %i SET escalate_at = %s', $database->table( 'alerts' ), '2026-01-01 00:00:00' );
		$database->update( 'conversations', [ 'status' => 'snoozed', 'snoozed_until' => '2030-01-01 00:00:00' ], [ 'id' => 2 ] );
		$times = [ 'created_at' => '2026-01-01 00:00:00', 'expires_at' => '2030-01-01 00:00:00' ];
		$database->insert( 'sessions', [ 'token_hash' => 'x', 'visitor_id' => 1 ] + $times );
		$backup = $this->backup();
		$this->services->get( JobQueue::class )->push( 'old.job' );
		$seen = [];
		add_action( 'aaia_chatbot_event', static function ( string $type ) use ( &$seen ): void {
			$seen[] = $type;
		} );

		$this->restore( $backup );
		$this->services->get( Dispatcher::class )->drain( 5.0 );
		self::assertSame( [ 'backup.restored' ], $seen );
		$all = static fn( string $table, string $column ): array
			=> array_values( array_unique( array_column( $database->rows( 'SELECT * FROM %i', $database->table( $table ) ), $column ) ) );
		self::assertSame( [ 'failed' ], $all( 'deliveries', 'state' ) );
		self::assertSame( [ 'stopped' ], $all( 'turns', 'state' ) );
		self::assertSame( [ null ], $all( 'alerts', 'escalate_at' ) );
		self::assertSame( [], $all( 'sessions', 'id' ), 'Visitors are signed out.' );
		self::assertSame( [ 'inbox.wake' ], $all( 'jobs', 'handler' ), 'Those that sleep are woken in time.' );
		self::assertSame( [ (string) $this->services->get( EventLog::class )->last_id() ], $all( 'event_cursors', 'last_event_id' ) );
	}

	public function test_what_was_erased_since_does_not_come_back_from_this_backup_or_an_older_one(): void {
		$this->fill();
		$older    = $this->backup();
		$newer    = $this->backup();
		$database = $this->services->get( Database::class );
		$database->transaction( fn() => $this->services->get( EventLog::class )->append( EventType::ConversationDeleted, 2 ) );
		foreach ( [ $newer, $older ] as $backup ) {
			$this->restore( $backup );
			foreach ( [ 'conversations' => 'id', 'messages' => 'conversation_id', 'ratings' => 'conversation_id' ] as $table => $column ) {
				$left = array_column( $database->rows( 'SELECT %i AS id FROM %i ORDER BY 1', $column, $database->table( $table ) ), 'id' );
				self::assertSame( [ '1', '3' ], $left, $table );
			}
		}
	}

	public function test_the_oldest_backup_is_restored_although_a_new_one_is_made_first(): void {
		$this->settings( [ 'backup_keep' => 2 ] );
		$this->fill();
		$oldest = $this->backup();
		$row    = (int) ( $this->services->get( BackupRepository::class )->newest_done()['id'] ?? 0 );
		$before = $this->rows();
		$this->backup();
		$this->label( 'Later' );
		$restore = $this->services->get( RestoreService::class );
		$restore->begin( $oldest, '', false );
		try {
			$this->services->get( BackupService::class )->delete( $row );
			self::fail( 'It was deleted while it was read.' );
		} catch ( BackupRefused $refused ) {
			self::assertStringContainsString( 'being restored', $refused->getMessage() );
		}
		self::assertTrue( $restore->step( 60.0 ) );
		self::assertSame( [ 'done', '' ], [ $restore->run()['phase'] ?? '', $restore->run()['error'] ?? '' ] );
		self::assertEquals( $before, $this->rows() );
		self::assertFileExists( $oldest );
		$this->backup();
		self::assertFileDoesNotExist( $oldest, 'The next one pushes it out.' );
	}

	public function test_a_contact_that_was_forgotten_since_does_not_come_back(): void {
		$this->fill();
		$backup   = $this->backup();
		$database = $this->database();
		$events   = $this->services->get( EventLog::class );
		$forget   = fn() => $events->append( EventType::ContactDeleted, data: [ 'contact' => 2 ] );
		$this->services->get( Database::class )->transaction( $forget );
		foreach ( [ 1, 2 ] as $time ) {
			$this->restore( $backup );
			$left = static fn( string $table, string $column ): array => array_column(
				$database->rows( 'SELECT %i AS id FROM %i ORDER BY 1', $column, $database->table( $table ) ),
				'id'
			);
			self::assertSame( [ '1', '3' ], $left( 'contacts', 'id' ), "Time $time" );
			self::assertSame( [ '1', '3' ], $left( 'contact_identities', 'contact_id' ) );
			self::assertSame( [ '1', '2', '3' ], $left( 'conversations', 'id' ) );
			self::assertSame( [ null, null, '1' ], $left( 'conversations', 'contact_id' ) );
		}
	}

	public function test_files_of_a_conversation_that_was_erased_since_do_not_come_back(): void {
		$this->fill();
		$folder = $this->services->get( AttachmentFolder::class );
		foreach ( [ 1 => 'aa', 2 => 'bb' ] as $id => $part ) {
			$stored = str_repeat( $part, 16 );
			$folder->write( $folder->path( $stored ), 'A file' );
			$this->database()->update( 'message_attachments', [ 'stored_name' => $stored, 'erased' => 0 ], [ 'id' => $id ] );
		}
		$backup = $this->backup();
		$events = $this->services->get( EventLog::class );
		$this->services->get( Database::class )->transaction( fn() => $events->append( EventType::ConversationDeleted, 2 ) );
		array_map( $folder->delete( ... ), [ str_repeat( 'aa', 16 ), str_repeat( 'bb', 16 ) ] );
		$this->restore( $backup );
		self::assertFileExists( $folder->path( str_repeat( 'aa', 16 ) ) );
		self::assertFileDoesNotExist( $folder->path( str_repeat( 'bb', 16 ) ) );
	}

	public function test_what_stands_is_backed_up_whole_although_another_backup_was_begun_before(): void {
		$this->fill();
		$backup = $this->backup();
		$begun  = $this->services->get( BackupService::class )->begin( BackupService::SCHEDULED );
		$this->label( 'Later' );
		$this->restore( $backup );
		$first = $this->services->get( BackupRepository::class )->all()[0];
		self::assertSame( 'restore', $first['reason'] );
		self::assertNotSame( $begun, $first['id'] );
		$path = $this->services->get( BackupRepository::class )->path( $first['name'] );
		self::assertSame( 4, BackupFile::verify( $path, '' )['tables']['labels'] );
	}

	public function test_a_backup_that_is_being_made_is_whole_before_the_tables_are_exchanged(): void {
		$this->fill();
		$backup  = $this->backup();
		$restore = $this->services->get( RestoreService::class );
		$restore->begin( $backup, '', false );
		while ( ! in_array( $restore->run()['phase'] ?? '', [ 'finish', 'done' ], true ) ) {
			$restore->step( 0.0 );
		}
		$this->label( 'Later' );
		$id = $this->services->get( BackupService::class )->begin( BackupService::MANUAL );
		self::assertTrue( $restore->step( 60.0 ) );
		$made = $this->services->get( BackupRepository::class )->by_id( $id );
		self::assertNotSame( 'making', $made['state'] ?? '' );
		$path = $this->services->get( BackupRepository::class )->path( $made['name'] ?? '' );
		self::assertSame( 4, BackupFile::verify( $path, '' )['tables']['labels'] );
	}

	public function test_a_step_whose_process_was_killed_before_it_was_noted_is_repeated_without_harm(): void {
		$this->fill();
		$this->settings( [ 'widget_title' => 'Before' ] );
		$folder = $this->services->get( AttachmentFolder::class );
		$stored = str_repeat( 'cd', 16 );
		$folder->write( $folder->path( $stored ), random_bytes( 2_500_000 ) );
		$this->database()->update( 'message_attachments', [ 'stored_name' => $stored, 'erased' => 0 ], [ 'id' => 1 ] );
		$hash    = hash_file( 'sha256', $folder->path( $stored ) );
		$before  = $this->rows();
		$backup  = $this->backup();
		$folder->delete( $stored );
		$this->label( 'Later' );
		$this->settings( [ 'widget_title' => 'After' ] );
		$restore = $this->services->get( RestoreService::class );
		$restore->begin( $backup, '', false );
		for ( $steps = 0; 'done' !== ( $restore->run()['phase'] ?? '' ) && $steps < 2000; $steps++ ) {
			$phase = $restore->run()['phase'] ?? '';
			$noted = get_option( RestoreService::OPTION );
			$restore->step( 0.0 );
			self::assertSame( '', $restore->run()['error'] ?? '' );
			if ( in_array( $phase, [ 'load', 'finish' ], true ) ) {
				update_option( RestoreService::OPTION, $noted );
				$restore->step( 0.0 );
				self::assertSame( '', $restore->run()['error'] ?? '' );
			}
		}
		self::assertEquals( $before, $this->rows() );
		self::assertSame( $hash, hash_file( 'sha256', $folder->path( $stored ) ) );
		wp_cache_flush();
		self::assertSame( 'Before', $this->services->get( Settings::class )->text( 'widget_title' ) );
	}

	public function test_a_second_restore_is_refused_although_it_began_while_the_file_was_read(): void {
		$this->fill();
		$backup  = $this->backup();
		$restore = $this->services->get( RestoreService::class );
		$begun   = false;
		add_filter( 'option_home', static function ( mixed $home ) use ( &$begun, $restore, $backup ): mixed {
			if ( ! $begun ) {
				$begun = true;
				$restore->begin( $backup, '', false );
			}
			return $home;
		} );
		try {
			$restore->begin( $backup, '', false, 0 );
			self::fail( 'The trial took the place of the restore.' );
		} catch ( BackupRefused $refused ) {
			self::assertStringContainsString( 'Another restore', $refused->getMessage() );
		}
		self::assertNull( $restore->run()['trial'] ?? null );
	}

	public function test_files_of_conversations_that_are_lost_by_a_restore_do_not_stay(): void {
		$this->fill();
		$backup = $this->backup();
		$folder = $this->services->get( AttachmentFolder::class );
		foreach ( [ 'ef' => 3600, 'fe' => 1 ] as $part => $age ) {
			$folder->write( $folder->path( str_repeat( $part, 16 ) ), 'A file' );
			touch( $folder->path( str_repeat( $part, 16 ) ), time() - $age );
		}
		$this->restore( $backup );
		self::assertFileDoesNotExist( $folder->path( str_repeat( 'ef', 16 ) ) );
		self::assertFileExists( $folder->path( str_repeat( 'fe', 16 ) ), 'An upload that goes on stays.' );
	}

	public function test_a_key_is_not_sent_to_the_address_that_an_older_backup_has(): void {
		$this->settings( [ 'base_url' => 'https://first.example/v1', 'api_key' => 'sk-first-key-123456', 'widget_title' => 'Before' ] );
		$backup = $this->backup();
		$this->settings( [ 'base_url' => 'https://second.example/v1', 'api_key' => 'sk-second-key-123456', 'widget_title' => 'After' ] );
		$this->restore( $backup );
		wp_cache_flush();
		$settings = $this->services->get( Settings::class );
		self::assertSame( [ 'https://first.example/v1', 'Before' ], [ $settings->text( 'base_url' ), $settings->text( 'widget_title' ) ] );
		self::assertSame( '', $settings->secret( 'api_key' ) );
	}

	public function test_a_file_with_jobs_or_paths_of_backups_is_refused(): void {
		$this->fill();
		$about = [ 'id' => 'x', 'site' => str_repeat( '0', 32 ), 'schema' => $this->services->get( BackupContents::class )->schema() ];
		$path  = dirname( $this->services->get( BackupRepository::class )->path( 'x' ) ) . '/made.aaiabackup';
		$file  = BackupFile::create( $path, $about + [ 'release' => '1', 'created_at' => '2026-01-01T00:00:00Z' ], '' );
		$file->write( [ 't' => 'backups', 'c' => [ 'id', 'name' ], 'r' => [ [ '1', '../../../wp-config.php' ] ] ] );
		$file->finish( [ 'backups' => 1 ], 0 );
		$this->expectExceptionMessageMatches( '/changed/' );
		$this->services->get( RestoreService::class )->begin( $path, '', true );
	}

	public function test_a_store_that_has_a_page_for_everything_does_not_fill_the_disk(): void {
		$folder = $this->folder();
		$this->settings( [ 'backup_place' => 'folder', 'backup_folder' => $folder ] );
		$backup = $this->backup();
		$hash   = hash_file( 'sha256', $backup );
		unlink( $backup );
		file_put_contents( $folder . '/' . basename( $backup ) . '.002', 'Not found, says a page.' );
		$this->services->get( BackupService::class )->fetch( basename( $backup ), $backup );
		self::assertSame( $hash, hash_file( 'sha256', $backup ) );
	}

	public function test_removal_of_the_plugin_with_its_data_removes_backups(): void {
		$backup = $this->backup();
		$this->settings( [ 'delete_on_uninstall' => true ] );
		$this->plugin()->uninstall();
		self::assertFileDoesNotExist( $backup );
		$this->services->get( Lifecycle::class )->upgrade();
	}

	public function test_a_file_that_is_cut_changed_foreign_newer_or_of_another_kind_is_refused_and_nothing_changes(): void {
		$this->fill();
		$backup = $this->backup();
		$bytes  = (string) file_get_contents( $backup );
		$before = $this->rows();
		$header = static fn( string $from, string $to ): string => str_replace( $from, $to, $bytes );
		$site   = BackupFile::site();
		$cases  = [
			'cut'     => substr( $bytes, 0, -40 ),
			'no end'  => substr( $bytes, 0, (int) ( strlen( $bytes ) / 2 ) ),
			'changed' => substr_replace( $bytes, chr( ord( $bytes[ strlen( $bytes ) - 900 ] ) ^ 1 ), strlen( $bytes ) - 900, 1 ),
			'longer'  => $bytes . 'x',
			'foreign' => $header( '"site":"' . $site, '"site":"' . str_repeat( '0', 32 ) ),
			'newer'   => $header( '"format":1', '"format":9' ),
			'of a newer release' => $header( ',"schema":"1,2,3', ',"schema":"1,2,9' ),
			'another kind of file' => 'PK' . $bytes,
			'empty'   => '',
		];
		foreach ( $cases as $name => $content ) {
			file_put_contents( $backup . '.bad', $content );
			try {
				$this->services->get( RestoreService::class )->begin( $backup . '.bad', '', false );
				self::fail( "$name was taken." );
			} catch ( BackupRefused $refused ) {
				self::assertNotSame( '', $refused->getMessage() );
			}
			self::assertEquals( $before, $this->rows(), $name );
			self::assertCount( 1, $this->services->get( BackupRepository::class )->all(), 'Not even a backup was begun.' );
		}
	}

	public function test_somebody_who_changes_a_file_and_its_check_sum_is_found_by_the_signature(): void {
		$this->fill();
		$backup = $this->backup();
		$forged = $backup . '.bad';
		$read   = BackupFile::open( $backup );
		$about  = array_diff_key( $read->header, [ 'format' => 1, 'kdf' => 1, 'stream' => 1 ] );
		add_filter( 'salt', static fn( string $salt ): string => 'another ' . $salt );
		$write  = BackupFile::create( $forged, $about, '' );
		$tables = [];
		while ( null !== ( $frame = $read->read() ) && ! isset( $frame['end'] ) ) {
			if ( isset( $frame['t'] ) ) {
				$tables[ $frame['t'] ] = ( $tables[ $frame['t'] ] ?? 0 ) + count( $frame['r'] );
			}
			$write->write( $frame );
		}
		$write->finish( $tables, 0 );
		remove_all_filters( 'salt' );
		$this->expectExceptionMessageMatches( '/signature/' );
		$this->services->get( RestoreService::class )->begin( $forged, '', false );
	}

	public function test_without_the_passphrase_nobody_reads_it(): void {
		$this->fill();
		$this->settings( [ 'backup_passphrase' => 'correct horse battery' ] );
		$backup = $this->backup();
		self::assertStringNotContainsString( 'canned_replies', (string) file_get_contents( $backup ) );
		foreach ( [ 'wrong passphrase', '' ] as $passphrase ) {
			$this->settings( [ 'backup_passphrase' => '' ] );
			try {
				$this->services->get( RestoreService::class )->check( $backup, $passphrase, false );
				self::fail( 'It was read.' );
			} catch ( BackupRefused $refused ) {
				self::assertStringContainsString( 'passphrase', $refused->getMessage() );
			}
		}
		$found = $this->services->get( RestoreService::class )->check( $backup, 'correct horse battery', false );
		self::assertSame( 3, $found['tables']['messages'] );
	}

	public function test_a_backup_of_an_older_release_is_restored_and_brought_to_this_one(): void {
		$this->fill();
		$contents = $this->services->get( BackupContents::class );
		$schema   = $contents->schema();
		$backup   = $this->backup();
		// As a release without canned replies would have written it.
		$older    = dirname( $backup ) . '/older.aaiabackup';
		$read     = BackupFile::open( $backup );
		$steps    = array_diff( explode( ',', $schema ), [ '280' ] );
		$about    = [ 'schema' => implode( ',', $steps ) ] + array_diff_key( $read->header, [ 'format' => 1, 'kdf' => 1, 'stream' => 1 ] );
		$write    = BackupFile::create( $older, $about, '' );
		$tables   = [];
		while ( null !== ( $frame = $read->read() ) && ! isset( $frame['end'] ) ) {
			if ( 'canned_replies' === ( $frame['t'] ?? '' ) ) {
				continue;
			}
			if ( isset( $frame['t'] ) ) {
				$tables[ $frame['t'] ] = ( $tables[ $frame['t'] ] ?? 0 ) + count( $frame['r'] );
			}
			$write->write( $frame );
		}
		$write->finish( $tables, 0 );
		$this->restore( $older );
		self::assertSame( '0', $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( 'canned_replies' ) ) );
		self::assertSame( $schema, $contents->schema() );
		$check = new TableCheck( $this->database(), array_map( intval( ... ), explode( ',', $schema ) ) );
		self::assertSame( [ 'tables' => [], 'columns' => [], 'indexes' => [] ], $check->missing() );
	}

	public function test_it_goes_on_where_another_process_stopped_and_leaves_out_what_came_later(): void {
		$this->fill();
		$service = $this->services->get( BackupService::class );
		$id      = $service->begin( BackupService::MANUAL );
		$path    = $this->services->get( BackupRepository::class )->path( $this->services->get( BackupRepository::class )->all()[0]['name'] );
		file_put_contents( $path, 'half a frame of a process that was killed', FILE_APPEND );
		$this->label( 'Later' );
		self::assertSame( $id, $service->begin( BackupService::MANUAL ), 'One at a time.' );
		for ( $steps = 0; ! $service->step( $id, 0.0 ) && $steps < 100; $steps++ ) {
			continue;
		}
		self::assertSame( 3, BackupFile::verify( $path, '' )['tables']['labels'] );
	}

	public function test_jobs_make_it_on_schedule_rotate_and_try_a_restore_once_a_week(): void {
		$this->settings( [ 'backup_every' => 'day', 'backup_keep' => 2 ] );
		$this->fill();
		for ( $day = 0; $day < 4; $day++ ) {
			$this->plan();
			$this->plan();
			$this->clock->pass( '24 hours' );
		}
		$all = $this->services->get( BackupRepository::class )->all();
		self::assertSame( [ 'done', 'done' ], array_column( $all, 'state' ) );
		self::assertCount( 2, (array) glob( dirname( $this->services->get( BackupRepository::class )->path( 'x' ) ) . '/*.aaiabackup' ) );
		self::assertNotNull( $all[0]['verified_at'] );
		self::assertSame( 'done', $this->services->get( RestoreService::class )->run()['phase'] ?? '' );
		self::assertSame( [], $this->services->get( BackupHealth::class )->problems() );
	}

	public function test_a_full_disk_fails_the_backup_says_so_and_alerts_once_a_day(): void {
		$this->settings( [ 'backup_every' => 'day', 'backup_place' => 'folder', 'backup_folder' => '/dev/full-folder' ] );
		$this->fill();
		$this->plan();
		$this->plan();
		$problems = $this->services->get( BackupHealth::class )->problems();
		self::assertStringContainsString( 'The last backup failed: The second folder', $problems[0] );
		$mails = $this->database()->rows( 'SELECT recipient FROM %i WHERE purpose = %s', $this->database()->table( 'deliveries' ), 'backup' );
		self::assertCount( 1, $mails );
		$this->clock->pass( '3 days' );
		self::assertStringContainsString( 'late', implode( ' ', $this->services->get( BackupHealth::class )->problems() ) );
	}

	public function test_a_disk_that_is_full_while_the_file_is_written_is_told(): void {
		if ( ! file_exists( '/dev/full' ) ) {
			self::markTestSkipped( 'Only Linux has a disk that is always full.' );
		}
		$about = [ 'id' => 'x', 'site' => 'x', 'schema' => '1', 'release' => '1', 'created_at' => '2026-01-01T00:00:00Z' ];
		$path  = dirname( $this->services->get( BackupRepository::class )->path( 'x' ) ) . '/full.aaiabackup';
		$file  = BackupFile::create( $path, $about, '' );
		( new \ReflectionProperty( $file, 'handle' ) )->setValue( $file, fopen( '/dev/full', 'r+b' ) );
		$this->expectExceptionMessageMatches( '/disk is full/' );
		$file->write( [ 't' => 'labels', 'c' => [], 'r' => [ [ bin2hex( random_bytes( 500_000 ) ) ] ] ] );
	}

	public function test_a_second_place_takes_it_in_volumes_gives_it_back_and_forgets_old_ones(): void {
		$this->fill();
		$folder = $this->folder();
		$url    = $this->serve( $folder );
		foreach ( [ 's3' => '/s3/bucket/chat', 'webdav' => '/dav/chat', 'folder' => '' ] as $kind => $path ) {
			$this->settings( [
				'backup_place'        => $kind,
				'backup_folder'       => $folder,
				'backup_url'          => $url . $path,
				'backup_region'       => 'eu-test-1',
				'backup_user'         => 'KEYID',
				'backup_secret'       => 'store secret',
				'backup_keep'         => 1,
				'allowed_local_hosts' => '127.0.0.1',
			] );
			$this->services->get( SecondLocation::class )->test();
			$backup = $this->backup();
			$hash   = hash_file( 'sha256', $backup );
			unlink( $backup );
			$row    = $this->services->get( BackupRepository::class )->newest_done();
			self::assertSame( $kind, $row['sent'] ?? null );
			self::assertSame( $hash, hash_file( 'sha256', $this->services->get( BackupService::class )->local( $row ?? [] ) ), $kind );
			$this->services->get( BackupService::class )->delete( (int) ( $row['id'] ?? 0 ) );
			self::assertSame( [], (array) glob( $folder . '/*' ), $kind );
		}
		$this->settings( [ 'backup_place' => 's3', 'backup_url' => $url . '/s3/bucket', 'backup_secret' => 'wrong secret' ] );
		try {
			$this->services->get( SecondLocation::class )->test();
			self::fail( 'A wrong key was taken.' );
		} catch ( BackupRefused $refused ) {
			self::assertStringContainsString( '(403): The key is wrong.', $refused->getMessage() );
		}
		$this->settings( [ 'backup_secret' => 'store secret' ] );
		touch( $folder . '/full' );
		$service = $this->services->get( BackupService::class );
		$id      = $service->begin( BackupService::MANUAL );
		self::assertTrue( $service->step( $id, 20.0 ) );
		self::assertStringContainsString( '507', (string) ( $this->services->get( BackupRepository::class )->by_id( $id )['error'] ?? '' ) );
		$this->settings( [ 'allowed_local_hosts' => '' ] );
		$this->expectExceptionMessageMatches( '/private network/' );
		$this->services->get( SecondLocation::class )->test();
	}

	/** Three rows in each table of a backup, of every type of column. */
	private function fill(): void {
		$contents = $this->services->get( BackupContents::class );
		$check    = new TableCheck( $this->database(), array_map( intval( ... ), explode( ',', $contents->schema() ) ) );
		foreach ( $contents->tables() as $table ) {
			$this->database()->execute( 'DELETE FROM %i', $this->database()->table( $table ) );
			foreach ( [ 1, 2, 3 ] as $number ) {
				$row = [];
				foreach ( $check->description( $table )['columns'] as $column => $type ) {
					$row[ $column ] = $this->value( $table, $column, $type, $number );
				}
				$this->database()->insert( $table, $row );
			}
		}
		$this->database()->update( 'counters', [ 'value' => 3 ], [ 'name' => EventLog::COUNTER ] );
	}

	private function value( string $table, string $column, string $type, int $number ): string|int|float|null {
		$is_own = [ 'deliveries.state' => 'sent', 'turns.state' => 'done', 'alerts.escalate_at' => null, 'message_attachments.erased' => 1 ];
		if ( array_key_exists( "$table.$column", $is_own ) ) {
			return $is_own[ "$table.$column" ];
		}
		return match ( true ) {
			3 === $number && str_contains( $type, ' NULL' ) && ! str_contains( $type, 'NOT NULL' ) => null,
			str_contains( $type, 'BLOB' )     => "\x00\xFF\xFE'\"\\" . random_bytes( 40 ),
			str_contains( $type, 'DATETIME' ) => "2026-01-0$number 10:20:30",
			str_starts_with( $type, 'DATE' )  => "2026-01-0$number",
			str_contains( $type, 'INT' )      => $number,
			1 === preg_match( '/DECIMAL|FLOAT|DOUBLE/', $type ) => $number + 0.5,
			1 === preg_match( '/CHAR\((\d+)\)/', $type, $found ) => mb_substr( $number . 'é🙂', 0, (int) $found[1] ),
			default                           => "$number Émile's \"text\" \\ % 🙂\nwith lines",
		};
	}

	/** @return array<string, list<array<string, ?string>>> All rows of the tables in a backup. */
	private function rows(): array {
		$rows = [];
		foreach ( $this->services->get( BackupContents::class )->tables() as $table ) {
			$found = $this->database()->rows( 'SELECT * FROM %i', $this->database()->table( $table ) );
			if ( 'events' === $table ) {
				$found = array_values( array_filter( $found, static fn( array $row ): bool => 'backup.restored' !== $row['type'] ) );
			}
			sort( $found );
			$rows[ $table ] = $found;
		}
		return $rows;
	}

	/** @return int The row of a new label. */
	private function label( string $name ): int {
		$row = [ 'name' => $name, 'folded' => strtolower( $name ), 'color' => '#ffffff', 'created_at' => '2026-01-01 00:00:00' ];
		return $this->database()->insert( 'labels', $row );
	}

	/** @param array<string, mixed> $values */
	private function settings( array $values ): void {
		$this->services->get( Settings::class )->save( $values );
	}

	/** @return string Path of a new backup. */
	private function backup(): string {
		$service = $this->services->get( BackupService::class );
		$id      = $service->begin( BackupService::MANUAL );
		self::assertTrue( $service->step( $id, 60.0 ) );
		$backup = $this->services->get( BackupRepository::class )->by_id( $id );
		self::assertSame( [ 'done', null ], [ $backup['state'] ?? '', $backup['error'] ?? null ] );
		return $this->services->get( BackupRepository::class )->path( $backup['name'] ?? '' );
	}

	private function restore( string $path, float $seconds = 60.0 ): void {
		$restore = $this->services->get( RestoreService::class );
		$restore->begin( $path, '', false );
		for ( $steps = 0; ! $restore->step( $seconds ) && $steps < 2000; $steps++ ) {
			continue;
		}
		self::assertSame( [ 'done', '' ], [ $restore->run()['phase'] ?? '', $restore->run()['error'] ?? '' ] );
	}

	/** What an hour's jobs do. */
	private function plan(): void {
		$this->services->get( PlanBackups::class )->handle( new Job( 0, PlanBackups::NAME, [], 1 ) );
		for ( $steps = 0; $steps < 100; $steps++ ) {
			try {
				$this->services->get( RunBackup::class )->handle( new Job( 0, RunBackup::NAME, [], 1 ) );
				break;
			} catch ( RetryLater ) {
				continue;
			}
		}
		while ( ! $this->services->get( RestoreService::class )->step( 20.0 ) ) {
			continue;
		}
		$this->services->get( PlanBackups::class )->handle( new Job( 0, PlanBackups::NAME, [], 1 ) );
		while ( ! $this->services->get( RestoreService::class )->step( 20.0 ) ) {
			continue;
		}
	}

	private function folder(): string {
		$folder = sys_get_temp_dir() . '/aaia-store-' . bin2hex( random_bytes( 4 ) );
		mkdir( $folder );
		$this->folders[] = $folder;
		return $folder;
	}

	/** @return string Address of a store in the folder. */
	private function serve( string $folder ): string {
		$socket = stream_socket_server( 'tcp://127.0.0.1:0' );
		$port   = (int) substr( (string) strrchr( (string) stream_socket_get_name( $socket, false ), ':' ), 1 );
		fclose( $socket );
		$this->server = proc_open(
			[ PHP_BINARY, '-d', 'post_max_size=64M', '-S', "127.0.0.1:$port", __DIR__ . '/object-store.php' ],
			[ [ 'file', '/dev/null', 'r' ], [ 'file', '/dev/null', 'w' ], [ 'file', '/dev/null', 'w' ] ],
			$pipes,
			null,
			[ 'OBJECT_STORE' => $folder ],
		) ?: null;
		for ( $wait = 0; $wait < 100 && false === @fsockopen( '127.0.0.1', $port ); $wait++ ) {
			usleep( 50_000 );
		}
		return "http://127.0.0.1:$port";
	}
}
