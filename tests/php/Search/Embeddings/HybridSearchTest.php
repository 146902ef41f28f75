<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Search\Embeddings;

use Aaia\Chatbot\Search\Embeddings\EmbeddingService;
use Aaia\Chatbot\Search\Embeddings\HybridSearch;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Settings\Settings;

/** Hybrid search, and its results without vectors. */
final class HybridSearchTest extends EmbeddingTestCase {

	private const QUESTIONS = [ 'Mend my bike', 'How do I get a refund?', 'opening hours', 'quelle est la livraison', 'zzz', '', '🤷' ];

	protected function setUp(): void {
		parent::setUp();
		$this->know( 'workshop', 'In our workshop we do the repair of every bicycle while you wait.', 'Workshop', 'en' );
		$this->know( 'money', 'Your money comes back within ten days of the return.', 'Returns', 'en' );
		$this->know( 'hours', 'We are open from Monday to Friday.', 'Opening hours', 'en' );
		$this->know( 'delivery', 'La livraison prend trois jours.', 'Livraison', 'fr' );
		$this->know( 'other', 'Our garden has many flowers and a pond with three frogs.', 'Garden', 'en' );
	}

	/** @return array<string, string> What the search by words finds, whole. */
	private function by_words(): array {
		return array_combine(
			self::QUESTIONS,
			array_map(
				fn( string $question ): string => serialize( $this->services->get( IndexSearch::class )->search( new SearchQuery( $question ) ) ),
				self::QUESTIONS,
			),
		);
	}

	/** @return array<string, string> What the assistant finds, whole. */
	private function by_all(): array {
		return array_combine(
			self::QUESTIONS,
			array_map( fn( string $question ): string => serialize( $this->passages( $question ) ), self::QUESTIONS ),
		);
	}

	public function test_a_document_without_a_shared_word_is_found_by_meaning(): void {
		self::assertNotContains( 'workshop', $this->ids( 'Mein Fahrrad' ) );
		$this->embed_with();
		$found = $this->passages( 'Mein Fahrrad' );
		self::assertSame( 'workshop', $found[0]->external_id );
		self::assertGreaterThan( 0.5, (float) $found[0]->similarity );
		self::assertLessThan( 0.5, $found[0]->confidence, 'a likeness is no evidence: the assistant is as careful as by words' );
	}

	public function test_documents_found_by_both_searches_come_first_and_scores_descend(): void {
		$this->embed_with();
		$found = $this->passages( 'When are you open?' );
		self::assertSame( 'hours', $found[0]->external_id );
		self::assertNotNull( $found[0]->similarity );
		$scores = array_map( static fn( $passage ): float => $passage->score, $found );
		$fallen = $scores;
		rsort( $fallen );
		self::assertSame( $fallen, $scores );
		self::assertSame(
			max( array_map(
				static fn( $passage ): float => $passage->score,
				$this->services->get( IndexSearch::class )->search( new SearchQuery( 'When are you open?' ) ),
			) ),
			$scores[0],
		);
		self::assertCount( count( $found ), array_unique( $this->ids( 'When are you open?' ) ), 'each document once' );
	}

	public function test_switched_off_or_incomplete_the_results_are_exactly_those_of_keyword_search(): void {
		$words = $this->by_words();
		$sent  = count( self::$server->seen( 'well' ) );
		self::assertSame( $words, $this->by_all(), 'never switched on' );
		$this->use_server( 'well' );
		self::assertSame( $words, $this->by_all(), 'on, but not begun' );
		$this->services->get( EmbeddingService::class )->start();
		self::assertSame( $words, $this->by_all(), 'begun, but not complete' );
		self::assertCount( $sent, self::$server->seen( 'well' ), 'nothing was sent so far' );
		$this->embed_everything();
		self::assertNotSame( $words, $this->by_all() );
		$this->services->get( Settings::class )->save( [ 'embeddings_server' => 'off' ] );
		self::assertSame( $words, $this->by_all(), 'switched off again' );
		$this->services->get( Settings::class )->save( [ 'embeddings_server' => 'own' ] );
		$this->services->get( EmbeddingService::class )->delete();
		self::assertSame( $words, $this->by_all(), 'deleted' );
	}

