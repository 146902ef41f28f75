<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Language\TermHasher;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;

/**
 * The built-in search: no key, no extension, no full-text engine of the database.
 *
 * First the index finds the documents whose words resemble the question's (CandidateFinder); words that nobody wrote are put right from
 * what was found (SpellingCorrector); then the chunks of the best documents are read and judged (ChunkScorer). The weights below and how they
 * were chosen are in the decision record on ranking.
 */
final class IndexSearch implements PassageSearch {

	/** Characters of a question that are read. */
	private const QUESTION = 1000;

	/** Chunks read for judging. */
	private const CHUNKS = 300;

	/** Units whose chunks are read, whatever their size. */
	private const UNITS = 60;

	/** Units whose words may repair a question. */
	private const DICTIONARY = 40;

	/** What the chunk's word pairs and coverage add to the score of its unit. */
	private const PAIRS = 1.0;

	private const COVERAGE = 1.5;

	/** Documents in another language than asked for come after equally good ones in it. */
	private const OTHER_LANGUAGE = 0.6;

	public function __construct(
		private readonly UnitRepository $units,
		private readonly SegmentRepository $segments,
		private readonly ChunkRepository $chunks,
		private readonly CandidateFinder $finder,
		private readonly SpellingCorrector $corrector,
		private readonly TermHasher $terms,
	) {}

	public function search( SearchQuery $query ): array {
		return array_map( $this->to_passage( ... ), array_slice( $this->hits( $query ), 0, max( 1, min( 100, $query->limit ) ) ) );
	}

	/**
	 * Documents that fit, each once, best first, with their best chunk.
	 *
	 * @return list<Hit>
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function hits( SearchQuery $query ): array {
		return $this->hits_with_chunks( $query, [] )[0];
	}

	/**
	 * The same, and chunks that were found in another way, judged by the same question: their confidence can be compared.
	 *
	 * @param list<int> $chunk_ids Chunks found elsewhere; of those that are gone or kept out there is no hit.
	 *
	 * @return array{0: list<Hit>, 1: list<Hit>} What words find, best first; and the given chunks, in no order.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function hits_with_chunks( SearchQuery $query, array $chunk_ids ): array {
		$folded = TextFolder::fold( mb_substr( $query->text, 0, self::QUESTION, 'UTF-8' ) );
		if ( '' === $folded ) {
			return [ [], [] ];
		}
		$snapshot   = new IndexSnapshot( $this->units, $this->segments );
		$terms      = QueryTerms::from_words( explode( ' ', $folded ), $this->terms );
		$candidates = $this->finder->find( $snapshot, $terms->weights );
		$unknown    = $this->corrector->unknown_words( $terms, $snapshot );
		if ( [] !== $unknown ) {
			$corrections = $this->corrector->corrections( $unknown, $this->texts( array_slice( array_keys( $candidates->scores ), 0, self::DICTIONARY ) ) );
			if ( [] !== $corrections ) {
				$words      = array_map( static fn( string $word ): string => $corrections[ $word ] ?? $word, $terms->words );
				$terms      = QueryTerms::from_words( $words, $this->terms );
				$candidates = $this->finder->find( $snapshot, $terms->weights );
			}
		}
		$common_terms = new CommonTermScorer( $terms, $candidates->left_out );
		$scorer       = new ChunkScorer( $terms, $snapshot );
		$hits         = ( new QueryPerformancePredictor( $scorer, $terms, $snapshot ) )->with_signals( $this->rerank( $query, $candidates->scores, $scorer, $common_terms ), [] === $chunk_ids ? $query->limit : self::UNITS );
		return [ $hits, [] === $chunk_ids ? [] : $this->score_chunks( $query, $chunk_ids, $scorer ) ];
	}

	/**
	 * Judges chunks that were found elsewhere.
	 *
	 * @param list<int> $chunk_ids
	 *
	 * @return list<Hit>
	 */
	private function score_chunks( SearchQuery $query, array $chunk_ids, ChunkScorer $scorer ): array {
		$wanted    = array_flip( $chunk_ids );
		$units     = $this->chunks->units_of( $chunk_ids );
		$documents = array_filter( $this->chunks->documents( $units ), static fn( FoundDocument $document ): bool => ! in_array( $document->external_id, $query->without, true ) );
		$hits      = [];
		foreach ( $this->chunks->chunks( array_keys( $documents ) ) as $unit_id => $chunks ) {
			$title  = TextFolder::fold( $documents[ $unit_id ]->title );
			$about  = TextFolder::fold( StoredChunk::metadata_of( $chunks ) );
			$chunks = StoredChunk::quotable( $chunks );
			foreach ( array_filter( $chunks, static fn( StoredChunk $chunk ): bool => isset( $wanted[ $chunk->id ] ) ) as $chunk ) {
				$headings = $chunk->folded_headings();
				$scored   = $scorer->score( $title . '  ' . $headings . ( '' === $about ? '' : '  ' . $about ), $chunk->folded_text() );
				$score    = $this->factor( $documents[ $unit_id ], $query->language ) * ( self::PAIRS * $scored['pairs'] + self::COVERAGE * $scored['coverage'] * $scorer->total_weight() );
				$hits[]   = new Hit( $documents[ $unit_id ], $chunk, $score, $scored['confidence'], $chunks );
			}
		}
		return $hits;
	}

