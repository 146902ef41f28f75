<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\ZipDirectory;

/**
 * The formats that can be attached, detected from the content of a file, whatever its name and the browser say.
 *
 * A format is known by its first bytes. PHP's fileinfo, where it is there, must not see something else in the file. SVG, HTML, archives
 * and programs are no format here.
 */
enum FileType: string {

	case Jpeg = 'image/jpeg';
	case Png  = 'image/png';
	case Gif  = 'image/gif';
	case Webp = 'image/webp';
	case Pdf  = 'application/pdf';
	case Docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
	case Xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
	case Pptx = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
	case Odt  = 'application/vnd.oasis.opendocument.text';
	case Ods  = 'application/vnd.oasis.opendocument.spreadsheet';
	case Odp  = 'application/vnd.oasis.opendocument.presentation';
	case Doc  = 'application/msword';
	case Xls  = 'application/vnd.ms-excel';
	case Ppt  = 'application/vnd.ms-powerpoint';
	case Mp3  = 'audio/mpeg';
	case Wav  = 'audio/wav';
	case Ogg  = 'audio/ogg';
	case M4a  = 'audio/mp4';
	case Weba = 'audio/webm';
	case Flac = 'audio/flac';
	case Aac  = 'audio/aac';

	/** A zip whose entries expand more than this many times, or to more bytes in all than UNPACKED, is refused as a zip bomb. */
	private const RATIO = 300;

	private const UNPACKED = 1_000_000_000;

	/** What fileinfo calls formats whose inside it does not look at: it then says nothing against them. */
	private const UNSURE = [
		'application/octet-stream', 'application/zip', 'application/vnd.ms-office', 'application/cdfv2', 'application/x-ole-storage',
		'application/encrypted', 'application/ogg', 'video/webm', 'video/mp4', 'video/ogg', 'audio/x-wav', 'audio/x-m4a', 'audio/x-flac',
		'audio/x-hx-aac-adts', 'audio/mpegapplication/octet-stream', 'audio/vnd.wave', 'audio/x-aac',
	];

