<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Text\Pdf;

/** Writes small PDF files by hand: a catalogue, pages, one font whose letters are all half as wide as they are high, and streams. */
final class PdfFile {

	/** @var array<int, string> Objects by number; 1 is the catalogue, 2 the pages, 3 the font. */
	private array $objects = [];

	/** @var list<int> */
	private array $pages = [];

	public string $trailer = '';

	public function __construct( private readonly bool $packs = true ) {
		$this->objects[1] = '<< /Type /Catalog /Pages 2 0 R >>';
		$this->objects[3] = '<< /Type /Font /Subtype /TrueType /BaseFont /Test /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 /Widths ['
			. implode( ' ', array_fill( 0, 256, '500' ) ) . '] >>';
	}

	/** Adds an object; answers its number. */
	public function object( string $content ): int {
		$number = max( 3, ...array_keys( $this->objects ) ) + 1;

		$this->objects[ $number ] = $content;
		return $number;
	}

	/** Adds a stream; answers its number. */
	public function stream( string $content, string $more = '', ?string $filter = null ): int {
		$filter ??= $this->packs ? '/FlateDecode' : '';
		$bytes    = '/FlateDecode' === $filter ? (string) gzcompress( $content ) : $content;
		return $this->object(
			'<< ' . $more . ( '' === $filter ? '' : ' /Filter ' . $filter ) . ' /Length ' . strlen( $bytes ) . " >>\nstream\n"
				. $bytes . "\nendstream",
		);
	}

	/** Adds a page with these instructions. */
	public function page( string $instructions, string $resources = '' ): self {
		$content       = $this->stream( $instructions );
		$this->pages[] = $this->object(
			'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> ' . $resources
				. ' >> /Contents ' . $content . ' 0 R >>',
		);
		return $this;
	}

	/**
	 * Adds a page with lines of text, 14 points apart.
	 *
	 * @param list<string|array{string, int}> $lines In Latin letters; with a size when it is not 10.
	 */
	public function text( array $lines ): self {
		$y   = 760;
		$all = '';
		foreach ( $lines as $line ) {
			[ $text, $size ] = is_array( $line ) ? $line : [ $line, 10 ];
			$all            .= self::at( 50, $y, $text, $size );
			$y              -= 4 + $size;
		}
		return $this->page( $all );
	}

	/** Instructions that write a text at a place. */
	public static function at( int $x, int $y, string $text, int $size = 10 ): string {
		return "BT /F1 $size Tf 1 0 0 1 $x $y Tm ("
			. addcslashes( (string) mb_convert_encoding( $text, 'Windows-1252', 'UTF-8' ), '()\\' ) . ") Tj ET\n";
	}

	public function bytes(): string {
		$this->objects[2] = '<< /Type /Pages /Count ' . count( $this->pages ) . ' /Kids ['
			. implode( ' ', array_map( static fn( int $page ): string => "$page 0 R", $this->pages ) ) . '] >>';
		ksort( $this->objects );
		$bytes   = "%PDF-1.5\n";
		$offsets = '';
		foreach ( $this->objects as $number => $content ) {
			$offsets .= sprintf( "%010d 00000 n \n", strlen( $bytes ) );
			$bytes   .= "$number 0 obj\n$content\nendobj\n";
		}
		$start = strlen( $bytes );
		$count = count( $this->objects ) + 1;
		return $bytes . "xref\n0 $count\n0000000000 65535 f \n" . $offsets . "trailer\n<< /Size $count /Root 1 0 R "
			. $this->trailer . ">>\nstartxref\n$start\n%%EOF\n";
	}
}
