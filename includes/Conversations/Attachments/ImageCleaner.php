<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

/**
 * Removes metadata from pictures: where and with what they were taken, comments, and any bytes after their end.
 *
 * Nothing is compressed again, so no quality is lost, and no extension of PHP is needed. Colour profiles and, in JPEG files, the
 * orientation stay. Formats: ITU T.81 and Exif 2.3 (JPEG), PNG 1.2, RFC 9649 (WebP). GIF files, which hold no place, are not changed.
 */
final class ImageCleaner {

	/** Chunks of PNG that are kept: the picture, its colours, its animation. */
	private const PNG = [
		'IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'sBIT', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT',
	];

	/** Chunks of WebP that are kept. */
	private const WEBP = [ 'VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP' ];

	/** @return ?string The cleaned picture; null when the file is not built like its format. */
	public static function clean( string $bytes, FileType $type ): ?string {
		return match ( $type ) {
			FileType::Jpeg => self::jpeg( $bytes ),
			FileType::Png  => self::png( $bytes ),
			FileType::Webp => self::webp( $bytes ),
			default        => $bytes,
		};
	}

	/** Whether a cleaned picture is shown turned by a quarter, so that its width is its height. */
	public static function is_turned( string $clean ): bool {
		return 1 === preg_match( '/\xFF\xE1..Exif\0\0II\*\0.{14}[\x05-\x08]/s', substr( $clean, 0, 200 ) );
	}

	private static function jpeg( string $bytes ): ?string {
		$clean = "\xFF\xD8";
		$at    = 2;
		$size  = strlen( $bytes );
		while ( $at + 4 <= $size && "\xFF" === $bytes[ $at ] ) {
			$marker = ord( $bytes[ $at + 1 ] );
			if ( 0xFF === $marker ) {
				++$at;
				continue;
			}
			if ( 0xD9 === $marker ) {
				return $clean . "\xFF\xD9";
			}
			$length = 2 + self::number( $bytes, $at + 2, 2, false );
			if ( $at + $length > $size ) {
				return null;
			}
			$segment = substr( $bytes, $at, $length );
			$clean  .= match ( true ) {
				0xE1 === $marker => self::orientation_only( $segment ),
				0xE0 === $marker, 0xEE === $marker => $segment,
				0xE2 === $marker => "ICC_PROFILE\0" === substr( $segment, 4, 12 ) ? $segment : '',
				( $marker >= 0xE3 && $marker <= 0xEF ) || 0xFE === $marker => '',
				default => $segment,
			};
			$at += $length;
			if ( 0xDA === $marker ) {
				// Until the next marker that is neither a stuffed FF nor a restart.
				$found  = preg_match( '/\xFF[^\x00\xD0-\xD7\xFF]/', $bytes, $next, PREG_OFFSET_CAPTURE, $at );
				$end    = 1 === $found ? $next[0][1] : $size;
				$clean .= substr( $bytes, $at, $end - $at );
				$at     = $end;
			}
		}
		// A picture that was cut off: browsers show what is there.
		return str_contains( $clean, "\xFF\xDA" ) ? $clean . "\xFF\xD9" : null;
	}

	/** A segment of EXIF with nothing but the orientation, or nothing. */
	private static function orientation_only( string $segment ): string {
		$tiff = substr( $segment, 10 );
		if ( "Exif\0\0" !== substr( $segment, 4, 6 ) || 1 !== preg_match( '/\A(?:II\*\0|MM\0\*)/', $tiff ) ) {
			return '';
		}
		$little = 'I' === $tiff[0];
		$at     = self::number( $tiff, 4, 4, $little );
		$count  = self::number( $tiff, $at, 2, $little );
		for ( $entry = 0; $entry < min( $count, 200 ); $entry++ ) {
			$place = $at + 2 + 12 * $entry;
			if ( 0x0112 === self::number( $tiff, $place, 2, $little ) ) {
				$value = self::number( $tiff, $place + 8, 2, $little );
				$exif  = "Exif\0\0II*\0" . pack( 'VvvvVvvV', 8, 1, 0x0112, 3, 1, $value, 0, 0 );
				return $value >= 2 && $value <= 8 ? "\xFF\xE1" . pack( 'n', 2 + strlen( $exif ) ) . $exif : '';
			}
		}
		return '';
	}

	private static function png( string $bytes ): ?string {
		$clean = substr( $bytes, 0, 8 );
		for ( $at = 8; $at + 12 <= strlen( $bytes ); $at += $length ) {
			$length = 12 + self::number( $bytes, $at, 4, false );
			$name   = substr( $bytes, $at + 4, 4 );
			if ( $at + $length > strlen( $bytes ) ) {
				return null;
			}
			$clean .= in_array( $name, self::PNG, true ) ? substr( $bytes, $at, $length ) : '';
			if ( 'IEND' === $name ) {
				return $clean;
			}
		}
		return null;
	}

	private static function webp( string $bytes ): ?string {
		$end   = min( strlen( $bytes ), 8 + self::number( $bytes, 4, 4, true ) );
		$clean = '';
		for ( $at = 12; $at + 8 <= $end; $at += $length ) {
			$size   = self::number( $bytes, $at + 4, 4, true );
			$length = 8 + $size + $size % 2;
			$name   = substr( $bytes, $at, 4 );
			if ( $at + 8 + $size > $end ) {
				return null;
			}
			$chunk = str_pad( substr( $bytes, $at, $length ), $length, "\0" );
			if ( 'VP8X' === $name ) {
				// Its flags no longer announce EXIF and XMP.
				$chunk[8] = chr( ord( $chunk[8] ) & ~0x0C );
			}
			$clean .= in_array( $name, self::WEBP, true ) ? $chunk : '';
		}
		return '' === $clean ? null : 'RIFF' . pack( 'V', 4 + strlen( $clean ) ) . 'WEBP' . $clean;
	}

	/** A whole number in the file; 0 where the file has ended. */
	private static function number( string $bytes, int $at, int $length, bool $little ): int {
		$piece = substr( $bytes, $at, $length );
		if ( $at < 0 || strlen( $piece ) !== $length ) {
			return 0;
		}
		return (int) hexdec( bin2hex( $little ? strrev( $piece ) : $piece ) );
	}
}
