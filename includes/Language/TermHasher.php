<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Hashes folded words into the numeric terms of the index: the word's n-grams and its stem.
 *
 * In scripts without spaces the single characters are terms too, because each can be a word, so that a question of one character is
 * answered. A term is the CRC-32 of its bytes (of a 4-gram in ASCII that is one-to-one; two of half a million terms of a large site
 * share a number with a chance of about 1 in 10,000 a term, which costs nothing).
 */
final class TermHasher {

	/** Words cached with their terms: about 20 MB at most. */
	private const REMEMBERED = 30_000;

	/** @var array<int|string, array{0: list<int>, 1: int, 2: list<int>}> */
	private array $known = [];

	/**
	 * Terms of one folded word.
	 *
	 * @return array{0: list<int>, 1: int, 2: list<int>} Its n-grams (one can occur twice), its stem, and in scripts without spaces the words
	 *         it may contain: its characters, as stems.
	 */
	public function terms( string $word ): array {
		if ( isset( $this->known[ $word ] ) ) {
			return $this->known[ $word ];
		}
		if ( count( $this->known ) >= self::REMEMBERED ) {
			$this->known = [];
		}
		$terms = [
			array_map( self::gram( ... ), Tokenizer::grams( $word ) ),
			self::stem( Stemmer::stem( $word ) ),
			array_map( self::stem( ... ), Tokenizer::characters_of_unspaced( $word ) ),
		];

		$this->known[ $word ] = $terms;
		return $terms;
	}

	/** Term of an n-gram. */
	public static function gram( string $gram ): int {
		return crc32( $gram );
	}

	/** Term of a stem, distinct from the terms of n-grams. */
	public static function stem( string $stem ): int {
		return crc32( "\x01" . $stem );
	}
}
