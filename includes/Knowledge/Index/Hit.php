<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Index;

/** A chunk that a search found, before it becomes a passage. */
final class Hit {

	/**
	 * @param FoundDocument $document
	 * @param StoredChunk   $chunk    The best chunk of its unit.
	 * @param float         $score    Comparable within one search.
	 * @param float         $coverage The part of the question the chunk covers, 0 to 1.
	 */
	public function __construct(
		public readonly FoundDocument $document,
		public readonly StoredChunk $chunk,
		public readonly float $score,
		public readonly float $coverage,
	) {}
}
