<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Changes;

defined( 'ABSPATH' ) || exit;

/**
 * Statistics of shares: intervals and tests that hold for small numbers too. Pure.
 *
 * Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212. R. G. Newcombe,
 * "Two-sided confidence intervals for the single proportion: comparison of seven methods", Statistics in Medicine 17 (1998) 857-872
 * (method 3), and "Interval estimation for the difference between independent proportions: comparison of eleven methods", the same,
 * 873-890 (method 10). Q. McNemar, "Note on the sampling error of the difference between correlated proportions or percentages",
 * Psychometrika 12 (1947) 153-157; exact form: M. P. Fay, "Two-sided exact tests and matching confidence intervals for discrete data", The
 * R Journal 2/1 (2010) 53-58.
 */
final class Proportions {

	/** Of a 95 % interval: the 97.5th percentile of the standard normal distribution. */
	private const Z = 1.959963984540054;

	/** Of the exact test. */
	public const ALPHA = 0.05;

	/**
	 * Wilson's score interval of a share x/n, 95 %, without correction for continuity:
	 * ( 2np + z² ± z √( z² + 4np(1−p) ) ) / 2( n + z² ).
	 *
	 * @return array{float, float} From 0 to 1; the whole of it for n = 0.
	 */
	public static function wilson( int $x, int $n ): array {
		if ( 0 === $n ) {
			return [ 0.0, 1.0 ];
		}
		$p      = $x / $n;
		$square = self::Z ** 2;
		$middle = 2 * $n * $p + $square;
		$spread = self::Z * sqrt( $square + 4 * $n * $p * ( 1 - $p ) );
		$whole  = 2 * ( $n + $square );
		return [
			0 === $x ? 0.0 : max( 0.0, ( $middle - $spread ) / $whole ),
			$x === $n ? 1.0 : min( 1.0, ( $middle + $spread ) / $whole ),
		];
	}

	/**
	 * Newcombe's hybrid score interval of the difference x₁/n₁ − x₂/n₂ of two independent shares, 95 %, with l and u of Wilson's intervals:
	 * from d − √( (p₁−l₁)² + (u₂−p₂)² ) to d + √( (u₁−p₁)² + (p₂−l₂)² ).
	 *
	 * @return array{float, float} From −1 to 1; the whole of it when one of the groups is empty.
	 */
	public static function difference( int $x1, int $n1, int $x2, int $n2 ): array {
		if ( 0 === $n1 || 0 === $n2 ) {
			return [ -1.0, 1.0 ];
		}
		[ $p1, $p2 ] = [ $x1 / $n1, $x2 / $n2 ];
		[ $l1, $u1 ] = self::wilson( $x1, $n1 );
		[ $l2, $u2 ] = self::wilson( $x2, $n2 );
		return [
			max( -1.0, $p1 - $p2 - sqrt( ( $p1 - $l1 ) ** 2 + ( $u2 - $p2 ) ** 2 ) ),
			min( 1.0, $p1 - $p2 + sqrt( ( $u1 - $p1 ) ** 2 + ( $p2 - $l2 ) ** 2 ) ),
		];
	}

	/**
	 * The exact two-sided p-value of McNemar's test: under no change, of b + c pairs that differ, b has the binomial distribution with
	 * share ½; twice the smaller tail, at most 1.
	 *
	 * @param int $b Pairs that were good and are bad.
	 * @param int $c Pairs that were bad and are good.
	 */
	public static function mcnemar( int $b, int $c ): float {
		$n     = $b + $c;
		$tail  = 0.0;
		$log   = -$n * M_LN2;
		$least = min( $b, $c );
		for ( $at = 0; $at <= $least; $at++ ) {
			// log of n over at, times ½ to the n.
			$tail += exp( $log );
			$log  += log( $n - $at ) - log( $at + 1 );
		}
		return min( 1.0, 2 * $tail );
	}
}
