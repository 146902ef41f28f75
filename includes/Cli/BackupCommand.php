<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Operations\Backup\BackupRefused;
use Aaia\Chatbot\Operations\Backup\BackupRepository;
use Aaia\Chatbot\Operations\Backup\BackupService;
use Aaia\Chatbot\Operations\Backup\RestoreService;

/** Backups of conversations, contacts, knowledge, rules, settings and attached files. */
final class BackupCommand {

	/** Seconds of one step. */
	private const STEP = 20.0;

	public function __construct(
		private readonly BackupRepository $backups,
		private readonly BackupService $service,
		private readonly RestoreService $restore,
	) {}

	/**
	 * Makes a backup now, reads it back and sends it to the second location; goes on with one that was begun.
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function create( array $args = [], array $options = [] ): void {
		if ( [] !== $args || [] !== $options ) {
			\WP_CLI::error( 'Nothing was done: this command takes no words and no options.' );
		}
		$id = $this->guarded( fn(): int => $this->service->begin( BackupService::MANUAL ) );
		while ( ! $this->guarded( fn(): bool => $this->service->step( $id, self::STEP ) ) ) {
			continue;
		}
		$backup = $this->backups->by_id( $id );
		if ( null === $backup || 'done' !== $backup['state'] ) {
			\WP_CLI::error( 'The backup failed: ' . ( $backup['error'] ?? '' ) );
		}
		\WP_CLI::success( sprintf(
			'%s: %d rows, %s%s.',
			$this->backups->path( $backup['name'] ),
			$backup['total'],
			(string) size_format( $backup['size'] ),
			$backup['encrypted'] ? ', encrypted' : '',
		) );
	}

	/**
	 * Lists the backups that were made here, newest first.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : table, json or csv.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function list( array $args, array $options ): void {
		$rows = array_map(
			static fn( array $backup ): array => [
				'encrypted' => $backup['encrypted'] ? 'yes' : 'no',
				'rows'      => $backup['total'],
				'sent'      => $backup['sent'] ?? 'no',
			] + $backup,
			Commands::guarded( $this->backups->all( ... ) ),
		);
		$columns = [ 'id', 'name', 'reason', 'state', 'rows', 'size', 'encrypted', 'sent', 'created_at', 'verified_at', 'tried_at', 'error' ];
		\WP_CLI\Utils\format_items( (string) ( $options['format'] ?? 'table' ), $rows, $columns );
	}

	/**
	 * Reads a backup from end to end: every byte, and the numbers of rows and files.
	 *
	 * ## OPTIONS
	 *
	 * <backup>
	 * : Its number or name as `list` shows them, or the path of a file.
	 *
	 * [--passphrase]
	 * : Read the passphrase from the standard input. Without it the one in the settings is used.
	 *
	 * [--try]
	 * : Also load it into tables of its own beside those in use, count, and drop them again.
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function verify( array $args, array $options ): void {
		[ $path, $id ] = $this->path( $args[0], false );
		$passphrase    = $this->passphrase( $options );
		$found         = $this->guarded( fn(): array => $this->restore->check( $path, $passphrase, true ) );
		if ( isset( $options['try'] ) ) {
			$this->run( fn() => $this->restore->begin( $path, $passphrase, true, $id ) );
		}
		$rows = array_sum( $found['tables'] );
		\WP_CLI::success( sprintf( 'Whole: %d rows, %d files, made %s.', $rows, $found['files'], $found['created_at'] ) );
	}

	/**
	 * Restores a backup: says what will be lost, asks, backs up what stands, and exchanges everything at once.
	 *
	 * ## OPTIONS
	 *
	 * <backup>
	 * : Its number or name as `list` shows them, or the path of a file.
	 *
	 * [--passphrase]
	 * : Read the passphrase from the standard input. Without it the one in the settings is used.
	 *
	 * [--from-another-site]
	 * : Take a backup that another site made, or that is only at the second location.
	 *
	 * [--yes]
	 * : Do not ask.
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function restore( array $args, array $options ): void {
		$elsewhere  = isset( $options['from-another-site'] );
		[ $path ]   = $this->path( $args[0], $elsewhere );
		$passphrase = $this->passphrase( $options );
		$found      = $this->guarded( fn(): array => $this->restore->check( $path, $passphrase, $elsewhere ) );
		\WP_CLI::log( sprintf(
			'The backup of %s has %d conversations and %d messages; now there are %d and %d.',
			$found['created_at'],
			$found['tables']['conversations'] ?? 0,
			$found['tables']['messages'] ?? 0,
			$found['now']['conversations'],
			$found['now']['messages'],
		) );
		\WP_CLI::log( sprintf(
			'%d conversations and %d messages are newer and will be lost. Visitors are signed out. What stands is backed up first.',
			$found['lost']['conversations'],
			$found['lost']['messages'],
		) );
		if ( ! $found['is_own'] ) {
			\WP_CLI::warning( 'This site did not sign it: restore it only if you know where the file comes from.' );
		}
		\WP_CLI::confirm( 'Restore it?', $options );
		$this->run( fn() => $this->restore->begin( $path, $passphrase, $elsewhere ) );
		\WP_CLI::success( 'Restored. Nothing of the past is sent again.' );
	}

	/** @param \Closure(): void $begin */
	private function run( \Closure $begin ): void {
		$this->guarded( static function () use ( $begin ): bool {
			$begin();
			return true;
		} );
		while ( ! $this->guarded( fn(): bool => $this->restore->step( self::STEP ) ) ) {
			continue;
		}
		$run = $this->restore->run();
		if ( null === $run || 'done' !== $run['phase'] ) {
			\WP_CLI::error( 'Nothing was changed: ' . ( $run['error'] ?? '' ) );
		}
	}

	/** @return array{string, int} Path of the file, and its row where it has one. */
	private function path( string $named, bool $fetches ): array {
		if ( is_file( $named ) ) {
			return [ $named, 0 ];
		}
		return $this->guarded( function () use ( $named, $fetches ): array {
			$backup = ctype_digit( $named ) ? $this->backups->by_id( (int) $named ) : $this->backups->by_name( $named );
			if ( null !== $backup ) {
				return [ $this->service->local( $backup ), $backup['id'] ];
			}
			if ( ! $fetches || 1 !== preg_match( '/\Aaaia-[\w-]+\.aaiabackup\z/', $named ) ) {
				\WP_CLI::error( 'There is no such backup here, and no such file.' );
			}
			$path = $this->backups->path( $named );
			$this->service->fetch( $named, $path );
			return [ $path, 0 ];
		} );
	}

	/** @param array<string, mixed> $options */
	private function passphrase( array $options ): string {
		return isset( $options['passphrase'] ) ? rtrim( (string) fgets( STDIN ), "\r\n" ) : '';
	}

	/**
	 * @template T
	 *
	 * @param \Closure(): T $work
	 *
	 * @return T
	 */
	private function guarded( \Closure $work ): mixed {
		try {
			return Commands::guarded( $work );
		} catch ( BackupRefused $refused ) {
			\WP_CLI::error( $refused->getMessage() );
		}
	}
}