	/**
	 * Reads the chunks of the best candidates and orders their documents anew; goes on with the next ones while too few were found.
	 *
	 * @param array<int, float> $candidates Scores by unit id, best first.
	 *
	 * @return list<Hit>
	 */
	private function rerank( SearchQuery $query, array $candidates, ChunkScorer $scorer, CommonTermScorer $common_terms ): array {
		$documents = $this->chunks->documents( array_keys( $candidates ) );
		$scores    = [];
		foreach ( $candidates as $unit_id => $score ) {
			$document = $documents[ $unit_id ] ?? null;
			if ( null !== $document && ! in_array( $document->external_id, $query->without, true ) ) {
				$scores[ $unit_id ] = $score * $this->factor( $document, $query->language );
			}
		}
		arsort( $scores );
		$hits = [];
		while ( [] !== $scores && count( $hits ) < $query->limit ) {
			$units  = $this->units_to_read( array_keys( $scores ), $documents );
			$hits  += $this->score_units( array_intersect_key( $scores, array_flip( $units ) ), $documents, $query->language, $scorer, $common_terms );
			$scores = array_diff_key( $scores, array_flip( $units ) );
		}
		return array_values( $hits );
	}

	/**
	 * Reads the chunks of some units.
	 *
	 * @param array<int, float>         $scores    By unit id.
	 * @param array<int, FoundDocument> $documents By unit id.
	 *
	 * @return array<int, Hit> By document, best first.
	 */
	private function score_units( array $scores, array $documents, string $language, ChunkScorer $scorer, CommonTermScorer $common_terms ): array {
		$hits   = [];
		$titles = [];
		foreach ( $this->chunks->chunks( array_keys( $scores ) ) as $unit_id => $chunks ) {
			$document = $documents[ $unit_id ];
			$title    = $titles[ $document->id ] ??= TextFolder::fold( $document->title );
			$about    = TextFolder::fold( StoredChunk::metadata_of( $chunks ) );
			$chunks   = StoredChunk::quotable( $chunks );
			$text     = $about;
			$best     = null;
			$pairs    = 0.0;
			foreach ( $chunks as $chunk ) {
				$headings = $chunk->folded_headings();
				$folded   = $chunk->folded_text();
				$scored   = $scorer->score( $title . '  ' . $headings . ( '' === $about ? '' : '  ' . $about ), $folded );
				$text    .= ' ' . $folded;
				$pairs    = max( $pairs, $scored['pairs'] );
				$value    = $scored['coverage'] * $scorer->total_weight() + self::PAIRS * $scored['pairs'];
				if ( null === $best || $value > $best[0] ) {
					$best = [ $value, $chunk, $scored ];
				}
			}
			$factor = $this->factor( $document, $language );
			$score  = $scores[ $unit_id ] + $factor * ( $common_terms->score( $title, ltrim( $text ) ) + self::PAIRS * $pairs + self::COVERAGE * $best[2]['coverage'] * $scorer->total_weight() );
			if ( ! isset( $hits[ $document->id ] ) || $score > $hits[ $document->id ]->score ) {
				$hits[ $document->id ] = new Hit( $document, $best[1], $score, $best[2]['confidence'], $chunks );
			}
		}
		uasort( $hits, static fn( Hit $a, Hit $b ): int => $b->score <=> $a->score );
		return $hits;
	}

	/**
	 * The units whose chunks are read: the best, as long as they have not too many chunks together.
	 *
	 * @param list<int>                 $unit_ids  Best first.
	 * @param array<int, FoundDocument> $documents By unit id.
	 *
	 * @return list<int>
	 */
	private function units_to_read( array $unit_ids, array $documents ): array {
		$chosen = [];
		$chunks = 0;
		foreach ( array_slice( $unit_ids, 0, self::UNITS ) as $unit_id ) {
			$chunks += min( 25, $documents[ $unit_id ]->chunks );
			if ( $chunks > self::CHUNKS && count( $chosen ) >= 10 ) {
				break;
			}
			$chosen[] = $unit_id;
		}
		return $chosen;
	}

	/**
	 * Texts of units, best first.
	 *
	 * @param list<int> $unit_ids
	 *
	 * @return list<string>
	 */
	private function texts( array $unit_ids ): array {
		$chunks = $this->chunks->chunks( $unit_ids );
		$texts  = [];
		foreach ( $unit_ids as $unit_id ) {
			foreach ( $chunks[ $unit_id ] ?? [] as $chunk ) {
				$texts[ $unit_id ] = ( $texts[ $unit_id ] ?? '' ) . ' ' . implode( ' ', $chunk->headings ) . ' ' . $chunk->text;
			}
		}
		return array_values( $texts );
	}

	/** What a document's score is multiplied by: what the owner wishes, and less when it is in another language than asked for. */
	public function factor( FoundDocument $document, string $language ): float {
		$foreign = '' !== $language && '' !== $document->language && $document->language !== $language;
		return $document->boost * ( $foreign ? self::OTHER_LANGUAGE : 1.0 );
	}

	/** A hit as everybody outside the index sees it. */
	public function to_passage( Hit $hit ): Passage {
		$document = $hit->document;
		return new Passage(
			$hit->chunk->id,
			$document->id,
			$document->external_id,
			$document->title,
			$hit->chunk->headings,
			$hit->chunk->text,
			$hit->chunk->address_on( $document->url ),
			$document->language,
			$hit->score,
			$hit->confidence,
			$document->modified_at,
			ContextWindow::around( $hit->chunk, $hit->siblings ),
			$hit->similarity,
			$hit->signals,
		);
	}
}
