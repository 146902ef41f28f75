<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

use Aaia\Chatbot\Knowledge\Passage;

/**
 * Decides whether the passages say enough to answer from. Without this the built-in assistant would quote something for any question.
 *
 * Two signs, each 0 to 1. Sureness: how much of the question a passage covers, the mean of the search's confidence (which knows how
 * rare words are on the whole site) and of the assistant's own reading (which knows stop words, synonyms and names). Lead: how far the
 * passage is ahead of the last one found; where nothing answers, many passages are about equally bad.
 */
final class Evidence {

	/**
	 * Least sureness, and least sum of sureness and lead; a passage that is CERTAIN needs no lead, because a site may well say the
	 * same on several pages (its phone number).
	 *
	 * Calibrated on the public question sets with the right document taken away: the values with which most of what could be
	 * answered still is, while most of the rest is refused. The curve and its limits are in docs/decisions/0008-when-the-built-in-assistant-refuses.md.
	 */
	public const SURE    = 0.53;
	public const CLEAR   = 1.05;
	public const CERTAIN = 0.85;

	/** A passage that holds every word of the question needs less of the search's confidence to be certain. */
	private const WHOLE  = 0.95;
	private const NEARLY = 0.7;

	/** The rank whose score is taken for what any page would get. */
	private const BACKGROUND = 6;

	/** Further passages are quoted only when nearly as sure as the best: a share of its sureness. */
	private const SHARE_OF_BEST = 0.75;

	/**
	 * The passages that may be quoted; empty when the evidence is too weak.
	 *
	 * Those in the question's language first of all: others only when none of them is sure enough.
	 *
	 * @param list<Passage> $passages Best first, as analysed.
	 * @param string        $language Of the question: `fr`, `en` or empty when unknown.
	 * @param bool          $searched The passages were searched for by the question's own words; else the search's confidence is about others,
	 *                                and only the assistant's own reading counts, which must then be certain.
	 *
	 * @return array<int, Passage> By position in the request.
	 */
	public function enough( Analysis $analysis, array $passages, string $language, bool $searched = true ): array {
		$sureness = [];
		foreach ( array_keys( $analysis->units ) as $at ) {
			$sureness[ $at ] = ! $searched ? $analysis->coverage( $at ) : ( $analysis->coverage( $at ) + max( 0.0, min( 1.0, $passages[ $at ]->confidence ) ) ) / 2;
		}
		$same = array_filter( $sureness, static fn( int $at ): bool => self::is_in( $passages[ $at ], $language ), ARRAY_FILTER_USE_KEY );
		foreach ( [ $same, $sureness ] as $candidates ) {
			$good = array_filter( $candidates, fn( float $sure, int $at ): bool => $sure >= self::CERTAIN || $searched && ( ( $sure >= self::NEARLY && $analysis->coverage( $at ) >= self::WHOLE ) || ( $sure >= self::SURE && $sure + $this->lead( $passages, $at ) >= self::CLEAR ) ), ARRAY_FILTER_USE_BOTH );
			if ( [] !== $good ) {
				$least = max( $good ) * self::SHARE_OF_BEST;
				return array_intersect_key( $passages, array_filter( $candidates, static fn( float $sure ): bool => $sure >= $least ) );
			}
		}
		return [];
	}

	/** Whether a passage is in the language, as far as both are known. */
	public static function is_in( Passage $passage, string $language ): bool {
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
