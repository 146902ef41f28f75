<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/** Merges posting lists of several segments under new ordinals. Segments must be added in the order of their new ordinals. */
final class PostingListMerger {

	/** @var array<int, array{0: string, 1: string}> */
	private array $lists = [];

	/**
	 * @param array<int, array{0: string, 1: string}> $lists By term.
	 * @param array<int, int>                         $map   Old ordinal => new ordinal; units missing from it are left out.
	 */
	public function add( array $lists, array $map ): void {
		foreach ( $lists as $term => [ $ordinals, $impacts ] ) {
			[ $merged, $weights ] = $this->lists[ $term ] ?? [ '', '' ];
			foreach ( array_values( (array) unpack( 'v*', $ordinals ) ) as $at => $ordinal ) {
				if ( isset( $map[ $ordinal ] ) ) {
					$merged  .= pack( 'v', $map[ $ordinal ] );
					$weights .= $impacts[ $at ];
				}
			}
			if ( '' !== $weights ) {
				$this->lists[ $term ] = [ $merged, $weights ];
			}
		}
	}

	/**
	 * The merged posting lists.
	 *
	 * @return array<int, array{0: string, 1: string}> Ordinals and impacts by term.
	 */
	public function lists(): array {
		return $this->lists;
	}
}
