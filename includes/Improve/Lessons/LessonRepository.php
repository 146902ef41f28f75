<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Lessons;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * SQL of the tables `lessons` and `lesson_links`.
 *
 * @phpstan-type Words array{problem: string, cause: string, action: string, result: string}
 */
final class LessonRepository {

	/** Lessons of a site: they are read by people. */
	public const MOST = 2000;

	/** Words of a search. */
	private const WORDS = 6;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly Clock $clock,
	) {}

	/**
	 * Adds a lesson.
	 *
	 * @param Words     $words
	 * @param list<int> $conversations Row ids of those it is about.
	 *
	 * @return ?string Its public id; null when there are MOST already.
	 */
	public function add( array $words, ?\DateTimeImmutable $acted_on, array $conversations, int $user_id ): ?string {
		return $this->database->transaction(
			function () use ( $words, $acted_on, $conversations, $user_id ): ?string {
				$count = $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'lessons' ) );
				if ( self::MOST <= (int) $count ) {
					return null;
				}
				$public_id = Ids::random();
				$id        = $this->database->insert(
					'lessons',
					$this->columns( $words, $acted_on, $user_id ) + [
						'public_id'  => $public_id,
						'created_at' => Time::to_database( $this->clock->now() ),
					],
				);
				$this->link( $id, $conversations );
				return $public_id;
			}
		);
	}

	/**
	 * Changes a lesson.
	 *
	 * @param Words $words
	 */
	public function change( int $id, array $words, ?\DateTimeImmutable $acted_on, int $user_id ): void {
		$this->database->update( 'lessons', $this->columns( $words, $acted_on, $user_id ), [ 'id' => $id ] );
	}

	public function delete( int $id ): void {
		$this->database->transaction(
			function () use ( $id ): void {
				$this->database->delete( 'lesson_links', [ 'lesson_id' => $id ] );
				$this->database->delete( 'lessons', [ 'id' => $id ] );
			}
		);
	}

	/** @return ?array<string, ?string> */
	public function by_public_id( string $public_id ): ?array {
		return $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'lessons' ), $public_id );
	}

	/**
	 * Lessons that have all words of a search, newest first.
	 *
	 * @param ?int $before Row id; null from the newest.
	 *
	 * @return list<array<string, ?string>>
	 */
	public function page( string $search, ?int $before, int $limit ): array {
		$sql    = '';
		$values = [];
		foreach ( array_slice( preg_split( '/\s+/', TextFolder::fold( $search ), -1, PREG_SPLIT_NO_EMPTY ) ?: [], 0, self::WORDS ) as $word ) {
			$sql     .= ' AND folded LIKE %s';
			$values[] = '%' . $this->database->like( $word ) . '%';
		}
		return $this->database->rows(
			'SELECT * FROM %i WHERE id < %d' . $sql . ' ORDER BY id DESC LIMIT %d',
			...[ $this->database->table( 'lessons' ), $before ?? PHP_INT_MAX, ...$values, $limit ]
		);
	}

	/**
	 * Conversations of lessons that the current user may see.
	 *
	 * @param list<int> $ids
	 *
	 * @return array<int, array<int, string>> Public ids by lesson, then by row id.
	 */
	public function conversations( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$found = [];
		foreach ( $this->database->rows(
			'SELECT l.lesson_id, c.id, c.public_id FROM %i l JOIN %i c ON c.id = l.conversation_id WHERE l.lesson_id IN ('
				. implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ') AND ' . $this->access->condition() . ' ORDER BY c.id',
			$this->database->table( 'lesson_links' ),
			$this->database->table( 'conversations' ),
			...$ids,
		) as $row ) {
			$found[ (int) $row['lesson_id'] ][ (int) $row['id'] ] = (string) $row['public_id'];
		}
		return $found;
	}

	/**
	 * Ratings of answers in conversations, before and since a time.
	 *
	 * @param non-empty-list<int> $conversations Row ids; only those that the current user may see count.
	 *
	 * @return array{before: array{up: int, rated: int}, after: array{up: int, rated: int}}
	 */
	public function ratings( array $conversations, \DateTimeImmutable $time ): array {
		$found = [ 'before' => [ 'up' => 0, 'rated' => 0 ], 'after' => [ 'up' => 0, 'rated' => 0 ] ];
		foreach ( $this->database->rows(
			'SELECT CASE WHEN r.created_at >= %s THEN 1 ELSE 0 END AS later,
				SUM( CASE WHEN r.value > 0 THEN 1 ELSE 0 END ) AS ups, COUNT(*) AS rated
				FROM %i r WHERE r.message_id > 0 AND r.conversation_id IN (' . implode( ', ', array_fill( 0, count( $conversations ), '%d' ) ) . ')
				AND ' . $this->access->condition( 'r.conversation_id' ) . ' GROUP BY later',
			Time::to_database( $time ),
			$this->database->table( 'ratings' ),
			...$conversations,
		) as $row ) {
			$found[ 1 === (int) $row['later'] ? 'after' : 'before' ] = [ 'up' => (int) $row['ups'], 'rated' => (int) $row['rated'] ];
		}
		return $found;
	}

	/** @param list<int> $conversations */
	private function link( int $id, array $conversations ): void {
		foreach ( $conversations as $conversation_id ) {
			// The statement itself checks that the conversation still exists.
			$this->database->execute(
				'INSERT IGNORE INTO %i (lesson_id, conversation_id) SELECT %d, id FROM %i WHERE id = %d',
				$this->database->table( 'lesson_links' ),
				$id,
				$this->database->table( 'conversations' ),
				$conversation_id,
			);
		}
	}

	/**
	 * @param Words $words
	 *
	 * @return array<string, string|int|null>
	 */
	private function columns( array $words, ?\DateTimeImmutable $acted_on, int $user_id ): array {
		return $words + [
			'folded'     => TextFolder::fold( implode( ' ', $words ) ),
			'acted_on'   => null === $acted_on ? null : Time::to_database( $acted_on ),
			'user_id'    => $user_id,
			'updated_at' => Time::to_database( $this->clock->now() ),
		];
	}
}
