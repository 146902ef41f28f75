<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/**
 * Scans the binary codes of all vectors of a space for those most similar to a query.
 *
 * Each number of the projected query becomes a weight from 0 to 3. For every vector, the weights of the signs that agree with the
 * query are summed: not one vector after the other, but all at once, by carry-save adders of AND, OR and XOR on whole planes (as in
 * the bit counting of Harley and Seal). The sums are planes as well, and the highest are selected bit by bit.
 */
final class BitSlicedScan {

	/** Distance from zero per step of weight, as a share of the root mean square of the projected query. */
	private const STEP = 0.6;

	private const HEAVIEST = 3;

	/**
	 * Positions of the best codes, unordered.
	 *
	 * @param list<string> $blocks   Planes, see BitPlanes.
	 * @param list<float>  $question Projected.
	 * @param int          $limit    Maximum number of positions.
	 *
	 * @return list<int> Counted through all blocks.
	 */
	public function best( array $blocks, array $question, int $limit ): array {
		$length = intdiv( array_sum( array_map( strlen( ... ), $blocks ) ), Projection::SIGNS );
		if ( 0 === $length ) {
			return [];
		}
		[ $sure, $equal ] = self::highest( self::sums( $blocks, self::weights( $question ) ), $length, $limit );
		return array_slice( [ ...self::positions( $sure ), ...self::positions( $equal ) ], 0, $limit );
	}

	/**
	 * @param list<float> $question
	 *
	 * @return array<int, int> Weights that are not 0, by plane; negative where the query's number is.
	 */
	private static function weights( array $question ): array {
		$squares = 0.0;
		foreach ( $question as $number ) {
			$squares += $number * $number;
		}
		$step    = max( 1e-12, self::STEP * sqrt( $squares / max( 1, count( $question ) ) ) );
		$weights = [];
		foreach ( $question as $plane => $number ) {
			$weight = max( -self::HEAVIEST, min( self::HEAVIEST, (int) round( $number / $step ) ) );
			if ( 0 !== $weight ) {
				$weights[ $plane ] = $weight;
			}
		}
		return $weights;
	}

	/**
	 * Sums of weights for all vectors, as planes of binary digits.
	 *
	 * @param list<string>    $blocks
	 * @param array<int, int> $weights By plane.
	 *
	 * @return list<string> Lowest digit first.
	 */
	private static function sums( array $blocks, array $weights ): array {
		$waiting = [ [], [] ];
		foreach ( $weights as $plane => $weight ) {
			$bits = BitPlanes::plane( $blocks, $plane );
			$bits = $weight > 0 ? $bits : ~$bits;
			foreach ( [ 1, 2 ] as $digit => $value ) {
				if ( 0 !== ( abs( $weight ) & $value ) ) {
					$waiting[ $digit ][] = $bits;
				}
			}
			for ( $digit = 0; count( $waiting[ $digit ] ?? [] ) >= 3 || count( $waiting[ $digit + 1 ] ?? [] ) >= 3; $digit++ ) {
				$waiting = self::add_planes( $waiting, $digit );
			}
		}
		for ( $digit = 0; isset( $waiting[ $digit ] ); $digit++ ) {
			$waiting = self::add_planes( $waiting, $digit );
			if ( 2 === count( $waiting[ $digit ] ) ) {
				[ $one, $other ]           = $waiting[ $digit ];
				$waiting[ $digit ]         = [ $one ^ $other ];
				$waiting[ $digit + 1 ][] = $one & $other;
			}
		}
		return array_map( static fn( array $planes ): string => $planes[0] ?? '', array_values( $waiting ) );
	}

	/**
	 * Adds planes of one digit, three at a time, into one plane of that digit and one of the next, until fewer than three are left.
	 *
	 * @param array<int, list<string>> $waiting By digit.
	 *
	 * @return array<int, list<string>>
	 */
	private static function add_planes( array $waiting, int $digit ): array {
		while ( count( $waiting[ $digit ] ?? [] ) >= 3 ) {
			$one                       = (string) array_pop( $waiting[ $digit ] );
			$two                       = (string) array_pop( $waiting[ $digit ] );
			$three                     = (string) array_pop( $waiting[ $digit ] );
			$either                    = $one ^ $two;
			$waiting[ $digit ][]       = $either ^ $three;
			$waiting[ $digit + 1 ][] = ( $one & $two ) | ( $either & $three );
		}
		return $waiting;
	}

	/**
	 * Marks the vectors with the highest sums, from the highest digit to the lowest.
	 *
	 * @param list<string> $sums Lowest digit first.
	 *
	 * @return array{0: string, 1: string} At most $limit vectors that certainly belong to them, and those that tie for the remaining places.
	 */
	private static function highest( array $sums, int $length, int $limit ): array {
		$sure  = str_repeat( "\0", $length );
		$equal = str_repeat( "\xFF", $length );
		foreach ( array_reverse( $sums ) as $digit ) {
			if ( '' === $digit ) {
				continue;
			}
			$higher = $equal & $digit;
			if ( self::count( $sure | $higher ) <= $limit ) {
				$sure  |= $higher;
				$equal &= ~$digit;
			} else {
				$equal = $higher;
			}
		}
		return [ $sure, $equal ];
	}

	private static function count( string $bits ): int {
		$count = 0;
		foreach ( (array) count_chars( $bits, 1 ) as $byte => $times ) {
			$count += $times * substr_count( decbin( (int) $byte ), '1' );
		}
		return $count;
	}

	/** @return list<int> */
	private static function positions( string $bits ): array {
		$positions = [];
		foreach ( (array) unpack( 'C*', $bits ) as $at => $byte ) {
			for ( $bit = 0; 0 !== $byte && $bit < 8; $bit++ ) {
				if ( 0 !== ( $byte & 128 >> $bit ) ) {
					$positions[] = 8 * ( $at - 1 ) + $bit;
				}
			}
		}
		return $positions;
	}
}
