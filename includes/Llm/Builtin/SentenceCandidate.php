<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;

/** A segment of a passage with its term matches and score, while sentences are selected. */
final class SentenceCandidate {

	/**
	 * @param int               $passage Position of its passage, 0-based.
	 * @param int               $at      Position in the passage's segments.
	 * @param TextSegment       $segment The text.
	 * @param array<int, float> $own     Terms matched by its own text.
	 * @param array<int, float> $all     Terms matched by its own text and, at a discount, by its heading and its document's title.
	 * @param array<int, float> $section Terms matched by its heading and its document's title, without discount.
	 * @param float             $score   Set once the weights of the terms are known.
	 */
	public function __construct(
		public readonly int $passage,
		public readonly int $at,
		public readonly TextSegment $segment,
		public readonly array $own,
		public readonly array $all,
		public readonly array $section = [],
		public readonly float $score = 0.0,
	) {}

	/**
	 * All matches, with those of heading and title counted in full.
	 *
	 * @return array<int, float>
	 */
	public function with_section(): array {
		$matches = $this->all;
		foreach ( $this->section as $term => $match ) {
			$matches[ $term ] = max( $matches[ $term ] ?? 0.0, $match );
		}
		return $matches;
	}

	/** @return list<int> Terms matched by the segment but not by its heading or title: they distinguish it from other items of its list. */
	public function own_terms(): array {
		return array_keys( array_filter(
			$this->own,
			fn( float $match, int $term ): bool => $match >= 0.7 && ( $this->section[ $term ] ?? 0.0 ) < 0.5,
			ARRAY_FILTER_USE_BOTH,
		) );
	}

	/** Whether both are items of the same list. */
	public function is_in_same_list( self $other ): bool {
		return TextSegmentKind::Item === $this->segment->kind
			&& TextSegmentKind::Item === $other->segment->kind
			&& $this->passage === $other->passage
			&& $this->segment->heading === $other->segment->heading;
	}

	public function with_score( float $score ): self {
		return new self( $this->passage, $this->at, $this->segment, $this->own, $this->all, $this->section, $score );
	}
}
