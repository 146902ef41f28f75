<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\Unreadable;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Stores the result of reading each file of the media library. SQL only.
 *
 * A file is marked before it is read. If PHP dies while reading, the mark remains. The second time this happens, the file is skipped until
 * it changes, so that one file cannot block the others.
 *
 * A file with the same content as another that was read is a copy: it has no document of its own.
 */
final class FileStateRepository {

	/** Times PHP may die while reading a file before it is skipped. The first time may have had another cause. */
	private const ATTEMPTS = 2;

	/** Seconds after which a mark belongs to a process that died: longer than the time limit for one file. */
	private const LEFT_OVER = 150;

	/** Time after which a file that took too long, or was read in part, is tried once more, because the server may have been busy. */
	private const SECOND_CHANCE = '-12 hours';

	/** State of a file with the same content as another one. */
	private const COPY = 'copy';

	private const TABLE = 'knowledge_files';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * The last result for the file in its present form.
	 *
	 * @param string $fingerprint 32 characters that change with the file.
	 *
	 * @return ?bool True: it gave text; false: it gave none, and reading it again would not help; null: it must be read.
	 */
	public function last_result( int $post_id, string $fingerprint ): ?bool {
		$row    = $this->row( $post_id );
		$reason = Unreadable::tryFrom( $row['reason'] ?? '' );
		$chance = true === $reason?->depends_on_load()
			&& (int) ( $row['attempts'] ?? 0 ) < self::ATTEMPTS
			&& Time::from_database( $row['changed_at'] ?? null ) < $this->clock->now()->modify( self::SECOND_CHANCE );
		return match ( true ) {
			$chance, null === $row, $row['fingerprint'] !== $fingerprint          => null,
			'read' === $row['state']                                              => true,
			'failed' === $row['state'] && null !== $reason && $reason->is_final() => false,
			self::COPY === $row['state']                                          => false,
			default                                                               => null,
		};
	}

	/**
	 * Marks the file as being read.
	 *
	 * @return ?bool True: it may be read; false: it is skipped because PHP died on it; null: another process is reading it.
	 */
	public function begin( int $post_id, string $fingerprint ): ?bool {
		$now = $this->clock->now();
		$this->database->insert_new(
			self::TABLE,
			[
				'post_id'     => $post_id,
				'fingerprint' => $fingerprint,
				'state'       => 'new',
				'changed_at'  => Time::to_database( $now ),
			]
		);
		$row      = $this->row( $post_id ) ?? [];
		$attempts = (int) ( $row['attempts'] ?? 0 );
		$is_same  = $fingerprint === ( $row['fingerprint'] ?? '' );
		$is_left  = $is_same && 'reading' === ( $row['state'] ?? '' );
		$is_again = $is_same && true === Unreadable::tryFrom( $row['reason'] ?? '' )?->depends_on_load();
		if ( $is_left && Time::from_database( $row['changed_at'] ?? null ) > $now->modify( '-' . self::LEFT_OVER . ' seconds' ) ) {
			return null;
		}
		if ( $is_left && $attempts >= self::ATTEMPTS ) {
			$this->finish( $post_id, false, Unreadable::TooHeavy );
			return false;
		}
		$won = $this->database->execute(
			'UPDATE %i SET state = %s, fingerprint = %s, reason = %s, attempts = %d, changed_at = %s
				WHERE post_id = %d AND state = %s AND attempts = %d AND changed_at = %s',
			$this->database->table( self::TABLE ),
			'reading',
			$fingerprint,
			'',
			$is_left || $is_again ? $attempts + 1 : 1,
			Time::to_database( $now ),
			$post_id,
			$row['state'] ?? '',
			$attempts,
			$row['changed_at'] ?? ''
		);
		return 1 === $won ? true : null;
	}

	/**
	 * Stores the hash of the content of a file that is being read. When it changed, files with the former content are no copies any more.
	 *
	 * @return bool Whether there were such files, which must be read now.
	 */
	public function set_content( int $post_id, string $hash ): bool {
		$before = (string) $this->database->value(
			'SELECT content_hash FROM %i WHERE post_id = %d',
			$this->database->table( self::TABLE ),
			$post_id,
		);
		$this->database->update( self::TABLE, [ 'content_hash' => $hash ], [ 'post_id' => $post_id ] );
		return $before !== $hash && $this->release_copies( $before );
	}

