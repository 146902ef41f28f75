<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Inbox\SearchWords;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** Words of the inbox's search, and the excerpt with its hits. */
final class SearchWordsTest extends TestCase {

	/** @return iterable<string, array{string, string, string}> Text, search, excerpt with the hits in brackets. */
	public static function texts(): iterable {
		yield 'accents in the text' => [ 'Mon vélo est cassé', 'VELO', 'Mon [vélo] est cassé' ];
		yield 'accents in the search' => [ 'mon velo', 'vélo', 'mon [velo]' ];
		yield 'beginnings of words' => [ 'The wheels wheeze. A flywheel.', 'whee', 'The [wheels] [wheeze]. A flywheel.' ];
		yield 'several words' => [ 'Order 12345 for Durand', 'durand 123', 'Order [12345] for [Durand]' ];
		yield 'ligatures' => [ 'Un œuf, une sœur', 'oeuf', 'Un [œuf], une sœur' ];
		yield 'apostrophes' => [ 'L’été dernier', 'ete', 'L’[été] dernier' ];
		yield 'stop words do not count' => [ 'the wheel of the bike', 'the bike', 'the wheel of the [bike]' ];
		yield 'only stop words' => [ 'is it not so', 'not', 'is it [not] so' ];
		yield 'Cyrillic' => [ 'Где мой ВЕЛОСИПЕД?', 'велос', 'Где мой [ВЕЛОСИПЕД]?' ];
		yield 'a script without spaces' => [ '我想退款可以吗', '退款', '我想[退款]可以吗' ];
		yield 'nothing' => [ 'Nothing here', 'wheel', '' ];
		yield 'markup stays text' => [ '<b>wheel</b>', 'wheel', '<b>[wheel]</b>' ];
	}

	#[DataProvider( 'texts' )]
	public function test_hits_are_marked( string $text, string $search, string $marked ): void {
		self::assertSame( $marked, $this->marked( $text, $search ) );
	}

	public function test_an_excerpt_of_a_long_text_surrounds_the_first_hit(): void {
		$text    = str_repeat( 'Élan ', 200 ) . 'a needle ' . str_repeat( 'after ', 200 );
		$excerpt = $this->marked( $text, 'needle' );
		self::assertStringContainsString( 'a [needle] after', $excerpt );
		self::assertStringStartsWith( '…Élan', $excerpt );
		self::assertStringEndsWith( '…', $excerpt );
		self::assertLessThan( 180, mb_strlen( $excerpt ) );
		self::assertTrue( mb_check_encoding( $excerpt, 'UTF-8' ) );
	}

	public function test_a_word_longer_than_the_index_is_found_by_its_beginning(): void {
		[ $key ]       = SearchWords::of_text( str_repeat( 'x', 200 ) );
		[ $from, $to ] = SearchWords::range( str_repeat( 'x', 100 ) );
		self::assertLessThanOrEqual( 48, strlen( $key ) );
		self::assertTrue( strcmp( $from, $key ) <= 0 && strcmp( $key, $to ) <= 0 );
	}

	private function marked( string $text, string $search ): string {
		return implode( '', array_map(
			static fn( array $part ): string => $part['hit'] ? '[' . $part['text'] . ']' : $part['text'],
			SearchWords::excerpt( $text, SearchWords::of_search( $search ) ),
		) );
	}
}
