<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\Phonetics;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\TestWith;

final class PhoneticsTest extends TestCase {

	#[TestWith( [ 'livrezon', 'livraison', 'fr' ] )]
	#[TestWith( [ 'cado', 'cadeau', 'fr' ] )]
	#[TestWith( [ 'conte', 'compte', 'fr' ] )]
	#[TestWith( [ 'caussion', 'caution', 'fr' ] )]
	#[TestWith( [ 'patiserie', 'patisserie', 'fr' ] )]
	#[TestWith( [ 'kee', 'key', 'en' ] )]
	#[TestWith( [ 'sise', 'size', 'en' ] )]
	#[TestWith( [ 'fone', 'phone', 'en' ] )]
	public function test_words_typed_by_ear_sound_like_the_word_meant( string $typed, string $meant, string $language ): void {
		self::assertTrue( Phonetics::sound_alike( $typed, $meant, $language ) );
	}

	#[TestWith( [ 'marque', 'manque', 'fr' ] )]
	#[TestWith( [ 'vin', 'vent', 'fr' ] )]
	#[TestWith( [ 'paint', 'point', 'en' ] )]
	#[TestWith( [ 'cat', 'coat', 'en' ] )]
	#[TestWith( [ 'b4', 'be', 'en' ] )]
	public function test_other_words_do_not( string $one, string $other, string $language ): void {
		self::assertFalse( Phonetics::sound_alike( $one, $other, $language ) );
	}
}
