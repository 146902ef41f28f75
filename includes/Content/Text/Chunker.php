<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Content\Section;

/**
 * Splits sections into chunks at line ends, then at sentence ends, then between words. Splits a word only when it is longer than a chunk.
 *
 * Chunks do not overlap: neighbours are found by position and added as context where needed. The decision record on chunks explains the
 * sizes.
 */
final class Chunker {

	/** Maximum characters of a chunk. */
	public const SIZE = 900;

	/** A last part with fewer characters joins the chunk before it. */
	private const TAIL = 200;

	/** End of a sentence: punctuation, closing quotes, then white space (none after Chinese and Japanese punctuation). */
	private const SENTENCE_END = '/[.!?;:…؟۔][»"”’)\]]*\K\s+|(?<=[。！？])/u';

	/**
	 * The chunks of a document, in reading order. Empty sections give no chunk.
	 *
	 * @param list<Section> $sections
	 *
	 * @return list<Chunk>
	 */
	public function chunks( array $sections ): array {
		$chunks = [];
		foreach ( $sections as $section ) {
			foreach ( $this->pieces( $section->text ) as $text ) {
				$chunks[] = new Chunk( $section->headings, $section->anchor, $text );
			}
		}
		return $chunks;
	}

	/** @return list<string> */
	private function pieces( string $text ): array {
		$pieces = [];
		$open   = '';
		foreach ( explode( "\n", $text ) as $line ) {
			$line = trim( $line );
			foreach ( $this->parts( $line ) as $number => $part ) {
				$glue = 0 === $number ? "\n" : ' ';
				if ( '' !== $open && $this->length( $open ) + $this->length( $part ) >= self::SIZE ) {
					$pieces[] = $open;
					$open     = '';
				}
				$open .= ( '' === $open ? '' : $glue ) . $part;
			}
		}
		if ( '' === $open ) {
			return $pieces;
		}
		$last = array_key_last( $pieces );
		if ( null !== $last && $this->length( $open ) < self::TAIL ) {
			$pieces[ $last ] .= "\n" . $open;
			return $pieces;
		}
		$pieces[] = $open;
		return $pieces;
	}

	/**
	 * Splits a line into parts that fit into a chunk.
	 *
	 * @return list<string>
	 */
	private function parts( string $line ): array {
		if ( '' === $line ) {
			return [];
		}
		if ( $this->length( $line ) <= self::SIZE ) {
			return [ $line ];
		}
		$sentences = preg_split( self::SENTENCE_END, $line, -1, PREG_SPLIT_NO_EMPTY );
		$parts     = [];
		foreach ( false === $sentences ? [ $line ] : $sentences as $sentence ) {
			if ( $this->length( $sentence ) <= self::SIZE ) {
				$parts[] = $sentence;
			} else {
				array_push( $parts, ...$this->split_at_words( $sentence ) );
			}
		}
		return $parts;
	}

	/** @return list<string> */
	private function split_at_words( string $sentence ): array {
		$size  = self::SIZE;
		$found = preg_match_all( '/\S.{0,' . ( $size - 2 ) . '}(?=\s|$)|\S{1,' . ( $size - 1 ) . '}/us', $sentence, $matches );
		return is_int( $found ) && $found > 0 ? array_map( trim( ... ), $matches[0] ) : str_split( $sentence, $size );
	}

	private function length( string $text ): int {
		return strlen( $text ) <= 1 ? strlen( $text ) : mb_strlen( $text, 'UTF-8' );
	}
}
