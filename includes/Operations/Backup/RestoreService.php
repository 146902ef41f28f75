<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Attachments\AttachmentFolder;
use Aaia\Chatbot\Conversations\Attachments\AttachmentRepository;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\Migrator;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Storage\TableCheck;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * Restores a backup, in steps that another process can continue.
 *
 * The file is checked from end to end; what stands is backed up; the rows are loaded into tables of their own beside those in use, and
 * counted; what was about to be sent or answered is ended; then all tables are exchanged at once. Whatever fails before leaves the site as
 * it was. Events go on after the newest of both, and no subscriber gets an old one.
 *
 * @phpstan-type Run array{id: string, phase: string, path: string, from: string, before: int, trial: ?int,
 *     at: ?array{offset: int, stream: string},
 *     tables: array<string, int>, files: int, error: string, changed_at: int, loaded: int, written: int, settings: array<string, mixed>}
 */
final class RestoreService {

	/** Option: the restore that runs or ran last. Sealed where it has the state of the decryption. */
	public const OPTION = 'aaia_chatbot_restore';

	/** Before the short names of tables beside those in use, and of those taken out of use. */
	private const BESIDE = 'new_';

	private const OUT = 'old_';

	/** Rows of one INSERT. */
	private const ROWS = 50;

	/** A run that did nothing for so long has died. Seconds. */
	private const DEAD = 1800;

	/** A file without a row may be an upload that goes on. Seconds. */
	private const ON_THE_WAY = 600;

	public function __construct(
		private readonly Database $database,
		private readonly BackupRepository $backups,
		private readonly BackupService $service,
		private readonly BackupContents $contents,
		private readonly AttachmentFolder $files,
		private readonly AttachmentRepository $attachments,
		private readonly Settings $settings,
		private readonly SiteState $state,
		private readonly Migrator $migrator,
		private readonly EventLog $events,
		private readonly JobQueue $jobs,
		private readonly Clock $clock,
	) {}

	/**
	 * Checks a backup from end to end and says what a restore would bring and take.
	 *
	 * @param bool $from_elsewhere Whether a backup of another site is wanted.
	 *
	 * @return array{created_at: string, release: string, is_own: bool, tables: array<string, int>, files: int,
	 *     now: array{conversations: int, messages: int}, lost: array{conversations: int, messages: int}}
	 *
	 * @throws BackupRefused
	 */
	public function check( string $path, #[\SensitiveParameter] string $passphrase, bool $from_elsewhere ): array {
		$passphrase = '' === $passphrase ? $this->settings->secret( 'backup_passphrase' ) : $passphrase;
		$header     = BackupFile::open( $path )->header;
		if ( BackupFile::site() !== $header['site'] && ! $from_elsewhere ) {
			throw new BackupRefused( __(
				'This backup is of another site. If you want it here, use “wp aaia backup restore” with --from-another-site.',
				'aaia-chatbot',
			) );
		}
		if ( [] !== array_diff( self::steps( $header['schema'] ), $this->migrator->known() ) ) {
			throw new BackupRefused(
				__( 'This backup was made by a newer release of AAIA Chatbot. Update the plugin first.', 'aaia-chatbot' ),
			);
		}
		$found = BackupFile::verify( $path, $passphrase );
		if ( [] !== array_intersect( array_keys( $found['tables'] ), [ ...BackupContents::KEPT, ...BackupContents::EMPTIED ] ) ) {
			// Somebody made it: jobs of another site, or paths of files.
			throw new BackupRefused( __( 'This backup is damaged or was changed. Take another one.', 'aaia-chatbot' ) );
		}
		return [
			'created_at' => $header['created_at'],
			'release'    => $header['release'],
			'is_own'     => $found['is_own'],
			'tables'     => $found['tables'],
			'files'      => $found['files'],
			'now'        => [ 'conversations' => $this->count( 'conversations' ), 'messages' => $this->count( 'messages' ) ],
			'lost'       => [
				'conversations' => $this->count( 'conversations', $header['created_at'] ),
				'messages'      => $this->count( 'messages', $header['created_at'] ),
			],
		];
	}

