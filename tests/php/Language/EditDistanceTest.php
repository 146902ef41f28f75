<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\EditDistance;
use Aaia\Chatbot\Tests\TestCase;

final class EditDistanceTest extends TestCase {

	public function test_each_edit_counts_one_including_a_transposition(): void {
		self::assertSame( 0, EditDistance::between( 'facture', 'facture', 1 ) );
		self::assertSame( 1, EditDistance::between( 'facture', 'facure', 1 ) );
		self::assertSame( 1, EditDistance::between( 'facture', 'faxture', 1 ) );
		self::assertSame( 1, EditDistance::between( 'facture', 'fatcure', 1 ) );
		self::assertGreaterThan( 1, EditDistance::between( 'facture', 'fracteur', 1 ) );
	}

	public function test_two_typing_errors_are_tolerated_in_long_words_only_one_of_them_a_transposition(): void {
		self::assertTrue( EditDistance::is_typo( 'remboursement', 'rembuorsemant' ) );
		self::assertFalse( EditDistance::is_typo( 'facture', 'fatcrue' ) );
	}

	public function test_short_words_and_first_letters_must_be_equal(): void {
		self::assertTrue( EditDistance::is_typo( 'prix', 'prix' ) );
		self::assertFalse( EditDistance::is_typo( 'prix', 'pris' ) );
		self::assertFalse( EditDistance::is_typo( 'facture', 'lacture' ) );
	}
}
