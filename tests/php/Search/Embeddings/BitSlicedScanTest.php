<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Search\Embeddings;

use Aaia\Chatbot\Search\Embeddings\BitPlanes;
use Aaia\Chatbot\Search\Embeddings\BitSlicedScan;
use Aaia\Chatbot\Search\Embeddings\MeanVector;
use Aaia\Chatbot\Search\Embeddings\Projection;
use Aaia\Chatbot\Search\Embeddings\RankFusion;
use Aaia\Chatbot\Search\Embeddings\StoredVector;
use PHPUnit\Framework\TestCase;

/** The arithmetic of vector search. */
final class BitSlicedScanTest extends TestCase {

	protected function setUp(): void {
		mt_srand( 11 );
	}

	private static function code(): string {
		$code = '';
		for ( $sign = 0; $sign < Projection::SIGNS; $sign++ ) {
			$code .= (string) mt_rand( 0, 1 );
		}
		return $code;
	}

	/** @return non-empty-list<float> */
	private static function vector( int $dimensions ): array {
		$vector = [ mt_rand( -1000, 1000 ) / 997 + 0.0001 ];
		while ( count( $vector ) < $dimensions ) {
			$vector[] = mt_rand( -1000, 1000 ) / 997;
		}
		return $vector;
	}

	public function test_adding_planes_gives_the_same_sums_as_adding_one_by_one(): void {
		$codes    = array_map( static fn(): string => self::code(), range( 1, 96 ) );
		$question = array_map( static fn(): float => mt_rand( -300, 300 ) / 100, range( 1, Projection::SIGNS ) );
		$blocks   = [ BitPlanes::from_signs( array_slice( $codes, 0, 40 ) ), BitPlanes::from_signs( array_slice( $codes, 40 ) ) ];
		$spread   = sqrt( array_sum( array_map( static fn( float $number ): float => $number ** 2, $question ) ) / Projection::SIGNS );
		$sums     = array_map(
			static function ( string $code ) use ( $question, $spread ): int {
				$sum = 0;
				foreach ( $question as $at => $number ) {
					$weight = min( 3, (int) round( abs( $number ) / ( 0.6 * $spread ) ) );
					$sum   += ( '1' === $code[ $at ] ) === ( $number > 0 ) ? $weight : 0;
				}
				return $sum;
			},
			$codes
		);
		arsort( $sums );
		foreach ( [ 1, 7, 30, 96, 500 ] as $limit ) {
			$best  = ( new BitSlicedScan() )->best( $blocks, $question, $limit );
			$least = array_values( $sums )[ min( $limit, 96 ) - 1 ];
			self::assertCount( min( $limit, 96 ), $best );
			self::assertCount( count( $best ), array_unique( $best ) );
			foreach ( $best as $position ) {
				self::assertGreaterThanOrEqual( $least, $sums[ $position ], "among the best {$limit}" );
			}
		}
	}

	public function test_equal_codes_and_empty_blocks_are_handled(): void {
		$question = array_fill( 0, Projection::SIGNS, 1.0 );
		$same     = array_fill( 0, 16, self::code() );
		self::assertCount( 5, ( new BitSlicedScan() )->best( [ BitPlanes::from_signs( $same ) ], $question, 5 ) );
		self::assertSame( [], ( new BitSlicedScan() )->best( [], $question, 5 ) );
		self::assertCount( 5, ( new BitSlicedScan() )->best( [ BitPlanes::from_signs( $same ) ], array_fill( 0, Projection::SIGNS, 0.0 ), 5 ) );
	}

	public function test_joined_blocks_contain_the_codes_of_their_parts(): void {
		$codes = array_map( static fn(): string => self::code(), range( 1, 32 ) );
		self::assertSame(
			BitPlanes::from_signs( $codes ),
			BitPlanes::join( [ BitPlanes::from_signs( array_slice( $codes, 0, 8 ) ), BitPlanes::from_signs( array_slice( $codes, 8 ) ) ] ),
		);
	}

	public function test_a_stored_vector_keeps_its_direction_to_a_thousandth(): void {
		foreach ( [ 8, 384, 1536, 4096 ] as $dimensions ) {
			$one    = self::vector( $dimensions );
			$other  = self::vector( $dimensions );
			$exact  = array_sum( array_map(
				static fn( float $a, float $b ): float => $a * $b,
				StoredVector::normalise( $one ),
				StoredVector::normalise( $other ),
			) );
			$stored = StoredVector::pack( $other );
			self::assertSame( $dimensions + 4, strlen( $stored ) );
			self::assertEqualsWithDelta( $exact, StoredVector::cosine( StoredVector::normalise( $one ), $stored ), 0.006 );
			self::assertEqualsWithDelta( 1.0, StoredVector::cosine( StoredVector::normalise( $other ), $stored ), 0.001 );
		}
	}

	public function test_near_vectors_have_similar_signs_whatever_their_length_and_common_direction(): void {
		foreach ( [ 64, 512, 1536 ] as $dimensions ) {
			$common  = self::vector( $dimensions );
			$vectors = [];
			for ( $number = 0; $number < 40; $number++ ) {
				$vectors[] = array_map( static fn( float $own, float $shared ): float => $own + 3 * $shared, self::vector( $dimensions ), $common );
			}
			$near       = array_map( static fn( float $number ): float => $number + mt_rand( -150, 150 ) / 1000, $vectors[0] );
			$projection = new Projection(
				MeanVector::unpack( MeanVector::pack( MeanVector::compute( array_map( StoredVector::pack( ... ), $vectors ) ) ) ),
			);
			$signs      = array_map(
				static fn( array $vector ): string => $projection->signs( StoredVector::normalise( $vector ) ),
				[ $near, ...$vectors ],
			);
			$differing  = array_map( static fn( string $other ): int => substr_count( $signs[0] ^ $other, "\1" ), array_slice( $signs, 1 ) );
			self::assertSame( 0, array_search( min( $differing ), $differing, true ) );
			self::assertLessThan( 120, $differing[0], "{$dimensions} numbers" );
			self::assertGreaterThan( 140, min( array_slice( $differing, 1 ) ), 'the common direction is taken off' );
		}
	}

	public function test_rankings_are_fused_by_the_sum_of_reciprocal_ranks(): void {
		self::assertSame( [ 3, 1, 2 ], RankFusion::fuse( [ [ 1, 3 ], [ 3, 2 ] ] ) );
		self::assertSame( [ 1, 2, 3 ], RankFusion::fuse( [ [ 1, 2, 3 ], [] ] ) );
		self::assertSame( [ 1, 9 ], RankFusion::fuse( [ [ 1 ], [ 9 ] ] ), 'of equals the one found by words comes first' );
		self::assertSame( [ 1, 2 ], RankFusion::fuse( [ [ 1 ], [ 2, 1 ] ], [ 1.0, 0.5 ] ) );
		self::assertSame( 2, RankFusion::fuse( [ [ 1, 2 ], [ 2, 3, 1 ] ], [ 1.0, 3.0 ] )[0] );
		self::assertSame( [], RankFusion::fuse( [ [], [] ] ) );
		self::assertSame(
			5,
			RankFusion::fuse( [ [ 8 ], [ 5, 6, 7, 8 ] ] )[0],
			'the only page with a word of the question does not beat what means the same',
		);
	}
}
