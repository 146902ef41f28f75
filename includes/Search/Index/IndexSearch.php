<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Language\OtherWords;
use Aaia\Chatbot\Language\TermHasher;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Thesaurus;
use Aaia\Chatbot\Language\Translations;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;

/**
 * The built-in keyword search. Needs no API key, PHP extension or full-text engine of the database.
 *
 * Three steps: the index selects candidate documents (CandidateFinder); query words unknown to the index are corrected from these
 * (SpellingCorrector); the chunks of the best candidates are read and scored (ChunkScorer). Other words for the same thing (Thesaurus) are
 * searched with the question where the index has them: for colloquial words always, else for words it does not have. The decision records
 * on ranking and on other words say how the weights were chosen.
 */
final class IndexSearch implements PassageSearch {

	/** Characters of a query that are read. */
	private const QUESTION = 1000;

	/** Chunks read and scored per batch. */
	private const CHUNKS = 300;

	/** Units whose chunks are read per batch, whatever their size. */
	private const UNITS = 60;

	/** Units whose words serve as the dictionary of spelling correction. */
	private const DICTIONARY = 40;

	/** Weights of word pairs and of coverage in the score. */
	private const PAIRS = 1.0;

	private const COVERAGE = 1.5;

	/** Factor for documents in another language than requested. */
	private const OTHER_LANGUAGE = 0.6;

	public function __construct(
		private readonly UnitRepository $units,
		private readonly SegmentRepository $segments,
		private readonly ChunkRepository $chunks,
		private readonly CandidateFinder $finder,
		private readonly SpellingCorrector $corrector,
		private readonly TermHasher $terms,
		private readonly Thesaurus $thesaurus = new Thesaurus(),
	) {}

	public function search( SearchQuery $query ): array {
		return array_map( $this->to_passage( ... ), array_slice( $this->hits( $query ), 0, max( 1, min( 100, $query->limit ) ) ) );
	}

	/**
	 * Matching documents, best first, each once with its best chunk.
	 *
	 * @return list<Hit>
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function hits( SearchQuery $query ): array {
		return $this->hits_with_chunks( $query, [] )[0];
	}

	/**
	 * The same, together with chunks that another search found, scored against the same query so that confidences are comparable.
	 *
	 * @param list<int> $chunk_ids Chunks another search found; deleted and excluded ones give no hit.
	 *
	 * @return array{0: list<Hit>, 1: list<Hit>} Hits of the keyword search, best first; and hits of the given chunks, unordered.
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
		$languages  = Thesaurus::languages_of( $terms->words, $query->language );
		$known      = [ ...$this->thesaurus->colloquial( $terms->words, $languages ), ...Translations::of( $terms->words, $languages ) ];
		$known      = $this->known( $known, $terms, $snapshot );
		$others     = array_values( array_filter( $known, static fn( OtherWords $other ): bool => ! $other->is_translation() ) );
		$abroad     = array_values( array_filter( $known, static fn( OtherWords $other ): bool => $other->is_translation() ) );
		$candidates = $this->finder->find( $snapshot, $terms->weights, $terms->weights_of( $others ), $terms->weights_of( $abroad ) );
		$unknown    = $this->unexplained( $this->corrector->unknown_words( $terms, $snapshot ), $others );
		if ( [] !== $unknown ) {
			$corrections = $this->corrector->corrections(
				$unknown,
				$this->texts( array_slice( array_keys( $candidates->scores ), 0, self::DICTIONARY ) ),
			);
			$synonyms    = array_map( fn( string $word ): OtherWords => $this->thesaurus->synonyms( $word, $languages ), $unknown );
			$corrected   = QueryTerms::from_words( array_values( $corrections ), $this->terms );
			$synonyms    = $this->known( $synonyms, $corrected, $snapshot );
			$unknown     = $this->unexplained( $unknown, $synonyms );
			$corrections = array_intersect_key( $corrections, array_flip( $unknown ) );
			$others      = [ ...$others, ...$synonyms ];
			if ( [] !== $corrections || [] !== $synonyms ) {
				$words      = array_map( static fn( string $word ): string => $corrections[ $word ] ?? $word, $terms->words );
				$terms      = QueryTerms::from_words( $words, $this->terms );
				$candidates = $this->finder->find( $snapshot, $terms->weights, $terms->weights_of( $others ), $terms->weights_of( $abroad ) );
			}
		}
		$common_terms = new CommonTermScorer( $terms, $candidates->left_out );
		$scorer       = new ChunkScorer( $terms, $snapshot, $others, $abroad, $languages );
		$hits         = ( new QueryPerformancePredictor( $scorer, $terms, $snapshot ) )
			->with_signals( $this->rerank( $query, $candidates, $scorer, $common_terms ), [] === $chunk_ids ? $query->limit : self::UNITS );
		return [ $hits, [] === $chunk_ids ? [] : $this->score_chunks( $query, $chunk_ids, $scorer ) ];
	}

	/**
	 * Those of other words that the index has. Their terms are loaded together with the query's, so that they cost no database query.
	 *
	 * @param list<OtherWords> $others
	 *
	 * @return list<OtherWords>
	 */
	private function known( array $others, QueryTerms $terms, IndexSnapshot $snapshot ): array {
		$snapshot->load( $terms->weights, CandidateFinder::BUDGET, $terms->weights_of( $others ), CandidateFinder::OTHERS_BUDGET );
		$known = array_map(
			static fn( OtherWords $other ): OtherWords => $other->only(
				static function ( string $stem ) use ( $snapshot ): bool {
					$term = TermHasher::stem( $stem );
					return $snapshot->frequency( $term ) > 0 && ! $snapshot->is_too_common( $term );
				},
			),
			$others,
		);
		return array_values( array_filter( $known, static fn( OtherWords $other ): bool => [] !== $other->stems ) );
	}

