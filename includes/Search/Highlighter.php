<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\EditDistance;
use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;

/**
 * Finds the words of a passage that match a query: the same word, another form of it (by its stem), or a word one edit away after the
 * first letter, which covers most misspellings that the search finds.
 */
final class Highlighter {

	/** Characters of a query that are read, as in the search. */
	private const QUESTION = 1000;

	/** Maximum ranges per passage. */
	private const MOST = 100;

	/** Minimum letters of words matched by edit distance; shorter words have too many neighbours. */
	private const REPAIRABLE = 5;

	/** Maximum bytes of words matched by edit distance; longer ones are addresses and codes. */
	private const LONGEST = 60;

	/**
	 * Ranges of the matching words.
	 *
	 * @return list<array{int, int}> Start and end of each, in UTF-16 code units, which is how JavaScript counts; in order, not touching.
	 */
	public function ranges( string $text, string $question ): array {
		$query_words = $this->query_words( $question );
		if ( [] === $query_words || 1 > preg_match_all( '/[\p{L}\p{N}\p{M}]+/u', $text, $words, PREG_OFFSET_CAPTURE ) ) {
			return [];
		}
		$ranges = [];
		$bytes  = 0;
		$units  = 0;
		foreach ( $words[0] as [ $word, $offset ] ) {
			$units += $this->length( substr( $text, $bytes, $offset - $bytes ) );
			$bytes  = $offset;
			foreach ( $this->matches( $word, $query_words ) as [ $from, $to ] ) {
				$ranges[] = [ $units + $from, $units + $to ];
			}
			if ( count( $ranges ) >= self::MOST ) {
				break;
			}
		}
		return $ranges;
	}

	/** @return list<string> Folded words of the query without stop words; all words when it has only stop words. */
	private function query_words( string $question ): array {
		return StopWords::remove_unless_all( Tokenizer::words( mb_substr( $question, 0, self::QUESTION, 'UTF-8' ) ) );
	}

	/**
	 * Matching ranges of one word of the text: the whole word, or parts of it in scripts without spaces.
	 *
	 * @param list<string> $query_words
	 *
	 * @return list<array{int, int}>
	 */
	private function matches( string $word, array $query_words ): array {
		$folded = TextFolder::fold( $word );
		if ( TextFolder::is_unspaced( $folded ) ) {
			foreach ( $query_words as $other ) {
				$at = mb_strpos( $word, $other, 0, 'UTF-8' );
				if ( false !== $at ) {
					$from = $this->length( mb_substr( $word, 0, $at, 'UTF-8' ) );
					return [ [ $from, $from + $this->length( $other ) ] ];
				}
			}
			return [];
		}
		$stem = Stemmer::stem( $folded );
		foreach ( $query_words as $other ) {
			if ( $folded === $other || $stem === Stemmer::stem( $other ) || $this->is_one_edit_apart( $folded, $other ) ) {
				return [ [ 0, $this->length( $word ) ] ];
			}
		}
		return [];
	}

	private function is_one_edit_apart( string $one, string $other ): bool {
		return substr( $one, 0, 1 ) === substr( $other, 0, 1 )
			&& min( strlen( $one ), strlen( $other ) ) >= self::REPAIRABLE && max( strlen( $one ), strlen( $other ) ) <= self::LONGEST
			&& ! StopWords::contains( $one )
			&& 1 === preg_match( '/^[a-z]+$/', $one . $other )
			&& EditDistance::between( $one, $other, 1 ) <= 1;
	}

	/** Length in UTF-16 code units. */
	private function length( string $text ): int {
		return intdiv( strlen( mb_convert_encoding( $text, 'UTF-16LE', 'UTF-8' ) ), 2 );
	}
}