	/**
	 * Begins a restore; step() goes on with it.
	 *
	 * @param ?int $trial Only loads, counts and drops it again; row of the backup, 0 for a file that has none. Null for a real restore.
	 *
	 * @throws BackupRefused While another one runs, or for a backup that cannot be restored.
	 */
	public function begin( string $path, #[\SensitiveParameter] string $passphrase, bool $from_elsewhere, ?int $trial = null ): void {
		$this->refuse_a_second();
		$found      = $this->check( $path, $passphrase, $from_elsewhere );
		$passphrase = '' === $passphrase ? $this->settings->secret( 'backup_passphrase' ) : $passphrase;
		// Another one may have begun while the file was read.
		$this->refuse_a_second();
		$this->drop( self::BESIDE );
		$this->drop( self::OUT );
		$this->keep( [
			'id'         => Ids::random(),
			'phase'      => null === $trial ? 'backup' : 'create',
			'path'       => $path,
			'from'       => $found['created_at'],
			'before'     => 0,
			'trial'      => $trial,
			'at'         => BackupFile::open( $path, $passphrase )->position(),
			'tables'     => $found['tables'],
			'files'      => $found['files'],
			'error'      => '',
			'changed_at' => 0,
			'loaded'     => 0,
			'written'    => 0,
			'settings'   => [],
		] );
	}

	/** @throws BackupRefused While another restore goes on. */
	private function refuse_a_second(): void {
		$running = $this->run();
		if ( null !== $running && self::is_going_on( $running, $this->clock->now() ) ) {
			throw new BackupRefused( __( 'Another restore is running. Wait until it has ended.', 'aaia-chatbot' ) );
		}
	}

	/** Goes on for about so long. @return bool Whether it has ended; run() says how. */
	public function step( float $seconds ): bool {
		$until = microtime( true ) + $seconds;
		do {
			$run = $this->run();
			if ( null === $run || in_array( $run['phase'], [ 'done', 'failed' ], true ) ) {
				return true;
			}
			$lock = BackupFile::lock( $run['path'] );
			if ( null === $lock && is_file( $run['path'] ) ) {
				sleep( 1 );
				continue;
			}
			// As the process left it that had the file before.
			$run = $this->run() ?? $run;
			if ( in_array( $run['phase'], [ 'done', 'failed' ], true ) ) {
				return true;
			}
			try {
				$run = match ( $run['phase'] ) {
					'backup' => $this->back_up( $run, max( 0.1, $until - microtime( true ) ) ),
					'create' => $this->create( $run ),
					'load'   => $this->load( $run, $until ),
					default  => $this->finish( $run, max( 0.1, $until - microtime( true ) ) ),
				};
			} catch ( BackupRefused | DatabaseFailure $failure ) {
				$this->drop( self::BESIDE );
				$run['phase'] = 'failed';
				$run['error'] = $failure->getMessage();
				if ( null !== $run['trial'] ) {
					$this->backups->change( $run['trial'], [ 'error' => mb_substr( $run['error'], 0, 1000 ) ] );
				}
				$run['at']    = null;
				do_action( 'aaia_chatbot_log', 'error', 'The restore failed, nothing was changed: ' . $failure->getMessage() );
			}
			$this->keep( $run );
			unset( $lock );
		} while ( ! in_array( $run['phase'], [ 'done', 'failed' ], true ) && microtime( true ) < $until );
		return in_array( $run['phase'], [ 'done', 'failed' ], true );
	}

	/**
	 * The restore that runs, or the last one.
	 *
	 * @return ?Run
	 */
	public function run(): ?array {
		return self::stored();
	}

	/** Whether a restore that goes on reads this file: then it must stay. */
	public static function reads( string $path, \DateTimeImmutable $now ): bool {
		$run = self::stored();
		return null !== $run && $path === $run['path'] && self::is_going_on( $run, $now );
	}

