<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/**
 * Packs posting lists of several terms into one string.
 *
 * Layout, little endian: number of terms (2 bytes); the terms (4 bytes each); the length of each list (2 bytes each); then for each
 * term the ordinals of the units it occurs in, ascending (2 bytes each), and their impacts (1 byte each). Fixed widths, because
 * unpack() reads them at the speed of C: about 20 ns a posting against more than 100 for variable lengths.
 */
final class PostingBlock {

	/**
	 * @param array<int, array{0: string, 1: string}> $lists Term => packed ordinals (unsigned 16-bit) and impacts (8-bit).
	 */
	public static function pack( array $lists ): string {
		$lengths = array_map( static fn( array $list ): int => strlen( $list[1] ), $lists );
		$block   = pack( 'v', count( $lists ) ) . pack( 'V*', ...array_keys( $lists ) ) . pack( 'v*', ...array_values( $lengths ) );
		foreach ( $lists as [ $ordinals, $impacts ] ) {
			$block .= $ordinals . $impacts;
		}
		return $block;
	}

	/**
	 * The lists of a block, or those of some terms only.
	 *
	 * @param ?array<int, mixed> $wanted Terms as keys; null for all.
	 *
	 * @return array<int, array{0: string, 1: string}> As for pack(). Empty when the block is damaged.
	 */
	public static function lists( string $block, ?array $wanted = null ): array {
		if ( strlen( $block ) < 2 ) {
			return [];
		}
		$count = ord( $block[0] ) | ord( $block[1] ) << 8;
		$at    = 2 + 6 * $count;
		if ( 0 === $count || strlen( $block ) < $at ) {
			return [];
		}
		$lengths = (array) unpack( 'v' . $count, $block, 2 + 4 * $count );
		$found   = [];
		foreach ( (array) unpack( 'V' . $count, $block, 2 ) as $number => $term ) {
			$length = $lengths[ $number ];
			if ( null === $wanted || isset( $wanted[ $term ] ) ) {
				$found[ $term ] = [ substr( $block, $at, 2 * $length ), substr( $block, $at + 2 * $length, $length ) ];
			}
			$at += 3 * $length;
		}
		return strlen( $block ) === $at || null !== $wanted ? $found : [];
	}
}
