<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** Lists what is in a zip file, without unpacking anything. Format: PKWARE APPNOTE 6.3, without zip64. */
final class ZipDirectory {

	public const BROKEN = 'broken';

	public const TOO_HEAVY = 'heavy';

	/** Maximum number of entries. */
	private const ENTRIES = 10_000;

	/** Maximum bytes of the central directory. */
	private const DIRECTORY = 4_000_000;

	/**
	 * @param resource $file
	 * @param int      $size Bytes of the file.
	 *
	 * @return array<string, array{method: int, packed: int, size: int, offset: int, encrypted: bool}>|self::BROKEN|self::TOO_HEAVY
	 *         Entries by name, with their declared sizes.
	 */
	public static function read( mixed $file, int $size ): array|string {
		if ( $size < 22 ) {
			return self::BROKEN;
		}
		$tail = self::bytes( $file, max( 0, $size - 65_557 ), min( $size, 65_557 ) );
		$end  = strrpos( $tail, "PK\x05\x06" );
		if ( false === $end || strlen( $tail ) < $end + 22 ) {
			return self::BROKEN;
		}
		/** @var array{entries: int, length: int, offset: int} $found */
		$found = unpack( 'ventries/Vlength/Voffset', substr( $tail, $end + 10, 10 ) );
		if ( $found['length'] > self::DIRECTORY || $found['entries'] > self::ENTRIES ) {
			return self::TOO_HEAVY;
		}
		return self::entries( self::bytes( $file, $found['offset'], $found['length'] ) );
	}

	/**
	 * A piece of the file; empty or shorter where the file ends.
	 *
	 * @param resource $file
	 */
	public static function bytes( mixed $file, int $offset, int $length ): string {
		return $length < 1 || 0 !== fseek( $file, $offset ) ? '' : (string) stream_get_contents( $file, $length );
	}

	/** @return array<string, array{method: int, packed: int, size: int, offset: int, encrypted: bool}> By name. */
	private static function entries( string $directory ): array {
		$entries = [];
		$at      = 0;
		while ( 'PK' === substr( $directory, $at, 2 ) && strlen( $directory ) >= $at + 46 && count( $entries ) < self::ENTRIES ) {
			/** @var array{flags: int, method: int, packed: int, size: int, name: int, extra: int, comment: int, offset: int} $entry */
			$entry = unpack( 'vflags/vmethod/x8/Vpacked/Vsize/vname/vextra/vcomment/x8/Voffset', substr( $directory, $at + 8, 38 ) );
			$entries[ substr( $directory, $at + 46, $entry['name'] ) ] = [
				'method'    => $entry['method'],
				'packed'    => $entry['packed'],
				'size'      => $entry['size'],
				'offset'    => $entry['offset'],
				'encrypted' => 0 !== ( $entry['flags'] & 1 ),
			];
			$at += 46 + $entry['name'] + $entry['extra'] + $entry['comment'];
		}
		return $entries;
	}
}
