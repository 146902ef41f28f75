<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Knowledge\Text;

use Aaia\Chatbot\Knowledge\Text\Stemmer;
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
	public function test_forms_of_a_word_meet( string $one, string $other ): void {
		$stemmer = new Stemmer();
		self::assertSame( $stemmer->stem( $one ), $stemmer->stem( $other ) );
	}

	public function test_short_words_numbers_and_other_scripts_stay_as_they_are(): void {
		foreach ( [ 'bus', '2005s', 'été', 'школы', '' ] as $word ) {
			self::assertSame( $word, ( new Stemmer() )->stem( $word ) );
		}
	}

	public function test_different_words_stay_different(): void {
		$stemmer = new Stemmer();
		self::assertNotSame( $stemmer->stem( 'retour' ), $stemmer->stem( 'retard' ) );
		self::assertNotSame( $stemmer->stem( 'prix' ), $stemmer->stem( 'prise' ) );
	}
}
