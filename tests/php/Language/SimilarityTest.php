<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\Similarity;
use Aaia\Chatbot\Tests\TestCase;

final class SimilarityTest extends TestCase {

	public function test_inflected_and_mistyped_words_are_more_similar_than_others(): void {
		self::assertSame( 1.0, Similarity::between_words( 'livraison', 'livraison' ) );
		self::assertSame( 0.85, Similarity::between_words( 'livraison', 'livraisons' ) );
		self::assertSame( 0.8, Similarity::between_words( 'facture', 'fcature' ) );
		self::assertSame( 0.7, Similarity::between_words( 'livre', 'livraison' ) );
		self::assertSame( 0.0, Similarity::between_words( 'retour', 'retard' ) );
		self::assertSame( 0.0, Similarity::between_words( 'bus', 'bug' ) );
	}

	public function test_swapped_letters_are_a_typing_error_and_another_letter_is_another_word(): void {
		self::assertSame( 0.8, Similarity::between_words( 'chrage', 'charge' ) );
		self::assertSame( 0.8, Similarity::between_words( 'dannecy', 'annecy' ) );
		self::assertSame( 0.0, Similarity::between_words( 'paint', 'point' ) );
		self::assertSame( 0.0, Similarity::between_words( 'whopping', 'shopping' ) );
	}

	public function test_a_repeated_ngram_counts_twice(): void {
		self::assertSame( 1.0, Similarity::dice( [ 'ana', 'ana' ], [ 'ana', 'ana' ] ) );
		self::assertSame( 0.5, Similarity::dice( [ 'ana', 'ana', 'nan' ], [ 'ana' ] ) );
		self::assertSame( 0.0, Similarity::dice( [], [] ) );
	}

	public function test_texts_are_compared_by_letters_in_any_script(): void {
		self::assertSame( 1.0, Similarity::between_texts( 'доставка', 'доставка' ) );
		self::assertGreaterThan( 0.6, Similarity::between_texts( 'how long is delivery', 'how long is delivry' ) );
		self::assertLessThan( 0.3, Similarity::between_texts( 'how long is delivery', 'where do you sit' ) );
	}
}
