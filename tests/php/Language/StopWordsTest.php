<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\LanguageDetector;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Tests\TestCase;

final class StopWordsTest extends TestCase {

	public function test_words_of_questions_in_both_languages_are_left_out(): void {
		self::assertSame( [ 'renvoyer', 'velo' ], StopWords::remove( Tokenizer::words( 'Comment est-ce que je peux renvoyer un vélo ?' ) ) );
		self::assertSame( [ 'return', 'bike' ], StopWords::remove( Tokenizer::words( 'How can I return a bike?' ) ) );
	}

	public function test_the_french_word_for_summer_is_not_a_stop_word(): void {
		self::assertSame( [ 'horaires', 'ete' ], StopWords::remove( Tokenizer::words( 'Les horaires d’été' ) ) );
	}

	public function test_a_question_of_stop_words_only_keeps_them(): void {
		self::assertSame( [ 'who', 'are', 'you' ], StopWords::remove_unless_all( Tokenizer::words( 'Who are you?' ) ) );
		self::assertTrue( StopWords::are_all( [ 'who', 'are', 'you', 'x' ] ) );
		self::assertFalse( StopWords::are_all( [ '书' ] ) );
	}

	public function test_the_language_of_a_short_question_is_detected_by_stop_words(): void {
		self::assertSame( 'fr', LanguageDetector::detect_in_question( Tokenizer::words( 'Quand êtes-vous ouverts ?' ) ) );
		self::assertSame( 'en', LanguageDetector::detect_in_question( Tokenizer::words( 'When are you open?' ) ) );
		self::assertSame( '', LanguageDetector::detect_in_question( Tokenizer::words( 'Contact' ) ) );
	}
}
