<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Assistant\NoAnswerFilter;

final class NoAnswerFilterTest extends \PHPUnit\Framework\TestCase {

	/** @return iterable<string, array{string, string, bool}> What a model writes, what is shown, whether it said that it does not know. */
	public static function texts(): iterable {
		yield 'no mark' => [ "An answer.\n\nWith [1] sources [no", "An answer.\n\nWith [1] sources [no", false ];
		yield 'at the end' => [ "I do not know.\n\n[no-answer]", 'I do not know.', true ];
		yield 'alone' => [ '[no-answer]', '', true ];
		yield 'in capitals, with a tail' => [ "Désolé, je ne sais pas. [NO-Answer]\n", "Désolé, je ne sais pas.\n", true ];
		yield 'in the middle' => [ 'First. [no-answer] Then 🦊 more.', 'First. Then 🦊 more.', true ];
		yield 'twice' => [ 'a [no-answer][no-answer] b', 'a b', true ];
		yield 'almost' => [ 'see [no-answers] and [no -answer]', 'see [no-answers] and [no -answer]', false ];
		yield 'nothing' => [ '', '', false ];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'texts' )]
	public function test_the_marker_is_removed_however_the_text_is_split( string $text, string $shown, bool $found ): void {
		for ( $round = 0; $round < 60; $round++ ) {
			$filter = new NoAnswerFilter();
			$out    = '';
			$pieces = $this->cut( $text, 1 + $round % 12 );
			foreach ( $pieces as $piece ) {
				$out .= $filter->push( $piece );
				$this->assertStringNotContainsStringIgnoringCase( '[no-answer]', $out );
			}
			$out .= $filter->finish();
			$this->assertSame( $shown, $out, implode( '|', $pieces ) );
			$this->assertSame( $found, $filter->found() );
		}
	}

	public function test_only_a_possible_beginning_of_the_marker_is_held_back(): void {
		$this->assertSame( 'Hello [1', ( new NoAnswerFilter() )->push( 'Hello [1' ) );
		$this->assertSame( 'Hello', ( new NoAnswerFilter() )->push( 'Hello [n' ) );
	}

	/** @return list<string> Pieces at random places, never inside a character. */
	private function cut( string $text, int $longest ): array {
		$pieces     = [];
		$characters = mb_str_split( $text );
		while ( [] !== $characters ) {
			$pieces[] = implode( '', array_splice( $characters, 0, random_int( 1, $longest ) ) );
		}
		return $pieces;
	}
}
