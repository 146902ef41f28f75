<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\Telephone;
use PHPUnit\Framework\Attributes\TestWith;
use PHPUnit\Framework\TestCase;

/** One form for telephone numbers written in different ways. */
final class TelephoneTest extends TestCase {

	#[TestWith( [ '06 12 34 56 78', '33', '+33612345678' ] )]
	#[TestWith( [ '+33 (0)6 12 34 56 78', '33', '+33612345678' ] )]
	#[TestWith( [ '0033.6.12.34.56.78', '', '+33612345678' ] )]
	#[TestWith( [ '33612345678', '33', '+33612345678' ] )]
	#[TestWith( [ '06 12 34 56 78', '', '0612345678' ] )]
	#[TestWith( [ '(555) 123-4567', '1', '+15551234567' ] )]
	#[TestWith( [ '1-555-123-4567', '1', '+15551234567' ] )]
	#[TestWith( [ '06 1234 5678', '39', '+390612345678' ] )]
	#[TestWith( [ '3945', '33', '3945' ] )]
	#[TestWith( [ '12', '33', null ] )]
	#[TestWith( [ '1234567890123456', '33', null ] )]
	#[TestWith( [ '06 12 call me', '33', null ] )]
	public function test_a_number_has_one_form( string $typed, string $country, ?string $normal ): void {
		self::assertSame( $normal, Telephone::normal( $typed, $country ) );
	}

	#[TestWith( [ '+33612345678', '612345678' ] )]
	#[TestWith( [ '+15551234567', '5551234567' ] )]
	#[TestWith( [ '+351912345678', '912345678' ] )]
	#[TestWith( [ '+390612345678', '612345678' ] )]
	#[TestWith( [ '0612345678', '612345678' ] )]
	public function test_the_calling_code_is_told_from_the_rest( string $normal, string $national ): void {
		self::assertSame( $national, Telephone::national( $normal ) );
	}

	#[TestWith( [ 'fr_FR', '33' ] )]
	#[TestWith( [ 'de_DE_formal', '49' ] )]
	#[TestWith( [ 'eo', '' ] )]
	#[TestWith( [ 'en_XX', '' ] )]
	public function test_a_locale_names_a_country( string $locale, string $code ): void {
		self::assertSame( $code, Telephone::code_of( $locale ) );
	}
}
