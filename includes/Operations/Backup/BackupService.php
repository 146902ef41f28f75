<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Makes backups, in steps that another process can continue: writes the file, reads it back, sends it to the second location, deletes old
 * ones. One backup is made at a time.
 *
 * @phpstan-import-type Backup from BackupRepository
 * @phpstan-type Position array{phase: string, table: int, after: list<string>, file: int, newest: array<string, int>,
 *     tables: array<string, int>, files: int, at: array{offset: int, stream: string}}
 */
final class BackupService {

	public const SCHEDULED = 'scheduled';

	public const MANUAL = 'manual';

	public const BEFORE_RESTORE = 'restore';

	/** Written to the file before the position is stored. Seconds. */
	private const SLICE = 2.0;

	/** Volumes sent before the position is stored. */
	private const AT_ONCE = 1;

	public function __construct(
		private readonly BackupRepository $backups,
		private readonly BackupContents $contents,
		private readonly SecondLocation $place,
		private readonly Settings $settings,
		private readonly JobQueue $jobs,
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Begins a backup, or finds the one that is being made.
	 *
	 * @return int Its row; step() goes on with it.
	 *
	 * @throws BackupRefused
	 */
	public function begin( string $reason ): int {
		$running = $this->backups->unfinished();
		if ( null !== $running ) {
			return $running['id'];
		}
		$passphrase = $this->settings->secret( 'backup_passphrase' );
		$now        = $this->clock->now();
		$name       = 'aaia-' . $now->format( 'Ymd-His' ) . '-' . bin2hex( random_bytes( 6 ) ) . '.aaiabackup';
		$id         = $this->backups->add( $name, $reason, '' !== $passphrase );
		try {
			$file = BackupFile::create( $this->backups->path( $name ), [
				'id'         => $name,
				'site'       => BackupFile::site(),
				'schema'     => $this->contents->schema(),
				'release'    => get_file_data( dirname( __DIR__, 3 ) . '/aaia-chatbot.php', [ 'version' => 'Version' ] )['version'],
				'created_at' => (string) Time::to_wire( $now ),
			], $passphrase );
			$file->write( [ 'settings' => $this->contents->settings() ] );
			$newest = $this->contents->newest();
			$this->keep( $id, [
				'phase'  => 'tables',
				'table'  => 0,
				'after'  => [],
				'file'   => 0,
				'newest' => $newest,
				'tables' => [],
				'files'  => 0,
				'at'     => $file->position(),
			] );
			$this->backups->change( $id, [ 'total' => array_sum( $newest ) ] );
		} catch ( BackupRefused | DatabaseFailure $failure ) {
			$this->fail( $id, $failure->getMessage() );
			throw $failure;
		}
		return $id;
	}

	/** Begins a backup in the background. @throws BackupRefused */
	public function queue( string $reason ): int {
		$id = $this->begin( $reason );
		// In a transaction, so that it begins right after this response.
		$this->database->transaction( fn() => $this->jobs->push( RunBackup::NAME, [], null, RunBackup::NAME ) );
		return $id;
	}

	/**
	 * Goes on with a backup for about so long.
	 *
	 * @return bool Whether it is finished: done or failed.
	 */
	public function step( int $id, float $seconds ): bool {
		$until = microtime( true ) + $seconds;
		$ended = false;
		do {
			$backup = $this->backups->by_id( $id );
			if ( null === $backup ) {
				return true;
			}
			$lock = BackupFile::lock( $this->backups->path( $backup['name'] ) );
			if ( null === $lock && is_file( $this->backups->path( $backup['name'] ) ) ) {
				sleep( 1 );
				continue;
			}
			// As the process left it that had the file before.
			$backup = $this->backups->by_id( $id ) ?? $backup;
			try {
				match ( $backup['state'] ) {
					'making'   => $this->write( $backup ),
					'checking' => $this->check( $backup ),
					'sending'  => $this->send( $backup ),
					default    => null,
				};
			} catch ( BackupRefused $refused ) {
				$this->fail( $id, $refused->getMessage() );
			}
			unset( $lock );
			$ended = in_array( $this->backups->by_id( $id )['state'] ?? 'failed', [ 'done', 'failed' ], true );
		} while ( ! $ended && microtime( true ) < $until );
		return $ended;
	}

	/**
	 * Reads a backup from end to end once more.
	 *
	 * @param Backup $backup
	 *
	 * @return array{tables: array<string, int>, files: int, is_own: bool}
	 *
	 * @throws BackupRefused
	 */
	public function verify( array $backup, #[\SensitiveParameter] string $passphrase = '' ): array {
		$passphrase = '' === $passphrase ? $this->settings->secret( 'backup_passphrase' ) : $passphrase;
		$found      = BackupFile::verify( $this->local( $backup ), $passphrase );
		$this->backups->change( $backup['id'], [ 'verified_at' => Time::to_database( $this->clock->now() ) ] );
		return $found;
	}

	/**
	 * The path of a backup's file; fetched from the second location where it is gone here.
	 *
	 * @param Backup $backup
	 *
	 * @throws BackupRefused
	 */
	public function local( array $backup ): string {
		$path = $this->backups->path( $backup['name'] );
		if ( ! is_file( $path ) ) {
			$this->fetch( $backup['name'], $path );
		}
		return $path;
	}

	/** Fetches a backup of that name from the second location. @throws BackupRefused */
	public function fetch( string $name, string $path ): void {
		if ( null === $this->place->kind() ) {
			throw new BackupRefused( __( 'The file of this backup is gone, and there is no second location for backups.', 'aaia-chatbot' ) );
		}
		$partial = $path . '.partial';
		wp_delete_file( $partial );
		for ( $number = 1; ; $number++ ) {
			$bytes = $this->place->get( SecondLocation::volume( $name, $number ) );
			if ( null === $bytes ) {
				break;
			}
			// phpcs:ignore WordPress.WP.AlternativeFunctions, WordPress.PHP.NoSilencedErrors -- our own folder; a full disk is an answer.
			if ( strlen( $bytes ) !== @file_put_contents( $partial, $bytes, FILE_APPEND ) ) {
				wp_delete_file( $partial );
				throw new BackupRefused( __( 'The backup could not be fetched: the disk is full.', 'aaia-chatbot' ) );
			}
			// The last one: some stores answer with an error of their own for what is not there, others with a page.
			if ( strlen( $bytes ) < SecondLocation::VOLUME ) {
				break;
			}
		}
		if ( ! is_file( $partial ) ) {
			throw new BackupRefused( __( 'The second location has no backup of this name.', 'aaia-chatbot' ) );
		}
		rename( $partial, $path ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- our own folder.
	}

	/** Deletes a backup here and at the second location. @throws BackupRefused When the second location refuses; it stays then. */
	public function delete( int $id ): void {
		$backup = $this->backups->by_id( $id );
		if ( null === $backup ) {
			return;
		}
		if ( $this->is_read( $backup ) ) {
			throw new BackupRefused( __( 'This backup is being restored. Delete it when that has ended.', 'aaia-chatbot' ) );
		}
		if ( null !== $backup['sent'] && $backup['sent'] === $this->place->kind() ) {
			for ( $number = 1; $number <= $backup['volumes']; $number++ ) {
				$this->place->delete( SecondLocation::volume( $backup['name'], $number ) );
			}
		}
		$this->backups->delete_file( $backup['name'] );
		$this->backups->delete( $id );
	}

	/** @param Backup $backup */
	private function write( array $backup ): void {
		$until    = microtime( true ) + self::SLICE;
		$position = $this->position( $backup );
		$file     = BackupFile::resume( $this->backups->path( $backup['name'] ), $position['at'] );
		$tables   = $this->contents->tables();
		while ( 'tables' === $position['phase'] && microtime( true ) < $until ) {
			$table = $tables[ $position['table'] ] ?? null;
			if ( null === $table ) {
				$position['phase'] = 'files';
				break;
			}
			$page = $this->contents->page( $table, $position['after'], $position['newest'][ $table ] ?? null );
			$file->write( $page['frame'] );
			$position['tables'][ $table ] = ( $position['tables'][ $table ] ?? 0 ) + count( $page['frame']['r'] );
			$position['after']            = $page['after'];
			if ( $page['ended'] ) {
				++$position['table'];
				$position['after'] = [];
			}
		}
		while ( 'files' === $position['phase'] && microtime( true ) < $until ) {
			$next = $this->contents->file_after( $position['file'], $position['newest']['message_attachments'] ?? 0 );
			if ( null === $next ) {
				$file->finish( $position['tables'], $position['files'] );
				$this->backups->change( $backup['id'], [
					'state'    => 'checking',
					'position' => null,
					'size'     => $file->position()['offset'],
					'total'    => array_sum( $position['tables'] ),
				] );
				return;
			}
			foreach ( $next['pieces'] as $piece ) {
				$file->write( $piece );
				$position['files'] += $piece['last'] ? 1 : 0;
			}
			$position['file'] = $next['id'];
		}
		$position['at'] = $file->position();
		$this->keep( $backup['id'], $position );
		$this->backups->change( $backup['id'], [ 'size' => $position['at']['offset'] ] );
	}

	/** @param Backup $backup */
	private function check( array $backup ): void {
		$this->verify( $backup );
		$this->backups->change( $backup['id'], [ 'state' => 'sending' ] );
	}

	/** @param Backup $backup */
	private function send( array $backup ): void {
		$kind = $this->place->kind();
		$path = $this->backups->path( $backup['name'] );
		$last = (int) ceil( $backup['size'] / SecondLocation::VOLUME );
		if ( null !== $kind && $backup['volumes'] < $last ) {
			for ( $sent = 0; $sent < self::AT_ONCE && $backup['volumes'] < $last; $sent++ ) {
				$bytes = (string) file_get_contents( $path, false, null, $backup['volumes'] * SecondLocation::VOLUME, SecondLocation::VOLUME );
				$this->place->put( SecondLocation::volume( $backup['name'], ++$backup['volumes'] ), $bytes );
			}
			$this->backups->change( $backup['id'], [ 'volumes' => $backup['volumes'], 'sent' => $kind ] );
			return;
		}
		if ( null !== $kind ) {
			$this->read_back( $backup );
		}
		$this->backups->change( $backup['id'], [ 'state' => 'done', 'done_at' => Time::to_database( $this->clock->now() ) ] );
		do_action( 'aaia_chatbot_log', 'info', sprintf( 'Backup %d is complete and verified.', $backup['id'] ) );
		$this->rotate();
	}

	/**
	 * Compares the last volume at the second location with what was sent.
	 *
	 * @param Backup $backup
	 */
	private function read_back( array $backup ): void {
		$bytes = $this->place->get( SecondLocation::volume( $backup['name'], $backup['volumes'] ) );
		$sent  = (string) file_get_contents(
			$this->backups->path( $backup['name'] ),
			false,
			null,
			( $backup['volumes'] - 1 ) * SecondLocation::VOLUME,
		);
		if ( $bytes !== $sent ) {
			throw new BackupRefused( __( 'The second location stored a file and returned another one.', 'aaia-chatbot' ) );
		}
	}

	/** Deletes complete backups beyond the number that is kept, and failed ones of earlier. */
	private function rotate(): void {
		$done = 0;
		foreach ( $this->backups->all() as $backup ) {
			$is_old = match ( $backup['state'] ) {
				'done'   => ++$done > $this->settings->int( 'backup_keep' ),
				'failed' => $done > 0,
				default  => false,
			};
			if ( ! $is_old || $this->is_read( $backup ) ) {
				continue;
			}
			try {
				$this->delete( $backup['id'] );
			} catch ( BackupRefused $refused ) {
				do_action( 'aaia_chatbot_log', 'warning', sprintf( 'Backup %d could not be deleted: %s', $backup['id'], $refused->getMessage() ) );
			}
		}
	}

	/**
	 * Whether a restore reads the backup: the one that it makes first must not push out the oldest, which is often the one wanted.
	 *
	 * @param Backup $backup
	 */
	private function is_read( array $backup ): bool {
		return RestoreService::reads( $this->backups->path( $backup['name'] ), $this->clock->now() );
	}

	private function fail( int $id, string $reason ): void {
		$backup = $this->backups->by_id( $id );
		$this->backups->change( $id, [ 'state' => 'failed', 'position' => null, 'error' => mb_substr( $reason, 0, 1000 ) ] );
		do_action( 'aaia_chatbot_log', 'error', 'The backup failed: ' . $reason );
		if ( null !== $backup && in_array( $backup['state'], [ 'making', 'checking' ], true ) ) {
			try {
				$this->backups->delete_file( $backup['name'] );
			} catch ( BackupRefused ) {
				return;
			}
		}
	}

	/** @param Position $position Sealed: it has the state of the encryption. */
	private function keep( int $id, array $position ): void {
		$this->backups->change( $id, [ 'position' => ( new SecretBox() )->seal( (string) wp_json_encode( $position ) ) ] );
	}

	/**
	 * @param Backup $backup
	 *
	 * @return Position
	 */
	private function position( array $backup ): array {
		$opened = ( new SecretBox() )->open( (string) $backup['position'] );
		$read   = null === $opened ? null : json_decode( $opened, true );
		if ( ! is_array( $read ) ) {
			throw new BackupRefused( __( 'The backup cannot go on: the site’s salts have changed. Begin another one.', 'aaia-chatbot' ) );
		}
		/** @var Position $read */
		return $read;
	}
}