	public function test_with_a_dead_slow_or_wrong_server_the_results_are_those_of_keyword_search(): void {
		$this->embed_with();
		$words = $this->by_words();
		foreach ( [ 'down', 'slow', 'html', 'zeros', 'other', 'nan' ] as $fault ) {
			$this->database()->update( 'knowledge_spaces', [ 'address' => self::$server->url( $fault ) ], [ 'state' => 'live' ] );
			$this->use_server( $fault );
			$before = count( self::$server->seen( $fault ) );
			self::assertSame( $words, $this->by_all(), $fault );
			if ( 'slow' === $fault ) {
				self::assertLessThanOrEqual(
					3,
					count( self::$server->seen( $fault ) ) - $before,
					'after three failures nobody waits for it any more',
				);
			}
		}
	}

	public function test_a_failing_server_is_paused_and_the_owner_sees_why(): void {
		$this->embed_with();
		$this->database()->update( 'knowledge_spaces', [ 'address' => self::$server->url( 'down' ) ], [ 'state' => 'live' ] );
		$this->use_server( 'down' );
		$before = count( self::$server->seen( 'down' ) );
		for ( $question = 0; $question < 6; $question++ ) {
			$this->passages( 'Question number ' . $question );
		}
		self::assertSame( 3, count( self::$server->seen( 'down' ) ) - $before );
		self::assertStringContainsString( 'error of its own', $this->services->get( EmbeddingService::class )->status()->problem );
	}

	public function test_a_question_asked_twice_is_sent_once(): void {
		$this->embed_with();
		$before = $this->embedded_texts();
		$first  = $this->passages( 'Mend my bike' );
		self::assertEquals( $first, $this->passages( 'Mend my bike' ) );
		self::assertSame( 1, $this->embedded_texts() - $before );
	}

	public function test_excluded_and_left_out_documents_are_not_found_by_meaning_either(): void {
		$this->embed_with();
		$this->database()->update( 'knowledge_documents', [ 'excluded' => 1 ], [ 'external_key' => md5( 'workshop' ) ] );
		self::assertNotContains( 'workshop', $this->ids( 'Mein Fahrrad' ) );
		$this->database()->update( 'knowledge_documents', [ 'excluded' => 0 ], [ 'external_key' => md5( 'workshop' ) ] );
		$without = $this->services->get( HybridSearch::class )->search( new SearchQuery( 'Mend my bike', without: [ 'workshop' ] ) );
		self::assertNotContains( 'workshop', array_map( static fn( $passage ): string => $passage->external_id, $without ) );
	}

	public function test_of_equally_near_documents_the_one_in_the_visitors_language_and_the_boosted_one_come_first(): void {
		$this->know( 'fr', 'vélo réparation', 'Atelier', 'fr' );
		$this->know( 'en', 'vélo réparation', 'Atelier', 'en' );
		$this->embed_with();
		$place = fn( string $id, string $language ): int => (int) array_search( $id, $this->ids( 'mend bicycles', $language ), true );
		self::assertLessThan( $place( 'en', 'fr' ), $place( 'fr', 'fr' ) );
		self::assertLessThan( $place( 'fr', 'en' ), $place( 'en', 'en' ) );
		$this->database()->update( 'knowledge_documents', [ 'boost' => '1.6' ], [ 'external_key' => md5( 'fr' ) ] );
		$this->database()->update( 'knowledge_documents', [ 'boost' => '0.6' ], [ 'external_key' => md5( 'en' ) ] );
		self::assertLessThan( $place( 'en', 'en' ), $place( 'fr', 'en' ) );
	}

	public function test_hostile_questions_are_answered_without_harm(): void {
		$this->embed_with();
		foreach ( [
			str_repeat( 'bike ', 2000 ),
			"\xFF\xFE bad bytes bike",
			'<script>alert(1)</script>',
			"bike'; DROP TABLE x; --",
			'le la les de',
			'a',
			'自転車の修理',
		] as $question ) {
			self::assertIsArray( $this->passages( $question ) );
		}
		foreach ( self::$server->seen( 'well' ) as $one ) {
			foreach ( $one['body']['input'] as $text ) {
				self::assertLessThanOrEqual( 7000, mb_strlen( $text ) );
			}
		}
	}
}
