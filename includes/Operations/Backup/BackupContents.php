<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Attachments\AttachmentFolder;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Storage\TableCheck;

/**
 * What is in a backup: the rows of our tables, the settings without keys, and attached files; read in pages.
 *
 * Left out are keys and passwords (only those of alert services are in it, sealed for this site), what signs somebody in, and what only
 * concerns this server: jobs, limits, who is looking, this list.
 */
final class BackupContents {

	/** What a restore leaves as it is. */
	public const KEPT = [ 'counters', 'event_cursors', 'log', 'backups', 'push_subscriptions', 'rate_limits', 'jobs' ];

	/** What a restore empties: who was signed in is signed out, and links mailed to visitors end. */
	public const EMPTIED = [ 'sessions', 'presence', 'invitations' ];

	/** Rows of a page, and of one with large columns. */
	private const ROWS = 500;

	private const LARGE_ROWS = 20;

	/** Bytes of a file in one frame. */
	private const PIECE = 1024 * 1024;

	public function __construct(
		private readonly Database $database,
		private readonly SiteState $state,
		private readonly AttachmentFolder $folder,
	) {}

	/** @return list<string> Tables in a backup. */
	public function tables(): array {
		return array_values( array_diff( $this->check()->names(), self::KEPT, self::EMPTIED ) );
	}

	/** Steps that have run on this site, joined by commas. */
	public function schema(): string {
		return (string) $this->state->get( SiteState::SCHEMA );
	}

	/**
	 * The newest rows of tables that are numbered: what comes later is not in the backup, so that it has no messages without their
	 * conversation although it takes minutes.
	 *
	 * @return array<string, int>
	 */
	public function newest(): array {
		$newest = [];
		foreach ( $this->tables() as $table ) {
			if ( [ 'id' ] === $this->key( $table ) ) {
				$newest[ $table ] = (int) $this->database->value( 'SELECT MAX( id ) FROM %i', $this->database->table( $table ) );
			}
		}
		return $newest;
	}

	/**
	 * A page of a table in the order of its primary key.
	 *
	 * @param list<string> $after  Key of the row before; empty for the first page.
	 * @param ?int         $newest Id of the last row wanted.
	 *
	 * @return array{frame: array{t: string, c: list<string>, r: list<list<mixed>>}, after: list<string>, ended: bool}
	 */
	public function page( string $table, array $after, ?int $newest ): array {
		$about   = $this->check()->description( $table );
		$columns = array_keys( $about['columns'] );
		$key     = $this->key( $table );
		$limit   = 1 === preg_match( '/BLOB|MEDIUMTEXT/', implode( ' ', $about['columns'] ) ) ? self::LARGE_ROWS : self::ROWS;
		$where   = [ '1 = 1' ];
		$values  = [];
		if ( null !== $newest ) {
			$where[]  = 'id <= %d';
			$values[] = $newest;
		}
		if ( [] !== $after ) {
			// Written out: the row form (a, b) > (?, ?) does not use the index on MariaDB.
			$ways = [];
			foreach ( $key as $place => $column ) {
				$ways[] = '( ' . implode( ' AND ', [ ...array_fill( 0, $place, '%i = %s' ), '%i > %s' ] ) . ' )';
				foreach ( array_slice( $key, 0, $place ) as $before => $same ) {
					array_push( $values, $same, $after[ $before ] );
				}
				array_push( $values, $column, $after[ $place ] );
			}
			$where[] = '( ' . implode( ' OR ', $ways ) . ' )';
		}
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE ' . implode( ' AND ', $where )
				. ' ORDER BY ' . implode( ', ', array_fill( 0, count( $key ), '%i' ) ) . ' LIMIT %d',
			$this->database->table( $table ),
			...[ ...$values, ...$key, $limit ]
		);
		$last = end( $rows );
		return [
			'frame' => [
				't' => $table,
				'c' => $columns,
				'r' => array_map(
					static fn( array $row ): array => array_map( static fn( string $column ): mixed => self::cell( $row[ $column ] ), $columns ),
					$rows,
				),
			],
			'after' => false === $last ? [] : array_map( static fn( string $column ): string => (string) $last[ $column ], $key ),
			'ended' => count( $rows ) < $limit,
		];
	}

	/** @return array<string, mixed> The owner's settings without secrets. */
	public function settings(): array {
		$front    = $this->state->get( 'front' );
		$settings = get_option( Settings::OPTION, [] );
		return [
			'settings' => is_array( $settings ) ? $settings : [],
			'front'    => is_array( $front ) ? $front : [],
		];
	}

	/**
	 * The next attached file, with its thumbnail, in pieces.
	 *
	 * @return ?array{id: int, pieces: iterable<array{f: string, thumb: bool, d: string, first: bool, last: bool}>}
	 */
	public function file_after( int $id, int $newest ): ?array {
		$row = $this->database->row(
			'SELECT id, stored_name, erased FROM %i WHERE id > %d AND id <= %d ORDER BY id LIMIT 1',
			$this->database->table( 'message_attachments' ),
			$id,
			$newest,
		);
		if ( null === $row ) {
			return null;
		}
		return [ 'id' => (int) $row['id'], 'pieces' => 0 === (int) $row['erased'] ? $this->pieces( (string) $row['stored_name'] ) : [] ];
	}

	/** @return iterable<array{f: string, thumb: bool, d: string, first: bool, last: bool}> */
	private function pieces( string $stored ): iterable {
		foreach ( [ [ $this->folder->path( $stored ), false ], [ $this->folder->thumbnail( $stored ), true ] ] as [ $path, $is_thumbnail ] ) {
			$size = '' !== $stored && is_file( $path ) ? (int) filesize( $path ) : -1;
			for ( $at = 0; $at <= $size && ( 0 === $at || $at < $size ); $at += self::PIECE ) {
				yield [
					'f'     => $stored,
					'thumb' => $is_thumbnail,
					'd'     => base64_encode( (string) file_get_contents( $path, false, null, $at, self::PIECE ) ),
					'first' => 0 === $at,
					'last'  => $at + self::PIECE >= $size,
				];
			}
		}
	}

	/** @return list<string> Columns of the primary key. */
	private function key( string $table ): array {
		$key = $this->check()->description( $table )['indexes']['PRIMARY'] ?? '';
		preg_match( '/\((.*)\)/', $key, $found );
		return explode( ', ', $found[1] ?? 'id' );
	}

	/** A value as JSON holds it: bytes that are no text in base64. */
	private static function cell( ?string $value ): mixed {
		return null === $value || mb_check_encoding( $value, 'UTF-8' ) ? $value : [ 'b' => base64_encode( $value ) ];
	}

	private function check(): TableCheck {
		return new TableCheck( $this->database, array_map( intval( ... ), explode( ',', $this->schema() ) ) );
	}
}
