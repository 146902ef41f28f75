<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/**
 * The terms of one unit and their impacts as a string, for units that are in no segment yet or no longer count in theirs.
 *
 * Layout, little endian: the terms (4 bytes each), then the impacts (1 byte each).
 */
final class TermVector {

	/** @param array<int, int> $impacts Term => 1 to 255. */
	public static function pack( array $impacts ): string {
		return [] === $impacts ? '' : pack( 'V*', ...array_keys( $impacts ) ) . pack( 'C*', ...array_values( $impacts ) );
	}

	/** @return array<int, int> Term => 1 to 255; empty when damaged. */
	public static function unpack( string $vector ): array {
		$count = intdiv( strlen( $vector ), 5 );
		if ( 0 === $count ) {
			return [];
		}
		return array_combine( (array) unpack( 'V' . $count, $vector ), (array) unpack( 'C' . $count, $vector, 4 * $count ) );
	}
}
