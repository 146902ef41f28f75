<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Search\Passage;

/**
 * Decides which passages answer the question well enough to be quoted. Without this the built-in assistant would quote something for any
 * question.
 *
 * The first signal is the lead of a passage over everything else the search found (Passage::$signals): where nothing answers, many pages
 * score about equally. The second signal is the coverage of the question by the passage, computed with stop words, synonyms and names. A
 * missing name counts against a passage; a passage that contains every word is favoured and one that contains few is not, more so on
 * small sites: among thousands of pages some page contains all words of any question by chance, and among a handful the best one leads
 * clearly whatever is asked.
 *
 * Passages without signals (from another search engine) are judged by sureness, the mean of the search's confidence and the
 * coverage, and by their lead over the last passage found.
 */
final class AnswerabilityCheck {

	/**
	 * Weight of each signal, and the least sum for a passage to be quoted: a logistic model with rounded coefficients.
	 *
	 * Fitted on one of the public question sets and tested on the other, in both directions, with the right document there or taken away; the
	 * curve and its limits are in docs/decisions/0008-when-the-built-in-assistant-refuses.md.
	 */
	private const LEAD         = 8.0;
	private const BEGINNING    = 2.0;
	private const PHRASES      = 2.5;
	private const AHEAD        = 2.0;
	private const NAME_MISSING = -1.0;
	private const ALL_HELD     = 3.0;
	private const LITTLE_HELD  = -2.0;
	public const THRESHOLD        = 3.75;

	/**
	 * Coverage from which a passage contains nearly, and practically, every word of the question; coverage up to which it contains few,
	 * and none.
	 */
	private const HOLDS_NEARLY  = 0.75;
	private const HOLDS_ALL     = 0.9;
	private const HOLDS_LITTLE  = 0.5;
	private const HOLDS_NOTHING = 0.1;

	/** The same of the best sentence in its place, see QuestionAnalysis::support(); fitted on made-up sites of 20 to 30 pages. */
	private const SENTENCE_COVERS = 2.75;
	private const SENTENCE_MISSES = -1.5;
	private const KEYS_MISSING    = -7.0;
	private const LACKS_SOME      = 0.4;
	private const LACKS_LITTLE    = 0.3;
	private const ONLY_MENTIONED  = -1.5;
	private const SMALL_SITE      = -1.25;
	private const COVERS_MOST     = 0.66;
	private const COVERS_HALF     = 0.53;
	private const COVERS_LITTLE   = 0.4;

	/** Factor for key terms that are missing where yes or no is asked for: each of them decides. */
	private const DECIDES = 1.4;

	/** A page in another language is quoted on more evidence: its words were translated one by one. */
	private const FOREIGN = -0.75;

	/** Number of pages up to which coverage counts in full, and from which it is ignored. */
	private const FEW_PAGES  = 50;
	private const MANY_PAGES = 500;

	/** Where the signals are not known: least sureness, and least sum of sureness and lead; a passage that is CERTAIN needs no lead. */
	public const SURE    = 0.53;
	public const CLEAR   = 1.05;
	public const CERTAIN = 0.85;

	/** A passage with WHOLE coverage of the question is certain from a lower sureness, NEARLY. */
	private const WHOLE  = 0.95;
	private const NEARLY = 0.7;

	/** Rank whose score serves as the background: the score of an unrelated page. */
	private const BACKGROUND = 6;

	/** Least score of a further passage, as a share of the best one's. */
	private const SHARE_OF_BEST = 0.75;

	/**
	 * Returns the passages that may be quoted; empty when the evidence is too weak.
	 *
	 * Passages in the question's language are preferred: others are used only when none of those qualifies.
	 *
	 * @param list<Passage> $passages Best first, as analysed.
	 * @param string        $language Language of the question: `fr`, `en` or empty when unknown.
	 * @param bool          $searched The search query was this question; otherwise the search's scores are about another text,
	 *                                only coverage counts, and it must reach CERTAIN.
	 *
	 * @return array<int, Passage> By position in the request.
	 */
	public function answerable_passages( QuestionAnalysis $analysis, array $passages, string $language, bool $searched = true ): array {
		$strength = [];
		$good     = [];
		foreach ( array_keys( $analysis->segments ) as $at ) {
			$weight          = $searched ? $this->score( $analysis, $passages[ $at ], $at ) : null;
			$weight          = null === $weight || self::is_in_language( $passages[ $at ], $language ) ? $weight : $weight + self::FOREIGN;
			$sure            = ! $searched
				? $analysis->coverage( $at )
				: ( $analysis->coverage( $at ) + max( 0.0, min( 1.0, $passages[ $at ]->confidence ) ) ) / 2;
			$strength[ $at ] = null === $weight ? $sure / self::CERTAIN : $weight / self::THRESHOLD;
			$good[ $at ]     = null === $weight ? $this->is_sure( $analysis, $passages, $at, $sure, $searched ) : $weight >= self::THRESHOLD;
		}
		$same = array_filter(
			$strength,
			static fn( int $at ): bool => self::is_in_language( $passages[ $at ], $language ),
			ARRAY_FILTER_USE_KEY,
		);
		foreach ( [ $same, $strength ] as $candidates ) {
			$chosen = array_intersect_key( $candidates, array_filter( $good ) );
			if ( [] !== $chosen ) {
				$least = max( $chosen ) * self::SHARE_OF_BEST;
				return array_intersect_key( $passages, array_filter( $candidates, static fn( float $strength ): bool => $strength >= $least ) );
			}
		}
		return [];
	}

