<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\StoredChunk;

/**
 * Extends a found chunk with its neighbours, to give a model or visitor enough context.
 *
 * Chunks follow headings and may be a line or two long; the answer is often in the section next to the best match.
 */
final class ContextWindow {

	/** Characters: a whole short page; six windows are about as much as a small model reads well. */
	private const LENGTH = 1500;

	/**
	 * The chunk and as many neighbours as fit, nearest first, in the order of the page, with their headings.
	 *
	 * @param list<StoredChunk> $siblings In order.
	 *
	 * @return string Empty when there are no neighbours.
	 */
	public static function around( StoredChunk $chunk, array $siblings ): string {
		$at = array_search( $chunk->id, array_map( static fn( StoredChunk $one ): int => $one->id, $siblings ), true );
		if ( false === $at || count( $siblings ) < 2 ) {
			return '';
		}
		$first  = $at;
		$last   = $at;
		$length = self::length( $chunk );
		for ( $grown = true; $grown; ) {
			$grown = false;
			foreach ( [ 1, -1 ] as $step ) {
				$next = $siblings[ 1 === $step ? $last + 1 : $first - 1 ] ?? null;
				if ( null !== $next && $length + self::length( $next ) <= self::LENGTH ) {
					$length += self::length( $next );
					$last   += 1 === $step ? 1 : 0;
					$first  -= 1 === $step ? 0 : 1;
					$grown   = true;
				}
			}
		}
		return self::join( array_slice( $siblings, $first, $last - $first + 1 ) );
	}

	/** @param list<StoredChunk> $chunks */
	private static function join( array $chunks ): string {
		$lines = [];
		$above = [];
		foreach ( $chunks as $chunk ) {
			if ( $chunk->headings !== $above && [] !== $chunk->headings ) {
				$lines[] = "\n## " . $chunk->headings[ count( $chunk->headings ) - 1 ];
			}
			$above   = $chunk->headings;
			$lines[] = $chunk->text;
		}
		return ltrim( implode( "\n", $lines ), "\n" );
	}

	private static function length( StoredChunk $chunk ): int {
		return mb_strlen( $chunk->text, 'UTF-8' ) + mb_strlen( $chunk->headings[ count( $chunk->headings ) - 1 ] ?? '', 'UTF-8' ) + 5;
	}
}
