<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * One page of a list that is read newest first by a number that only falls, such as a row's id.
 *
 * Asks for one row more than the page holds, so that it knows of a next page without counting; the place where that page begins
 * leaves the server sealed (see Cursor).
 *
 * @template-covariant T
 */
final class KeysetPage {

	/** Rows when the reader does not say how many. */
	public const PER_PAGE = 25;

	/** Most rows a reader may ask for. */
	private const MOST = 100;

	/** @param list<T> $items */
	private function __construct(
		public readonly array $items,
		public readonly ?string $next,
	) {}

	/**
	 * What a list route takes beside its own filters.
	 *
	 * @param array<string, Schema> $filters The route's own keys.
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
	 * What a list route answers.
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
	 * @param string                              $scope Of the cursor; another list's cursor does not open.
	 * @param \Closure(?int, int): array<int, R> $rows  Given the place to read before (null: from the newest) and how many rows at most; newest first.
	 * @param \Closure(R, int): int              $place Where in the order a row stands; given the row and its key in the answer of $rows.
	 * @return ?self<R> Null when the reader's cursor is no longer valid: answer with expired().
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
		return new self( array_values( $items ), count( $found ) > $limit && null !== $last ? $cursor->seal( $place( $items[ $last ], $last ), $scope ) : null );
	}

	/** The answer to a cursor that does not open. */
	public static function expired(): RouteResult {
		return RouteResult::problem( 410, 'aaia_cursor_expired', __( 'This page of the list is no longer valid. Load the list again.', 'aaia-chatbot' ) );
	}

	/**
	 * The page as it leaves the server.
	 *
	 * @param \Closure(T): mixed $shown A row as the answer's schema says.
	 * @return array{items: list<mixed>, next_cursor: ?string}
	 */
	public function body( \Closure $shown ): array {
		return [
			'items'       => array_map( $shown, $this->items ),
			'next_cursor' => $this->next,
		];
	}
}
