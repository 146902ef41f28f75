<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Search\Passage;

/**
 * Selects the few sentences that answer a question, and has quotes built from them.
 *
 * A sentence scores the weight of the terms it matches; matches of its heading and its document's title count less.
 */
final class SentenceSelector {

	/** Most passages quoted: an answer from more is incoherent. */
	private const PASSAGES_QUOTED = 2;

	/** Characters of an answer after which no further sentence is added: about what a chat panel shows at once. */
	private const LENGTH = 600;

	/** Most sentences of an answer; a list item counts half. */
	private const SENTENCES = 3.5;

	/** Least score of a further sentence, as a share of the best one's; lower shares added more noise than help on the demo pages. */
	private const SHARE_OF_BEST = 0.7;

	/** The same for a sentence of another section. */
	private const SHARE_OF_OTHER_SECTION = 0.85;

	/** Factor for a conditional sentence ("If a repair lasts ...") when the question has no condition. */
	private const CONDITION_COUNTS = 0.7;

	/** Factor for what is said of the company's own doing ("If we cancel") when the question is about the visitor's, or the reverse. */
	private const OTHER_PARTY_COUNTS = 0.6;

	/** Least share for a sentence of another passage: passages rarely complete one another. */
	private const SHARE_ELSEWHERE = 0.9;

	/** Coverage from which an FAQ question is the visitor's question: then only its answer is quoted. */
	private const SAME_QUESTION = 0.75;

	/** Least match of a term in a sentence added for it. */
	private const NAMES_IT = 0.7;

	/** Most sentences and characters of an FAQ's answer that is quoted whole. */
	private const SHORT_ANSWER = 3;
	private const SHORT_LENGTH = 320;

	/** Bonus for containing the expected kind of fact, as a share of the question's weight. */
	private const FACT_BONUS = 0.25;

	/** The same where the question names the fact explicitly ("how long", "how much", "what is not ..."). */
	private const PLAIN_FACT_BONUS = 0.5;

	/** Coverage of the question by title and heading from which a section that announces the fact is the requested one. */
	private const SECTION_COVERS = 0.8;

	/** Factor for segments of the requested section. */
	private const SECTION_COUNTS = 1.15;

	/** Factor of matches in heading and title that is added, so that of equal sentences the one from the page on the subject is quoted. */
	private const SECTION_ADDS = 0.1;

	/** Factor for a positive statement when the question asks for exclusions. */
	private const NOT_EXCLUDED_COUNTS = 0.5;

	/** Share of words in common with the quoted text from which a sentence is redundant. */
	private const SAID_ALREADY = 0.75;

	/** Least score of a sentence with the required fact, as a share of the best one's: in the same passage, and in another. */
	private const SHARE_WITH_FACT           = 0.3;
	private const SHARE_WITH_FACT_ELSEWHERE = 0.6;

	/** Least support of the sentence that answers a further part of a question. */
	private const SUPPORTED = 0.5;

	/** Words from which "Yes, ..." says something by itself. */
	private const SAYS_MORE = 4;

	/** Share of its key terms that such a sentence may lack. */
	private const PART_LACKS = 0.6;

	/**
	 * Share of the key terms that the answer to another question may lack to be quoted whole, and a sentence with the required fact beyond
	 * the best one.
	 */
	private const LACKS_LITTLE = 0.35;

	/** Penalty for lacking all key terms of the question, as a share. */
	private const LACKING_COSTS = 0.5;

	/** Penalty for each rank of the passage, as a share. */
	private const RANK_COSTS = 0.03;

	public function __construct( private readonly QuoteBuilder $quotes ) {}

	/**
	 * @param array<int, Passage> $passages Those that may be quoted, by position in the request.
	 *
	 * @return list<PassageQuote> Best passage first; empty when no sentence matches a term, or none contains the required fact.
	 */
	public function select( QuestionAnalysis $analysis, array $passages ): array {
		$quotes = [];
		$scored = $this->limited_to_same_question( $this->scored( $analysis, $passages ), $analysis );
		$whole  = $this->whole_answer( $scored, $analysis );
		$chosen = [] === $whole
			? $this->choose( $this->with_expected_fact( $this->with_required_fact( $scored, $analysis ), $analysis->type ), $analysis )
			: [ $whole[0]->passage => $whole ];
		foreach ( $chosen as $at => $candidates ) {
			$quotes[] = $this->quotes->build(
				$at + 1,
				$passages[ $at ],
				$analysis->segments[ $at ],
				$this->with_missing( $candidates, $analysis ),
				$analysis->type->asks_who(),
			);
		}
		return $quotes;
	}

