<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

use Aaia\Chatbot\Knowledge\Passage;

/**
 * Picks the few sentences of the passages that answer a question, and adds what they need to be understood.
 *
 * A sentence scores the sum of its matched question words, each weighed by its rarity among the sentences at hand
 * (the idf of BM25, Robertson and Spärck Jones), words of its heading and its document's title counting less.
 */
final class SentencePicker {

	/** Passages read; those after the best few are rarely quoted and cost time. */
	private const PASSAGES_READ = 6;

	/** Passages quoted: an answer put together from more reads like a heap. */
	private const PASSAGES_QUOTED = 2;

	/** Characters of an answer after which no further sentence is begun: about what a chat panel shows at once. */
	private const LENGTH = 600;

	/** Sentences of an answer; a line of a list counts half. */
	private const SENTENCES = 4.0;

	/** A further sentence must score this share of the best one; lower shares added more noise than help on the demo pages. */
	private const SHARE_OF_BEST = 0.62;

	/** What a match in the heading above a sentence, and in its document's title, counts beside one in the sentence. */
	private const HEADING_COUNTS = 0.6;
	private const TITLE_COUNTS   = 0.4;

	/** What holding the kind of fact asked for adds, as a share of the most a sentence can score. */
	private const FACT_BONUS = 0.2;

	/** Words of a question looked at; later ones of a long message add cost, not meaning. */
	private const TERMS = 24;

	public function __construct(
		private readonly SentenceSplitter $splitter,
		private readonly StopWords $stop_words,
		private readonly SentenceContext $context,
	) {}

	/**
	 * @param string               $question As typed.
	 * @param array<int, Passage>  $passages By 0-based position in the request, best first.
	 *
	 * @return list<Quote> Best passage first; empty when no sentence shares a word with the question.
	 */
	public function pick( string $question, array $passages ): array {
		$passages = array_slice( $passages, 0, self::PASSAGES_READ, true );
		$terms    = new Terms( array_slice( $this->stop_words->without( Folded::words( $question ) ), 0, self::TERMS ) );
		$units    = array_map( fn( Passage $passage ): array => $this->splitter->split( $passage->text ), $passages );
		$scored   = $this->score( $this->candidates( $terms, $passages, $units ), $terms, $passages, new AnswerType( $question ) );
		$chosen   = $this->choose( $scored );
		$quotes   = [];
		foreach ( $chosen as $passage => $candidates ) {
			$quotes[] = $this->context->complete( $passage + 1, $passages[ $passage ], $units[ $passage ], $candidates );
		}
		return $quotes;
	}

	/**
	 * @param array<int, Passage>    $passages
	 * @param array<int, list<Unit>> $units
	 *
	 * @return list<Candidate>
	 */
	private function candidates( Terms $terms, array $passages, array $units ): array {
		$candidates = [];
		foreach ( $passages as $at => $passage ) {
			$title    = $terms->matches( Folded::split( $passage->title . ' ' . implode( ' ', $passage->heading_path ) ) );
			$headings = [];
			foreach ( $units[ $at ] as $position => $unit ) {
				if ( UnitKind::Heading === $unit->kind ) {
					continue;
				}
				$headings[ $unit->heading ] ??= $terms->matches( Folded::split( $unit->heading ) );
				$own                          = $terms->matches( Folded::split( $unit->text ) );
				$candidates[]                 = new Candidate( $at, $position, $unit, $own, $this->discounted( $own, $headings[ $unit->heading ], $title ) );
			}
		}
		return $candidates;
	}

	/**
	 * @param array<int, float> $own
	 * @param array<int, float> $heading
	 * @param array<int, float> $title
	 *
	 * @return array<int, float>
	 */
	private function discounted( array $own, array $heading, array $title ): array {
		foreach ( $heading as $term => $match ) {
			$own[ $term ] = max( $own[ $term ] ?? 0.0, $match * self::HEADING_COUNTS );
		}
		foreach ( $title as $term => $match ) {
			$own[ $term ] = max( $own[ $term ] ?? 0.0, $match * self::TITLE_COUNTS );
		}
		return $own;
	}

	/**
	 * @param list<Candidate>     $candidates
	 * @param array<int, Passage> $passages
	 *
	 * @return list<Candidate> Best first; those without any match left out.
	 */
	private function score( array $candidates, Terms $terms, array $passages, AnswerType $type ): array {
		$weights = $this->weights( $candidates, $terms );
		$most    = array_sum( $weights );
		$surest  = max( 0.01, ...array_map( static fn( Passage $passage ): float => $passage->confidence, array_values( $passages ) ) );
		$scored  = [];
		foreach ( $candidates as $candidate ) {
			$score = 0.0;
			foreach ( $candidate->all as $term => $match ) {
				$score += $match * $weights[ $term ];
			}
			if ( $score <= 0.0 ) {
				continue;
			}
			$score   += $type->is_held_by( $candidate->unit->text ) ? self::FACT_BONUS * $most : 0.0;
			$sureness = 0.6 + 0.4 * max( 0.0, $passages[ $candidate->passage ]->confidence ) / $surest;
			$scored[] = $candidate->scored( $score * $sureness * ( 1 - 0.05 * $candidate->passage ) );
		}
		usort( $scored, static fn( Candidate $a, Candidate $b ): int => [ $b->score, $a->passage, $a->at ] <=> [ $a->score, $b->passage, $b->at ] );
		return $scored;
	}

	/**
	 * Rarity of each term among the sentences: log( 1 + ( N - n + 0.5 ) / ( n + 0.5 ) ).
	 *
	 * @param list<Candidate> $candidates
	 *
	 * @return array<int, float>
	 */
	private function weights( array $candidates, Terms $terms ): array {
		$total   = count( $candidates );
		$weights = [];
		foreach ( array_keys( $terms->words ) as $term ) {
			$holding          = count( array_filter( $candidates, static fn( Candidate $candidate ): bool => ( $candidate->own[ $term ] ?? 0.0 ) >= 0.7 ) );
			$weights[ $term ] = log( 1 + ( $total - $holding + 0.5 ) / ( $holding + 0.5 ) );
		}
		return $weights;
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
			$text  = Folded::fold( $candidate->unit->text );
			if ( $candidate->score < self::SHARE_OF_BEST * $scored[0]->score || $count + $share > self::SENTENCES || $length >= self::LENGTH ) {
				break;
			}
			if ( isset( $said[ $text ] ) || ( ! isset( $chosen[ $candidate->passage ] ) && count( $chosen ) >= self::PASSAGES_QUOTED ) ) {
				continue;
			}
			$said[ $text ]                      = true;
			$chosen[ $candidate->passage ][]    = $candidate;
			$length                            += mb_strlen( $candidate->unit->text, 'UTF-8' );
			$count                             += $share;
		}
		return $chosen;
	}
}
