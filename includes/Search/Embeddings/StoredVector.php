<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/**
 * Packs vectors for storage: scalar quantisation to one byte per number, preceded by the length.
 *
 * Each number is rounded to a 127th of the largest one. That changes a cosine by about a thousandth and takes a quarter of the space.
 */
final class StoredVector {

	/**
	 * Packs a vector; only its direction is kept.
	 *
	 * @param non-empty-list<float> $vector Finite, not all zero.
	 */
	public static function pack( array $vector ): string {
		$most    = max( max( $vector ), -min( $vector ) );
		$squares = 0;
		$bytes   = [];
		foreach ( $vector as $number ) {
			$byte     = (int) round( 127 * $number / $most );
			$bytes[]  = $byte;
			$squares += $byte * $byte;
		}
		return pack( 'g', sqrt( $squares ) ) . pack( 'c*', ...$bytes );
	}

	/**
	 * Unpacks a vector, scaled to length 1.
	 *
	 * @return array<int, float> Keys from 1.
	 */
	public static function unpack( string $stored ): array {
		$length = self::length( $stored );
		return array_map( static fn( int $byte ): float => $byte / $length, (array) unpack( 'c*', $stored, 4 ) );
	}

	/**
	 * Cosine of two vectors, -1 to 1.
	 *
	 * @param array<int, float> $unit   Length 1, keys from 1.
	 * @param string            $stored A stored vector of the same dimensions.
	 */
	public static function cosine( array $unit, string $stored ): float {
		$sum = 0.0;
		foreach ( (array) unpack( 'c*', $stored, 4 ) as $at => $byte ) {
			$sum += $unit[ $at ] * $byte;
		}
		return $sum / self::length( $stored );
	}

	/**
	 * Scales a vector to length 1.
	 *
	 * @param non-empty-list<float> $vector Finite, not all zero.
	 *
	 * @return array<int, float> Keys from 1.
	 */
	public static function normalise( array $vector ): array {
		$squares = 0.0;
		foreach ( $vector as $number ) {
			$squares += $number * $number;
		}
		$length = sqrt( $squares );
		$unit   = [];
		foreach ( $vector as $at => $number ) {
			$unit[ $at + 1 ] = $number / $length;
		}
		return $unit;
	}

	/** Stored size of a vector of these dimensions. */
	public static function bytes( int $dimensions ): int {
		return 4 + $dimensions;
	}

	private static function length( string $stored ): float {
		return ( (array) unpack( 'g', $stored ) )[1];
	}
}
