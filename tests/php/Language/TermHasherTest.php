<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\TermHasher;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Tests\TestCase;

final class TermHasherTest extends TestCase {

	private TermHasher $terms;

	protected function setUp(): void {
		parent::setUp();
		$this->terms = new TermHasher();
	}

	public function test_a_word_is_cut_into_grams_with_its_edges(): void {
		self::assertSame( [ ' pri', 'prix', 'rix ' ], Tokenizer::grams( 'prix' ) );
		self::assertSame( [ ' a ' ], Tokenizer::grams( 'a' ) );
	}

	public function test_scripts_without_spaces_are_cut_in_pairs(): void {
		self::assertSame( [ '你好', '好吗' ], Tokenizer::grams( '你好吗' ) );
		self::assertSame( [ '你' ], Tokenizer::grams( '你' ) );
	}

	public function test_other_scripts_are_cut_by_characters_not_bytes(): void {
		self::assertSame( [ ' шко', 'школ', 'кола', 'ола ' ], Tokenizer::grams( 'школа' ) );
	}

	public function test_a_very_long_word_is_truncated(): void {
		self::assertCount( 59, Tokenizer::grams( str_repeat( 'a', 100_000 ) ) );
	}

	public function test_stems_and_ngrams_have_different_terms(): void {
		[ $grams, $stem ] = $this->terms->terms( 'prix' );
		self::assertNotContains( $stem, $grams );
		self::assertSame( $stem, $this->terms->terms( 'prix' )[1] );
	}
}
