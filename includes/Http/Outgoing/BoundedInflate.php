<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** Unpacks gzip and deflate piece by piece up to a limit: a few kilobytes can unpack to gigabytes. */
final class BoundedInflate {

	/** Packed bytes unpacked at once: at most about four megabytes come of them. */
	private const PIECE = 4096;

	/**
	 * What packed bytes hold, up to a limit. A cut or broken end costs only what is behind it.
	 *
	 * @param string $bytes Packed as gzip, zlib or raw deflate; the kind is told by the first bytes.
	 * @param int    $limit Bytes.
	 *
	 * @return ?array{string, bool} The text, and whether there was more than that; null when it is not packed in a way that is known.
	 */
	public static function unpack( string $bytes, int $limit ): ?array {
		$kind    = str_starts_with( $bytes, "\x1F\x8B" ) ? ZLIB_ENCODING_GZIP : ( 1 === preg_match( '/\A\x78[\x01\x5E\x9C\xDA]/', $bytes ) ? ZLIB_ENCODING_DEFLATE : ZLIB_ENCODING_RAW );
		$context = inflate_init( $kind );
		if ( false === $context ) {
			return null;
		}
		$text   = '';
		$length = strlen( $bytes );
		for ( $at = 0; $at < $length && ZLIB_STREAM_END !== inflate_get_status( $context ); $at += self::PIECE ) {
			$piece = @inflate_add( $context, substr( $bytes, $at, self::PIECE ), ZLIB_SYNC_FLUSH ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- broken bytes are no error of ours.
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