	/**
	 * Words for which the index has no other words either.
	 *
	 * @param list<string>     $words
	 * @param list<OtherWords> $others
	 *
	 * @return list<string>
	 */
	private function unexplained( array $words, array $others ): array {
		return array_values( array_diff( $words, ...array_map( static fn( OtherWords $other ): array => $other->words, $others ) ) );
	}

	/**
	 * Scores chunks that another search found.
	 *
	 * @param list<int> $chunk_ids
	 *
	 * @return list<Hit>
	 */
	private function score_chunks( SearchQuery $query, array $chunk_ids, ChunkScorer $scorer ): array {
		$wanted    = array_flip( $chunk_ids );
		$units     = $this->chunks->units_of( $chunk_ids );
		$documents = array_filter(
			$this->chunks->documents( $units ),
			static fn( FoundDocument $document ): bool => ! in_array( $document->external_id, $query->without, true ),
		);
		$hits      = [];
		foreach ( $this->chunks->chunks( array_keys( $documents ) ) as $unit_id => $chunks ) {
			$title  = TextFolder::fold( $documents[ $unit_id ]->title );
			$about  = TextFolder::fold( StoredChunk::metadata_of( $chunks ) );
			$chunks = StoredChunk::quotable( $chunks );
			foreach ( array_filter( $chunks, static fn( StoredChunk $chunk ): bool => isset( $wanted[ $chunk->id ] ) ) as $chunk ) {
				$headings = $chunk->folded_headings();
				$context  = $title . '  ' . $headings . ( '' === $about ? '' : '  ' . $about );
				$scored   = $scorer->score( $context, $chunk->folded_text(), $documents[ $unit_id ]->language );
				$score    = $this->factor( $documents[ $unit_id ], $query->language ) * (
					self::PAIRS * $scored['pairs']
					+ self::COVERAGE * $scored['coverage'] * $scorer->total_weight()
				);
				$hits[]   = new Hit( $documents[ $unit_id ], $chunk, $score, $scored['confidence'], $chunks );
			}
		}
		return $hits;
	}

	/**
	 * Reranks candidates by the text of their chunks, best candidates first, until enough documents are found.
	 *
	 * @return list<Hit>
	 */
	private function rerank( SearchQuery $query, Candidates $candidates, ChunkScorer $scorer, CommonTermScorer $common_terms ): array {
		$units     = array_keys( $candidates->scores + $candidates->abroad );
		$documents = $this->chunks->documents( $units );
		$scores    = [];
		foreach ( $units as $unit_id ) {
			$document = $documents[ $unit_id ] ?? null;
			if ( null === $document || in_array( $document->external_id, $query->without, true ) ) {
				continue;
			}
			$score = $scorer->is_abroad( $document->language ) && [] !== $candidates->abroad ? $candidates->abroad : $candidates->scores;
			if ( isset( $score[ $unit_id ] ) ) {
				$scores[ $unit_id ] = $score[ $unit_id ] * $this->factor( $document, $query->language );
			}
		}
		arsort( $scores );
		$hits = [];
		while ( [] !== $scores && count( $hits ) < $query->limit ) {
			$units  = $this->units_to_read( array_keys( $scores ), $documents );
			$hits  += $this->score_units(
				array_intersect_key( $scores, array_flip( $units ) ),
				$documents,
				$query->language,
				$scorer,
				$common_terms,
			);
			$scores = array_diff_key( $scores, array_flip( $units ) );
		}
		return array_values( $hits );
	}

	/**
	 * Reads the chunks of units and scores their documents.
	 *
	 * @param array<int, float>         $scores    By unit id.
	 * @param array<int, FoundDocument> $documents By unit id.
	 *
	 * @return array<int, Hit> By document, best first.
	 */
	private function score_units(
		array $scores,
		array $documents,
		string $language,
		ChunkScorer $scorer,
		CommonTermScorer $common_terms,
	): array {
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
				$context  = $title . '  ' . $headings . ( '' === $about ? '' : '  ' . $about );
				$scored   = $scorer->score( $context, $folded, $document->language );
				$text    .= ' ' . $folded;
				$pairs    = max( $pairs, $scored['pairs'] );
				$value    = $scored['coverage'] * $scorer->total_weight() + self::PAIRS * $scored['pairs'];
				if ( null === $best || $value > $best[0] ) {
					$best = [ $value, $chunk, $scored ];
				}
			}
			$factor = $this->factor( $document, $language );
			$score  = $scores[ $unit_id ] + $factor * (
				$common_terms->score( $title, ltrim( $text ) )
				+ self::PAIRS * $pairs
				+ self::COVERAGE * $best[2]['coverage'] * $scorer->total_weight()
			);
			if ( ! isset( $hits[ $document->id ] ) || $score > $hits[ $document->id ]->score ) {
				$hits[ $document->id ] = new Hit( $document, $best[1], $score, $best[2]['confidence'], $chunks );
			}
		}
		uasort( $hits, static fn( Hit $a, Hit $b ): int => $b->score <=> $a->score );
		return $hits;
	}

	/**
	 * The best units, limited by their total number of chunks.
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

	/** Factor of a document's score: the owner's boost, lower when the document is in another language than requested. */
	public function factor( FoundDocument $document, string $language ): float {
		$foreign = '' !== $language && '' !== $document->language && $document->language !== $language;
		return $document->boost * ( $foreign ? self::OTHER_LANGUAGE : 1.0 );
	}

	/** Converts a hit into a passage. */
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
