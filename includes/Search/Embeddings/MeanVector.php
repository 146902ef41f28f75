<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** Computes the mean of vectors and packs it for storage with an embedding space. */
final class MeanVector {

	/**
	 * The mean of stored vectors.
	 *
	 * @param non-empty-list<string> $stored As StoredVector packs them, all of one length.
	 *
	 * @return array<int, float> Keys from 1.
	 */
	public static function compute( array $stored ): array {
		$sums = array_map( static fn(): float => 0.0, StoredVector::unpack( $stored[0] ) );
		foreach ( $stored as $vector ) {
			foreach ( StoredVector::unpack( $vector ) as $at => $number ) {
				$sums[ $at ] += $number;
			}
		}
		return array_map( static fn( float $sum ): float => $sum / count( $stored ), $sums );
	}

	/** @param array<int, float> $mean */
	public static function pack( array $mean ): string {
		return pack( 'g*', ...$mean );
	}

	/** @return array<int, float> Keys from 1; empty when there is none. */
	public static function unpack( string $packed ): array {
		return '' === $packed ? [] : (array) unpack( 'g*', $packed );
	}
}
