<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Search\Index;

use Aaia\Chatbot\Search\Index\Hit;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class IndexSearchTest extends KnowledgeTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->know(
			'delivery',
			'We deliver within three working days. Delivery in France costs 4.90 euros and is free above 50 euros.',
			'Delivery',
		);
		$this->know(
			'returns',
			'You can send an article back within 30 days. We refund the price as soon as the parcel has arrived.',
			'Returns and refunds',
		);
		$this->know( 'hours', 'The shop is open from Tuesday to Saturday, from 9 to 18. It is closed on Sunday and Monday.', 'Opening hours' );
		$this->know(
			'livraison',
			'Nous livrons en trois jours ouvrés. La livraison en France coûte 4,90 euros, gratuite au-dessus de 50 euros.',
			'Livraison',
			'fr',
		);
		$this->know(
			'horaires',
			'La boutique est ouverte du mardi au samedi, de 9 h à 18 h. Elle est fermée le dimanche et le lundi.',
			'Horaires d’ouverture',
			'fr',
		);
	}

	/** @return array<string, array{string, string}> */
	public static function questions(): array {
		return [
			'in the words of the page'      => [ 'How much does delivery in France cost?', 'delivery' ],
			'another form of the word'      => [ 'refunding an article', 'returns' ],
			'by the title'                  => [ 'opening hours', 'hours' ],
			'French without accents'        => [ 'combien coute la livraison', 'livraison' ],
			'capitals'                      => [ 'BOUTIQUE OUVERTE LE SAMEDI ?', 'horaires' ],
			'a letter is missing'           => [ 'boutiqe fermée dimanche', 'horaires' ],
			'two letters are exchanged'     => [ 'how long for a delievry', 'delivery' ],
			'with HTML and control signs'   => [ "<b>refund</b>\x00\x07 parcel", 'returns' ],
		];
	}

	#[DataProvider( 'questions' )]
	public function test_the_right_document_comes_first( string $question, string $expected ): void {
		self::assertSame( $expected, $this->found( $question )[0] ?? null );
		$this->seal();
		self::assertSame( $expected, $this->found( $question )[0] ?? null, 'after gathering into a segment' );
	}

	public function test_fresh_units_and_units_in_segments_score_the_same(): void {
		$fresh = $this->scores( 'delivery within France' );
		$this->seal();
		self::assertSame( $fresh, $this->scores( 'delivery within France' ) );
		self::assertNotSame( [], $fresh );
	}

	public function test_questions_without_a_match_find_nothing(): void {
		foreach ( [ '', '   ', '?!…', '🎉', "\u{200B}", 'xqzw' ] as $question ) {
			self::assertSame( [], $this->found( $question ), $question );
		}
	}

	public function test_questions_of_one_letter_of_stop_words_or_of_ten_kilobytes_are_answered(): void {
		self::assertContains( 'horaires', $this->found( 'h' ) );
		self::assertNotSame( [], $this->found( 'est-ce que le la les' ) );
		self::assertSame( 'returns', $this->found( 'refund parcel ' . str_repeat( 'blah ', 2000 ) )[0] );
	}

	public function test_a_passage_says_where_it_is_from(): void {
		$passages = $this->services->get( IndexSearch::class )->search( new SearchQuery( 'remboursement ou livraison', 'fr', 1 ) );
		self::assertCount( 1, $passages );
		self::assertSame( 'livraison', $passages[0]->external_id );
		self::assertSame( 'Livraison', $passages[0]->title );
		self::assertSame( 'https://example.com/livraison', $passages[0]->url );
		self::assertSame( 'fr', $passages[0]->language );
		self::assertStringContainsString( '4,90 euros', $passages[0]->text );
	}

	public function test_the_visitors_language_comes_first_and_others_are_a_fallback(): void {
		$this->know( 'a-en', 'Gift vouchers: bon cadeau, 20 euros.', 'Bon cadeau', 'en' );
		$this->know( 'b-fr', 'Gift vouchers: bon cadeau, 20 euros.', 'Bon cadeau', 'fr' );
		self::assertSame( [ 'b-fr', 'a-en' ], array_slice( $this->found( 'bon cadeau', 'fr' ), 0, 2 ) );
		self::assertSame( [ 'a-en', 'b-fr' ], array_slice( $this->found( 'bon cadeau', 'en' ), 0, 2 ) );
		self::assertSame( 'returns', $this->found( 'refund', 'de' )[0] );
	}

	public function test_confidence_tells_a_question_that_is_answered_from_one_that_is_not(): void {
		$covered = $this->hits( 'How much does delivery in France cost?' )[0]->confidence;
		$foreign = $this->hits( 'Who won the football world cup in Brazil?' )[0]->confidence ?? 0.0;
		self::assertGreaterThan( 0.8, $covered );
		self::assertLessThan( 0.5, $foreign );
	}

	public function test_other_scripts_are_found(): void {
		$this->know( 'zh', '退货政策：您可以在30天内退货。', '退货' );
		$this->know( 'ar', 'يمكنك إرجاع المنتج خلال ثلاثين يوما', 'سياسة الإرجاع' );
		$this->know( 'ru', 'Вы можете вернуть товар в течение тридцати дней', 'Возврат' );
		self::assertSame( 'zh', $this->found( '如何退货？' )[0] );
		self::assertSame( 'ar', $this->found( 'ارجاع المنتج' )[0] );
		self::assertSame( 'ru', $this->found( 'возврат товара' )[0] );
	}

	public function test_the_requested_number_of_documents_is_found_each_once(): void {
		for ( $number = 1; $number <= 90; $number++ ) {
			$this->know( 'many' . $number, 'Voucher number' . $number . ' for the museum.' );
		}
		$found = array_map(
			static fn( Hit $hit ): string => $hit->document->external_id,
			$this->services->get( IndexSearch::class )->hits( new SearchQuery( 'museum voucher', '', 80 ) ),
		);
		self::assertGreaterThanOrEqual( 80, count( $found ) );
		self::assertSame( $found, array_values( array_unique( $found ) ) );
	}

	public function test_documents_can_be_left_out_of_a_search(): void {
		$hits = $this->services->get( IndexSearch::class )->hits( new SearchQuery( 'refund an article', '', 5, [ 'returns' ] ) );
		self::assertNotContains( 'returns', array_map( static fn( Hit $hit ): string => $hit->document->external_id, $hits ) );
	}
}
