<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** Decompresses gzip and deflate up to a limit: a few kilobytes can decompress to gigabytes. */
final class BoundedInflate {

	/** Compressed bytes processed at once; they decompress to about four megabytes at most. */
	private const PIECE = 4096;

	/**
	 * Decompresses bytes up to a limit. Of a truncated or damaged input, the part before the damage is returned.
	 *
	 * @param string $bytes Compressed as gzip, zlib or raw deflate, recognised by the first bytes.
	 * @param int    $limit Bytes.
	 *
	 * @return ?array{string, bool} The text, and whether it was cut at the limit; null when the format is unknown.
	 */
	public static function unpack( string $bytes, int $limit ): ?array {
		$kind    = str_starts_with( $bytes, "\x1F\x8B" )
			? ZLIB_ENCODING_GZIP
			: ( 1 === preg_match( '/\A\x78[\x01\x5E\x9C\xDA]/', $bytes ) ? ZLIB_ENCODING_DEFLATE : ZLIB_ENCODING_RAW );
		$context = inflate_init( $kind );
		if ( false === $context ) {
			return null;
		}
		$text   = '';
		$length = strlen( $bytes );
		for ( $at = 0; $at < $length && ZLIB_STREAM_END !== inflate_get_status( $context ); $at += self::PIECE ) {
			// phpcs:ignore WordPress.PHP.NoSilencedErrors -- damaged input is expected.
			$piece = @inflate_add( $context, substr( $bytes, $at, self::PIECE ), ZLIB_SYNC_FLUSH );
			if ( false === $piece ) {
				return '' === $text ? null : [ $text, false ];
			}
			$text .= $piece;
			if ( strlen( $text ) > $limit ) {
				return [ substr( $text, 0, $limit ), true ];
			}
		}
		return [ $text, false ];
	}
}
