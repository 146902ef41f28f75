<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Improve\Changes;

use Aaia\Chatbot\Improve\Changes\ChangeFigures;
use Aaia\Chatbot\Improve\Changes\Proportions;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** The formulas give the figures of the papers they are from. */
final class ProportionsTest extends TestCase {

	/** @return list<array{int, int, float, float}> Newcombe 1998, pages 857-872, table I, method 3. */
	public static function single(): array {
		return [ [ 81, 263, 0.2553, 0.3662 ], [ 15, 148, 0.0624, 0.1605 ], [ 0, 20, 0.0, 0.1611 ], [ 1, 29, 0.0061, 0.1718 ] ];
	}

	#[DataProvider( 'single' )]
	public function test_wilsons_interval( int $x, int $n, float $low, float $high ): void {
		self::assertEqualsWithDelta( [ $low, $high ], Proportions::wilson( $x, $n ), 0.00006 );
	}

	/** @return list<array{int, int, int, int, float, float}> Newcombe 1998, pages 873-890, table II, method 10. */
	public static function two(): array {
		return [
			[ 56, 70, 48, 80, 0.0524, 0.3339 ],
			[ 9, 10, 3, 10, 0.1705, 0.8090 ],
			[ 6, 7, 2, 7, 0.0582, 0.8062 ],
			[ 5, 56, 0, 29, -0.0381, 0.1926 ],
			[ 0, 10, 0, 20, -0.1611, 0.2775 ],
			[ 0, 10, 0, 10, -0.2775, 0.2775 ],
			[ 10, 10, 0, 20, 0.6791, 1.0 ],
			[ 10, 10, 0, 10, 0.6075, 1.0 ],
		];
	}

	#[DataProvider( 'two' )]
	public function test_newcombes_interval_of_a_difference( int $x1, int $n1, int $x2, int $n2, float $low, float $high ): void {
		self::assertEqualsWithDelta( [ $low, $high ], Proportions::difference( $x1, $n1, $x2, $n2 ), 0.00006 );
	}

	public function test_the_exact_test_of_mcnemar(): void {
		// Fay 2010, the example of exact2x2: p = 0.06543.
		self::assertEqualsWithDelta( 0.06543, Proportions::mcnemar( 9, 2 ), 0.000005 );
		// By hand: 2 × ( 1 + 6 ) / 64 and 2 / 64.
		self::assertEqualsWithDelta( 0.21875, Proportions::mcnemar( 1, 5 ), 1e-12 );
		self::assertEqualsWithDelta( 0.03125, Proportions::mcnemar( 0, 6 ), 1e-12 );
		self::assertSame( [ 1.0, 1.0 ], [ Proportions::mcnemar( 0, 0 ), Proportions::mcnemar( 4, 4 ) ] );
		self::assertLessThan( 1e-60, Proportions::mcnemar( 0, 1000 ) );
	}

	public function test_nothing_is_called_better_where_no_change_is_possible(): void {
		for ( $n = 0; $n <= 40; $n += 5 ) {
			for ( $x = 0; $x <= $n; $x++ ) {
				for ( $y = 0; $y <= $n; $y += 3 ) {
					[ $low, $high ] = Proportions::difference( $x, $n, $y, $n );
					$verdict        = ChangeFigures::verdict( $low, $high, true );
					self::assertSame( $low > 0, 'better' === $verdict );
					self::assertSame( $high < 0, 'worse' === $verdict );
				}
			}
		}
		self::assertSame( [ 'worse', 'better' ], [ ChangeFigures::verdict( 0.1, 0.2, false ), ChangeFigures::verdict( -0.2, -0.1, false ) ] );
		self::assertSame( [ 'same', 'little' ], [ ChangeFigures::verdict( -0.04, 0.03, true ), ChangeFigures::verdict( -0.04, 0.3, true ) ] );
	}
}
