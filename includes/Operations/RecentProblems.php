<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\Redaction;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * The log: what happened in background work, for the owner. Read in Settings -> Aaia XP -> Status, in Site Health and by `wp aaia doctor`.
 *
 * Messages come from the action `aaia_chatbot_log`. What looks like a key is taken out. A sentence that comes again only gets a new time
 * and a higher count, so that a broken service does not fill the table.
 *
 * @phpstan-type Entry array{id: int, at: string, first_at: string, level: string, sentence: string, times: int}
 */
final class RecentProblems {

	/** Entries read at once, unless told otherwise. */
	private const PAGE = 50;

	/** Different sentences kept of one request: a loop that fails must not write for minutes. */
	private const A_REQUEST = 100;

	/** @var array<string, array{at: \DateTimeImmutable, level: LogLevel, sentence: string, times: int}> */
	private array $noted = [];

	public function __construct(
		private readonly Clock $clock,
		private readonly Database $database,
		private readonly Settings $settings,
	) {}

	/** Hook: `aaia_chatbot_log`. Keeps a message, which is stored after the request, so that a slow database does not delay it further. */
	public function record( string $level, string $sentence ): void {
		if ( [] === $this->noted ) {
			add_action( 'shutdown', [ $this, 'write' ], 2000 );
		}
		$level    = LogLevel::tryFrom( $level ) ?? LogLevel::Error;
		$sentence = self::cleaned( $sentence );
		$hash     = md5( $level->value . ' ' . $sentence );
		$times    = $this->noted[ $hash ]['times'] ?? 0;
		if ( 0 === $times && count( $this->noted ) >= self::A_REQUEST ) {
			return;
		}
		$this->noted[ $hash ] = [ 'at' => $this->clock->now(), 'level' => $level, 'sentence' => $sentence, 'times' => $times + 1 ];
	}

	/** Stores the messages of this request. A database that fails goes to PHP's error log. */
	public function write(): void {
		$noted       = $this->noted;
		$this->noted = [];
		$least       = LogLevel::tryFrom( $this->settings->text( 'log_level' ) ) ?? LogLevel::Info;
		foreach ( $noted as $hash => $entry ) {
			if ( ! $entry['level']->is_kept( $least ) ) {
				continue;
			}
			try {
				$this->store( $hash, $entry );
			} catch ( DatabaseFailure $failure ) {
				// phpcs:ignore WordPress.PHP.DevelopmentFunctions -- the only place left where the owner may find it.
				error_log( 'AAIA Chatbot: ' . $entry['sentence'] . ' (The log cannot be written: ' . $failure->getMessage() . ')' );
			}
		}
	}

	/**
	 * Entries, newest first.
	 *
	 * @param ?LogLevel $level  Only these.
	 * @param int       $before Only entries older than this one; 0 for the newest.
	 *
	 * @return list<Entry>
	 */
	public function all( int $limit = self::PAGE, ?LogLevel $level = null, int $before = 0 ): array {
		$last = 0 === $before
			? null
			: $this->database->value( 'SELECT last_at FROM %i WHERE id = %d', $this->database->table( 'log' ), $before );
		$last = null === $last ? '9999-12-31 00:00:00' : $last;
		$only = null === $level ? '' : ' AND level = %s';
		$rows = $this->database->rows(
			'SELECT id, level, sentence, times, first_at, last_at FROM %i WHERE last_at <= %s AND ( last_at < %s OR id < %d )' . $only
				. ' ORDER BY last_at DESC, id DESC LIMIT %d',
			$this->database->table( 'log' ),
			$last,
			$last,
			0 === $before ? PHP_INT_MAX : $before,
			...[ ...( null === $level ? [] : [ $level->value ] ), $limit ]
		);
		return array_map(
			static fn( array $row ): array => [
				'id'       => (int) $row['id'],
				'at'       => (string) Time::to_wire( Time::required( $row['last_at'] ) ),
				'first_at' => (string) Time::to_wire( Time::required( $row['first_at'] ) ),
				'level'    => (string) $row['level'],
				'sentence' => (string) $row['sentence'],
				'times'    => (int) $row['times'],
			],
			$rows,
		);
	}

	/** Deletes entries that did not come again since a time. */
	public function purge_before( \DateTimeImmutable $time ): void {
		$this->database->execute( 'DELETE FROM %i WHERE last_at < %s', $this->database->table( 'log' ), Time::to_database( $time ) );
	}

	/** Hook: `aaia_chatbot_settings_saved`. @param mixed $changed Names of settings. */
	public function settings_saved( mixed $changed ): void {
		$names = is_array( $changed ) ? array_filter( $changed, is_string( ... ) ) : [];
		if ( [] !== $names ) {
			$this->record( LogLevel::Info->value, 'Settings changed: ' . implode( ', ', $names ) );
		}
	}

	/** Without what looks like a key. A path on this server is not taken for one, its names are. */
	private static function cleaned( string $sentence ): string {
		$kept = preg_replace_callback( '#(?<!\S)/\S+#', static fn( array $path ): string => str_replace( '/', '∕', $path[0] ), $sentence );
		return str_replace( '∕', '/', Redaction::redact( $kept ?? $sentence ) );
	}

	/** @param array{at: \DateTimeImmutable, level: LogLevel, sentence: string, times: int} $entry */
	private function store( string $hash, array $entry ): void {
		$at    = Time::to_database( $entry['at'] );
		$table = $this->database->table( 'log' );
		$again = $this->database->execute(
			'UPDATE %i SET times = times + %d, last_at = %s WHERE hash = %s',
			$table,
			$entry['times'],
			$at,
			$hash,
		);
		if ( 0 === $again ) {
			$this->database->insert_new( 'log', [
				'hash'     => $hash,
				'level'    => $entry['level']->value,
				'sentence' => $entry['sentence'],
				'times'    => $entry['times'],
				'first_at' => $at,
				'last_at'  => $at,
			] );
		}
	}
}
