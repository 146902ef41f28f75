<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

/**
 * Matches paths against patterns as in robots.txt (RFC 9309, 2.2.2 and 2.2.3): a prefix in which `*` stands for anything, and a final `$`
 * for the end of the path.
 *
 * Takes linear time for any pattern, unlike a regular expression.
 */
final class PathPattern {

	/** Whether a path with its query matches. Both must be percent-encoded in the same way, because bytes are compared. */
	public static function matches( string $pattern, string $path ): bool {
		$is_whole = str_ends_with( $pattern, '$' );
		$parts    = explode( '*', $is_whole ? substr( $pattern, 0, -1 ) : $pattern );
		$last     = count( $parts ) - 1;
		$at       = 0;
		foreach ( $parts as $index => $part ) {
			if ( $is_whole && $index === $last ) {
				return 0 === $index ? $path === $part : ( strlen( $path ) - strlen( $part ) >= $at && str_ends_with( $path, $part ) );
			}
			$found = '' === $part ? $at : strpos( $path, $part, $at );
			if ( false === $found || ( 0 === $index && 0 !== $found ) ) {
				return false;
			}
			$at = $found + strlen( $part );
		}
		return true;
	}

	/** Percent-encodes a pattern like a URL. */
	public static function encoded( string $pattern ): string {
		return (string) preg_replace_callback( '#[^\x21-\x7E]#', static fn( array $found ): string => rawurlencode( $found[0] ), $pattern );
	}
}