	/** @param list<Passage> $passages */
	private function is_sure( QuestionAnalysis $analysis, array $passages, int $at, float $sure, bool $searched ): bool {
		return $sure >= self::CERTAIN
			|| $searched &&(
				( $sure >= self::NEARLY && $analysis->coverage( $at ) >= self::WHOLE )
				|| ( $sure >= self::SURE && $sure + $this->lead( $passages, $at ) >= self::CLEAR )
			);
	}

	/** Score of a passage, to be compared with THRESHOLD; null when it has no signals. */
	public function score( QuestionAnalysis $analysis, Passage $passage, int $at ): ?float {
		$signals = $passage->signals;
		if ( null === $signals ) {
			return null;
		}
		$covers = $analysis->coverage( $at );
		$held   = max( 0.0, min( 1.0, ( $covers - self::HOLDS_NEARLY ) / ( self::HOLDS_ALL - self::HOLDS_NEARLY ) ) );
		$lacks  = max( 0.0, min( 1.0, ( self::HOLDS_LITTLE - $covers ) / ( self::HOLDS_LITTLE - self::HOLDS_NOTHING ) ) );
		$few    = max( 0.0, min( 1.0, log( self::MANY_PAGES / max( 1, $signals->among ) ) / log( self::MANY_PAGES / self::FEW_PAGES ) ) );
		return self::LEAD * $signals->lead
			+ self::BEGINNING * $signals->beginning
			+ self::PHRASES * $signals->phrases
			+ self::AHEAD * $signals->ahead
			+ ( $analysis->lacks_name( $at ) ? self::NAME_MISSING : 0.0 )
			+ ( self::LITTLE_HELD * $lacks + $this->sentence( $analysis, $at, self::ALL_HELD * $held ) + self::SMALL_SITE ) * $few;
	}

	/**
	 * What the best sentence adds on a small site: it covers the question and holds the fact, or it hardly speaks of it. That the page holds
	 * every word, `$held`, counts only where one sentence holds those that matter.
	 */
	private function sentence( QuestionAnalysis $analysis, int $at, float $held ): float {
		[ $support, $has_fact, $lacking ] = $analysis->best_support( $at );

		$misses = max( 0.0, min( 1.0, ( self::COVERS_HALF - $support ) / ( self::COVERS_HALF - self::COVERS_LITTLE ) ) );
		if ( $lacking > ( $analysis->type->asks_whether() ? self::LACKS_LITTLE : self::LACKS_SOME ) ) {
			return self::KEYS_MISSING * $lacking * ( $analysis->type->asks_whether() ? self::DECIDES : 1.0 ) + self::SENTENCE_MISSES * $misses;
		}
		$covers = max( 0.0, min( 1.0, ( $support - self::COVERS_HALF ) / ( self::COVERS_MOST - self::COVERS_HALF ) ) );
		return $held + self::KEYS_MISSING * $lacking
			+ ( $analysis->mentions_only_key( $at ) ? self::ONLY_MENTIONED : 0.0 )
			+ ( $has_fact && ! $analysis->lacks_name( $at ) ? self::SENTENCE_COVERS * $covers : 0.0 )
			+ self::SENTENCE_MISSES * $misses;
	}

	/** Whether a passage is in a language; true when either is unknown. */
	public static function is_in_language( Passage $passage, string $language ): bool {
		return '' === $language || '' === $passage->language || strtolower( substr( $passage->language, 0, 2 ) ) === $language;
	}

	/**
	 * Distance of a passage's score from the background, as a share of the best score. The background is the last of the passages
	 * read; it is 0 when fewer were found.
	 *
	 * @param list<Passage> $passages
	 */
	private function lead( array $passages, int $at ): float {
		$read = array_slice( $passages, 0, self::BACKGROUND );
		$last = count( $read ) < self::BACKGROUND ? 0.0 : $read[ self::BACKGROUND - 1 ]->score;
		return $read[0]->score > 0.0 ? ( $passages[ $at ]->score - $last ) / $read[0]->score : 0.0;
	}
}