	/**
	 * Quotes for one part of a question from what another part does not quote: two parts that each ask for a fact are seldom answered by
	 * one sentence.
	 *
	 * @param array<int, Passage> $passages
	 * @param list<string>        $without  Texts of segments.
	 *
	 * @return list<PassageQuote> Empty when no other sentence is nearly as good and holds the expected fact.
	 */
	public function select_other( QuestionAnalysis $analysis, array $passages, array $without ): array {
		$scored = $this->with_required_fact( $this->scored( $analysis, $passages ), $analysis );
		$other  = array_values( array_filter(
			$scored,
			static fn( SentenceCandidate $candidate ): bool => ! in_array( $candidate->segment->text, $without, true )
				&& $analysis->type->has_expected_fact( $candidate->segment ),
		) )[0] ?? null;
		if ( null === $other || ! $analysis->type->expects_fact() || $other->score < self::SHARE_OF_BEST * $scored[0]->score ) {
			return [];
		}
		return [ $this->quotes->build( $other->passage + 1, $passages[ $other->passage ], $analysis->segments[ $other->passage ], [ $other ] ) ];
	}

	/**
	 * Whether the best sentence of some passages speaks of the question and holds the kind of fact it asks for.
	 *
	 * @param array<int, Passage> $passages
	 */
	public function is_supported( QuestionAnalysis $analysis, array $passages ): bool {
		$best = $this->with_required_fact( $this->scored( $analysis, $passages ), $analysis )[0] ?? null;
		return null !== $best
			&& $analysis->support( $best ) >= self::SUPPORTED
			&& ( ! $analysis->asks_of_its_own || $analysis->lacking( $best ) < self::PART_LACKS )
			&& ( ! $analysis->type->expects_fact() || $analysis->type->has_expected_fact( $best->segment ) );
	}

	/**
	 * @param array<int, Passage> $passages
	 *
	 * @return list<SentenceCandidate> Best first, without those that match nothing.
	 */
	private function scored( QuestionAnalysis $analysis, array $passages ): array {
		$scored = [];
		foreach ( $analysis->candidates as $candidate ) {
			$score = isset( $passages[ $candidate->passage ] )
				&& ! $this->is_bare_answer( $candidate, $analysis )
				&& $analysis->holds_new( $candidate )
				? $analysis->weight( $candidate->all )
				: 0.0;
			if ( $score > 0.0 ) {
				$score   += self::SECTION_ADDS * $analysis->weight( $candidate->section );
				$score    = $this->is_in_asked_section( $candidate, $analysis )
					? max( $score, self::SECTION_COUNTS * $analysis->weight( $candidate->with_section() ) )
					: $score;
				$score   *= $analysis->type->wants_exclusions() && ! $analysis->type->has_expected_fact( $candidate->segment )
					? self::NOT_EXCLUDED_COUNTS
					: 1.0;
				$score   += $analysis->type->has_expected_fact( $candidate->segment )
					? ( $analysis->type->is_explicit() ? self::PLAIN_FACT_BONUS : self::FACT_BONUS ) * $analysis->total_weight()
					: 0.0;
				$score   *= ! $analysis->type->is_conditional() && $candidate->segment->is_conditional() ? self::CONDITION_COUNTS : 1.0;
				$score   *= $analysis->type->is_about_us() !== $candidate->segment->is_about_us() ? self::OTHER_PARTY_COUNTS : 1.0;
				$score   *= 1 - self::LACKING_COSTS * $analysis->lacking( $candidate );
				$scored[] = $candidate->with_score( $score * ( 1 - self::RANK_COSTS * $candidate->passage ) );
			}
		}
		usort(
			$scored,
			static fn(
				SentenceCandidate $a,
				SentenceCandidate $b,
			): int => [ $b->score, $a->passage, $a->at ] <=> [ $a->score, $b->passage, $b->at ],
		);
		return $scored;
	}