	/** @param Run $run */
	private static function is_going_on( array $run, \DateTimeImmutable $now ): bool {
		return ! in_array( $run['phase'], [ 'done', 'failed' ], true ) && $run['changed_at'] > $now->getTimestamp() - self::DEAD;
	}

	/** @return ?Run */
	private static function stored(): ?array {
		wp_cache_delete( self::OPTION, 'options' );
		$sealed = get_option( self::OPTION );
		$opened = is_string( $sealed ) ? ( new SecretBox() )->open( $sealed ) : null;
		$run    = null === $opened ? null : json_decode( $opened, true );
		if ( ! is_array( $run ) ) {
			return null;
		}
		/** @var Run $run */
		return $run;
	}

	/**
	 * Backs up what stands.
	 *
	 * @param Run $run
	 *
	 * @return Run
	 */
	private function back_up( array $run, float $seconds ): array {
		if ( 0 === $run['before'] ) {
			// One that was begun earlier lacks what came since.
			$earlier = $this->backups->unfinished();
			if ( null !== $earlier ) {
				$this->service->step( $earlier['id'], $seconds );
				return $run;
			}
			$run['before'] = $this->service->begin( BackupService::BEFORE_RESTORE );
			return $run;
		}
		if ( $this->service->step( $run['before'], $seconds ) ) {
			$backup = $this->backups->by_id( $run['before'] );
			// What cannot be sent to the second location is complete and verified here.
			if ( null === $backup || 'failed' === $backup['state'] && null === $backup['verified_at'] ) {
				throw new BackupRefused( sprintf(
					/* translators: %s: why. */
					__( 'What stands could not be backed up first: %s', 'aaia-chatbot' ),
					(string) ( $backup['error'] ?? '' ),
				) );
			}
			$run['phase'] = 'create';
		}
		return $run;
	}

	/**
	 * @param Run $run
	 *
	 * @return Run
	 */
	private function create( array $run ): array {
		$header = BackupFile::open( $run['path'] )->header;
		( new TableCheck( $this->database, self::steps( $header['schema'] ) ) )->create_beside( self::BESIDE, array_keys( $run['tables'] ) );
		// Tables that are younger than the backup, and those that it leaves out, begin empty.
		$rest = array_diff( $this->migrator->check_all()->names(), BackupContents::KEPT, array_keys( $run['tables'] ) );
		$this->migrator->check_all()->create_beside( self::BESIDE, array_values( $rest ) );
		$run['phase'] = 'load';
		return $run;
	}

	/**
	 * @param Run $run
	 *
	 * @return Run
	 */
	private function load( array $run, float $until ): array {
		$file = BackupFile::open( $run['path'], '', $run['at'] );
		do {
			$frame = $file->read();
			if ( null === $frame || isset( $frame['end'] ) ) {
				$run['phase'] = 'finish';
				$run['at']    = null;
				return $run;
			}
			if ( is_array( $frame['settings'] ?? null ) ) {
				$run['settings'] = $frame['settings'];
			} elseif ( isset( $frame['t'], $frame['c'], $frame['r'] ) ) {
				$this->insert( $run, (string) $frame['t'], (array) $frame['c'], (array) $frame['r'] );
				$run['loaded'] += count( (array) $frame['r'] );
			} elseif ( isset( $frame['f'] ) && null === $run['trial'] ) {
				$run['written'] = $this->write_file( $frame, BackupFile::site() === $file->header['site'], $run['written'] );
			}
			$run['at'] = $file->position();
			$this->keep( $run );
		} while ( microtime( true ) < $until );
		return $run;
	}

