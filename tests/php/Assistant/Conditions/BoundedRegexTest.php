<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant\Conditions;

use Aaia\Chatbot\Assistant\Conditions\BoundedRegex;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;

final class BoundedRegexTest extends TestCase {

	/** @return array<string, array{string, string}> */
	public static function explosive(): array {
		$letters = str_repeat( 'a', 3999 ) . '!';
		return [
			'a repeat in a repeat'           => [ '(a+)+$', $letters ],
			'alternatives that overlap'      => [ '(a|aa)+$', $letters ],
			'anything, repeated'             => [ '(.*)*[x-z]', $letters ],
			'words with optional spaces'     => [ '(\w+\s?)+$', $letters ],
			'three levels'                   => [ '(((a+)+)+)+[b-z]', $letters ],
			'repeats side by side'           => [ 'a*a*[bc]', $letters ],
			'more repeats side by side'      => [ 'a*a*a*a*a*a*[bc]', $letters ],
			'a repeat that refers back'      => [ '(.*)\1[b-z]', $letters ],
			'many optional letters'          => [ '(?:a?){40}a{40}[bc]', $letters ],
			'its own, higher limits'         => [ '(*LIMIT_MATCH=4000000000)(a+)+$', $letters ],
			'repeated words of a real text'  => [ '^(?:[\w ]+,?)+[;:]$', str_repeat( 'lorem ipsum dolor ', 220 ) ],
		];
	}

	#[DataProvider( 'explosive' )]
	#[Group( 'hostile' )]
	public function test_a_pattern_with_catastrophic_backtracking_fails_with_a_sentence( string $pattern, string $text ): void {
		try {
			( new BoundedRegex() )->fits( $pattern, $text );
			self::fail( 'The pattern was run to its end.' );
		} catch ( \RangeException $failure ) {
			self::assertStringContainsString( 'is too slow', BoundedRegex::explain( $failure->getMessage() ) );
		}
	}

	/** @return array<string, array{string, string, bool}> */
	public static function common(): array {
		$long = str_repeat( 'Bonjour à tous, où est ma commande ? ', 100 );
		return [
			'at the end of a long text' => [ 'commande n°\s*\d+$', $long . 'Commande N° 12', true ],
			'not there'                 => [ 'order\s+#?\d{4}', $long, false ],
			'a beginning'               => [ '^bonjour', $long, true ],
			'a beginning elsewhere'     => [ '^commande', $long, false ],
			'what stands before'        => [ '(?<=ma )commande', $long, true ],
			'accents and case'          => [ 'OÙ', $long, true ],
			'an empty text'             => [ '^$', '', true ],
			'the end alone'             => [ '\?\s*$', $long, true ],
			'anything between words'    => [ 'tous.*commande', $long, true ],
			'alternatives'              => [ 'refund|\bremboursement\b', $long . 'remboursement', true ],
			'only the first 4,000'      => [ 'last', str_repeat( 'é', 4000 ) . 'last', false ],
			'bytes that are no text'    => [ 'help', "\xFF help", true ],
		];
	}

	#[DataProvider( 'common' )]
	public function test_common_patterns_find_what_they_describe( string $pattern, string $text, bool $fits ): void {
		self::assertSame( $fits, ( new BoundedRegex() )->fits( $pattern, $text ) );
	}

	public function test_a_wrong_pattern_is_refused_with_its_place_and_no_limit_of_ours_in_the_words(): void {
		self::assertSame( 'missing closing parenthesis at offset 5', ( new BoundedRegex() )->syntax_error( '(open' ) );
		self::assertNull( ( new BoundedRegex() )->syntax_error( '(closed)' ) );
	}
}
