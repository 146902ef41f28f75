<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TextSegment;

/** A question and its passages, read once: which sentences and passages hold which words of the question, and what each word weighs. */
final class QuestionAnalysis {

	/** How well a word must match a name to be it. */
	private const NAMED = 0.6;

	/**
	 * @param AnswerType                   $type       Kind of fact that is asked for.
	 * @param array<int, float>            $weights    Of each term: its rarity among the sentences at hand; a name counts double.
	 * @param array<int, float>            $coverage   The same, more even, for the question how much is covered.
	 * @param array<int, list<TextSegment>>       $segments      By position of the passage.
	 * @param array<int, array<int, float>> $passages  QuestionTerms each passage matches anywhere, by position of the passage.
	 * @param list<SentenceCandidate>              $candidates All sentences and list lines.
	 * @param list<int>                    $names      QuestionTerms that are names or numbers.
	 */
	public function __construct(
		public readonly AnswerType $type,
		public readonly array $weights,
		private readonly array $coverage,
		public readonly array $segments,
		public readonly array $passages,
		public readonly array $candidates,
		private readonly array $names = [],
	) {}

	/** The part of the question's weight that a passage covers, 0 to 1. */
	public function coverage( int $passage ): float {
		$covered = 0.0;
		foreach ( $this->passages[ $passage ] ?? [] as $term => $match ) {
			$covered += $match * $this->coverage[ $term ];
		}
		return $covered / max( 0.001, array_sum( $this->coverage ) );
	}

	/** Whether a passage lacks a name or number of the question, which no other word can stand for. */
	public function lacks_name( int $passage ): bool {
		foreach ( $this->names as $term ) {
			if ( ( $this->passages[ $passage ][ $term ] ?? 0.0 ) < self::NAMED ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The weight of some matches.
	 *
	 * @param array<int, float> $matches By term.
	 */
	public function weight( array $matches ): float {
		$sum = 0.0;
		foreach ( $matches as $term => $match ) {
			$sum += $match * $this->weights[ $term ];
		}
		return $sum;
	}

	/** The weight of the whole question. */
	public function total_weight(): float {
		return array_sum( $this->weights );
	}
}