	/**
	 * @param Run          $run
	 * @param array<mixed> $columns
	 * @param array<mixed> $rows
	 */
	private function insert( array $run, string $table, array $columns, array $rows ): void {
		$columns = array_map( strval( ... ), array_values( $columns ) );
		$strange = array_filter( $columns, static fn( string $name ): bool => 1 !== preg_match( '/\A\w+\z/', $name ) );
		if ( ! isset( $run['tables'][ $table ] ) || [] !== $strange ) {
			throw new BackupRefused( __( 'This backup is damaged or was changed. Use another one.', 'aaia-chatbot' ) );
		}
		// A step that is repeated finds its own rows.
		$names = implode( ', ', array_fill( 0, count( $columns ), '%i' ) );
		foreach ( array_chunk( array_values( $rows ), self::ROWS ) as $some ) {
			$lines  = [];
			$values = [];
			foreach ( $some as $row ) {
				$cells = [];
				foreach ( array_values( (array) $row ) as $cell ) {
					$cells[] = null === $cell ? 'NULL' : '%s';
					if ( null !== $cell ) {
						$values[] = is_array( $cell ) ? (string) base64_decode( (string) ( $cell['b'] ?? '' ), true ) : (string) $cell;
					}
				}
				$lines[] = '(' . implode( ', ', $cells ) . ')';
			}
			$this->database->execute(
				'REPLACE INTO %i (' . $names . ') VALUES ' . implode( ', ', $lines ),
				$this->database->table( self::BESIDE . $table ),
				...$columns,
				...$values,
			);
		}
	}

	/**
	 * @param array<string, mixed> $piece Of a file; its name is random, so that it never stands for another one.
	 * @param bool                 $own   Whether the backup is of this site: files of conversations that were erased since stay away.
	 * @param int                  $at    Bytes of the file so far: a step that is repeated writes its piece where it belongs.
	 *
	 * @return int Bytes of the file now.
	 */
	private function write_file( array $piece, bool $own, int $at ): int {
		$name  = (string) $piece['f'];
		$bytes = base64_decode( (string) ( $piece['d'] ?? '' ), true );
		if ( 1 !== preg_match( '/\A[0-9a-f]{16,64}\z/', $name ) || false === $bytes ) {
			throw new BackupRefused( __( 'This backup is damaged or was changed. Use another one.', 'aaia-chatbot' ) );
		}
		if ( $own && $this->is_erased( $name ) ) {
			return 0;
		}
		$path    = true === ( $piece['thumb'] ?? false ) ? $this->files->thumbnail( $name ) : $this->files->path( $name );
		$at      = true === ( $piece['first'] ?? false ) ? 0 : $at;
		$written = 0 === $at ? $this->files->write( $path, $bytes ) : self::append( $path, $bytes, $at );
		if ( ! $written ) {
			throw new BackupRefused( __( 'An attached file could not be written. Is the disk full?', 'aaia-chatbot' ) );
		}
		return $at + strlen( $bytes );
	}

