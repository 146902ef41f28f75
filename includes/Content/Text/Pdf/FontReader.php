<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Vendor\Smalot\PdfParser\Element\ElementArray;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Encoding\PostScriptGlyphs;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Font;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Header;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\PDFObject;

/**
 * Decodes the strings of a font to text, and measures their width.
 *
 * The library decodes characters. Their widths, which show where words and table cells end, are read here (ISO 32000-1, 9.6 and 9.7.4.3).
 */
final class FontReader {

	/** Estimated widths for fonts without widths, by pattern, in font sizes: close to Helvetica's. */
	private const USUAL = [
		'/^[ijl\'|.,:;!]$/u' => 0.26,
		'/^[\sfrt()\[\]-]$/u' => 0.31,
		'/^[mwMWOQ@%]$/u'     => 0.83,
		'/^\p{Lu}$/u'         => 0.68,
	];

	private const USUAL_ELSE = 0.55;

	/** Maximum widths read from ranges: four times the number of codes. */
	private const RANGES = 262_144;

	/** Ligatures at their usual codes in TeX fonts without a character map. */
	private const OF_TEX = [
		"\x0B" => 'ff',
		"\x0C" => 'fi',
		"\x0E" => 'ffi',
		"\x0F" => 'ffl',
		"\x1B" => 'ff',
		"\x1C" => 'fi',
		"\x1D" => 'fl',
		"\x1E" => 'ffi',
		"\x1F" => 'ffl',
	];

	/** @var array<int, string> Characters by code, for fonts with named glyphs. */
	private array $characters = [];

	/** One unit of the font's widths, in font sizes. */
	private float $unit = 0.001;

	/** @var array<int, float> Widths by code, in the font's units. */
	private array $widths = [];

	private float $default = 0.0;

	/**
	 * Bytes of one code.
	 *
	 * @var int<1, 2>
	 */
	private int $bytes = 1;

	/** Whether the font has no information about its characters, so that it gives no text. */
	private bool $is_opaque = false;

	public function __construct( private readonly Font $font ) {
		if ( 'Type0' === $this->word( $font, 'Subtype' ) ) {
			$this->bytes     = 2;
			$this->is_opaque = ! $font->has( 'ToUnicode' ) && str_starts_with( $this->word( $font, 'Encoding' ), 'Identity' );
			$this->read_composite();
		} else {
			$this->read_simple();
			$this->read_glyph_names();
		}
	}

	public function text( string $bytes ): string {
		if ( $this->is_opaque ) {
			return '';
		}
		if ( [] === $this->characters ) {
			$text = (string) $this->font->decodeContent( $bytes );
			return $this->font->has( 'ToUnicode' ) ? $text : strtr( $text, self::OF_TEX );
		}
		return implode(
			'',
			array_map(
				fn( string $byte ): string => $this->characters[ ord( $byte ) ] ?? mb_convert_encoding( $byte, 'UTF-8', 'Windows-1252' ),
				str_split( $bytes ),
			),
		);
	}

	/** Number of codes in a string. */
	public function codes( string $bytes ): int {
		return intdiv( strlen( $bytes ), $this->bytes );
	}

	/** Number of spaces that word spacing widens; only single-byte codes count. */
	public function spaces( string $bytes ): int {
		return 1 === $this->bytes ? substr_count( $bytes, ' ' ) : 0;
	}

	/** Width of a string in font sizes. */
	public function width( string $bytes, string $text ): float {
		if ( [] === $this->widths && 0.0 === $this->default ) {
			return $this->estimated_width( $text );
		}
		$width = 0.0;
		foreach ( str_split( $bytes, $this->bytes ) as $code ) {
			$number = 1 === $this->bytes ? ord( $code ) : ( ord( $code ) << 8 ) + ord( $code[1] ?? "\0" );
			$width += $this->widths[ $number ] ?? $this->default;
		}
		return $width * $this->unit;
	}

	private function estimated_width( string $text ): float {
		$width = 0.0;
		foreach ( mb_str_split( $text ) as $character ) {
			$found = self::USUAL_ELSE;
			foreach ( self::USUAL as $pattern => $usual ) {
				if ( 1 === preg_match( $pattern, $character ) ) {
					$found = $usual;
					break;
				}
			}
			$width += $found;
		}
		return $width;
	}

