<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Search\QuerySignals;

/** A chunk that a search found, before it becomes a passage. */
final class Hit {

	/**
	 * @param FoundDocument $document
	 * @param StoredChunk   $chunk    The best chunk of its unit.
	 * @param float         $score    Comparable within one search.
	 * @param float             $confidence How well the chunk covers what the question is about, 0 to 1; comparable between searches.
	 * @param list<StoredChunk> $siblings   All chunks of its unit, in order, itself among them.
	 * @param ?float            $similarity How near its meaning is to the question's, -1 to 1, by the owner's embedding model; null when it was not found by that.
	 * @param ?QuerySignals         $signals   How it stands out among everything found; null while that is not known.
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

	/** The same hit with another score. */
	public function with_score( float $score ): self {
		return new self( $this->document, $this->chunk, $score, $this->confidence, $this->siblings, $this->similarity, $this->signals );
	}

	/**
	 * The same hit with what else is known of its document.
	 *
	 * @param ?self  $by_words   What words found of it; its score and standing are the document's.
	 * @param ?float $similarity See the constructor.
	 */
	public function with_match( ?self $by_words, ?float $similarity ): self {
		return new self( $this->document, $this->chunk, max( $this->score, $by_words->score ?? 0.0 ), $this->confidence, $this->siblings, $similarity, $this->signals ?? $by_words?->signals );
	}

	/** The same hit with its standing. */
	public function with_signals( QuerySignals $signals ): self {
		return new self( $this->document, $this->chunk, $this->score, $this->confidence, $this->siblings, $this->similarity, $signals );
	}
}
