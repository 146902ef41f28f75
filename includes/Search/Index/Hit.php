<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Search\QuerySignals;

/** A chunk found by a search, before it is turned into a passage. */
final class Hit {

	/**
	 * @param FoundDocument $document
	 * @param StoredChunk       $chunk      The best chunk of its unit.
	 * @param float             $score      Comparable within one search.
	 * @param float             $confidence Share of the subject of the query that the chunk covers, 0 to 1; comparable between searches.
	 * @param list<StoredChunk> $siblings   All chunks of its unit, in order, including this one.
	 * @param ?float            $similarity Cosine similarity to the query by the owner's embedding model, -1 to 1; null when it was not found
	 *                                      by meaning.
	 * @param ?QuerySignals     $signals    Query performance signals; null until they are computed.
	 */
	public function __construct(
		public readonly FoundDocument $document,
		public readonly StoredChunk $chunk,
		public readonly float $score,
		public readonly float $confidence,
		public readonly array $siblings = [],
		public readonly ?float $similarity = null,
		public readonly ?QuerySignals $signals = null,
	) {}

	/** A copy with another score. */
	public function with_score( float $score ): self {
		return new self( $this->document, $this->chunk, $score, $this->confidence, $this->siblings, $this->similarity, $this->signals );
	}

	/**
	 * A copy that combines the results of keyword and vector search for its document.
	 *
	 * @param ?self  $by_words   The document's hit in the keyword search, whose score and signals are used.
	 * @param ?float $similarity See the constructor.
	 */
	public function with_match( ?self $by_words, ?float $similarity ): self {
		return new self(
			$this->document,
			$this->chunk,
			max( $this->score, $by_words->score ?? 0.0 ),
			$this->confidence,
			$this->siblings,
			$similarity,
			$this->signals ?? $by_words?->signals,
		);
	}

	/** A copy with query performance signals. */
	public function with_signals( QuerySignals $signals ): self {
		return new self( $this->document, $this->chunk, $this->score, $this->confidence, $this->siblings, $this->similarity, $signals );
	}
}
