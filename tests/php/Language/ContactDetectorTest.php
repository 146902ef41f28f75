<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\ContactDetector;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class ContactDetectorTest extends TestCase {

	/** @return array<string, array{string, list<string>}> */
	public static function telephones(): array {
		return [
			'French, in pairs'                    => [ 'Appelez le 06 12 34 56 78 svp', [ '06 12 34 56 78' ] ],
			'with points, which are no date'      => [ 'Mon numéro : 06.12.34.56.78.', [ '06.12.34.56.78' ] ],
			'with hyphens'                        => [ '01-23-45-67-89', [ '01-23-45-67-89' ] ],
			'right after its label'               => [ 'Tel.0123456789', [ '0123456789' ] ],
			'with a country'                      => [ 'call +44 (0)20 7946 0958 now', [ '+44 (0)20 7946 0958' ] ],
			'with a space after the plus'         => [ '+ 33 (0)8 10 46 76 87', [ '+ 33 (0)8 10 46 76 87' ] ],
			'with 00'                             => [ '0033612345678', [ '0033612345678' ] ],
			'with no-break spaces'                => [ "01\u{A0}23\u{A0}45\u{A0}67\u{A0}89", [ "01\u{A0}23\u{A0}45\u{A0}67\u{A0}89" ] ],
			'North American'                      => [ '(555) 123-4567 or 555-123-4567', [ '(555) 123-4567', '555-123-4567' ] ],
			'two in one sentence'                 => [ '01 23 45 67 89, 06 12 34 56 78', [ '01 23 45 67 89', '06 12 34 56 78' ] ],
			'a day'                               => [ 'le 01/02/2024 10:30, le 1.2.2024', [] ],
			'a day of an international order'     => [ '2024-05-06 12:00', [] ],
			'a price'                             => [ '1 250 000,00 €', [] ],
			'an order'                            => [ 'commande 123456789012', [] ],
			'too many digits'                     => [ '01234567890123456789', [] ],
			'part of a code'                      => [ 'AB0123456789', [] ],
		];
	}

	/** @param list<string> $expected */
	#[DataProvider( 'telephones' )]
	public function test_telephone_numbers_are_distinguished_from_other_numbers( string $text, array $expected ): void {
		self::assertSame( $expected, ContactDetector::telephones( $text ) );
	}

	public function test_short_service_numbers_are_found_on_pages_only(): void {
		self::assertSame( [ '0800 1234' ], ContactDetector::telephones( 'Call 0800 1234', ContactDetector::DIGITS_ON_PAGES ) );
		self::assertSame( [], ContactDetector::telephones( 'Call 0800 1234' ) );
	}

	public function test_addresses_are_found_in_any_script(): void {
		$text = 'Write to jane.doe+shop@mail.example.com, josé@exemple.fr or почта@пример.рф. Not @jane, a@b or x@y.';
		self::assertSame(
			[ 'jane.doe+shop@mail.example.com', 'josé@exemple.fr', 'почта@пример.рф' ],
			ContactDetector::emails( $text ),
		);
	}

	public function test_replacing_leaves_the_rest_unchanged(): void {
		$text = ContactDetector::replace_emails( 'josé@exemple.fr, 2 fois', static fn(): string => '•' );
		self::assertSame( '•, 2 fois', $text );
		self::assertSame(
			'x, le 01/02/2024',
			ContactDetector::replace_telephones( '06 12 34 56 78, le 01/02/2024', static fn(): string => 'x' ),
		);
	}

	public function test_invalid_bytes_do_not_hide_an_address(): void {
		self::assertStringNotContainsString( 'jane', ContactDetector::replace_emails( "\xff jane@example.com", static fn(): string => '•' ) );
	}

	public function test_hostile_texts_stay_within_the_limits_of_patterns(): void {
		foreach ( [ 'a@', 'a.', '0 ', '+(', '0-', 'a@a.' ] as $piece ) {
			$text = str_repeat( $piece, 20_000 );
			ContactDetector::emails( $text );
			self::assertSame( PREG_NO_ERROR, preg_last_error(), $piece );
			ContactDetector::telephones( $text );
			self::assertSame( PREG_NO_ERROR, preg_last_error(), $piece );
		}
	}
}
