<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Builtin;

use Aaia\Chatbot\Language\Thesaurus;
use Aaia\Chatbot\Llm\Builtin\QuestionAnalyzer;
use Aaia\Chatbot\Search\Passage;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** What a passage covers of a question in other words. */
final class OtherWordsTest extends TestCase {

	/** @return array<string, array{string, string}> */
	public static function pairs(): array {
		return [
			'a colloquial word'         => [ 'Un flingue ?', 'Chaque arme est enregistrée.' ],
			'a colloquial phrase'       => [ 'Si ça tombe à l’eau ?', 'Toute annulation est confirmée par courrier.' ],
			'what a company says of itself' => [ 'Comment récupérer mes sous ?', 'Nous remboursons sous dix jours.' ],
			'an English word'           => [ 'Is there a telly?', 'Each room has a television.' ],
		];
	}

	#[DataProvider( 'pairs' )]
	public function test_words_of_the_page_cover_colloquial_words( string $question, string $text ): void {
		self::assertGreaterThan( 0.5, self::coverage( new QuestionAnalyzer(), $question, $text ) );
		self::assertLessThan( 0.3, self::coverage( new QuestionAnalyzer( new Thesaurus( '/nowhere' ) ), $question, $text ) );
	}

	public function test_loose_synonyms_do_not(): void {
		$text = 'Nous remboursons sous dix jours.';

		self::assertSame( 0.0, self::coverage( new QuestionAnalyzer(), 'Quelle rétrocession ?', $text ) );
	}

	private static function coverage( QuestionAnalyzer $analyzer, string $question, string $text ): float {
		$passage = new Passage( 1, 1, 'page', 'Page', [], $text, 'https://example.com/', 'fr', 1.0, 0.5, null );
		return $analyzer->analyze( $question, [ $passage ] )->coverage( 0 );
	}
}
