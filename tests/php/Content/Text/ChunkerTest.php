<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Text;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\Chunker;
use Aaia\Chatbot\Tests\TestCase;

final class ChunkerTest extends TestCase {

	/** @return list<string> */
	private function texts( string $text ): array {
		return array_map( static fn( Chunk $chunk ): string => $chunk->text, ( new Chunker() )->chunks( [ new Section( [], '', $text ) ] ) );
	}

	public function test_a_short_section_is_one_chunk_with_its_headings_and_anchor(): void {
		$chunks = ( new Chunker() )->chunks( [ new Section( [ 'Delivery', 'Prices' ], 'prices', "In France: 5 €\nElsewhere: 9 €" ) ] );
		self::assertCount( 1, $chunks );
		self::assertSame( [ 'Delivery', 'Prices' ], $chunks[0]->headings );
		self::assertSame( 'prices', $chunks[0]->anchor );
		self::assertSame( "In France: 5 €\nElsewhere: 9 €", $chunks[0]->text );
	}

	public function test_a_section_without_text_is_no_chunk(): void {
		self::assertSame( [], ( new Chunker() )->chunks( [ new Section( [ 'Empty' ], '', " \n\n " ) ] ) );
		self::assertSame( [], ( new Chunker() )->chunks( [] ) );
	}

	public function test_sections_never_share_a_chunk(): void {
		self::assertCount( 2, ( new Chunker() )->chunks( [ new Section( [ 'A' ], '', 'one' ), new Section( [ 'B' ], '', 'two' ) ] ) );
	}

	public function test_long_text_is_cut_between_sentences(): void {
		$texts = $this->texts( str_repeat( 'Une phrase assez courte qui se termine. ', 100 ) );
		self::assertGreaterThan( 3, count( $texts ) );
		foreach ( $texts as $text ) {
			self::assertStringEndsWith( 'termine.', $text );
			self::assertStringStartsWith( 'Une phrase', $text );
		}
	}

	public function test_nothing_is_lost_or_doubled(): void {
		$words = array_map( static fn( int $number ): string => 'word' . $number . ( 0 === $number % 11 ? '.' : '' ), range( 1, 2000 ) );
		self::assertSame( $words, preg_split( '/\s+/', implode( ' ', $this->texts( implode( ' ', $words ) ) ) ) );
	}

	public function test_closing_quotes_and_brackets_stay_with_their_sentence(): void {
		$text = rtrim( str_repeat( 'She said: “Come in.” (It was late.) ', 60 ) );
		self::assertSame( $text, implode( ' ', $this->texts( $text ) ) );
	}

	public function test_a_sentence_without_an_end_is_cut_between_words(): void {
		foreach ( $this->texts( str_repeat( 'énième ', 1000 ) ) as $text ) {
			self::assertMatchesRegularExpression( '/^énième( énième)*$/u', $text );
			self::assertLessThanOrEqual( Chunker::SIZE + 200, mb_strlen( $text ) );
		}
	}

	public function test_a_word_longer_than_a_chunk_is_cut_between_characters(): void {
		$texts = $this->texts( str_repeat( 'é', 5000 ) );
		self::assertSame( str_repeat( 'é', 5000 ), implode( '', $texts ) );
		foreach ( $texts as $text ) {
			self::assertSame( 1, preg_match( '//u', $text ) );
		}
	}

	public function test_text_without_spaces_is_cut_at_its_own_full_stops(): void {
		$texts = $this->texts( str_repeat( '这是一个句子。', 400 ) );
		self::assertGreaterThan( 2, count( $texts ) );
		foreach ( $texts as $text ) {
			self::assertStringEndsWith( '。', $text );
		}
	}

	public function test_a_short_rest_joins_the_chunk_before_it(): void {
		$texts = $this->texts( str_repeat( 'a', 880 ) . ".\nshort rest" );
		self::assertCount( 1, $texts );
	}
}