	/** Whether another file with this content was read, or is being read. */
	public function has_original( int $post_id, string $hash ): bool {
		return null !== $this->database->value(
			'SELECT post_id FROM %i WHERE content_hash = %s AND state IN (%s, %s) AND post_id <> %d LIMIT 1',
			$this->database->table( self::TABLE ),
			$hash,
			'read',
			'reading',
			$post_id
		);
	}

	/** Stores that the file is a copy of another, and removes the mark. */
	public function finish_copy( int $post_id ): void {
		$this->database->update(
			self::TABLE,
			[
				'state'      => self::COPY,
				'reason'     => '',
				'changed_at' => Time::to_database( $this->clock->now() ),
			],
			[ 'post_id' => $post_id ]
		);
	}

	/** Deletes the results of copies of a content, so that one of them is read instead. @return bool Whether there were any. */
	private function release_copies( string $hash ): bool {
		return '' !== $hash && 0 < $this->database->delete( self::TABLE, [ 'content_hash' => $hash, 'state' => self::COPY ] );
	}

	/** Stores the result and removes the mark. */
	public function finish( int $post_id, bool $has_text, ?Unreadable $problem ): void {
		$this->database->update(
			self::TABLE,
			[
				'state'      => $has_text ? 'read' : 'failed',
				'reason'     => $problem->value ?? '',
				'changed_at' => Time::to_database( $this->clock->now() ),
			],
			[ 'post_id' => $post_id ]
		);
	}

	/** Whether no attempt was made to read the file. */
	public function is_new( int $post_id ): bool {
		return null === $this->row( $post_id );
	}

	/** Whether the last attempt gave no text, or only a part. */
	public function is_unread( int $post_id ): bool {
		return '' !== (string) ( $this->row( $post_id )['reason'] ?? '' );
	}

	/** Deletes the result, so that the next sync reads the file. @return bool Whether copies of it must be read now. */
	public function forget( int $post_id ): bool {
		$row = $this->database->row( 'SELECT content_hash, state FROM %i WHERE post_id = %d', $this->database->table( self::TABLE ), $post_id );
		$this->database->delete( self::TABLE, [ 'post_id' => $post_id ] );
		return self::COPY !== ( $row['state'] ?? self::COPY ) && $this->release_copies( (string) ( $row['content_hash'] ?? '' ) );
	}

	/** Deletes the results of files that are no longer in the media library, or all results. */
	public function purge( bool $all ): void {
		if ( $all ) {
			$this->database->execute( 'DELETE FROM %i', $this->database->table( self::TABLE ) );
			return;
		}
		$this->database->execute(
			'DELETE FROM %i WHERE post_id NOT IN (SELECT ID FROM %i WHERE post_type = %s)',
			$this->database->table( self::TABLE ),
			$this->database->core_table( 'posts' ),
			'attachment',
		);
	}

	/**
	 * Files that gave no text or only a part of it, newest first.
	 *
	 * @return array{items: list<UnreadFile>, total: int}
	 */
	public function unread( int $limit ): array {
		$from = 'FROM %i f JOIN %i p ON p.ID = f.post_id WHERE f.reason <> %s';
		$args = [ $this->database->table( self::TABLE ), $this->database->core_table( 'posts' ), '' ];
		$rows = $this->database->rows(
			'SELECT f.post_id, f.state, f.reason, f.changed_at, p.post_title ' . $from . ' ORDER BY f.post_id DESC LIMIT %d',
			...[ ...$args, $limit ],
		);
		return [
			'items' => array_map(
				static fn( array $row ): UnreadFile => new UnreadFile(
					(int) $row['post_id'],
					(string) $row['post_title'],
					Unreadable::tryFrom( (string) $row['reason'] ) ?? Unreadable::Broken,
					'read' === $row['state'],
					Time::from_database( $row['changed_at'] ),
				),
				$rows
			),
			'total' => count( $rows ) < $limit ? count( $rows ) : (int) $this->database->value( 'SELECT COUNT(*) ' . $from, ...$args ),
		];
	}

	/** @return ?array<string, ?string> */
	private function row( int $post_id ): ?array {
		return $this->database->row(
			'SELECT fingerprint, state, reason, attempts, changed_at FROM %i WHERE post_id = %d',
			$this->database->table( self::TABLE ),
			$post_id,
		);
	}
}
