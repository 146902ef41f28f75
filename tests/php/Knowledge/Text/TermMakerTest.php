<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Knowledge\Text;

use Aaia\Chatbot\Knowledge\Text\Stemmer;
use Aaia\Chatbot\Knowledge\Text\TermMaker;
use Aaia\Chatbot\Knowledge\Text\TextFolder;
use Aaia\Chatbot\Tests\TestCase;

final class TermMakerTest extends TestCase {

	private TermMaker $terms;

	protected function setUp(): void {
		parent::setUp();
		$this->terms = new TermMaker( new TextFolder(), new Stemmer() );
	}

	public function test_a_word_is_cut_into_grams_with_its_edges(): void {
		self::assertSame( [ ' pri', 'prix', 'rix ' ], $this->terms->grams( 'prix' ) );
		self::assertSame( [ ' a ' ], $this->terms->grams( 'a' ) );
	}

	public function test_scripts_without_spaces_are_cut_in_pairs(): void {
		self::assertSame( [ '你好', '好吗' ], $this->terms->grams( '你好吗' ) );
		self::assertSame( [ '你' ], $this->terms->grams( '你' ) );
	}

	public function test_other_scripts_are_cut_by_characters_not_bytes(): void {
		self::assertSame( [ ' шко', 'школ', 'кола', 'ола ' ], $this->terms->grams( 'школа' ) );
	}

	public function test_an_endless_word_costs_no_more_than_a_long_one(): void {
		self::assertCount( 59, $this->terms->grams( str_repeat( 'a', 100_000 ) ) );
	}

	public function test_a_stem_is_no_gram(): void {
		[ $grams, $stem ] = $this->terms->of_word( 'prix' );
		self::assertNotContains( $stem, $grams );
		self::assertSame( $stem, $this->terms->of_word( 'prix' )[1] );
	}
}
