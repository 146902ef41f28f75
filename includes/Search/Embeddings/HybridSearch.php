<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Embeddings\EmbeddingProvider;
use Aaia\Chatbot\Search\Index\Hit;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Storage\DatabaseFailure;

/**
 * Hybrid search: keyword search, combined with vector search where the owner has enabled it and the embedding server answers in time.
 *
 * Without vectors the results are exactly those of the keyword search. Passages found by meaning are scored by their words as well, so
 * the confidence of a passage, by which the assistant decides to refuse, keeps its meaning.
 */
final class HybridSearch implements PassageSearch {

	/**
	 * Weight of the ranking by meaning, and extra weight of the ranking by keywords per unit of its lead.
	 *
	 * An owner cannot see that a model is bad. With these weights a model that alone is right half the time makes results no worse, and one
	 * that is right three times in four still gives nearly all of its benefit. The figures are in the decision record.
	 */
	private const MEANING = 0.5;
	private const LEAD    = 2.0;

	/** Documents of each ranking that are fused. */
	private const DEPTH = 30;

	/**
	 * Confidence below which a keyword hit is no evidence; it ranks after all hits by meaning.
	 *
	 * The keyword search always finds something, if only by a few shared letters. Among the correct documents of 294 public questions
	 * the lowest confidence was 0.25.
	 */
	private const EVIDENCE = 0.2;

	/** Added to ranks before they are divided by a document's factor: at the top, another language costs about three ranks. */
	private const RANK_OFFSET = 5;

	/** Chunks retrieved by meaning; several may belong to one document. */
	private const CHUNKS = 60;

	public function __construct(
		private readonly IndexSearch $keyword_search,
		private readonly EmbeddingProvider $provider,
		private readonly EmbeddingSpaceRepository $spaces,
		private readonly NearestChunks $nearest,
	) {}

	public function search( SearchQuery $query ): array {
		return array_map(
			$this->keyword_search->to_passage( ... ),
			array_slice( $this->hits( $query ), 0, max( 1, min( 100, $query->limit ) ) ),
		);
	}

	/**
	 * Matching documents, each once, best first.
	 *
	 * @return list<Hit>
	 *
	 * @throws DatabaseFailure When the keyword index cannot be read.
	 */
	public function hits( SearchQuery $query ): array {
		$cosines = $this->nearest( $query );
		return [] === $cosines ? $this->keyword_search->hits( $query ) : $this->fuse( $query, $cosines );
	}

	/** @return array<int, float> Cosine by chunk, nearest first; empty while vector search is unavailable. */
	private function nearest( SearchQuery $query ): array {
		if ( null === $this->provider->current() ) {
			return [];
		}
		try {
			$space  = $this->spaces->live();
			$vector = null === $space ? [] : $this->provider->of_question( $space->model, $query->text );
			return null === $space || [] === $vector ? [] : $this->nearest->find( $space, $vector, self::CHUNKS );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'warning', 'Embeddings: ' . $failure->getMessage() );
			return [];
		}
	}

	/**
	 * @param non-empty-array<int, float> $cosines By chunk, nearest first.
	 *
	 * @return list<Hit>
	 */
	private function fuse( SearchQuery $query, array $cosines ): array {
		[ $found, $judged ] = $this->keyword_search->hits_with_chunks( $query, array_keys( $cosines ) );
		$found              = self::by_document( $found );
		$by_words           = array_slice(
			array_filter( $found, static fn( Hit $hit ): bool => $hit->confidence >= self::EVIDENCE ),
			0,
			self::DEPTH,
			true,
		);
		$by_meaning         = array_slice(
			self::by_document( $this->nearest_first( $judged, $cosines, $query->language ) ),
			0,
			self::DEPTH,
			true,
		);
		$order              = RankFusion::fuse(
			[ array_keys( $by_words ), array_keys( $by_meaning ) ],
			[ self::weight_of_words( $by_words ), self::MEANING ],
		);
		$ranks              = [ array_flip( array_keys( $by_words ) ), array_flip( array_keys( $by_meaning ) ) ];
		$hits               = [];
		foreach ( $order as $document ) {
			$word    = $found[ $document ] ?? null;
			$meaning = $by_meaning[ $document ] ?? null;
			$nearer  = ( $ranks[1][ $document ] ?? PHP_INT_MAX ) < ( $ranks[0][ $document ] ?? PHP_INT_MAX );
			$chosen  = $nearer ? $meaning : $word;
			if ( null !== $chosen ) {
				$hits[] = $chosen->with_match( $word, null === $meaning ? null : $cosines[ $meaning->chunk->id ] );
			}
		}
		return self::with_descending_scores( [ ...$hits, ...array_values( array_diff_key( $found, array_flip( $order ) ) ) ] );
	}

	/**
	 * Weight of the keyword ranking: higher when its first hit has a clear lead.
	 *
	 * @param array<int, Hit> $by_words Best first.
	 */
	private static function weight_of_words( array $by_words ): float {
		$first = reset( $by_words );
		$lead  = false === $first ? 0.0 : $first->signals->lead ?? 0.0;
		return 1.0 + self::LEAD * max( 0.0, min( 1.0, $lead ) );
	}

	/**
	 * Orders chunks by cosine, adjusted by the owner's boost and the visitor's language as in keyword search.
	 *
	 * The rank is divided by the factor, because cosines of different models are not comparable.
	 *
	 * @param list<Hit>         $judged
	 * @param array<int, float> $cosines By chunk, nearest first.
	 *
	 * @return list<Hit>
	 */
	private function nearest_first( array $judged, array $cosines, string $language ): array {
		$ranks = array_flip( array_keys( $cosines ) );
		$order = array_map(
			fn( Hit $hit ): float => ( self::RANK_OFFSET + $ranks[ $hit->chunk->id ] ) / max(
				0.01,
				$this->keyword_search->factor( $hit->document, $language ),
			),
			$judged,
		);
		asort( $order );
		return array_map( static fn( int $at ): Hit => $judged[ $at ], array_keys( $order ) );
	}

	/**
	 * The first hit of each document.
	 *
	 * @param list<Hit> $hits
	 *
	 * @return array<int, Hit> By document, in order.
	 */
	private static function by_document( array $hits ): array {
		$first = [];
		foreach ( $hits as $hit ) {
			$first[ $hit->document->id ] ??= $hit;
		}
		return $first;
	}

	/**
	 * Assigns the scores of the hits to their final ranks, highest first.
	 *
	 * The assistant reads from the scores how far the first hit leads. Its thresholds are calibrated on keyword scores; sums of
	 * reciprocal ranks would always be nearly equal.
	 *
	 * @param list<Hit> $hits
	 *
	 * @return list<Hit>
	 */
	private static function with_descending_scores( array $hits ): array {
		$scores = array_map( static fn( Hit $hit ): float => $hit->score, $hits );
		rsort( $scores );
		return array_map( static fn( Hit $hit, float $score ): Hit => $hit->with_score( $score ), $hits, $scores );
	}
}
