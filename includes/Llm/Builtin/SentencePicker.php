<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

use Aaia\Chatbot\Knowledge\Passage;

/**
 * Picks the few sentences that answer a question, and adds what they need to be understood.
 *
 * A sentence scores the weight of the question's words it matches, words of its heading and its document's title counting less.
 */
final class SentencePicker {

	/** Passages quoted: an answer put together from more reads like a heap. */
	private const PASSAGES_QUOTED = 2;

	/** Characters of an answer after which no further sentence is begun: about what a chat panel shows at once. */
	private const LENGTH = 600;

	/** Sentences of an answer; a line of a list counts half. */
	private const SENTENCES = 3.5;

	/** A further sentence must score this share of the best one; lower shares added more noise than help on the demo pages. */
	private const SHARE_OF_BEST = 0.7;

	/** A sentence of a further passage must be nearly as good as the best: what one passage says is rarely completed by another. */
	private const SHARE_ELSEWHERE = 0.9;

	/** A question of the page that covers this much of the visitor's is the same question: only what stands under it is quoted. */
	private const SAME_QUESTION = 0.75;

	/** What holding the kind of fact asked for adds, as a share of the whole question's weight. */
	private const FACT_BONUS = 0.25;

	/** What each rank of a passage takes off. */
	private const RANK_COSTS = 0.03;

	public function __construct( private readonly SentenceContext $context ) {}

	/**
	 * @param array<int, Passage> $passages Those that may be quoted, by position in the request.
	 *
	 * @return list<Quote> Best passage first; empty when no sentence shares a word with the question.
	 */
	public function pick( Analysis $analysis, array $passages ): array {
		$quotes = [];
		foreach ( $this->choose( $this->narrowed( $this->scored( $analysis, $passages ), $analysis ) ) as $at => $candidates ) {
			$quotes[] = $this->context->complete( $at + 1, $passages[ $at ], $analysis->units[ $at ], $candidates );
		}
		return $quotes;
	}

	/**
	 * @param array<int, Passage> $passages
	 *
	 * @return list<Candidate> Best first; those without any match left out.
	 */
	private function scored( Analysis $analysis, array $passages ): array {
		$scored = [];
		foreach ( $analysis->candidates as $candidate ) {
			$score = isset( $passages[ $candidate->passage ] ) ? $analysis->weigh( $candidate->all ) : 0.0;
			if ( $score > 0.0 ) {
				$score   += $analysis->type->is_held_by( $candidate->unit->text ) ? self::FACT_BONUS * $analysis->total() : 0.0;
				$scored[] = $candidate->scored( $score * ( 1 - self::RANK_COSTS * $candidate->passage ) );
			}
		}
		usort( $scored, static fn( Candidate $a, Candidate $b ): int => [ $b->score, $a->passage, $a->at ] <=> [ $a->score, $b->passage, $b->at ] );
		return $scored;
	}

	/**
	 * Only the answer to the visitor's very question, when the page has it.
	 *
	 * @param list<Candidate> $scored Best first.
	 *
	 * @return list<Candidate>
	 */
	private function narrowed( array $scored, Analysis $analysis ): array {
		$best = $scored[0] ?? null;
		if ( null === $best || ! $best->unit->is_answer() || $analysis->weigh( $best->all ) < self::SAME_QUESTION * $analysis->total() ) {
			return $scored;
		}
		return array_values( array_filter( $scored, static fn( Candidate $candidate ): bool => $candidate->passage === $best->passage && $candidate->unit->heading === $best->unit->heading ) );
	}

	/**
	 * The best sentences within the limits, by passage, each passage's in the order of its text.
	 *
	 * @param list<Candidate> $scored Best first.
	 *
	 * @return array<int, non-empty-list<Candidate>>
	 */
	private function choose( array $scored ): array {
		$chosen = [];
		$length = 0;
		$count  = 0.0;
		$said   = [];
		foreach ( $scored as $candidate ) {
			$share = UnitKind::Item === $candidate->unit->kind ? 0.5 : 1.0;
			$least = $scored[0]->passage === $candidate->passage ? self::SHARE_OF_BEST : self::SHARE_ELSEWHERE;
			$text  = Folded::fold( $candidate->unit->text );
			$is_in = isset( $chosen[ $candidate->passage ] ) || count( $chosen ) < self::PASSAGES_QUOTED;
			if ( $count + $share > self::SENTENCES || $length >= self::LENGTH ) {
				break;
			}
			if ( $is_in && ! isset( $said[ $text ] ) && $candidate->score >= $least * $scored[0]->score ) {
				$said[ $text ]                   = true;
				$chosen[ $candidate->passage ][] = $candidate;
				$length                         += mb_strlen( $candidate->unit->text, 'UTF-8' );
				$count                          += $share;
			}
		}
		return $chosen;
	}
}