	/** Writes bytes at the end that a file is to have, and cuts off what stands there. @return bool Whether they are there. */
	private static function append( string $path, string $bytes, int $at ): bool {
		$handle = fopen( $path, 'r+b' ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own file.
		return false !== $handle && ftruncate( $handle, max( 0, $at ) ) && 0 === fseek( $handle, $at )
			&& strlen( $bytes ) === fwrite( $handle, $bytes ) // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own file.
			&& fclose( $handle ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own file.
	}

	/** Whether the conversation of a file was erased since the backup was made. Its rows are loaded before the files. */
	private function is_erased( string $stored ): bool {
		return null !== $this->database->value(
			'SELECT a.id FROM %i a JOIN %i e ON e.conversation_id = a.conversation_id AND e.type = %s WHERE a.stored_name = %s LIMIT 1',
			$this->beside( 'message_attachments' ),
			$this->database->table( 'events' ),
			EventType::ConversationDeleted->value,
			$stored,
		);
	}

	/**
	 * Counts, ends what was about to be sent, exchanges the tables.
	 *
	 * @param Run $run
	 *
	 * @return Run
	 */
	private function finish( array $run, float $seconds ): array {
		if ( null === $run['trial'] && [] === $this->names( self::BESIDE ) ) {
			// A process that was killed after it had exchanged the tables.
			$this->bring_up_to_date( BackupFile::open( $run['path'] )->header['schema'] );
			$this->drop( self::OUT );
			return $this->settle( $run, $this->events->last_id() );
		}
		$making = null === $run['trial'] ? $this->backups->unfinished() : null;
		if ( 'making' === ( $making['state'] ?? '' ) ) {
			// It would have rows of before the exchange and of after.
			$this->service->step( $making['id'], $seconds );
			return $run;
		}
		foreach ( $run['tables'] as $table => $rows ) {
			$found = (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( self::BESIDE . $table ) );
			if ( $found !== $rows ) {
				throw new BackupRefused( sprintf( 'Of %d rows of %s only %d could be loaded.', $rows, $table, $found ) );
			}
		}
		if ( null !== $run['trial'] ) {
			$this->drop( self::BESIDE );
			$this->backups->change( $run['trial'], [ 'tried_at' => Time::to_database( $this->clock->now() ) ] );
			$run['phase'] = 'done';
			return $run;
		}
		$header = BackupFile::open( $run['path'] )->header;
		$last   = max( $this->events->last_id(), (int) $this->database->value( 'SELECT MAX( id ) FROM %i', $this->beside( 'events' ) ) );
		if ( BackupFile::site() === $header['site'] ) {
			$this->erase_again();
			$this->forget_again( self::steps( $header['schema'] ) );
		}
		$this->end_what_was_due( array_keys( $run['tables'] ) );
		$this->go_on_after( $last );
		$this->exchange( $header['schema'] );
		return $this->settle( $run, $last );
	}

	/**
	 * @param Run $run
	 *
	 * @return Run
	 */
	private function settle( array $run, int $last ): array {
		$this->take( $run['settings'] );
		$this->after( $run, $last );
		$run['phase'] = 'done';
		return $run;
	}

	/** Runs the steps that the backup does not have. */
	private function bring_up_to_date( string $schema ): void {
		$this->state->set( SiteState::SCHEMA, $schema );
		$this->migrator->migrate();
	}

	/** Conversations that were erased since the backup was made do not come back, nor from an older backup later. */
	private function erase_again(): void {
		$this->database->execute(
			'DELETE FROM %i WHERE id IN ( SELECT conversation_id FROM %i WHERE type = %s )',
			$this->beside( 'conversations' ),
			$this->database->table( 'events' ),
			EventType::ConversationDeleted->value,
		);
		$this->database->execute(
			'INSERT INTO %i ( id, type, conversation_id, message_id, data, created_at )'
				. ' SELECT id, type, conversation_id, message_id, data, created_at FROM %i WHERE type IN ( %s, %s )'
				. ' AND id NOT IN ( SELECT id FROM %i )',
			$this->beside( 'events' ),
			$this->database->table( 'events' ),
			EventType::ConversationDeleted->value,
			EventType::ContactDeleted->value,
			$this->beside( 'events' ),
		);
	}

	/**
	 * Nor do contacts that were forgotten.
	 *
	 * @param list<int> $steps Of the backup.
	 */
	private function forget_again( array $steps ): void {
		$tables = ( new TableCheck( $this->database, $steps ) )->with_column( 'contact_id' );
		$rows   = $this->database->rows(
			'SELECT data FROM %i WHERE type = %s',
			$this->database->table( 'events' ),
			EventType::ContactDeleted->value,
		);
		foreach ( array_chunk( $rows, 500 ) as $some ) {
			$data  = array_map( static fn( array $row ): array => (array) json_decode( (string) $row['data'], true ), $some );
			$ids   = array_map( static fn( array $about ): int => (int) ( $about['contact'] ?? 0 ), $data );
			$these = 'IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')';
			foreach ( $tables as $table ) {
				$this->database->execute(
					( 'conversations' === $table ? 'UPDATE %i SET contact_id = NULL' : 'DELETE FROM %i' ) . ' WHERE contact_id ' . $these,
					$this->beside( $table ),
					...$ids,
				);
			}
			$this->database->execute( 'DELETE FROM %i WHERE id ' . $these, $this->beside( 'contacts' ), ...$ids );
		}
	}

	/**
	 * Nothing of the past is sent, answered or escalated again.
	 *
	 * @param list<string> $tables
	 */
	private function end_what_was_due( array $tables ): void {
		$this->database->execute(
			'UPDATE %i SET state = %s, last_error = %s, lease_until = NULL, next_attempt_at = NULL WHERE state IN ( %s, %s, %s )',
			$this->beside( 'deliveries' ),
			'failed',
			'Restored from a backup: not sent.',
			'queued',
			'sending',
			'bundled',
		);
		$this->database->execute(
			'UPDATE %i SET state = %s, lease_token = NULL, lease_until = NULL WHERE state NOT IN ( %s, %s, %s )',
			$this->beside( 'turns' ),
			'stopped',
			'done',
			'stopped',
			'failed',
		);
		$this->database->execute( 'UPDATE %i SET escalate_at = NULL', $this->beside( 'alerts' ) );
		// What was erased while the backup was made left parts behind.
		$check = new TableCheck( $this->database, $this->migrator->known() );
		foreach ( array_intersect( $check->with_column( 'conversation_id' ), $tables ) as $table ) {
			if ( 'events' !== $table ) {
				$this->database->execute(
					'DELETE FROM %i WHERE conversation_id IS NOT NULL AND conversation_id NOT IN ( SELECT id FROM %i )',
					$this->beside( $table ),
					$this->beside( 'conversations' ),
				);
			}
		}
	}

	/** Has every subscriber go on after what was restored, and ends the jobs of the rows that are replaced. */
	private function go_on_after( int $last ): void {
		$this->database->transaction( function () use ( $last ): void {
			$counters = $this->database->table( 'counters' );
			$this->database->execute( 'UPDATE %i SET value = %d WHERE name = %s AND value < %d', $counters, $last, EventLog::COUNTER, $last );
			$this->database->execute(
				'UPDATE %i SET last_event_id = %d, failures = 0 WHERE last_event_id < %d',
				$this->database->table( 'event_cursors' ),
				$last,
				$last,
			);
			$this->database->execute(
				'DELETE FROM %i WHERE handler NOT IN ( %s, %s )',
				$this->database->table( 'jobs' ),
				RunRestore::NAME,
				RunBackup::NAME,
			);
		} );
	}

	/** @param string $schema Steps of the backup, joined by commas; those that are missing run on the restored tables. */
	private function exchange( string $schema ): void {
		$names  = $this->names( self::BESIDE );
		$before = $this->contents->schema();
		if ( $this->database->is_sqlite() ) {
			// Tables cannot be renamed there with their indexes; one transaction takes rows out and in.
			$this->database->transaction( function () use ( $names ): void {
				foreach ( $names as $name ) {
					$columns = array_keys( ( new TableCheck( $this->database, [] ) )->description( self::BESIDE . $name )['columns'] );
					$list    = implode( ', ', array_fill( 0, count( $columns ), '%i' ) );
					$this->database->execute( 'DELETE FROM %i', $this->database->table( $name ) );
					$this->database->execute(
						'INSERT INTO %i (' . $list . ') SELECT ' . $list . ' FROM %i',
						$this->database->table( $name ),
						...$columns,
						...[ ...$columns, $this->beside( $name ) ],
					);
				}
			} );
			$this->bring_up_to_date( $schema );
			$this->drop( self::BESIDE );
			return;
		}
		foreach ( $names as $name ) {
			$this->number_on( $name );
		}
		$this->rename( $names, '', self::OUT, self::BESIDE, '' );
		try {
			$this->bring_up_to_date( $schema );
		} catch ( DatabaseFailure $failure ) {
			$this->rename( $names, '', self::BESIDE, self::OUT, '' );
			$this->state->set( SiteState::SCHEMA, $before );
			throw $failure;
		}
		$this->drop( self::OUT );
	}

	/**
	 * Takes tables out of use and others into use, in one statement.
	 *
	 * @param list<string> $names
	 */
	private function rename( array $names, string $from, string $to, string $next_from, string $next_to ): void {
		$pairs = [];
		foreach ( $names as $name ) {
			$pairs[] = $this->database->table( $from . $name ) . ' TO ' . $this->database->table( $to . $name );
			$pairs[] = $this->database->table( $next_from . $name ) . ' TO ' . $this->database->table( $next_to . $name );
		}
		$this->database->define( 'RENAME TABLE ' . implode( ', ', $pairs ) );
	}

	/** Has a table number its next row above every number given before: others may still refer to those. */
	private function number_on( string $name ): void {
		$status = $this->database->row( 'SHOW TABLE STATUS LIKE %s', $this->database->like( $this->database->table( $name ) ) );
		$next   = (int) ( $status['Auto_increment'] ?? 0 );
		if ( $next > 0 ) {
			$this->database->define( 'ALTER TABLE ' . $this->beside( $name ) . ' AUTO_INCREMENT = ' . $next );
		}
	}

	/**
	 * Stores the settings of the backup; keys stay those of this site, unless the backup would send them to another server.
	 *
	 * @param array<string, mixed> $settings
	 */
	private function take( array $settings ): void {
		foreach ( $this->settings->replace( (array) ( $settings['settings'] ?? [] ), (array) ( $settings['front'] ?? [] ) ) as $secret ) {
			do_action( 'aaia_chatbot_log', 'warning', "The backup has another address for $secret, which was emptied: type it again." );
		}
	}

	/** @param Run $run */
	private function after( array $run, int $last ): void {
		wp_cache_flush();
		$this->delete_files_of_lost_conversations();
		foreach ( $this->database->rows(
			'SELECT id, snoozed_until FROM %i WHERE status = %s AND snoozed_until IS NOT NULL',
			$this->database->table( 'conversations' ),
			'snoozed',
		) as $row ) {
			// The job of the room Inbox that wakes it.
			$until = Time::required( $row['snoozed_until'] );
			$key   = 'inbox.wake:' . $row['id'] . ':' . $until->getTimestamp();
			$this->jobs->push( 'inbox.wake', [ 'conversation' => (int) $row['id'] ], $until, $key );
		}
		$this->database->transaction( fn() => $this->events->append( EventType::BackupRestored, null, null, [
			'made_at' => ( new \DateTimeImmutable( $run['from'] ) )->getTimestamp(),
			'after'   => $last,
		] ) );
		do_action( 'aaia_chatbot_log', 'info', sprintf( 'The backup of %s was restored.', $run['from'] ) );
	}

	/** They are in the backup that was made first; here nobody could erase them any more. */
	private function delete_files_of_lost_conversations(): void {
		foreach ( $this->files->stored_before( time() - self::ON_THE_WAY ) as $names ) {
			array_map( $this->files->delete( ... ), array_diff( $names, $this->attachments->among( $names ) ) );
		}
	}

	/** @return list<string> Short names of the tables that stand beside those in use. */
	private function names( string $before ): array {
		$prefix = $this->database->table( $before );
		$rows   = $this->database->rows( 'SHOW TABLES LIKE %s', $this->database->like( $prefix ) . '%' );
		$names  = array_map( static fn( array $row ): string => (string) array_values( $row )[0], $rows );
		return array_values( array_map( static fn( string $name ): string => substr( $name, strlen( $prefix ) ), $names ) );
	}

	private function drop( string $before ): void {
		foreach ( $this->names( $before ) as $name ) {
			$this->database->execute( 'DROP TABLE IF EXISTS %i', $this->database->table( $before . $name ) );
		}
	}

	private function beside( string $name ): string {
		return $this->database->table( self::BESIDE . $name );
	}

	private function count( string $table, string $since = '' ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE created_at > %s',
			$this->database->table( $table ),
			'' === $since ? '1000-01-01 00:00:00' : Time::to_database( new \DateTimeImmutable( $since ) ),
		);
	}

	/** @param Run $run */
	private function keep( array $run ): void {
		$run['changed_at'] = $this->clock->now()->getTimestamp();
		update_option( self::OPTION, ( new SecretBox() )->seal( (string) wp_json_encode( $run ) ), false );
	}

	/** @return list<int> */
	private static function steps( string $schema ): array {
		return array_map( intval( ... ), array_values( array_filter( explode( ',', $schema ), 'is_numeric' ) ) );
	}
}
