<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\ZipDirectory;

/**
 * Reads entries of a zip file within limits.
 *
 * Needs zlib but not the zip extension. Core's PclZip unpacks a whole entry whatever its real size, so it does not protect against
 * decompression bombs. Here the size is checked as declared and again while unpacking. Format: PKWARE APPNOTE 6.3, without encryption and
 * zip64.
 */
final class ZipFile {

	/** Bytes of packed data per step; zlib expands one byte to at most 1,032. */
	private const STEP = 8192;

	/** Entries that expand more are bombs; XML text expands 10 to 100 times. */
	private const RATIO = 300;

	/** Unpacked bytes up to which the ratio is not checked. */
	private const SMALL = 1_000_000;

	/**
	 * @param resource                                                                                 $file
	 * @param array<string, array{method: int, packed: int, size: int, offset: int, encrypted: bool}> $entries
	 */
	private function __construct(
		private readonly mixed $file,
		private readonly array $entries,
	) {}

	/**
	 * @throws ReadingFailed When it is not a zip file, or a broken one.
	 */
	public static function open( string $path ): self {
		$file    = @fopen( $path, 'rb' );
		$entries = false === $file ? ZipDirectory::BROKEN : ZipDirectory::read( $file, (int) filesize( $path ) );
		if ( false === $file || ! is_array( $entries ) ) {
			throw new ReadingFailed( ZipDirectory::TOO_HEAVY === $entries ? Unreadable::TooHeavy : Unreadable::Broken );
		}
		if ( in_array( true, array_column( $entries, 'encrypted' ), true ) ) {
			throw new ReadingFailed( Unreadable::Protected );
		}
		return new self( $file, $entries );
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
		$head = ZipDirectory::bytes( $this->file, $entry['offset'], 30 );
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
	 * @param array{method: int, packed: int, size: int, offset: int, encrypted: bool} $entry
	 *
	 * @throws ReadingFailed
	 */
	private function unpacked( array $entry, int $start, int $limit ): string {
		if ( 0 === $entry['method'] ) {
			return ZipDirectory::bytes( $this->file, $start, min( $entry['packed'], $limit ) );
		}
		$inflater = 8 === $entry['method'] ? inflate_init( ZLIB_ENCODING_RAW ) : false;
		$content  = '';
		for ( $read = 0; $read < $entry['packed']; $read += self::STEP ) {
			$packed = ZipDirectory::bytes( $this->file, $start + $read, min( self::STEP, $entry['packed'] - $read ) );
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
}
