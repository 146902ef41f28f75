<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Reads entries of a zip file within limits.
 *
 * Needs zlib but not the zip extension. Core's PclZip unpacks a whole entry whatever its real size, so it does not protect against
 * decompression bombs. Here the size is checked as declared and again while unpacking. Format: PKWARE APPNOTE 6.3, without encryption and
 * zip64.
 */
final class ZipFile {

	/** Maximum number of entries. */
	private const ENTRIES = 10_000;

	/** Maximum bytes of the central directory. */
	private const DIRECTORY = 4_000_000;

	/** Bytes of packed data per step; zlib expands one byte to at most 1,032. */
	private const STEP = 8192;

	/** Entries that expand more are bombs; XML text expands 10 to 100 times. */
	private const RATIO = 300;

	/** Unpacked bytes up to which the ratio is not checked. */
	private const SMALL = 1_000_000;

	/**
	 * @param resource                                                                $file
	 * @param array<string, array{method: int, packed: int, size: int, offset: int}> $entries
	 */
	private function __construct(
		private readonly mixed $file,
		private readonly array $entries,
	) {}

	/**
	 * @throws ReadingFailed When it is not a zip file, or a broken one.
	 */
	public static function open( string $path ): self {
		$file = @fopen( $path, 'rb' );
		$size = false === $file ? 0 : (int) filesize( $path );
		if ( false === $file || $size < 22 ) {
			throw new ReadingFailed( Unreadable::Broken );
		}
		$tail = self::bytes( $file, max( 0, $size - 65_557 ), min( $size, 65_557 ) );
		$end  = strrpos( $tail, "PK\x05\x06" );
		if ( false === $end || strlen( $tail ) < $end + 22 ) {
			throw new ReadingFailed( Unreadable::Broken );
		}
		/** @var array{entries: int, length: int, offset: int} $found */
		$found = unpack( 'ventries/Vlength/Voffset', substr( $tail, $end + 10, 10 ) );
		if ( $found['length'] > self::DIRECTORY || $found['entries'] > self::ENTRIES ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
		return new self( $file, self::entries( self::bytes( $file, $found['offset'], $found['length'] ) ) );
	}

	/**
	 * Content of an entry; null when there is no entry of this name.
	 *
	 * @param int $limit Maximum bytes.
	 *
	 * @throws ReadingFailed
	 */
	public function content( string $name, int $limit, ReadingBudget $budget ): ?string {
		$entry = $this->entries[ $name ] ?? null;
		if ( null === $entry ) {
			return null;
		}
		if ( $entry['size'] > $limit || $this->is_bomb( $entry['size'], $entry['packed'] ) ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
		$budget->check( 2 * $entry['size'] );
		$head = self::bytes( $this->file, $entry['offset'], 30 );
		if ( 30 !== strlen( $head ) || ! str_starts_with( $head, "PK\x03\x04" ) ) {
			throw new ReadingFailed( Unreadable::Broken );
		}
		/** @var array{name: int, extra: int} $lengths */
		$lengths = unpack( 'vname/vextra', substr( $head, 26, 4 ) );
		$content = $this->unpacked( $entry, $entry['offset'] + 30 + $lengths['name'] + $lengths['extra'], $limit );
		$budget->count_unpacked( strlen( $content ) );
		return $content;
	}

	/**
	 * @param array{method: int, packed: int, size: int, offset: int} $entry
	 *
	 * @throws ReadingFailed
	 */
	private function unpacked( array $entry, int $start, int $limit ): string {
		if ( 0 === $entry['method'] ) {
			return self::bytes( $this->file, $start, min( $entry['packed'], $limit ) );
		}
		$inflater = 8 === $entry['method'] ? inflate_init( ZLIB_ENCODING_RAW ) : false;
		$content  = '';
		for ( $read = 0; $read < $entry['packed']; $read += self::STEP ) {
			$packed = self::bytes( $this->file, $start + $read, min( self::STEP, $entry['packed'] - $read ) );
			$piece  = false === $inflater || '' === $packed ? false : @inflate_add( $inflater, $packed );
			if ( false === $piece || false === $inflater ) {
				throw new ReadingFailed( Unreadable::Broken );
			}
			$content .= $piece;
			if ( strlen( $content ) > $limit || $this->is_bomb( strlen( $content ), $read + self::STEP ) ) {
				throw new ReadingFailed( Unreadable::TooHeavy );
			}
			if ( ZLIB_STREAM_END === inflate_get_status( $inflater ) ) {
				break;
			}
		}
		return $content;
	}

	private function is_bomb( int $size, int $packed ): bool {
		return $size > self::SMALL && $size > self::RATIO * $packed;
	}

	/**
	 * @return array<string, array{method: int, packed: int, size: int, offset: int}> By name.
	 *
	 * @throws ReadingFailed
	 */
	private static function entries( string $directory ): array {
		$entries = [];
		$at      = 0;
		while ( 'PK' === substr( $directory, $at, 2 ) && strlen( $directory ) >= $at + 46 && count( $entries ) < self::ENTRIES ) {
			/** @var array{flags: int, method: int, packed: int, size: int, name: int, extra: int, comment: int, offset: int} $entry */
			$entry = unpack( 'vflags/vmethod/x8/Vpacked/Vsize/vname/vextra/vcomment/x8/Voffset', substr( $directory, $at + 8, 38 ) );
			if ( 0 !== ( $entry['flags'] & 1 ) ) {
				throw new ReadingFailed( Unreadable::Protected );
			}
			$entries[ substr( $directory, $at + 46, $entry['name'] ) ] = [
				'method' => $entry['method'],
				'packed' => $entry['packed'],
				'size'   => $entry['size'],
				'offset' => $entry['offset'],
			];
			$at += 46 + $entry['name'] + $entry['extra'] + $entry['comment'];
		}
		return $entries;
	}

	/** @param resource $file */
	private static function bytes( mixed $file, int $offset, int $length ): string {
		return $length < 1 || 0 !== fseek( $file, $offset ) ? '' : (string) stream_get_contents( $file, $length );
	}
}
