<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\PhraseMatcher;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Tests\TestCase;

final class PhraseMatcherTest extends TestCase {

	private PhraseMatcher $matcher;

	protected function setUp(): void {
		parent::setUp();
		$this->matcher = new PhraseMatcher(
			[
				'want'   => [ 'would like', 'want' ],
				'person' => [ 'a person', 'person', 'someone' ],
				'anger'  => [ 'useless', 'ridiculous' ],
			],
			[ 'some1' => 'someone' ],
			[ 'anger' => 8 ]
		);
	}

	private function corrected( string $text ): string {
		return $this->matcher->corrected( Tokenizer::words( $text ) );
	}

	public function test_an_owners_phrase_matches_inflected_forms_and_whole_words_only(): void {
		self::assertSame( 'remboursement', PhraseMatcher::first_match( 'Vos REMBOURSEMENTS sont lents', [ 'retard', 'remboursement' ] ) );
		self::assertSame( 'cancel my order', PhraseMatcher::first_match( 'Please cancel my orders!', [ 'cancel my order' ] ) );
		self::assertNull( PhraseMatcher::first_match( 'a partial result', [ 'art' ] ) );
		self::assertNull( PhraseMatcher::first_match( 'anything', [ '', '?!' ] ) );
	}

	public function test_typing_errors_are_tolerated_in_lexicons_but_not_in_an_owners_phrases(): void {
		self::assertTrue( $this->matcher->has( $this->corrected( 'I want a preson' ), 'person' ) );
		self::assertNull( PhraseMatcher::first_match( 'I want a preson', [ 'person' ] ) );
	}

	public function test_shorthand_is_expanded_and_repeated_letters_are_collapsed(): void {
		self::assertSame( ' want someone ', $this->corrected( 'wannnnt some1' ) );
	}

	public function test_short_words_of_an_exact_list_are_not_corrected(): void {
		self::assertFalse( $this->matcher->has( $this->corrected( 'it is uselesd' ), 'anger' ) );
		self::assertTrue( $this->matcher->has( $this->corrected( 'this is ridiculuos' ), 'anger' ) );
	}

	public function test_lists_can_be_required_in_order(): void {
		self::assertTrue( $this->matcher->has_in_order( $this->corrected( 'I want to see someone' ), [ 'want', 'person' ], 2 ) );
		self::assertFalse( $this->matcher->has_in_order( $this->corrected( 'someone may want it' ), [ 'want', 'person' ], 2 ) );
	}
}
