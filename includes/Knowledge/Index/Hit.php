<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Index;

use Aaia\Chatbot\Knowledge\Standing;

/** A chunk that a search found, before it becomes a passage. */
final class Hit {

	/**
	 * @param FoundDocument $document
	 * @param StoredChunk   $chunk    The best chunk of its unit.
	 * @param float         $score    Comparable within one search.
	 * @param float             $confidence How well the chunk covers what the question is about, 0 to 1; comparable between searches.
	 * @param list<StoredChunk> $siblings   All chunks of its unit, in order, itself among them.
	 * @param ?Standing         $standing   How it stands out among everything found; null while that is not known.
	 */
	public function __construct(
		public readonly FoundDocument $document,
		public readonly StoredChunk $chunk,
		public readonly float $score,
		public readonly float $confidence,
		public readonly array $siblings = [],
		public readonly ?Standing $standing = null,
	) {}

	/** The same hit with its standing. */
	public function standing( Standing $standing ): self {
		return new self( $this->document, $this->chunk, $this->score, $this->confidence, $this->siblings, $standing );
	}
}
