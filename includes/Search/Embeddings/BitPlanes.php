<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/**
 * Stores the signs of many vectors as bit planes: the first sign of every vector, then the second sign of every vector, and so on.
 *
 * PHP's bitwise operators on strings, which run at the speed of C, then compare a query with thousands of vectors at once (see
 * BitSlicedScan).
 */
final class BitPlanes {

	/**
	 * Packs the signs of vectors into planes.
	 *
	 * @param non-empty-list<string> $signs The signs of each vector, as characters 0 and 1; the number of vectors is a multiple of 8.
	 *
	 * @return string Projection::SIGNS planes with one bit per vector, the first vector in the highest bit.
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
	 * Joins the planes of several blocks into those of one block.
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
