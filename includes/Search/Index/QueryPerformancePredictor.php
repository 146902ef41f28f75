<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Search\QuerySignals;

/**
 * Computes query performance signals for hits: how clearly each stands out from the other results.
 *
 * The lead is a post-retrieval predictor of query success: the score above a background of lower ranks, as in weighted information gain
 * (Zhou and Croft 2007, "Query performance prediction in web search environments"), divided by the highest score the query can reach, as
 * normalised query commitment divides by the score of the whole collection (Shtok, Kurland, Carmel, Raiber and Markovits 2012, "Predicting
 * query performance by query-drift estimation"). Which signals are used and how they were chosen:
 * docs/decisions/0008-when-the-built-in-assistant-refuses.md.
 */
final class QueryPerformancePredictor {

	/** Rank whose score is the background; the background is 0 when fewer documents were found. */
	private const BACKGROUND = 4;

	/** Characters at the start of a page, and of a section, that usually state its subject. */
	private const PAGE_BEGINS    = 900;
	private const SECTION_BEGINS = 300;

	public function __construct(
		private readonly ChunkScorer $scorer,
		private readonly QueryTerms $terms,
		private readonly IndexSnapshot $snapshot,
	) {}

	/**
	 * The same hits, the first $limit of them with signals.
	 *
	 * @param list<Hit> $hits  Best first.
	 * @param int       $limit Hits that need signals.
	 *
	 * @return list<Hit>
	 */
	public function with_signals( array $hits, int $limit ): array {
		$background        = $hits[ self::BACKGROUND - 1 ]->score ?? 0.0;
		$highest           = max( 0.001, $this->terms->highest_score( $this->snapshot ) );
		[ $most, $second ] = $this->two_highest_confidences( $hits );
		$predicted         = [];
		foreach ( array_slice( $hits, 0, $limit ) as $hit ) {
			[ $beginning, $phrases ] = $this->beginning_and_phrases( $hit );
			$others                  = $hit->confidence >= $most ? $second : $most;
			$predicted[]             = $hit->with_signals( new QuerySignals(
				( $hit->score - $background ) / $highest,
				$beginning,
				$phrases,
				$hit->confidence - $others,
				$this->snapshot->size,
			) );
		}
		return [ ...$predicted, ...array_slice( $hits, $limit ) ];
	}

	/**
	 * The two highest confidences, to compare each hit with the best of the others.
	 *
	 * @param list<Hit> $hits
	 *
	 * @return array{float, float}
	 */
	private function two_highest_confidences( array $hits ): array {
		$confidences = array_map( static fn( Hit $hit ): float => $hit->confidence, $hits );
		rsort( $confidences );
		return [ $confidences[0] ?? 0.0, $confidences[1] ?? 0.0 ];
	}

	/** @return array{float, float} Share of the query covered by the beginning, and share of its word pairs found. */
	private function beginning_and_phrases( Hit $hit ): array {
		$title    = TextFolder::fold( $hit->document->title );
		$headings = $hit->chunk->folded_headings();
		$chunk    = $hit->chunk->folded_text();
		$first    = TextFolder::fold( $this->beginning_of_page( $hit ) );
		$covered  = $this->scorer->score( $title, $first, $hit->document->language )['confidence'];
		if ( '' !== $headings ) {
			$section = substr( $chunk, 0, self::SECTION_BEGINS );
			$covered = max( $covered, $this->scorer->score( $title . '  ' . $headings, $section, $hit->document->language )['confidence'] );
		}
		return [ $covered, $this->phrases( ' ' . $title . '  ' . $headings . '  ' . $first . '  ' . $chunk . ' ' ) ];
	}

	private function beginning_of_page( Hit $hit ): string {
		$text = '';
		foreach ( $hit->siblings as $chunk ) {
			$text .= ' ' . $chunk->text;
			if ( strlen( $text ) >= self::PAGE_BEGINS ) {
				break;
			}
		}
		return mb_strcut( $text, 0, self::PAGE_BEGINS, 'UTF-8' );
	}

	/** @param string $hay Folded, a space before and after each word. */
	private function phrases( string $hay ): float {
		$words = $this->terms->words;
		$pairs = count( $words ) - 1;
		$found = 0;
		for ( $at = 0; $at < $pairs; $at++ ) {
			$found += str_contains( $hay, ' ' . $words[ $at ] . ' ' . $words[ $at + 1 ] . ' ' ) ? 1 : 0;
		}
		return $pairs > 0 ? $found / $pairs : 0.0;
	}
}