	/**
	 * The format of a file; null when it is none of these.
	 *
	 * @param string $name Its name, which tells only the three old formats of Office apart.
	 */
	public static function of( string $path, string $name ): ?self {
		$head = (string) @file_get_contents( $path, false, null, 0, 64 );
		$type = match ( true ) {
			str_starts_with( $head, "\xFF\xD8\xFF" )         => self::Jpeg,
			str_starts_with( $head, "\x89PNG\r\n\x1A\n" )    => self::Png,
			1 === preg_match( '/\AGIF8[79]a/', $head )       => self::Gif,
			self::is_riff( $head, 'WEBP' )                   => self::Webp,
			self::is_riff( $head, 'WAVE' )                   => self::Wav,
			str_starts_with( $head, '%PDF-' )                => self::Pdf,
			str_starts_with( $head, "PK\x03\x04" )           => self::in_zip( $path ),
			str_starts_with( $head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" ) => self::old_office( $path, $name ),
			str_starts_with( $head, 'OggS' )                 => self::Ogg,
			str_starts_with( $head, 'fLaC' )                 => self::Flac,
			1 === preg_match( '/\A.{4}ftypM4[AB] /s', $head ) => self::M4a,
			str_starts_with( $head, "\x1A\x45\xDF\xA3" ) && str_contains( $head, 'webm' ) => self::Weba,
			1 === preg_match( '/\A\xFF[\xF0\xF1\xF8\xF9]/', $head ) => self::Aac,
			1 === preg_match( '/\A(?:ID3[\x02-\x04]|\xFF[\xE2\xE3\xF2\xF3\xFA\xFB])/', $head ) => self::Mp3,
			default                                          => null,
		};
		return null !== $type && $type->is_confirmed( $path ) ? $type : null;
	}

	public function kind(): AttachmentKind {
		return match ( true ) {
			str_starts_with( $this->value, 'image/' ) => AttachmentKind::Image,
			str_starts_with( $this->value, 'audio/' ) => AttachmentKind::Audio,
			self::Pdf === $this                       => AttachmentKind::Pdf,
			default                                   => AttachmentKind::Office,
		};
	}

	/** The usual ending of its names. */
	public function extension(): string {
		return match ( $this ) {
			self::Jpeg => 'jpg',
			default    => strtolower( $this->name ),
		};
	}

	/** The format of its thumbnail. */
	public function thumbnail(): self {
		return self::Gif === $this ? self::Png : $this;
	}

	/**
	 * Endings that a file dialog offers.
	 *
	 * @param list<AttachmentKind> $kinds
	 *
	 * @return list<string> Such as `.jpg`.
	 */
	public static function endings( array $kinds ): array {
		$endings = [];
		foreach ( self::cases() as $type ) {
			if ( in_array( $type->kind(), $kinds, true ) ) {
				$endings[] = '.' . $type->extension();
			}
		}
		return in_array( AttachmentKind::Image, $kinds, true ) ? [ ...$endings, '.jpeg' ] : $endings;
	}

	private static function is_riff( string $head, string $form ): bool {
		return str_starts_with( $head, 'RIFF' ) && substr( $head, 8, 4 ) === $form;
	}

	/** By the ending. Documents with macros are refused. */
	private static function old_office( string $path, string $name ): ?self {
		return self::has_project( $path ) ? null : match ( strtolower( pathinfo( $name, PATHINFO_EXTENSION ) ) ) {
			'doc', 'dot' => self::Doc,
			'xls'        => self::Xls,
			'ppt', 'pps' => self::Ppt,
			default      => null,
		};
	}

	/** Whether the directory of an old document names a project of macros, in UTF-16 (MS-OVBA, 2.2.1). */
	private static function has_project( string $path ): bool {
		$file = @fopen( $path, 'rb' );
		$seen = '';
		while ( false !== $file && ! feof( $file ) ) {
			$seen = substr( $seen, -64 ) . fread( $file, 1_000_000 );
			if ( str_contains( $seen, "_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0" ) ) {
				return true;
			}
		}
		return false;
	}

	/** A document of Office or LibreOffice, by the list of what is in the zip, which is not unpacked. Documents with macros are refused. */
	private static function in_zip( string $path ): ?self {
		$file    = @fopen( $path, 'rb' );
		$entries = false === $file ? ZipDirectory::BROKEN : ZipDirectory::read( $file, (int) filesize( $path ) );
		if ( false === $file || ! is_array( $entries ) || self::is_bomb( $entries ) ) {
			return null;
		}
		if ( isset( $entries['mimetype'] ) ) {
			// OpenDocument: the entry stands first, as it is, without an extra field.
			$entry = $entries['mimetype'];
			$type  = self::tryFrom( ZipDirectory::bytes( $file, $entry['offset'] + 30 + strlen( 'mimetype' ), min( 100, $entry['size'] ) ) );
			return AttachmentKind::Office === $type?->kind() ? $type : null;
		}
		$names = array_keys( $entries );
		if ( ! isset( $entries['[Content_Types].xml'] ) || [] !== preg_grep( '#vbaProject\.bin\z#i', $names ) ) {
			return null;
		}
		return match ( true ) {
			isset( $entries['word/document.xml'] )     => self::Docx,
			isset( $entries['xl/workbook.xml'] )       => self::Xlsx,
			isset( $entries['ppt/presentation.xml'] )  => self::Pptx,
			default                                    => null,
		};
	}

	/** @param array<string, array{method: int, packed: int, size: int, offset: int, encrypted: bool}> $entries */
	private static function is_bomb( array $entries ): bool {
		$size   = array_sum( array_column( $entries, 'size' ) );
		$packed = array_sum( array_column( $entries, 'packed' ) );
		return $size > self::UNPACKED || ( $size > 1_000_000 && $size > self::RATIO * $packed );
	}

	/** Whether fileinfo, where it is there, sees the same; an image must also have a size. */
	private function is_confirmed( string $path ): bool {
		if ( AttachmentKind::Image === $this->kind() ) {
			$image = @getimagesize( $path );
			return false !== $image && $image['mime'] === $this->value;
		}
		if ( ! function_exists( 'finfo_open' ) ) {
			return true;
		}
		$seen = strtolower( (string) ( new \finfo( FILEINFO_MIME_TYPE ) )->file( $path ) );
		return $seen === $this->value || in_array( $seen, self::UNSURE, true );
	}
}
