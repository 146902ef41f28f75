<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\NumberParser;
use Aaia\Chatbot\Language\NumberWords;
use Aaia\Chatbot\Tests\TestCase;

final class NumberWordsTest extends TestCase {

	public function test_every_word_has_a_value(): void {
		foreach ( explode( '|', NumberWords::PATTERN ) as $word ) {
			self::assertNotNull( NumberWords::value( $word ), $word );
		}
		self::assertSame( 30, NumberWords::value( 'Thirty' ) );
		self::assertNull( NumberWords::value( 'thirsty' ) );
	}

	public function test_a_text_holds_the_numbers_it_writes_in_words(): void {
		$found = NumberParser::all_in( 'Sous trente jours, six personnes, sixteen rooms' );
		self::assertSame( [ 30, 6, 16 ], array_keys( $found ) );
	}
}
