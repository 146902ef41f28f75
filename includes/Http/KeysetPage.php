<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * One page of a list in descending order of a number, such as a row's id (keyset paging).
 *
 * Reads one row more than the page holds, which tells without counting whether there is a next page. The cursor of the next page is
 * encrypted (see Cursor).
 *
 * @template-covariant T
 */
final class KeysetPage {

	/** Default number of rows. */
	public const PER_PAGE = 25;

	/** Maximum number of rows. */
	private const MOST = 100;

	/** @param list<T> $items */
	private function __construct(
		public readonly array $items,
		public readonly ?string $next,
	) {}

	/**
	 * Schema of the query: paging, and the route's own filters.
	 *
	 * @param array<string, Schema> $filters The route's filters.
	 */
	public static function query( array $filters = [] ): Schema {
		return Schema::closed(
			$filters + [
				'cursor'   => Schema::text( 200 )->optional(),
				'per_page' => Schema::int( 1, self::MOST )->optional(),
			]
		);
	}

	/**
	 * Schema of the response.
	 *
	 * @param array<string, Schema> $more Keys beside `items` and `next_cursor`.
	 */
	public static function answer( Schema $item, array $more = [] ): Schema {
		return Schema::closed(
			[
				'items'       => Schema::list_of( $item ),
				'next_cursor' => Schema::string()->nullable(),
			] + $more
		);
	}

	/**
	 * Reads a page.
	 *
	 * @template R
	 *
	 * @param string                              $scope Scope of the cursor; cursors of other lists are rejected.
	 * @param \Closure(?int, int): array<int, R> $rows  Reads at most so many rows before a position (null: from the newest), newest first.
	 * @param \Closure(R, int): int              $place Position of a row, from the row and its key in the result of $rows.
	 * @return ?self<R> Null when the cursor is invalid: answer with expired().
	 */
	public static function read( Cursor $cursor, Input $input, string $scope, \Closure $rows, \Closure $place ): ?self {
		$before = null;
		if ( '' !== $input->line( 'cursor' ) ) {
			$before = $cursor->open( $input->line( 'cursor' ), $scope );
			if ( null === $before ) {
				return null;
			}
		}
		$limit = $input->int( 'per_page', self::PER_PAGE );
		$found = $rows( $before, $limit + 1 );
		$items = array_slice( $found, 0, $limit, true );
		$last  = array_key_last( $items );
		return new self(
			array_values( $items ),
			count( $found ) > $limit && null !== $last ? $cursor->seal( $place( $items[ $last ], $last ), $scope ) : null,
		);
	}

	/** The response to an invalid cursor. */
	public static function expired(): RouteResult {
		return RouteResult::problem(
			410,
			'aaia_cursor_expired',
			__( 'This page of the list is no longer valid. Load the list again.', 'aaia-chatbot' ),
		);
	}

	/**
	 * The page as JSON.
	 *
	 * @param \Closure(T): mixed $shown Converts a row to JSON.
	 * @return array{items: list<mixed>, next_cursor: ?string}
	 */
	public function body( \Closure $shown ): array {
		return [
			'items'       => array_map( $shown, $this->items ),
			'next_cursor' => $this->next,
		];
	}
}
