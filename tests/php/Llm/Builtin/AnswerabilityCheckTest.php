<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Builtin;

use Aaia\Chatbot\Llm\Builtin\AnswerabilityCheck;
use Aaia\Chatbot\Llm\Builtin\QuestionAnalyzer;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\QuerySignals;
use Aaia\Chatbot\Tests\TestCase;

/** Which passages with query performance signals are quoted. */
final class AnswerabilityCheckTest extends TestCase {

	private const QUESTION = 'How can the boiler warranty be extended?';

	private const HALF = 'The boiler is cleaned once a year. Its warranty is kept that way.';

	private const WHOLE = 'The boiler warranty can be extended by two years.';

	public function test_a_passage_far_ahead_of_all_others_is_quoted_and_one_like_many_is_not(): void {
		self::assertTrue( $this->is_enough( self::HALF, new QuerySignals( 0.35, 0.6, 0.1, 0.2, 3000 ) ) );
		self::assertFalse( $this->is_enough( self::HALF, new QuerySignals( 0.05, 0.6, 0.1, 0.0, 3000 ) ) );
	}

	public function test_each_signal_can_decide(): void {
		$nearly = [ 'lead' => 0.25, 'beginning' => 0.4, 'phrases' => 0.1, 'ahead' => 0.1, 'among' => 3000 ];
		self::assertFalse( $this->is_enough( self::HALF, new QuerySignals( ...$nearly ) ) );
		foreach ( [ 'lead' => 0.4, 'beginning' => 1.0, 'phrases' => 0.6, 'ahead' => 0.7 ] as $sign => $value ) {
			self::assertTrue( $this->is_enough( self::HALF, new QuerySignals( ...array_merge( $nearly, [ $sign => $value ] ) ) ), $sign );
		}
	}

	public function test_full_coverage_counts_on_a_small_site_and_not_on_a_large_one(): void {
		self::assertTrue( $this->is_enough( self::WHOLE, new QuerySignals( 0.15, 0.5, 0.1, 0.0, 20 ) ) );
		self::assertFalse( $this->is_enough( self::WHOLE, new QuerySignals( 0.15, 0.5, 0.1, 0.0, 5000 ) ) );
		self::assertFalse( $this->is_enough( self::HALF, new QuerySignals( 0.15, 0.5, 0.1, 0.0, 20 ) ) );
	}

	public function test_a_missing_name_counts_against_a_passage(): void {
		$signals = new QuerySignals( 0.3, 0.6, 0.1, 0.2, 3000 );
		self::assertTrue( $this->is_enough( 'We deliver within three days.', $signals, 'how long is delivery to us' ) );
		self::assertFalse( $this->is_enough( 'We deliver within three days.', $signals, 'how long is delivery to Canada' ) );
	}

	public function test_signals_are_ignored_when_the_query_was_another_text(): void {
		self::assertSame( [], $this->answerable_passages( self::HALF, new QuerySignals( 1.0, 1.0, 1.0, 1.0, 20 ), self::QUESTION, false ) );
		self::assertNotSame( [], $this->answerable_passages( self::WHOLE, new QuerySignals( 0.0, 0.0, 0.0, 0.0, 20 ), self::QUESTION, false ) );
	}

	public function test_another_engine_that_gives_no_signals_is_judged_by_confidence_and_lead(): void {
		self::assertTrue( $this->is_enough( self::WHOLE, null ) );
		self::assertFalse( $this->is_enough( 'Our kittens sleep.', null ) );
	}

	private function is_enough( string $text, ?QuerySignals $signals, string $question = self::QUESTION ): bool {
		return [] !== $this->answerable_passages( $text, $signals, $question, true );
	}

	/** @return array<int, Passage> */
	private function answerable_passages( string $text, ?QuerySignals $signals, string $question, bool $searched ): array {
		$passages = [ new Passage(
			1,
			1,
			'a',
			'A page',
			[],
			$text,
			'',
			'',
			10.0,
			null === $signals && self::WHOLE !== $text ? 0.1 : 0.9,
			null,
			signals: $signals,
		) ];
		$analysis = ( new QuestionAnalyzer() )->analyze( $question, $passages );
		return ( new AnswerabilityCheck() )->answerable_passages( $analysis, $passages, 'en', $searched );
	}
}
