<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Support;

use Aaia\Chatbot\Support\StreamCleaner;
use Aaia\Chatbot\Support\Text;

final class StreamCleanerTest extends \PHPUnit\Framework\TestCase {

	/** @return array<string, array{string}> */
	public static function texts(): array {
		return [
			'letters of several bytes' => [ 'é€😀 où' ],
			'direction overrides'      => [ "pay \u{202E}001\u{202C} € \u{2066}x\u{2069}" ],
			'hidden words'             => [ "a\u{E0041}\u{E0042}b" ],
			'a flag of a part'         => [ "Go \u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}!" ],
			'a black flag'             => [ "\u{1F3F4} x \u{1F3F4}" ],
			'line ends'                => [ "a\r\nb\rc\n" ],
			'broken bytes'             => [ "a\xE2\x82b\xFFc\xF0\x9F" ],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'texts' )]
	public function test_a_text_in_pieces_is_cleaned_as_a_whole( string $text ): void {
		foreach ( range( 1, 7 ) as $size ) {
			$stream = new StreamCleaner();
			$shown  = '';
			foreach ( str_split( $text, $size ) as $piece ) {
				$shown .= $stream->push( $piece );
			}
			$this->assertSame( Text::clean_part( $text ), $shown . $stream->finish(), "Pieces of $size bytes." );
		}
	}

	public function test_complete_characters_are_not_held_back(): void {
		$this->assertSame( 'Bonjour é', ( new StreamCleaner() )->push( 'Bonjour é' ) );
	}
}
