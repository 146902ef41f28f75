<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/** Goes through posts by their ids, a page at a time: the walk of every source whose documents are posts. */
final class PostIterator {

	/** Posts asked for at once. */
	private const PAGE = 50;

	public function __construct( private readonly Database $database ) {}

	/**
	 * Posts there are.
	 *
	 * @param array<string, list<string>> $where Columns of the table of posts, and the values they may have; a column with none fits no post.
	 */
	public function count( array $where ): int {
		if ( in_array( [], $where, true ) ) {
			return 0;
		}
		[ $condition, $values ] = $this->condition( $where );
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE ' . $condition, $this->database->core_table( 'posts' ), ...$values );
	}

	/**
	 * Posts in the order of their ids.
	 *
	 * @template T
	 *
	 * @param string                      $position Id of the last post that was read; empty for the beginning.
	 * @param array<string, list<string>> $where    As for count().
	 * @param callable( \WP_Post ): ?T    $read     What is made of a post.
	 *
	 * @return iterable<string, ?T> By the id of the post; null also for a post that went away meanwhile.
	 */
	public function after( string $position, array $where, callable $read ): iterable {
		if ( in_array( [], $where, true ) ) {
			return;
		}
		[ $condition, $values ] = $this->condition( $where );
		$after = (int) $position;
		do {
			$rows = $this->database->rows( 'SELECT ID FROM %i WHERE ID > %d AND ' . $condition . ' ORDER BY ID LIMIT %d', $this->database->core_table( 'posts' ), $after, ...[ ...$values, self::PAGE ] );
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
	 * @return array{literal-string, list<string>} SQL with placeholders, and what goes into them.
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
