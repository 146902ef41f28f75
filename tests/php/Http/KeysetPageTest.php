<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\KeysetPage;
use Aaia\Chatbot\Tests\TestCase;

/** Lists that are read page by page. */
final class KeysetPageTest extends TestCase {

	public function test_pages_have_no_gaps_and_no_repeats(): void {
		$seen   = [];
		$cursor = '';
		do {
			$page = $this->numbers( $cursor, 3, 7 );
			self::assertNotNull( $page );
			$seen   = [ ...$seen, ...$page->items ];
			$cursor = (string) $page->next;
		} while ( '' !== $cursor );

		self::assertSame( [ 7, 6, 5, 4, 3, 2, 1 ], $seen );
	}

	public function test_a_list_that_fills_its_page_exactly_has_no_next_one(): void {
		self::assertNull( $this->numbers( '', 3, 3 )?->next );
		self::assertNull( $this->numbers( '', 3, 0 )?->next );
		self::assertSame( [], $this->numbers( '', 3, 0 )?->items );
	}

	public function test_a_forged_cursor_and_one_of_another_list_are_rejected(): void {
		self::assertNull( $this->numbers( 'forged', 3, 7 ) );
		self::assertNull( $this->numbers( ( new Cursor() )->seal( 4, 'another list' ), 3, 7 ) );
		self::assertSame( 410, KeysetPage::expired()->status );
	}

	public function test_the_place_may_be_the_key_of_a_row(): void {
		$rows = static fn( ?int $before, int $limit ): array => array_slice(
			[
				30 => 'c',
				20 => 'b',
				10 => 'a',
			],
			0,
			$limit,
			true
		);
		$page = KeysetPage::read(
			new Cursor(),
			new Input( [ 'per_page' => 2 ] ),
			'letters',
			$rows,
			static fn( string $letter, int $row ): int => $row,
		);

		self::assertNotNull( $page );
		self::assertSame( 20, ( new Cursor() )->open( (string) $page->next, 'letters' ) );
		self::assertSame( [ 'C', 'B' ], $page->body( static fn( string $letter ): string => strtoupper( $letter ) )['items'] );
	}

	/** @return ?KeysetPage<int> Of the numbers 1 to $last, newest first. */
	private function numbers( string $cursor, int $per_page, int $last ): ?KeysetPage {
		$input = new Input(
			[
				'cursor'   => $cursor,
				'per_page' => $per_page,
			]
		);
		$rows = static function ( ?int $before, int $limit ) use ( $last ): array {
			$from = min( $last, ( $before ?? PHP_INT_MAX ) - 1 );
			return $from < 1 ? [] : array_slice( range( $from, 1 ), 0, $limit );
		};
		return KeysetPage::read( new Cursor(), $input, 'numbers', $rows, static fn( int $number ): int => $number );
	}
}
