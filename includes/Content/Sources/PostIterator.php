<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/** Iterates over posts in the order of their ids, one page of rows at a time. Used by the sources whose documents are posts. */
final class PostIterator {

	/** Posts per database query. */
	private const PAGE = 50;

	public function __construct( private readonly Database $database ) {}

	/**
	 * Number of matching posts.
	 *
	 * @param array<string, list<string>> $where Allowed values by column of the posts table. A column without values matches no post.
	 */
	public function count( array $where ): int {
		if ( in_array( [], $where, true ) ) {
			return 0;
		}
		[ $condition, $values ] = $this->condition( $where );
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE ' . $condition, $this->database->core_table( 'posts' ), ...$values );
	}

	/**
	 * Matching posts in the order of their ids.
	 *
	 * @template T
	 *
	 * @param string                      $position Id of the last post that was read; empty for the start.
	 * @param array<string, list<string>> $where    As for count().
	 * @param callable( \WP_Post ): ?T    $read     Converts a post.
	 *
	 * @return iterable<string, ?T> By post id; null also for a post that was deleted meanwhile.
	 */
	public function after( string $position, array $where, callable $read ): iterable {
		if ( in_array( [], $where, true ) ) {
			return;
		}
		[ $condition, $values ] = $this->condition( $where );
		$after = (int) $position;
		do {
			$rows = $this->database->rows(
				'SELECT ID FROM %i WHERE ID > %d AND ' . $condition . ' ORDER BY ID LIMIT %d',
				$this->database->core_table( 'posts' ),
				$after,
				...[ ...$values, self::PAGE ],
			);
			foreach ( $rows as $row ) {
				$after = (int) $row['ID'];
				$post  = get_post( $after );
				yield (string) $after => $post instanceof \WP_Post ? $read( $post ) : null;
			}
		} while ( self::PAGE === count( $rows ) );
	}

	/**
	 * @param array<string, list<string>> $where
	 *
	 * @return array{literal-string, list<string>} SQL with placeholders, and their values.
	 */
	private function condition( array $where ): array {
		$parts  = [];
		$values = [];
		foreach ( $where as $column => $allowed ) {
			$parts[] = '%i IN (' . implode( ', ', array_fill( 0, count( $allowed ), '%s' ) ) . ')';
			array_push( $values, $column, ...$allowed );
		}
		return [ implode( ' AND ', $parts ), $values ];
	}
}