	/**
	 * Whether nearly all words are already quoted. Short sentences, such as list items, must share all, since they may differ in the
	 * decisive word.
	 *
	 * @param array<int|string, true> $words
	 * @param array<int|string, true> $said
	 */
	private function is_already_quoted( array $words, array $said ): bool {
		$common = count( array_intersect_key( $words, $said ) );
		return $common === count( $words ) || ( count( $words ) >= 8 && $common >= self::SAID_ALREADY * count( $words ) );
	}

	private function begins_with_yes_or_no( string $text ): bool {
		return 1 === preg_match( '/^(?:oui|non|yes|no)\b/iu', $text );
	}

	/** Whether the sentence is a bare "Yes." or "No." to an FAQ question other than the visitor's. */
	private function is_bare_answer( SentenceCandidate $candidate, QuestionAnalysis $analysis ): bool {
		return $candidate->segment->is_answer()
			&& $this->begins_with_yes_or_no( $candidate->segment->text )
			&& $analysis->weight( $candidate->all ) < self::SAME_QUESTION * $analysis->total_weight()
			&& ( str_word_count( $candidate->segment->text ) < self::SAYS_MORE || $analysis->lacking( $candidate ) > 0.0 );
	}

	/** Whether the segment is in the section that the question asks for ("Warranty" - "How long it lasts"). */
	private function is_in_asked_section( SentenceCandidate $candidate, QuestionAnalysis $analysis ): bool {
		return $analysis->type->matches_heading( $candidate->segment->heading )
			&& $analysis->type->has_expected_fact( $candidate->segment )
			&& $analysis->weight( $candidate->section ) >= self::SECTION_COVERS * $analysis->total_weight();
	}

	/**
	 * Keeps only the answer to the visitor's exact question, when the page has one.
	 *
	 * @param list<SentenceCandidate> $scored Best first.
	 *
	 * @return list<SentenceCandidate>
	 */
	private function limited_to_same_question( array $scored, QuestionAnalysis $analysis ): array {
		$best = $scored[0] ?? null;
		$is_it = null !== $best &&(
			$this->is_in_asked_section( $best, $analysis )
			|| ( $best->segment->is_answer() && $analysis->weight( $best->all ) >= self::SAME_QUESTION * $analysis->total_weight() )
		);
		if ( null === $best || ! $is_it ) {
			return $scored;
		}
		return array_values( array_filter(
			$scored,
			static fn( SentenceCandidate $candidate ): bool
				=> $candidate->passage === $best->passage && $candidate->segment->heading === $best->segment->heading,
		) );
	}

	/**
	 * The whole answer of a page to the visitor's question, where it is short: its parts belong together ("Yes." "For 45 minutes.").
	 *
	 * @param list<SentenceCandidate> $scored Best first.
	 *
	 * @return list<SentenceCandidate> In the order of the page; empty where the best sentence is not part of one.
	 */
	private function whole_answer( array $scored, QuestionAnalysis $analysis ): array {
		$best = $scored[0] ?? null;
		if ( null === $best || ! $best->segment->is_answer() ) {
			return [];
		}
		$answer = array_values( array_filter(
			$analysis->candidates,
			static fn(
				SentenceCandidate $candidate,
			): bool => $candidate->passage === $best->passage && $candidate->segment->heading === $best->segment->heading,
		) );
		$length = array_sum( array_map(
			static fn( SentenceCandidate $candidate ): int => mb_strlen( $candidate->segment->text, 'UTF-8' ),
			$answer,
		) );
		$is_asked = $analysis->weight( $best->section ) >= self::SAME_QUESTION * $analysis->total_weight()
			|| ( ! $analysis->type->expects_fact()
				&& $this->begins_with_yes_or_no( $answer[0]->segment->text )
				&& $analysis->names_key_above( $best )
				&& $analysis->lacking( $best ) < self::LACKS_LITTLE );
		return $is_asked && count( $answer ) <= self::SHORT_ANSWER && $length <= self::SHORT_LENGTH ? $answer : [];
	}

