<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\OtherWords;
use Aaia\Chatbot\Language\Similarity;
use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\Synonyms;

/**
 * The terms of a question, and how well words of the site match each of them.
 *
 * Matching tolerates inflection and typing errors (see Similarity); synonyms score .85, words of pages for colloquial ones .8.
 */
final class QuestionTerms {

	private const SYNONYM = 0.85;

	private const COLLOQUIAL = 0.8;

	/** Most letters of a name that is compared exactly: a similar word is more likely a different one ("Paris", "parts"). */
	private const SHORT_NAME = 5;

	/** @var array<string, array<int, float>> Cache: word => its matches. */
	private array $seen = [];

	/** @var array<int|string, array<string, true>> Stem of a word of pages => words of the question it stands for. */
	private readonly array $colloquial;

	/**
	 * @param list<string>        $words  Folded content words of the question.
	 * @param array<string, true> $names  Those of them that are names or numbers.
	 * @param list<OtherWords>    $others Words of pages for colloquial words of the question.
	 */
	public function __construct(
		public readonly array $words,
		private readonly array $names = [],
		array $others = [],
		private readonly Synonyms $synonyms = new Synonyms(),
	) {
		$colloquial = [];
		foreach ( $others as $other ) {
			foreach ( $other->stems as $stem ) {
				$colloquial[ $stem ] = ( $colloquial[ $stem ] ?? [] ) + array_fill_keys( $other->words, true );
			}
		}
		$this->colloquial = $colloquial;
	}

	/** Whether a term is a name or a number, which has no synonyms. */
	public function is_name( int $term ): bool {
		return isset( $this->names[ $this->words[ $term ] ] );
	}

	/** @return list<int> Terms that are names or numbers. */
	public function names(): array {
		return array_values( array_filter( array_keys( $this->words ), $this->is_name( ... ) ) );
	}

	/**
	 * Returns the best match of each term among the words.
	 *
	 * @param list<string> $words Folded.
	 *
	 * @return array<int, float> By position of the term; 0 to 1; only terms that match.
	 */
	public function matches( array $words ): array {
		$best = [];
		foreach ( $words as $word ) {
			foreach ( $this->seen[ $word ] ??= $this->compare( $word ) as $term => $match ) {
				$best[ $term ] = max( $best[ $term ] ?? 0.0, $match );
			}
		}
		return $best;
	}

	/** @return array<int, float> */
	private function compare( string $word ): array {
		$found   = [];
		$said_by = $this->colloquial[ Stemmer::stem( $word ) ] ?? [];
		foreach ( $this->words as $at => $term ) {
			$short = $this->is_name( $at ) && strlen( $term ) <= self::SHORT_NAME;
			$alike = $short ? (float) ( $term === $word ) : Similarity::between_words( $term, $word );
			$match = max(
				$alike,
				$this->synonyms->are_synonyms( $term, $word ) ? self::SYNONYM : 0.0,
				isset( $said_by[ $term ] ) ? self::COLLOQUIAL : 0.0,
			);
			if ( $match > 0.0 ) {
				$found[ $at ] = $match;
			}
		}
		return $found;
	}
}
