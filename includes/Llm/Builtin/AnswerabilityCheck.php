<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Search\Passage;

/**
 * Decides whether the passages say enough to answer from. Without this the built-in assistant would quote something for any question.
 *
 * The first sign is how a passage stands out among everything the search found (Search\QuerySignals): where nothing answers, many pages are about equally bad.
 * The second is the assistant's own reading, which knows stop words, synonyms and names: a name that is missing speaks against a passage; one that
 * holds every word speaks for it and one that holds few against it, the more the fewer pages there are: among thousands some page holds all words
 * of any question by chance, and among a handful the nearest is far ahead of the rest whatever is asked.
 *
 * Passages whose standing is not known (another search engine found them) are judged by sureness, the mean of the search's confidence and the
 * own reading, and by their lead over the last one found.
 */
final class AnswerabilityCheck {

	/**
	 * What each sign adds, and the least sum with which a passage is quoted: a logistic rule, its figures rounded.
	 *
	 * Fitted on one of the public question sets and tested on the other, in both directions, with the right document there or taken away; the curve and its
	 * limits are in docs/decisions/0008-when-the-built-in-assistant-refuses.md.
	 */
	private const LEAD         = 8.0;
	private const BEGINNING    = 2.0;
	private const PHRASES      = 2.5;
	private const AHEAD        = 2.0;
	private const NAME_MISSING = -1.0;
	private const ALL_HELD     = 3.0;
	private const LITTLE_HELD  = -2.0;
	public const THRESHOLD        = 3.75;

	/** Own reading from which on a passage holds nearly, and practically, every word of the question; up to which it holds little, and nothing. */
	private const HOLDS_NEARLY  = 0.75;
	private const HOLDS_ALL     = 0.9;
	private const HOLDS_LITTLE  = 0.5;
	private const HOLDS_NOTHING = 0.1;

	/** Pages up to which the own reading counts in full, and from which on it says nothing. */
	private const FEW_PAGES  = 50;
	private const MANY_PAGES = 500;

	/** Where the standing is not known: least sureness, and least sum of sureness and lead; a passage that is CERTAIN needs no lead. */
	public const SURE    = 0.53;
	public const CLEAR   = 1.05;
	public const CERTAIN = 0.85;

	/** A passage that holds every word of the question needs less of the search's confidence to be certain. */
	private const WHOLE  = 0.95;
	private const NEARLY = 0.7;

	/** The rank whose score is taken for what any page would get. */
	private const BACKGROUND = 6;

	/** Further passages are quoted only when nearly as much speaks for them as for the best: a share of it. */
	private const SHARE_OF_BEST = 0.75;

	/**
	 * The passages that may be quoted; empty when the evidence is too weak.
	 *
	 * Those in the question's language first of all: others only when none of them is sure enough.
	 *
	 * @param list<Passage> $passages Best first, as analysed.
	 * @param string        $language Of the question: `fr`, `en` or empty when unknown.
	 * @param bool          $searched The passages were searched for by the question's own words; else the search's figures are about others,
	 *                                and only the assistant's own reading counts, which must then be certain.
	 *
	 * @return array<int, Passage> By position in the request.
	 */
	public function answerable_passages( QuestionAnalysis $analysis, array $passages, string $language, bool $searched = true ): array {
		$strength = [];
		$good     = [];
		foreach ( array_keys( $analysis->segments ) as $at ) {
			$weight          = $searched ? $this->score( $analysis, $passages[ $at ], $at ) : null;
			$sure            = ! $searched ? $analysis->coverage( $at ) : ( $analysis->coverage( $at ) + max( 0.0, min( 1.0, $passages[ $at ]->confidence ) ) ) / 2;
			$strength[ $at ] = null === $weight ? $sure / self::CERTAIN : $weight / self::THRESHOLD;
			$good[ $at ]     = null === $weight ? $this->is_sure( $analysis, $passages, $at, $sure, $searched ) : $weight >= self::THRESHOLD;
		}
		$same = array_filter( $strength, static fn( int $at ): bool => self::is_in_language( $passages[ $at ], $language ), ARRAY_FILTER_USE_KEY );
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
			|| $searched && ( ( $sure >= self::NEARLY && $analysis->coverage( $at ) >= self::WHOLE ) || ( $sure >= self::SURE && $sure + $this->lead( $passages, $at ) >= self::CLEAR ) );
	}

	/** What speaks for a passage, to be held against THRESHOLD; null when its standing is not known. */
	public function score( QuestionAnalysis $analysis, Passage $passage, int $at ): ?float {
		$standing = $passage->standing;
		if ( null === $standing ) {
			return null;
		}
		$covers = $analysis->coverage( $at );
		$held   = max( 0.0, min( 1.0, ( $covers - self::HOLDS_NEARLY ) / ( self::HOLDS_ALL - self::HOLDS_NEARLY ) ) );
		$lacks  = max( 0.0, min( 1.0, ( self::HOLDS_LITTLE - $covers ) / ( self::HOLDS_LITTLE - self::HOLDS_NOTHING ) ) );
		$few    = max( 0.0, min( 1.0, log( self::MANY_PAGES / max( 1, $standing->among ) ) / log( self::MANY_PAGES / self::FEW_PAGES ) ) );
		return self::LEAD * $standing->lead
			+ self::BEGINNING * $standing->beginning
			+ self::PHRASES * $standing->phrases
			+ self::AHEAD * $standing->ahead
			+ ( $analysis->lacks_name( $at ) ? self::NAME_MISSING : 0.0 )
			+ ( self::ALL_HELD * $held + self::LITTLE_HELD * $lacks ) * $few;
	}

	/** Whether a passage is in the language, as far as both are known. */
	public static function is_in_language( Passage $passage, string $language ): bool {
		return '' === $language || '' === $passage->language || strtolower( substr( $passage->language, 0, 2 ) ) === $language;
	}

	/**
	 * How far a passage's score is above the background, as a share of the best score. The background is the last of the passages
	 * read; where fewer were found there is none.
	 *
	 * @param list<Passage> $passages
	 */
	private function lead( array $passages, int $at ): float {
		$read = array_slice( $passages, 0, self::BACKGROUND );
		$last = count( $read ) < self::BACKGROUND ? 0.0 : $read[ self::BACKGROUND - 1 ]->score;
		return $read[0]->score > 0.0 ? ( $passages[ $at ]->score - $last ) / $read[0]->score : 0.0;
	}
}
