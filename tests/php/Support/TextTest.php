<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Support;

use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

final class TextTest extends \PHPUnit\Framework\TestCase {

	public function test_invisible_characters_and_direction_overrides_are_removed(): void {
		$this->assertSame( "a\nb\nc\td", Text::clean( "\u{FEFF}a\r\nb\rc\td\u{0}\u{7}\u{202E}\u{2066}" ) );
		$this->assertSame(
			"\u{200F}שלום\u{200E} <b>",
			Text::clean( "\u{200F}שלום\u{200E} <b>" ),
			'Marks that Hebrew and Arabic need stay.',
		);
	}

	public function test_tag_characters_are_removed_and_flags_stay(): void {
		$this->assertSame( 'price 100', Text::clean( "price\u{206E} \u{2063}1\u{180E}00\u{E0001}\u{E0041}\u{E0042}\u{FFF9}" ) );
		$england = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
		$this->assertSame(
			"$england 👨\u{200D}👩 می\u{200C}خواهم",
			Text::clean( "$england 👨\u{200D}👩 می\u{200C}خواهم" ),
		);
	}

	public function test_all_strings_of_a_value_are_cleaned_and_nothing_else_changes(): void {
		$this->assertSame(
			[ 'a' => 'xy', 'n' => 1.5, 'l' => [ [ 'z' ], null ] ],
			Text::clean_values( [ 'a' => "x\u{202E}y", 'n' => 1.5, 'l' => [ [ "z\u{2066} " ], null ] ] ),
		);
	}

	public function test_invalid_utf8_never_causes_an_error(): void {
		foreach ( [ "\xff\xfe", "caf\xe9", "\xc3", "\xed\xa0\x80" ] as $bytes ) {
			$this->assertTrue( mb_check_encoding( Text::clean( $bytes ), 'UTF-8' ) );
			$this->assertFalse( Text::is_blank( $bytes . 'x' ) );
		}
	}

	public function test_a_line_has_no_break_of_any_kind(): void {
		$this->assertSame( 'Ann Bcc: x@example.com', Text::line( "Ann\r\nBcc:\u{2028} x@example.com\t" ) );
	}

	public function test_a_text_is_truncated_at_a_word_and_ends_in_an_ellipsis(): void {
		$this->assertSame( 'Opening hours…', Text::truncate( 'Opening hours today', 16 ) );
		$this->assertSame( 'Unbrokentext', Text::truncate( 'Unbrokentext', 12 ) );
		$this->assertSame( 5, Text::length( Text::truncate( 'éèàüöäß', 5 ) ) );
	}

	public function test_only_invisible_things_are_blank(): void {
		$this->assertTrue( Text::is_blank( " \u{200E}\u{3000}\n\u{AD}" ) );
		$this->assertFalse( Text::is_blank( '.' ) );
	}

	public function test_public_ids_and_base64url_use_url_safe_characters(): void {
		$this->assertMatchesRegularExpression( '/\A[A-Za-z0-9_-]{16,64}\z/', Ids::random() );
		$bytes = random_bytes( 33 );
		$this->assertSame( $bytes, Ids::from_base64url( Ids::base64url( $bytes ) ) );
		$this->assertNull( Ids::from_base64url( 'a+b/' ) );
	}

	public function test_times_are_converted_to_utc(): void {
		$time = new \DateTimeImmutable( '2026-06-01 12:00:00', new \DateTimeZone( 'Europe/Paris' ) );
		$this->assertSame( '2026-06-01 10:00:00', Time::to_database( $time ) );
		$this->assertSame( '2026-06-01T10:00:00Z', Time::to_wire( Time::from_database( '2026-06-01 10:00:00' ) ) );
		$this->assertNull( Time::from_database( '0000-00-00 00:00:00' ) );
	}
}
