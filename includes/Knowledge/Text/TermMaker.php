<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Turns folded text into the numbers that the index is keyed by: character 4-grams of each word, and the word's stem.
 *
 * A word is padded with one space on each side before it is cut, so beginnings and endings count; grams do not cross words.
 * Words of scripts without spaces are cut in pairs of characters; a text is also known by their single characters, which are words as well,
 * so that a question of one is answered. A term is the CRC-32 of its bytes (of a 4-gram in ASCII that is
 * one-to-one; two of half a million terms of a large site share a number with a chance of about 1 in 10,000 a term, which costs nothing).
 */
final class TermMaker {

	private const GRAM = 4;

	/** Longer words are addresses and codes; what comes after is not indexed. Bytes. */
	private const LONGEST_WORD = 60;

	/** Words remembered with their terms: about 20 MB at the most. */
	private const REMEMBERED = 30_000;

	/** @var array<int|string, array{0: list<int>, 1: int, 2: list<int>}> */
	private array $known = [];

	public function __construct(
		private readonly TextFolder $folder,
		private readonly Stemmer $stemmer,
	) {}

	/**
	 * Terms of one folded word.
	 *
	 * @return array{0: list<int>, 1: int, 2: list<int>} Its grams (one can occur twice), its stem, and the words it may hold in scripts without spaces: its
	 *         characters, as stems.
	 */
	public function of_word( string $word ): array {
		if ( isset( $this->known[ $word ] ) ) {
			return $this->known[ $word ];
		}
		if ( count( $this->known ) >= self::REMEMBERED ) {
			$this->known = [];
		}
		$terms = [
			array_map( crc32( ... ), $this->grams( $word ) ),
			crc32( "\x01" . $this->stemmer->stem( $word ) ),
			array_map( fn( string $character ): int => crc32( "\x01" . $this->stemmer->stem( $character ) ), $this->characters_of_unspaced( $word ) ),
		];

		$this->known[ $word ] = $terms;
		return $terms;
	}

	/**
	 * The grams of one folded word as text, in order.
	 *
	 * @return list<string>
	 */
	public function grams( string $word ): array {
		$word = substr( $word, 0, self::LONGEST_WORD );
		if ( 1 !== preg_match( '/[\x80-\xff]/', $word ) ) {
			$padded = ' ' . $word . ' ';
			$last   = strlen( $padded ) - self::GRAM;
			$grams  = [];
			for ( $at = 0; $at <= $last; $at++ ) {
				$grams[] = substr( $padded, $at, self::GRAM );
			}
			return [] === $grams ? [ $padded ] : $grams;
		}
		$characters = preg_split( '//u', $word, -1, PREG_SPLIT_NO_EMPTY );
		if ( false === $characters ) {
			return [ $word ];
		}
		return $this->folder->is_unspaced( $word ) ? $this->cut( $characters, 2 ) : $this->cut( [ ' ', ...$characters, ' ' ], self::GRAM );
	}

	/**
	 * @param list<string> $characters
	 *
	 * @return list<string>
	 */
	private function cut( array $characters, int $size ): array {
		if ( count( $characters ) <= $size ) {
			return [ implode( '', $characters ) ];
		}
		$grams = [];
		for ( $at = 0, $last = count( $characters ) - $size; $at <= $last; $at++ ) {
			$grams[] = implode( '', array_slice( $characters, $at, $size ) );
		}
		return $grams;
	}

	/** @return list<string> Empty for a word of one character, which is its own stem, and in scripts with spaces. */
	private function characters_of_unspaced( string $word ): array {
		$word = mb_strcut( $word, 0, self::LONGEST_WORD, 'UTF-8' );
		if ( 1 !== preg_match( '/[\x80-\xff]/', $word ) || ! $this->folder->is_unspaced( $word ) ) {
			return [];
		}
		$characters = preg_split( '//u', $word, -1, PREG_SPLIT_NO_EMPTY );
		return false === $characters || count( $characters ) < 2 ? [] : $characters;
	}
}
