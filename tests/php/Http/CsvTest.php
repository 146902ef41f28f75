<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\Csv;
use PHPUnit\Framework\Attributes\DataProvider;

/** Spreadsheets run text that begins like a formula, even after invisible characters. */
final class CsvTest extends \PHPUnit\Framework\TestCase {

	/** @return iterable<string, array{string}> */
	public static function hidden(): iterable {
		$before = [
			'nothing' => '',
			'zero width' => "\u{200B}\u{200D}",
			'a byte order mark' => "\u{FEFF}",
			'a soft hyphen' => "\u{AD}",
			'a direction' => "\u{202E}\u{2066}\u{200F}",
			'a no-break space' => "\u{A0}\u{202F}",
			'a wide space' => "\u{3000}",
			'a control' => "\u{1}\u{85}",
			'a line' => "\n\u{2028}",
			'a tag' => "\u{E0041}",
			'a filler' => "\u{3164}\u{2800}\u{115F}",
			'a mark' => "\u{301}",
			'NUL' => "\0",
			'a broken byte' => '',
		];
		foreach ( $before as $name => $invisible ) {
			foreach ( [ '=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '−' ] as $sign ) {
				yield "$sign after $name" => [ $invisible . $sign . '1+1' ];
			}
		}
	}

	#[DataProvider( 'hidden' )]
	public function test_a_formula_is_escaped_despite_invisible_characters_before_it( string $cell ): void {
		$this->assertStringStartsWith( "'", ltrim( Csv::line( [ $cell ] ), '"' ) );
	}

	public function test_a_formula_after_invalid_utf8_is_escaped(): void {
		$line = Csv::line( [ "\xFF=1+1" ] );
		$this->assertTrue( mb_check_encoding( $line, 'UTF-8' ) );
	}

	public function test_numbers_and_words_stay_as_they_are(): void {
		$this->assertSame(
			"-5,0.5,1,,Bonjour – ça va = oui,3 - 2\r\n",
			Csv::line( [ -5, 0.5, true, null, 'Bonjour – ça va = oui', '3 - 2' ] ),
		);
	}

	public function test_line_ends_of_every_kind_stay_inside_their_cell(): void {
		$this->assertSame( "\"a\u{2028}b\",\"c\u{85}d\",\"e\"\"\nf\"\r\n", Csv::line( [ "a\u{2028}b", "c\u{85}d", "e\"\nf" ] ) );
	}
}
