<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

/** A unit of a passage with its matches and score, while sentences are picked. */
final class Candidate {

	/**
	 * @param int               $passage 0-based position of its passage.
	 * @param int               $at      Position in the passage's units.
	 * @param Unit              $unit    The text.
	 * @param array<int, float> $own     Terms matched by its own words.
	 * @param array<int, float> $all     Terms matched by its own words, its heading and its document's title, discounted.
	 * @param float             $score   Filled in once the weights of the terms are known.
	 */
	public function __construct(
		public readonly int $passage,
		public readonly int $at,
		public readonly Unit $unit,
		public readonly array $own,
		public readonly array $all,
		public readonly float $score = 0.0,
	) {}

	public function scored( float $score ): self {
		return new self( $this->passage, $this->at, $this->unit, $this->own, $this->all, $score );
	}
}
