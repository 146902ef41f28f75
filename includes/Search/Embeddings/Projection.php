<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/**
 * Projects a vector of any size to 512 numbers whose signs approximate its direction.
 *
 * Numbers get random signs, are folded to 512 and mixed by a Walsh-Hadamard transform, so that every sign depends on all numbers
 * (a subsampled randomised Hadamard transform: Ailon and Chazelle 2006; signs as codes: Charikar 2002). The mean of the space is
 * subtracted first: vectors of most models point into one half of space, and their signs would hardly differ. Only this mean is
 * learnt from data, and it stays as long as the space does, so codes stay valid while documents change.
 */
final class Projection {

	/** Number of signs of a code, a power of two. */
	public const SIGNS = 512;

	/** @var array<int, int> 1 or -1 by position, from 1. */
	private readonly array $signs;

	/** @param array<int, float> $mean Keys from 1, as long as the vectors are. */
	public function __construct( private readonly array $mean ) {
		$bytes = '';
		for ( $block = 0; 8 * strlen( $bytes ) < count( $mean ); $block++ ) {
			$bytes .= hash( 'sha256', 'aaia-chatbot signs ' . $block, true );
		}
		$signs = [];
		foreach ( array_keys( $mean ) as $at ) {
			$signs[ $at ] = 0 === ( ord( $bytes[ intdiv( $at - 1, 8 ) ] ) >> ( $at - 1 ) % 8 & 1 ) ? 1 : -1;
		}
		$this->signs = $signs;
	}

	/**
	 * The projected vector.
	 *
	 * @param array<int, float> $unit Keys from 1.
	 *
	 * @return list<float> SIGNS numbers.
	 */
	public function project( array $unit ): array {
		$mixed = array_fill( 0, self::SIGNS, 0.0 );
		foreach ( $this->mean as $at => $mean ) {
			$mixed[ $at & self::SIGNS - 1 ] += $this->signs[ $at ] * ( $unit[ $at ] - $mean );
		}
		for ( $half = 1; $half < self::SIGNS; $half *= 2 ) {
			for ( $from = 0; $from < self::SIGNS; $from += 2 * $half ) {
				for ( $at = $from, $end = $from + $half; $at < $end; $at++ ) {
					$one                   = $mixed[ $at ];
					$other                 = $mixed[ $at + $half ];
					$mixed[ $at ]          = $one + $other;
					$mixed[ $at + $half ] = $one - $other;
				}
			}
		}
		return array_values( $mixed );
	}

	/**
	 * The signs of a projected vector, as characters 0 and 1.
	 *
	 * @param array<int, float> $unit Keys from 1.
	 */
	public function signs( array $unit ): string {
		$signs = '';
		foreach ( $this->project( $unit ) as $number ) {
			$signs .= $number > 0 ? '1' : '0';
		}
		return $signs;
	}
}
