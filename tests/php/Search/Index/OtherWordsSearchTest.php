<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Search\Index;

use Aaia\Chatbot\Language\OtherWords;
use Aaia\Chatbot\Language\OtherWordsKind;
use Aaia\Chatbot\Language\TermHasher;
use Aaia\Chatbot\Language\Thesaurus;
use Aaia\Chatbot\Search\Index\BuiltInIndex;
use Aaia\Chatbot\Search\Index\QueryTerms;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Search by other words than the page uses. */
final class OtherWordsSearchTest extends KnowledgeTestCase {

	protected function setUp(): void {
		parent::setUp();
		foreach ( [
			'arms'    => [ 'Armes', 'Une autorisation est exigée pour chaque arme, à feu ou blanche.', 'fr' ],
			'refund'  => [ 'Remboursement', 'Chaque remboursement arrive sous quatorze jours.', 'fr' ],
			'cancel'  => [ 'Annulation', 'Toute annulation est confirmée par courrier.', 'fr' ],
			'tongue'  => [ 'Langues', 'Cours de langue le mardi, pour adultes.', 'fr' ],
			'bulky'   => [ 'Bulky waste', 'Sofas and mattresses are collected on Mondays.', 'en' ],
			'vouch'   => [ 'Vouchers', 'Each voucher is worth ten pounds. Touch the screen to pay.', 'en' ],
		] as $id => [ $title, $text, $language ] ) {
			$this->know( $id, $text, $title, $language );
		}
	}

	/** @return array<string, array{string, string}> */
	public static function questions(): array {
		return [
			'a colloquial word, not put right to "langue"' => [ 'Un flingue ?', 'arms' ],
			'a phrase of small words'                      => [ 'Si ça tombe à l’eau ?', 'cancel' ],
			'a synonym, not put right to "touch"'          => [ 'Do you take my couch?', 'bulky' ],
		];
	}

	#[DataProvider( 'questions' )]
	public function test_the_page_in_other_words_comes_first( string $question, string $expected ): void {
		self::assertSame( $expected, $this->found( $question )[0] ?? null );
		$this->seal();
		self::assertSame( $expected, $this->found( $question )[0] ?? null, 'after gathering into a segment' );
	}

	#[DataProvider( 'questions' )]
	public function test_without_the_thesaurus_it_does_not( string $question, string $expected ): void {
		$search = ( new BuiltInIndex( $this->database(), new SystemClock(), null, new Thesaurus( '/nowhere' ) ) )->search;

		self::assertNotSame( $expected, ( $search->search( new SearchQuery( $question ) )[0] ?? null )?->external_id );
	}

	public function test_a_page_of_the_other_language_is_found_by_what_the_word_is_called_there(): void {
		self::assertSame( 'vouch', $this->found( 'Un bon cadeau ?', 'fr' )[0] ?? null );
		self::assertSame( 'cancel', $this->found( 'May I cancel my booking?', 'en' )[0] ?? null );
		$this->know( 'own', 'Send us the booking number and we cancel it.', 'Changes', 'en' );
		self::assertSame( 'own', $this->found( 'May I cancel my booking?', 'en' )[0] ?? null, 'the visitor’s language comes first' );
	}

	public function test_typing_errors_are_still_put_right(): void {
		self::assertSame( 'refund', $this->found( 'rembuorsement' )[0] ?? null );
	}

	public function test_words_the_index_does_not_have_change_nothing(): void {
		$plain = ( new BuiltInIndex( $this->database(), new SystemClock(), null, new Thesaurus( '/nowhere' ) ) )->search;
		foreach ( [ 'Mes bagnoles et la langue', 'Is there a telly and a voucher?', 'Cours de langue' ] as $question ) {
			self::assertEquals( $plain->hits( new SearchQuery( $question ) ), $this->hits( $question ), $question );
		}
	}

	public function test_it_asks_the_database_no_more_than_the_correction_of_typing_errors(): void {
		$this->know( 'changes', 'May you cancel? Send us the booking number.', 'Changes', 'en' );
		$this->seal();
		$typing = $this->queries_for( 'rembuorsement' );

		self::assertGreaterThan( 0, $typing );
		self::assertSame( $this->queries_for( 'Chaque remboursement' ), $this->queries_for( 'Un flingue ?' ) );
		self::assertLessThanOrEqual( $typing, $this->queries_for( 'Do you take my couch?' ) );
		self::assertSame( $this->queries_for( 'Chaque remboursement' ), $this->queries_for( 'May I cancel?' ) );
		self::assertLessThanOrEqual( $typing, $this->queries_for( 'Do you take my couch and matresses for a flingue?' ) );
	}

	public function test_other_words_share_a_weight(): void {
		$terms   = QueryTerms::from_words( [ 'flingue' ], new TermHasher() );
		$weights = static fn( string ...$stems ): array => array_values(
			$terms->weights_of( [ new OtherWords( [ 'flingue' ], array_values( $stems ), OtherWordsKind::Colloquial ) ] ),
		);

		self::assertSame( [ 3.0 ], $weights( 'arme' ) );
		self::assertSame( [ 1.5, 1.5, 1.5, 1.5 ], $weights( 'arme', 'fusil', 'sabre', 'lance' ) );
	}

	public function test_a_colloquial_word_counts_as_covered_by_the_word_of_the_page(): void {
		$hit   = $this->hits( 'flingue' )[0];
		$exact = $this->hits( 'arme' )[0];

		self::assertGreaterThan( 0.4, $hit->confidence );
		self::assertLessThan( $exact->confidence, $hit->confidence );
	}

	private function queries_for( string $question ): int {
		$before = self::wpdb()->num_queries;
		$this->hits( $question );
		return self::wpdb()->num_queries - $before;
	}
}
