<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/** Keeps the k highest of many scores without sorting all of them. */
final class TopK {

	/** Scores at or below this cannot be among the k highest. */
	private float $threshold = 0.0;

	/** @var list<array{0: float, 1: int, 2: int}> Score, segment, ordinal. */
	private array $kept = [];

	public function __construct( private readonly int $limit ) {}

	/** @param array<int, float> $scores By ordinal. */
	public function add( int $segment_id, array $scores ): void {
		$threshold = $this->threshold;
		foreach ( $scores as $ordinal => $score ) {
			if ( $score > $threshold ) {
				$this->kept[] = [ $score, $segment_id, $ordinal ];
				if ( count( $this->kept ) >= 4 * $this->limit ) {
					$this->truncate();
					$threshold = $this->threshold;
				}
			}
		}
	}

	/**
	 * The highest scores.
	 *
	 * @return array<int, array<int, float>> By segment and ordinal; ordinals ascend.
	 */
	public function top(): array {
		$this->truncate();
		$kept = [];
		foreach ( $this->kept as [ $score, $segment_id, $ordinal ] ) {
			$kept[ $segment_id ][ $ordinal ] = $score;
		}
		return $kept;
	}

	private function truncate(): void {
		if ( count( $this->kept ) > $this->limit ) {
			rsort( $this->kept );
			$this->kept      = array_slice( $this->kept, 0, $this->limit );
			$this->threshold = $this->kept[ $this->limit - 1 ][0];
		}
	}
}
