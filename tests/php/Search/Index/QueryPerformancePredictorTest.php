<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Search\Index;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\QuerySignals;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;

final class QueryPerformancePredictorTest extends KnowledgeTestCase {

	private const QUESTION = 'Can the boiler warranty be extended?';

	protected function setUp(): void {
		parent::setUp();
		$this->know(
			'answer',
			'The boiler warranty can be extended by two years within a month of the purchase. '
				. str_repeat( 'A technician comes once a year. ', 60 ),
			'Extending the boiler warranty',
		);
		$this->know( 'service', 'The boiler is cleaned once a year. A technician needs an hour for it.', 'Boiler service' );
		$this->know( 'pumps', 'Heat pumps carry a warranty of five years.', 'Heat pumps' );
		$this->know( 'loans', 'A loan can be extended twice when you have paid so far.', 'Loans' );
		$this->know( 'parts', 'Parts of a boiler can be ordered by telephone.', 'Spare parts' );
		$this->know( 'hours', 'The shop is open from Tuesday to Saturday.', 'Opening hours' );
	}

	public function test_a_page_that_answers_has_clear_signals(): void {
		$first = $this->signals( self::QUESTION );

		self::assertGreaterThan( 0.3, $first->lead );
		self::assertGreaterThan( 0.9, $first->beginning );
		self::assertGreaterThan( 0.3, $first->phrases );
		self::assertGreaterThan( 0.2, $first->ahead );
		self::assertSame( 6, $first->among );
	}

	public function test_without_that_page_no_other_has_clear_signals(): void {
		$with    = $this->signals( self::QUESTION );
		$without = $this->signals( self::QUESTION, [ 'answer' ] );

		self::assertLessThan( 0.5 * $with->lead, $without->lead );
		self::assertLessThan( $with->beginning, $without->beginning );
		self::assertLessThan( $with->ahead, $without->ahead );
	}

	public function test_words_late_on_a_page_count_as_its_subject_only_under_a_heading(): void {
		$this->know( 'late', str_repeat( 'We write about gardens and the weather. ', 60 ) . 'Kittens are welcome.', 'Diary' );
		self::assertLessThan( 0.5, $this->signals( 'Are kittens welcome?' )->beginning );

		$this->services->get( ContentService::class )->put( $this->source, new SourceDocument(
			'section',
			'Diary',
			[
				new Section( [], '', str_repeat( 'We write about gardens and the weather. ', 60 ) ),
				new Section( [ 'Are ferrets welcome?' ], '', 'Yes, with a lead.' ),
			],
			'https://example.com/section',
			''
		) );
		self::assertGreaterThan( 0.9, $this->signals( 'Are ferrets welcome?' )->beginning );
	}

	public function test_of_two_equal_pages_neither_is_ahead(): void {
		$this->know(
			'twin',
			'The boiler warranty can be extended by two years within a month of the purchase.',
			'Extending the boiler warranty',
		);

		self::assertEqualsWithDelta( 0.0, $this->signals( self::QUESTION )->ahead, 0.01 );
	}

	public function test_questions_of_one_word_or_of_stop_words_have_signals_too(): void {
		foreach ( [ 'boiler', 'boiler boiler', 'it is the' ] as $question ) {
			$signals = $this->signals( $question );
			self::assertGreaterThanOrEqual( 0.0, $signals->phrases, $question );
			self::assertLessThanOrEqual( 1.0, $signals->beginning, $question );
			self::assertLessThan( 3.0, $signals->lead, $question );
		}
	}

	public function test_signals_are_computed_only_for_the_requested_number_of_hits(): void {
		$hits = $this->services->get( IndexSearch::class )->hits( new SearchQuery( self::QUESTION, '', 2 ) );

		self::assertGreaterThan( 2, count( $hits ) );
		self::assertNotNull( $hits[1]->signals );
		self::assertNull( $hits[2]->signals );
	}

	/** @param list<string> $without */
	private function signals( string $question, array $without = [] ): QuerySignals {
		$passages = $this->services->get( IndexSearch::class )->search( new SearchQuery( $question, '', 6, $without ) );
		self::assertNotSame( [], $passages );
		$signals = $passages[0]->signals;
		self::assertNotNull( $signals );
		return $signals;
	}
}
