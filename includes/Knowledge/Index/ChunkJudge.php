<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Index;

use Aaia\Chatbot\Knowledge\Text\Stemmer;
use Aaia\Chatbot\Knowledge\Text\TermMaker;
use Aaia\Chatbot\Knowledge\Text\TextFolder;

/**
 * Judges how well a chunk answers a question by reading it: how much of the question it covers, and whether words that stand
 * side by side in the question do so in it.
 *
 * Works on the text, not on postings, so it is used on a few hundred chunks only.
 */
final class ChunkJudge {

	/** @var list<array{exact: string, grams: list<string>, mass: float}> */
	private array $words = [];

	/** @var list<array{first: string, second: string, pattern: string, mass: float}> */
	private array $pairs = [];

	private float $mass = 0.0;

	public function __construct(
		QueryTerms $query,
		IndexView $view,
		private readonly TextFolder $folder,
		TermMaker $terms,
		Stemmer $stemmer,
	) {
		$stems = [];
		$pairs = [];
		foreach ( $query->known as $word => $known ) {
			$word          = (string) $word;
			$idf           = array_sum( array_map( $view->idf( ... ), array_keys( $known['grams'] ) ) ) / max( 1, count( $known['grams'] ) );
			$this->words[] = [
				'exact' => ' ' . $word . ' ',
				'grams' => array_values( array_unique( $terms->grams( $word ) ) ),
				'mass'  => $idf * $known['weight'],
			];
			$this->mass   += $idf * $known['weight'];
			$stems[ $word ] = [ $stemmer->stem( $word ), $view->idf( $known['stem'] ), $known['weight'] ];
		}
		for ( $at = 1, $count = count( $query->words ); $at < $count; $at++ ) {
			[ $first, $first_idf, $first_weight ]    = $stems[ $query->words[ $at - 1 ] ] ?? [ '', 0.0, 0.0 ];
			[ $second, $second_idf, $second_weight ] = $stems[ $query->words[ $at ] ] ?? [ '', 0.0, 0.0 ];
			$pattern                                 = '/ ' . $first . '\S* ' . $second . '/';
			if ( '' !== $first && '' !== $second && ! isset( $pairs[ $pattern ] ) ) {
				$pairs[ $pattern ] = [
					'first'   => ' ' . $first,
					'second'  => ' ' . $second,
					'pattern' => $pattern,
					'mass'    => max( $first_idf, $second_idf ) * min( $first_weight, $second_weight ),
				];
			}
		}
		$this->pairs = array_values( $pairs );
	}

	/**
	 * Judges one chunk.
	 *
	 * @param string $context Folded title and headings.
	 * @param string $text    As stored.
	 *
	 * @return array{coverage: float, pairs: float} Coverage: the part of the question's weight found, 0 to 1 (a word that is only similar
	 *                                              counts by the square of its grams found). Pairs: the weight of the word pairs found.
	 */
	public function judge( string $context, string $text ): array {
		$hay   = ' ' . $context . '  ' . $this->folder->fold( $text ) . ' ';
		$found = 0.0;
		foreach ( $this->words as $word ) {
			if ( str_contains( $hay, $word['exact'] ) ) {
				$found += $word['mass'];
				continue;
			}
			$hits = 0;
			foreach ( $word['grams'] as $gram ) {
				$hits += str_contains( $hay, $gram ) ? 1 : 0;
			}
			$found += $word['mass'] * ( $hits / max( 1, count( $word['grams'] ) ) ) ** 2;
		}
		$pairs = 0.0;
		foreach ( $this->pairs as $pair ) {
			if ( str_contains( $hay, $pair['first'] ) && str_contains( $hay, $pair['second'] ) && 1 === preg_match( $pair['pattern'], $hay ) ) {
				$pairs += $pair['mass'];
			}
		}
		return [
			'coverage' => $this->mass > 0 ? $found / $this->mass : 0.0,
			'pairs'    => $pairs,
		];
	}

	/** Weight of the whole question: what a coverage of 1 stands for. */
	public function mass(): float {
		return $this->mass;
	}
}
