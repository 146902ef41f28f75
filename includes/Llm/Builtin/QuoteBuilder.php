<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Search\Passage;

/**
 * Builds quotes: adds the context that selected sentences need, such as the sentence a pronoun refers to, an introduced list, or a
 * heading.
 */
final class QuoteBuilder {

	/** Most list items shown after the sentence that introduces them. */
	private const LIST_LINES = 8;

	/**
	 * @param int                               $number     1-based number of the passage.
	 * @param list<TextSegment>                 $segments   All segments of the passage.
	 * @param non-empty-list<SentenceCandidate> $candidates The selected ones.
	 * @param bool                              $with_name  A person is asked for, whose name may stand in the heading.
	 */
	public function build( int $number, Passage $passage, array $segments, array $candidates, bool $with_name = false ): PassageQuote {
		$wanted = [];
		foreach ( $candidates as $candidate ) {
			$wanted += $this->with_neighbours( $segments, $candidate->at );
		}
		ksort( $wanted );
		$quoted = [];
		foreach ( array_keys( $wanted ) as $at ) {
			$quoted[] = $segments[ $at ];
		}
		$heading = $this->heading_for( $passage, $quoted[0], $candidates );
		return new PassageQuote(
			$number,
			$quoted,
			'' === $heading && $with_name && self::is_name( $quoted[0]->heading ) ? $quoted[0]->heading : $heading,
		);
	}

	/**
	 * @param list<TextSegment> $segments
	 *
	 * @return non-empty-array<int, true> Positions, among them $at.
	 */
	private function with_neighbours( array $segments, int $at ): array {
		$segment   = $segments[ $at ];
		$wanted = [ $at => true ];
		$before = $segments[ $at - 1 ] ?? null;
		if ( null !== $before && TextSegmentKind::Sentence === $segment->kind && $this->is_continued( $before, $segment ) ) {
			$wanted[ $at - 1 ] = true;
		}
		if ( TextSegmentKind::Item === $segment->kind ) {
			for ( $first = $at; $first > 0 && TextSegmentKind::Item === $segments[ $first - 1 ]->kind && ! $segments[ $first - 1 ]->announces(); ) {
				--$first;
			}
			if ( $first > 0 && $segments[ $first - 1 ]->announces() && TextSegmentKind::Heading !== $segments[ $first - 1 ]->kind ) {
				$wanted[ $first - 1 ] = true;
			} else {
				$wanted += $this->back_to_exclusion( $segments, $first );
			}
		}
		if ( $segment->announces() ) {
			for ( $next = $at + 1; isset( $segments[ $next ] ) && $next <= $at + self::LIST_LINES; $next++ ) {
				if ( TextSegmentKind::Heading === $segments[ $next ]->kind ) {
					break;
				}
				if ( TextSegmentKind::Sentence === $segments[ $next ]->kind && $next > $at + 1 ) {
					break;
				}
				$wanted[ $next ] = true;
			}
		}
		return $wanted;
	}

	/**
	 * All segments from the introduction of an exclusion ("We do not take back:") to an item of its list, when a longer line is between them.
	 *
	 * @param list<TextSegment> $segments
	 *
	 * @return array<int, true> Positions.
	 */
	private function back_to_exclusion( array $segments, int $at ): array {
		$first = max( 0, $at - self::LIST_LINES );
		for ( $before = $at - 1; $before >= $first && $segments[ $before ]->heading === $segments[ $at ]->heading; $before-- ) {
			if ( $segments[ $before ]->announces() && TextSegment::is_negation( $segments[ $before ]->text ) ) {
				return array_fill_keys( range( $before, $at ), true );
			}
		}
		return [];
	}

	/** Whether a heading is the name of a person or the like: two words or more with a capital, and none without. */
	private static function is_name( string $heading ): bool {
		return 1 === preg_match( '/^\p{Lu}[\p{L}.’\'-]*(?:[ \x{A0}]\p{Lu}[\p{L}.’\'-]*)+$/u', $heading );
	}

	private function is_continued( TextSegment $before, TextSegment $segment ): bool {
		return TextSegmentKind::Sentence === $before->kind
			&& $before->heading === $segment->heading
			&& ( $before->announces() || $segment->points_back() );
	}

	/** Whether the heading matches a term of the question better than the sentence does ("What cannot be returned"). */
	private function heading_says_more( SentenceCandidate $candidate ): bool {
		foreach ( $candidate->all as $term => $match ) {
			if ( $match > 0.5 && $match > ( $candidate->own[ $term ] ?? 0.0 ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the nearest heading when the quote begins with a list item or a sentence that refers back, or when the terms of the
	 * question are only in the heading.
	 *
	 * @param non-empty-list<SentenceCandidate> $candidates
	 */
	private function heading_for( Passage $passage, TextSegment $first, array $candidates ): string {
		$own = 0.0;
		$all = 0.0;
		foreach ( $candidates as $candidate ) {
			$own += array_sum( $candidate->own );
			$all += array_sum( $candidate->all );
		}
		$path     = $passage->heading_path;
		$excluded = end( $path ) === $first->heading ? array_filter( array_slice( $path, 0, -1 ), TextSegment::is_negation( ... ) ) : [];
		if ( [] !== $excluded ) {
			return implode( ' – ', [ ...$excluded, AnswerFormatter::heading( $first->heading ) ] );
		}
		$needs = TextSegmentKind::Item === $first->kind
			|| $first->is_excluded()
			|| $first->points_back()
			|| $own < 0.34 * $all
			|| $this->heading_says_more( $candidates[0] );
		if ( ! $needs ) {
			return '';
		}
		$above   = '' !== $passage->around || [] === $path ? $passage->title : $path[ count( $path ) - 1 ];
		$heading = '' !== $first->heading ? $first->heading : $above;
		return 1 === preg_match( '/[?？]\s*$/u', $heading ) ? '' : AnswerFormatter::heading( $heading );
	}
}
