<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Knowledge\Text\Stemmer;
use Aaia\Chatbot\Knowledge\Text\StopWords;
use Aaia\Chatbot\Knowledge\Text\TextFolder;

/**
 * Finds in a passage the words that a question shares with it: the same word, another form of it (by its stem), or its neighbour by one
 * letter after the first, which is how the search finds most misspelt words.
 */
final class Highlighter {

	/** Characters of a question that are read, as the search does. */
	private const QUESTION = 1000;

	/** Ranges marked in one passage. */
	private const MOST = 100;

	/** Shorter words have too many neighbours. */
	private const REPAIRABLE = 5;

	public function __construct(
		private readonly TextFolder $folder,
		private readonly Stemmer $stemmer,
		private readonly StopWords $stop,
	) {}

	/**
	 * Where the shared words stand.
	 *
	 * @return list<array{int, int}> Start and end of each, in UTF-16 code units, which is how JavaScript counts; in order, not touching.
	 */
	public function ranges( string $text, string $question ): array {
		$wanted = $this->wanted( $question );
		if ( [] === $wanted || 1 > preg_match_all( '/[\p{L}\p{N}\p{M}]+/u', $text, $words, PREG_OFFSET_CAPTURE ) ) {
			return [];
		}
		$ranges = [];
		$bytes  = 0;
		$units  = 0;
		foreach ( $words[0] as [ $word, $offset ] ) {
			$units += $this->length( substr( $text, $bytes, $offset - $bytes ) );
			$bytes  = $offset;
			foreach ( $this->matches( $word, $wanted ) as [ $from, $to ] ) {
				$ranges[] = [ $units + $from, $units + $to ];
			}
			if ( count( $ranges ) >= self::MOST ) {
				break;
			}
		}
		return $ranges;
	}

	/** @return list<string> Folded words of the question that say what it is about; all of them when none does. */
	private function wanted( string $question ): array {
		$words = array_values( array_unique( array_filter( explode( ' ', $this->folder->fold( mb_substr( $question, 0, self::QUESTION, 'UTF-8' ) ) ), static fn( string $word ): bool => '' !== $word ) ) );
		$about = array_values( array_filter( $words, fn( string $word ): bool => ! $this->stop->has( $word ) ) );
		return [] === $about ? $words : $about;
	}

	/**
	 * Parts of one word of the text that are wanted: the whole word, or pieces of it in scripts without spaces.
	 *
	 * @param list<string> $wanted
	 *
	 * @return list<array{int, int}>
	 */
	private function matches( string $word, array $wanted ): array {
		$folded = $this->folder->fold( $word );
		if ( $this->folder->is_unspaced( $folded ) ) {
			foreach ( $wanted as $other ) {
				$at = mb_strpos( $word, $other, 0, 'UTF-8' );
				if ( false !== $at ) {
					$from = $this->length( mb_substr( $word, 0, $at, 'UTF-8' ) );
					return [ [ $from, $from + $this->length( $other ) ] ];
				}
			}
			return [];
		}
		$stem = $this->stemmer->stem( $folded );
		foreach ( $wanted as $other ) {
			if ( $folded === $other || $stem === $this->stemmer->stem( $other ) || $this->is_neighbour( $folded, $other ) ) {
				return [ [ 0, $this->length( $word ) ] ];
			}
		}
		return [];
	}

	private function is_neighbour( string $one, string $other ): bool {
		return substr( $one, 0, 1 ) === substr( $other, 0, 1 ) && ! $this->stop->has( $one ) && strlen( $one ) >= self::REPAIRABLE && strlen( $other ) >= self::REPAIRABLE && strlen( $one ) <= 60 && strlen( $other ) <= 60
			&& 1 === preg_match( '/^[a-z]+$/', $one . $other ) && levenshtein( $one, $other ) <= 1;
	}

	/** Length in UTF-16 code units. */
	private function length( string $text ): int {
		return intdiv( strlen( mb_convert_encoding( $text, 'UTF-16LE', 'UTF-8' ) ), 2 );
	}
}
