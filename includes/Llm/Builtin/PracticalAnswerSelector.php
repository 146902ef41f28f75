<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Language\Weekdays;
use Aaia\Chatbot\Search\Passage;

/**
 * Answers a practical question with the lines that hold what is asked for: an address, a number, hours.
 *
 * The words of such questions say little, so lines are chosen by what they hold, then by what stands above them. When no line holds
 * it the question is answered, or refused, like any other.
 */
final class PracticalAnswerSelector {

	/** A further line must score this share of the best one. */
	private const SHARE_OF_BEST = 0.8;

	/** What a title or heading that announces the kind of thing adds, and what a condition ("if your parcel ...") takes off. */
	private const ANNOUNCED   = 0.3;
	private const CONDITIONAL = 0.3;

	/** What each rank of a passage takes off. */
	private const RANK_COSTS = 0.04;

	/** A word of the question must be matched this well. */
	private const MATCH = 0.7;

	/** Lines quoted for each kind. */
	private const LINES = 6;

	public function __construct( private readonly QuoteBuilder $quotes ) {}

	/**
	 * @param list<Passage> $passages Best first.
	 * @param string        $language Of the question; passages in another one are used only when none in it has an answer.
	 *
	 * @return list<PassageQuote> At most one; empty when no passage holds what is asked for.
	 */
	public function select( PracticalQuestion $question, QuestionAnalysis $analysis, array $passages, string $language ): array {
		$terms = new QuestionTerms( $question->rest );
		foreach ( $this->attempts( $question ) as [ $only_in_language, $days ] ) {
			$found = [];
			foreach ( $analysis->segments as $at => $segments ) {
				if ( ! $only_in_language || AnswerabilityCheck::is_in_language( $passages[ $at ], $language ) ) {
					$found = [ ...$found, ...$this->candidates( $question, $days, $terms, $at, $segments, $passages[ $at ] ) ];
				}
			}
			if ( [] !== $found ) {
				$chosen = $this->best( $question->kind, $found );
				$at     = $chosen[0]->passage;
				return [ $this->quotes->build( $at + 1, $passages[ $at ], $analysis->segments[ $at ], $chosen ) ];
			}
		}
		return [];
	}

	/**
	 * What is tried one after another: lines of the days asked about, then the whole week, from which it is seen that a day is not among them.
	 *
	 * @return list<array{bool, list<int>}> Only in the visitor's language or in any; days.
	 */
	private function attempts( PracticalQuestion $question ): array {
		$ways = [ [ true, $question->days ], [ false, $question->days ] ];
		return PracticalKind::Hours === $question->kind && [] !== $question->days ? [ ...$ways, [ true, [] ], [ false, [] ] ] : $ways;
	}

	/**
	 * @param list<int>  $days
	 * @param list<TextSegment> $segments
	 *
	 * @return list<SentenceCandidate>
	 */
	private function candidates( PracticalQuestion $question, array $days, QuestionTerms $terms, int $passage, array $segments, Passage $of ): array {
		$found = [];
		$title = TextFolder::fold_letters( $of->title . ( '' === $of->around ? ' ' . implode( ' ', $of->heading_path ) : '' ) );
		foreach ( $segments as $at => $segment ) {
			$text     = TextFolder::fold_letters( $segment->text );
			$heading  = TextFolder::fold_letters( $segment->heading );
			$strength = TextSegmentKind::Heading === $segment->kind ? 0.0 : $question->kind->strength( $text, $title . ' ' . $heading );
			$own      = $terms->matches( Tokenizer::words( $text ) );
			$all      = $terms->matches( Tokenizer::words( $text . ' ' . $heading . ' ' . $title ) );
			$is_it    = count( array_filter( $all, static fn( float $match ): bool => $match >= self::MATCH ) ) === count( $terms->words )
				&& ( [] === $days || [] !== array_intersect( $days, Weekdays::named_in( $text ) ) );
			if ( $strength > 0.0 && $is_it ) {
				$score   = $strength - self::RANK_COSTS * $passage;
				$score  += $question->kind->matches_heading( $heading ) || $question->kind->matches_heading( $title ) ? self::ANNOUNCED : 0.0;
				$score  -= $segment->is_conditional() ? self::CONDITIONAL : 0.0;
				$found[] = ( new SentenceCandidate( $passage, $at, $segment, $own, $all ) )->with_score( $score );
			}
		}
		return $found;
	}

	/**
	 * @param non-empty-list<SentenceCandidate> $found
	 *
	 * @return non-empty-list<SentenceCandidate> Of one passage, best first; of places the best, with the line beside it when an address takes two.
	 */
	private function best( PracticalKind $kind, array $found ): array {
		usort( $found, static fn( SentenceCandidate $a, SentenceCandidate $b ): int => [ $b->score, $a->passage, $a->at ] <=> [ $a->score, $b->passage, $b->at ] );
		$first  = $found[0];
		$chosen = array_filter( $found, static fn( SentenceCandidate $candidate ): bool => $candidate->passage === $first->passage && $candidate->score >= self::SHARE_OF_BEST * $first->score );
		if ( PracticalKind::Place === $kind ) {
			$others = array_filter( $found, static fn( SentenceCandidate $candidate ): bool => $candidate->passage === $first->passage && 1 === abs( $candidate->at - $first->at ) && $candidate->segment->paragraph === $first->segment->paragraph );
			return [ $first, ...array_values( $others ) ];
		}
		return [ $first, ...array_slice( array_values( $chosen ), 1, self::LINES - 1 ) ];
	}
}
