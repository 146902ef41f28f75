<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class StemmerTest extends TestCase {

	/** @return list<array{string, string}> */
	public static function forms(): array {
		return [
			[ 'livraison', 'livraisons' ],
			[ 'remboursement', 'remboursements' ],
			[ 'animal', 'animaux' ],
			[ 'delivery', 'delivery' ],
			[ 'opening', 'opened' ],
			[ 'commander', 'commandez' ],
		];
	}

	#[DataProvider( 'forms' )]
	public function test_inflected_forms_share_a_stem( string $one, string $other ): void {
		self::assertSame( Stemmer::stem( $one ), Stemmer::stem( $other ) );
	}

	public function test_short_words_numbers_and_other_scripts_are_unchanged(): void {
		foreach ( [ 'bus', '2005s', 'été', 'школы', '' ] as $word ) {
			self::assertSame( $word, Stemmer::stem( $word ) );
		}
	}

	public function test_different_words_have_different_stems(): void {
		self::assertNotSame( Stemmer::stem( 'retour' ), Stemmer::stem( 'retard' ) );
		self::assertNotSame( Stemmer::stem( 'prix' ), Stemmer::stem( 'prise' ) );
	}
}