	private function read_simple(): void {
		$first = (int) $this->number( $this->font, 'FirstChar' );
		foreach ( $this->numbers( $this->font->get( 'Widths' ) ) as $place => $width ) {
			$this->widths[ $first + $place ] = is_float( $width ) ? $width : 0.0;
		}
		$descriptor    = $this->font->get( 'FontDescriptor' );
		$this->default = $descriptor instanceof PDFObject || $descriptor instanceof Header
			? (float) $this->number( $descriptor, 'MissingWidth' )
			: 0.0;
		$matrix        = $this->numbers( $this->font->get( 'FontMatrix' ) );
		$this->unit    = is_float( $matrix[0] ?? null ) && 0.0 !== $matrix[0] ? abs( $matrix[0] ) : 0.001;
	}

	/**
	 * Reads the named glyphs that differ from the base encoding. The library reads them only when a base encoding is named, which TeX
	 * omits.
	 */
	private function read_glyph_names(): void {
		$encoding = $this->font->has( 'Encoding' ) ? $this->font->get( 'Encoding' ) : null;
		if (
			$this->font->has( 'ToUnicode' )
			|| ! $encoding instanceof PDFObject && ! $encoding instanceof Header
			|| $encoding->has( 'BaseEncoding' )
			|| ! $encoding->has( 'Differences' )
		) {
			return;
		}
		$code = 0;
		foreach ( $this->members( $encoding->get( 'Differences' ) ) as $member ) {
			$value = is_object( $member ) && method_exists( $member, 'getContent' ) ? $member->getContent() : null;
			if ( is_numeric( $value ) ) {
				$code = (int) $value;
			} elseif ( is_string( $value ) && $code < 256 ) {
				$point = 1 === preg_match( '/^uni([0-9A-F]{4})$/', $value, $found )
					? (int) hexdec( $found[1] )
					: PostScriptGlyphs::getCodePoint( $value );
				if ( null !== $point ) {
					$this->characters[ $code ] = (string) mb_chr( $point, 'UTF-8' );
				}
				++$code;
			}
		}
	}

	private function read_composite(): void {
		$this->default = 1000.0;
		$inner         = $this->members( $this->font->get( 'DescendantFonts' ) )[0] ?? null;
		if ( ! $inner instanceof PDFObject && ! $inner instanceof Header ) {
			return;
		}
		$this->default = $this->number( $inner, 'DW' ) ?? 1000.0;
		$items         = $this->numbers( $inner->get( 'W' ) );
		$left          = self::RANGES;
		for ( $at = 0; isset( $items[ $at + 1 ] ) && is_float( $items[ $at ] ); ) {
			$first = (int) $items[ $at ];
			$next  = $items[ $at + 1 ];
			if ( is_array( $next ) ) {
				foreach ( $next as $place => $width ) {
					$this->widths[ $first + $place ] = is_float( $width ) ? $width : $this->default;
				}
				$at += 2;
			} else {
				$width = $items[ $at + 2 ] ?? null;
				for ( $code = $first; is_float( $width ) && $code <= min( (int) $next, 0xFFFF ) && $left > 0; $code++, $left-- ) {
					$this->widths[ $code ] = $width;
				}
				$at += 3;
			}
		}
	}

	private function word( PDFObject|Header $holder, string $name ): string {
		$value = $holder->has( $name ) ? $holder->get( $name ) : null;
		$value = is_object( $value ) && method_exists( $value, 'getContent' ) ? $value->getContent() : null;
		return is_string( $value ) ? $value : '';
	}

	private function number( PDFObject|Header $holder, string $name ): ?float {
		$value = $holder->has( $name ) ? $holder->get( $name ) : null;
		$value = is_object( $value ) && method_exists( $value, 'getContent' ) ? $value->getContent() : null;
		return is_numeric( $value ) ? (float) $value : null;
	}

	/** @return list<float|list<float|null>|null> Numbers of an array and of nested arrays. */
	private function numbers( mixed $value ): array {
		$numbers = [];
		foreach ( $this->members( $value ) as $member ) {
			if (
				$member instanceof ElementArray
				|| $member instanceof PDFObject && is_numeric( key( $member->getHeader()?->getElements() ?? [] ) )
			) {
				$numbers[] = array_map( static fn( mixed $one ): ?float => is_float( $one ) ? $one : null, $this->numbers( $member ) );
				continue;
			}
			$content   = is_object( $member ) && method_exists( $member, 'getContent' ) ? $member->getContent() : null;
			$numbers[] = is_numeric( $content ) ? (float) $content : null;
		}
		return $numbers;
	}

	/** @return list<mixed> Members of an array, which may be an indirect object. */
	private function members( mixed $value ): array {
		if ( $value instanceof ElementArray ) {
			return array_values( (array) $value->getContent() );
		}
		return $value instanceof PDFObject ? array_values( $value->getHeader()?->getElements() ?? [] ) : [];
	}
}