	/**
	 * Adds the sentence before or after that speaks of what the chosen ones leave out.
	 *
	 * @param non-empty-list<SentenceCandidate> $chosen Of one passage.
	 *
	 * @return non-empty-list<SentenceCandidate>
	 */
	private function with_missing( array $chosen, QuestionAnalysis $analysis ): array {
		foreach ( $analysis->missing_keys( $chosen ) as $term ) {
			foreach ( $analysis->candidates as $candidate ) {
				if (
					$candidate->passage === $chosen[0]->passage
					&& 1 === abs( $candidate->at - $chosen[0]->at )
					&& $candidate->segment->heading === $chosen[0]->segment->heading
					&& ( $candidate->own[ $term ] ?? 0.0 ) >= self::NAMES_IT
					&& ( ! $analysis->type->expects_fact() || $analysis->type->has_expected_fact( $candidate->segment ) )
				) {
					$chosen[] = $candidate;
				}
			}
		}
		return $chosen;
	}

	/**
	 * Keeps, where only a date, an age or a number answers, the sentences that contain one and whose score is near the best.
	 *
	 * @param list<SentenceCandidate> $scored Best first.
	 *
	 * @return list<SentenceCandidate>
	 */
	private function with_required_fact( array $scored, QuestionAnalysis $analysis ): array {
		$type = $analysis->type;
		if ( [] === $scored || ! $type->requires_fact() || $type->has_required_fact( $scored[0]->segment->text ) ) {
			return $scored;
		}
		$best  = $scored[0];
		$lacks = $analysis->lacking( $best ) + self::LACKS_LITTLE;
		return array_values( array_filter(
			$scored,
			static fn( SentenceCandidate $candidate ): bool => $candidate->score >= (
				$candidate->passage === $best->passage
					? self::SHARE_WITH_FACT
					: self::SHARE_WITH_FACT_ELSEWHERE
			) * $best->score
				&& $analysis->type->has_required_fact( $candidate->segment->text )
				&& ( ! $analysis->asks_of_its_own || $analysis->lacking( $candidate ) <= $lacks ),
		) );
	}

	/**
	 * Without the sentences that lack the expected kind of fact, when the best one holds it.
	 *
	 * @param list<SentenceCandidate> $scored Best first.
	 *
	 * @return list<SentenceCandidate>
	 */
	private function with_expected_fact( array $scored, AnswerType $type ): array {
		return [] === $scored || ! $type->expects_fact() || ! $type->has_expected_fact( $scored[0]->segment )
			? $scored
			: array_values( array_filter(
				$scored,
				static fn( SentenceCandidate $candidate ): bool => $type->has_expected_fact( $candidate->segment ),
			) );
	}

	/**
	 * Chooses the best sentences within the limits, grouped by passage.
	 *
	 * @param list<SentenceCandidate> $scored Best first.
	 *
	 * @return array<int, non-empty-list<SentenceCandidate>>
	 */
	private function choose( array $scored, QuestionAnalysis $analysis ): array {
		$chosen = [];
		$length = 0;
		$count  = 0.0;
		$said   = [];
		$only   = isset( $scored[0] ) ? $scored[0]->own_terms() : [];
		foreach ( $scored as $candidate ) {
			$share = TextSegmentKind::Item === $candidate->segment->kind ? 0.5 : 1.0;
			$least = match ( true ) {
				$scored[0]->passage !== $candidate->passage             => self::SHARE_ELSEWHERE,
				$scored[0]->segment->heading !== $candidate->segment->heading => self::SHARE_OF_OTHER_SECTION,
				default                                                 => self::SHARE_OF_BEST,
			};
			$words = array_fill_keys( Tokenizer::words( $candidate->segment->text ), true );
			$own   = $candidate->own_terms();
			$is_of = ! $scored[0]->is_in_same_list( $candidate ) || count( $own ) >= count( $only ) || [] !== array_diff( $own, $only );
			$is_in = isset( $chosen[ $candidate->passage ] ) || count( $chosen ) < self::PASSAGES_QUOTED;
			if ( $count + $share > self::SENTENCES || $length >= self::LENGTH ) {
				break;
			}
			$is_of = $is_of
				&& ( TextSegmentKind::Item !== $candidate->segment->kind || $analysis->belongs_beside( $scored[0], $candidate ) );
			if ( $is_in && $is_of && ! $this->is_already_quoted( $words, $said ) && $candidate->score >= $least * $scored[0]->score ) {
				$said                           += $words;
				$chosen[ $candidate->passage ][] = $candidate;
				$length                         += mb_strlen( $candidate->segment->text, 'UTF-8' );
				$count                          += $share;
			}
		}
		return $chosen;
	}
}
