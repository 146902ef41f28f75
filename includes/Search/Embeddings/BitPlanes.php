<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/**
 * The signs of many vectors, turned on their side: first the first sign of every vector, then the second of every vector, and so on.
 *
 * So PHP's operators on strings, which work at the speed of C, compare a question with thousands of vectors at once (see BitSlicedScan).
 */
final class BitPlanes {

	/**
	 * Planes of some vectors.
	 *
	 * @param non-empty-list<string> $signs Of each vector, as characters 0 and 1; their number is a multiple of 8.
	 *
	 * @return string Projection::SIGNS planes of a bit a vector, the first vector in the highest bit.
	 */
	public static function from_signs( array $signs ): string {
		$all    = implode( '', $signs );
		$end    = strlen( $all );
		$planes = '';
		for ( $plane = 0; $plane < Projection::SIGNS; $plane++ ) {
			$bits = '';
			for ( $at = $plane; $at < $end; $at += Projection::SIGNS ) {
				$bits .= $all[ $at ];
			}
			foreach ( str_split( $bits, 8 ) as $eight ) {
				$planes .= chr( (int) bindec( $eight ) );
			}
		}
		return $planes;
	}

	/**
	 * Planes of several blocks as those of one.
	 *
	 * @param list<string> $blocks
	 */
	public static function join( array $blocks ): string {
		$joined = '';
		for ( $plane = 0; $plane < Projection::SIGNS; $plane++ ) {
			$joined .= self::plane( $blocks, $plane );
		}
		return $joined;
	}

	/**
	 * One plane of several blocks.
	 *
	 * @param list<string> $blocks
	 */
	public static function plane( array $blocks, int $plane ): string {
		$bits = '';
		foreach ( $blocks as $block ) {
			$bytes = intdiv( strlen( $block ), Projection::SIGNS );
			$bits .= substr( $block, $plane * $bytes, $bytes );
		}
		return $bits;
	}
}
