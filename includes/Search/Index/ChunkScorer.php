<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\OtherWords;
use Aaia\Chatbot\Language\OtherWordsKind;
use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\TermHasher;
use Aaia\Chatbot\Language\Tokenizer;

/**
 * Scores a chunk against a query by its text: the share of the query it covers, and the pairs of neighbouring query words it contains.
 *
 * Works on text, not on postings, so it is applied to a few hundred chunks only.
 */
final class ChunkScorer {

	/** Minimum letters of a stem for words that begin with it to count as its forms. */
	private const FORM = 4;

	/** Weight of another form of a word; the exact word counts 1. */
	private const OTHER_FORM = 0.9;

	/** A word counts as much where another word for the same thing stands: one that nearly always means the same, one of several synonyms. */
	private const CLOSE_WORD = 0.7;
	private const SYNONYM    = 0.5;

	/** @var list<array{exact: string, form: string, grams: list<string>, weight: float, subject: bool, others: array<string, float>, abroad: array<string, float>}> */
	private array $words = [];

	/** @var list<array{first: string, second: string, pattern: string, weight: float}> */
	private array $pairs = [];

	private float $weight = 0.0;

	/** Weight of the words that carry the subject of the query: all but stop words. */
	private float $subject_weight = 0.0;

	/**
	 * @param list<OtherWords> $others    Other words that the index has.
	 * @param list<OtherWords> $abroad    What words are called in the other language, of those that the index has.
	 * @param list<string>     $languages Languages the question may be in.
	 */
	public function __construct(
		QueryTerms $query,
		IndexSnapshot $snapshot,
		array $others = [],
		array $abroad = [],
		private readonly array $languages = [],
	) {
		$stems = [];
		$pairs = [];
		foreach ( $query->by_word as $word => $known ) {
			$word          = (string) $word;
			$stem          = Stemmer::stem( $word );
			$idf           = array_sum( array_map( $snapshot->idf( ... ), array_keys( $known['grams'] ) ) ) / max( 1, count( $known['grams'] ) );
			$counts        = $this->counts_of( $word, $idf, $others, $snapshot );
			$this->words[] = [
				'exact' => ' ' . $word . ' ',
				'form'  => strlen( $stem ) >= self::FORM ? ' ' . $stem : '',
				'grams' => array_values( array_unique( Tokenizer::grams( $word ) ) ),
				'weight'  => $idf * $known['weight'],
				'subject' => $known['weight'] >= 1.0,
				'others' => $counts,
				'abroad' => [] === $abroad ? $counts : $this->counts_of( $word, $idf, [ ...$others, ...$abroad ], $snapshot ),
			];
			$this->weight         += $idf * $known['weight'];
			$this->subject_weight += $known['weight'] >= 1.0 ? $idf : 0.0;
			$stems[ $word ]        = [ $stem, $snapshot->idf( $known['stem'] ), $known['weight'] ];
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
					'weight'    => max( $first_idf, $second_idf ) * min( $first_weight, $second_weight ),
				];
			}
		}
		$this->pairs = array_values( $pairs );
	}

	/**
	 * How much a word counts where another word for the same thing stands; less where that is the more common one.
	 *
	 * @param list<OtherWords> $others
	 *
	 * @return array<string, float> By the beginning of the other word, with a space before it; most first.
	 */
	private function counts_of( string $word, float $idf, array $others, IndexSnapshot $snapshot ): array {
		$counts = [];
		foreach ( $others as $other ) {
			$count = OtherWordsKind::Synonym === $other->kind ? self::SYNONYM / sqrt( count( $other->stems ) ) : self::CLOSE_WORD;
			foreach ( in_array( $word, $other->words, true ) ? $other->stems : [] as $stem ) {
				$counts[ ' ' . $stem ] = $count * min( 1.0, $snapshot->idf( TermHasher::stem( $stem ) ) / max( 0.1, $idf ) );
			}
		}
		arsort( $counts );
		return $counts;
	}

	/**
	 * Scores one chunk.
	 *
	 * @param string $context  Folded title and headings.
	 * @param string $text     Folded.
	 * @param string $language Of the text; empty when unknown.
	 *
	 * @return array{coverage: float, confidence: float, pairs: float}
	 *         coverage: share of the query's weight found,
	 *         0 to 1 (a word that is only similar counts by the squared share of its grams found);
	 *         confidence: the same without stop words;
	 *         pairs: weight of the word pairs found.
	 */
	public function score( string $context, string $text, string $language = '' ): array {
		$others  = $this->is_abroad( $language ) ? 'abroad' : 'others';
		$hay     = ' ' . $context . '  ' . $text . ' ';
		$found   = 0.0;
		$subject = 0.0;
		foreach ( $this->words as $word ) {
			$part     = $this->word_score( $word, $word[ $others ], $hay ) * $word['weight'];
			$found   += $part;
			$subject += $word['subject'] ? $part : 0.0;
		}
		$pairs = 0.0;
		foreach ( $this->pairs as $pair ) {
			if ( str_contains( $hay, $pair['first'] ) && str_contains( $hay, $pair['second'] ) && 1 === preg_match( $pair['pattern'], $hay ) ) {
				$pairs += $pair['weight'];
			}
		}
		return [
			'coverage'   => $this->weight > 0 ? $found / $this->weight : 0.0,
			'confidence' => $this->subject_weight > 0 ? $subject / $this->subject_weight : 0.0,
			'pairs'      => $pairs,
		];
	}

	/** Whether a language is another than the question's. */
	public function is_abroad( string $language ): bool {
		return '' !== $language && [] !== $this->languages && ! in_array( $language, $this->languages, true );
	}

	/** Weight of the whole query: a coverage of 1 stands for it. */
	public function total_weight(): float {
		return $this->weight;
	}

	/**
	 * How well a text matches one word, 0 to 1.
	 *
	 * @param array{exact: string, form: string, grams: list<string>, ...} $word
	 * @param array<string, float>                                         $others Beginnings of other words, and how much they count.
	 */
	private function word_score( array $word, array $others, string $hay ): float {
		if ( str_contains( $hay, $word['exact'] ) ) {
			return 1.0;
		}
		if ( '' !== $word['form'] && str_contains( $hay, $word['form'] ) ) {
			return self::OTHER_FORM;
		}
		$hits = 0;
		foreach ( $word['grams'] as $gram ) {
			$hits += str_contains( $hay, $gram ) ? 1 : 0;
		}
		$similar = ( $hits / max( 1, count( $word['grams'] ) ) ) ** 2;
		foreach ( $others as $other => $count ) {
			if ( $count <= $similar ) {
				break;
			}
			if ( str_contains( $hay, $other ) ) {
				return $count;
			}
		}
		return $similar;
	}
}
