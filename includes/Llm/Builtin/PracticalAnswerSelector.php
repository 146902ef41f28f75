<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Dates;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Language\Weekdays;
use Aaia\Chatbot\Search\Passage;

/**
 * Selects the segments that answer a practical question: an address, a number, opening hours.
 *
 * The words of such questions are unspecific, so segments are ranked by the facts they contain, then by their headings. When none contains
 * the fact, the question is answered, or refused, like any other.
 */
final class PracticalAnswerSelector {

	/** Least score of a further segment, as a share of the best one's. */
	private const SHARE_OF_BEST = 0.8;

	/** Bonus for a title or heading that announces the fact, and penalty for a condition ("if your parcel ..."). */
	private const ANNOUNCED   = 0.3;
	private const CONDITIONAL = 0.3;

	/** Penalty for each rank of the passage. */
	private const RANK_COSTS = 0.04;

	/** Least match of a word of the question. */
	private const MATCH = 0.7;

	/** Most segments quoted. */
	private const LINES = 6;

	public function __construct( private readonly QuoteBuilder $quotes ) {}

	/**
	 * @param list<Passage> $passages Best first.
	 * @param string        $language Language of the question; passages in another language are used only when none in this one contains an
	 *                                answer.
	 *
	 * @return list<PassageQuote> At most one; empty when no passage contains the fact.
	 */
	public function select( PracticalQuestion $question, QuestionAnalysis $analysis, array $passages, string $language ): array {
		$closed = null === $question->date ? null : $this->closing( $question->date, $analysis, $passages, $language );
		if ( null !== $closed ) {
			return [ $closed ];
		}
		$terms = new QuestionTerms( $question->rest );
		foreach ( $this->attempts( $question ) as [ $only_in_language, $days ] ) {
			$found = [];
			foreach ( $analysis->segments as $at => $segments ) {
				if ( ! $only_in_language || AnswerabilityCheck::is_in_language( $passages[ $at ], $language ) ) {
					$found = [ ...$found, ...$this->candidates( $question, $days, $terms, $at, $segments, $passages[ $at ] ) ];
				}
			}
			if ( [] !== $found ) {
				$chosen = $this->best( $question, $found );
				$at     = $chosen[0]->passage;
				return [ $this->quotes->build( $at + 1, $passages[ $at ], $analysis->segments[ $at ], $chosen ) ];
			}
		}
		return [];
	}

	/**
	 * The sentence that says that a day, or the period around it, is a closing day.
	 *
	 * @param list<Passage> $passages
	 */
	private function closing( \DateTimeImmutable $date, QuestionAnalysis $analysis, array $passages, string $language ): ?PassageQuote {
		foreach ( $analysis->candidates as $candidate ) {
			$text = TextFolder::fold_letters( $candidate->segment->text . ' ' . $candidate->segment->heading );
			if (
				AnswerabilityCheck::is_in_language( $passages[ $candidate->passage ], $language )
				&& 1 === preg_match( '/\b(?:closed|closes|closing|fermee?s?|fermeture|ferment|ferme)\b/', $text )
				&& Dates::include( $candidate->segment->text, $date )
			) {
				return $this->quotes->build(
					$candidate->passage + 1,
					$passages[ $candidate->passage ],
					$analysis->segments[ $candidate->passage ],
					[ $candidate ],
				);
			}
		}
		return null;
	}

	/**
	 * Filters tried in turn: segments about the requested days, then about the whole week, which shows that a day is not included.
	 *
	 * @return list<array{bool, list<int>}> Whether only the visitor's language is allowed; days.
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
	private function candidates(
		PracticalQuestion $question,
		array $days,
		QuestionTerms $terms,
		int $passage,
		array $segments,
		Passage $of,
	): array {
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
	 * @return non-empty-list<SentenceCandidate> Segments of one passage, best first; for an address the best one, with an adjacent one when
	 *                                           it spans two lines.
	 */
	private function best( PracticalQuestion $question, array $found ): array {
		usort(
			$found,
			static fn( SentenceCandidate $a, SentenceCandidate $b ): int
				=> [ $b->score, $a->passage, $a->at ] <=> [ $a->score, $b->passage, $b->at ],
		);
		$first  = $found[0];
		$chosen = array_filter(
			$found,
			static fn( SentenceCandidate $candidate ): bool
				=> $candidate->passage === $first->passage && $candidate->score >= self::SHARE_OF_BEST * $first->score,
		);
		if ( PracticalKind::Place === $question->kind && ! $question->asks_for_all ) {
			$others = array_filter(
				$found,
				static fn( SentenceCandidate $candidate ): bool
					=> $candidate->passage === $first->passage
					&& 1 === abs( $candidate->at - $first->at )
					&& $candidate->segment->paragraph === $first->segment->paragraph,
			);
			return [ $first, ...array_values( $others ) ];
		}
		return [ $first, ...array_slice( array_values( $chosen ), 1, self::LINES - 1 ) ];
	}
}
