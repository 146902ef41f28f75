<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

/** Files that people attach, good and hostile. */
final class TestFiles {

	/** Bytes of a file, on the disk. */
	public static function path( string $bytes ): string {
		$path = get_temp_dir() . 'aaia-test-' . bin2hex( random_bytes( 8 ) );
		file_put_contents( $path, $bytes );
		return $path;
	}

	/** A photo; with EXIF: orientation 6, a place, and a comment that is a script. */
	public static function jpeg( int $width = 40, int $height = 30, bool $with_exif = false ): string {
		$plain = self::drawn( $width, $height, imagejpeg( ... ) );
		if ( ! $with_exif ) {
			return $plain;
		}
		$tiff    = "II*\0" . pack( 'Vv', 8, 2 ) . pack( 'vvVvv', 0x0112, 3, 1, 6, 0 ) . pack( 'vvVV', 0x8825, 4, 1, 100 )
			. pack( 'V', 0 ) . str_repeat( "\0", 60 ) . 'GPS 48.8584 N 2.2945 E';
		$exif    = "Exif\0\0" . $tiff;
		$comment = '<?php system($_GET["x"]); ?><script>alert(1)</script>';
		return "\xFF\xD8\xFF\xE1" . pack( 'n', 2 + strlen( $exif ) ) . $exif
			. "\xFF\xFE" . pack( 'n', 2 + strlen( $comment ) ) . $comment . substr( $plain, 2 ) . '<?php echo "behind the end";';
	}

	public static function png( int $width = 40, int $height = 30 ): string {
		return self::drawn( $width, $height, imagepng( ... ) );
	}

	public static function webp(): string {
		return self::drawn( 40, 30, imagewebp( ... ) );
	}

	public static function pdf(): string {
		return "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
	}

	public static function wav(): string {
		return 'RIFF' . pack( 'V', 36 + 8 ) . 'WAVEfmt ' . pack(
			'VvvVVvv',
			16,
			1,
			1,
			8000,
			8000,
			1,
			8,
		) . 'data' . pack( 'V', 8 ) . str_repeat( "\x80", 8 );
	}

	/**
	 * A zip file.
	 *
	 * @param array<string, string> $entries Content by name, packed in this order.
	 * @param bool                  $packed  Whether entries are compressed.
	 */
	public static function zip( array $entries, bool $packed = true ): string {
		$body      = '';
		$directory = '';
		foreach ( $entries as $name => $content ) {
			$data = $packed ? (string) gzdeflate( $content, 9 ) : $content;
			$meta = pack( 'vvvvvVVVvv', 20, 0, $packed ? 8 : 0, 0, 0, crc32( $content ), strlen( $data ), strlen( $content ), strlen( $name ), 0 );
			$directory .= "PK\x01\x02" . pack( 'v', 20 ) . $meta . pack( 'vvvVV', 0, 0, 0, 0, strlen( $body ) ) . $name;
			$body      .= "PK\x03\x04" . $meta . $name . $data;
		}
		return $body . $directory . "PK\x05\x06"
			. pack( 'vvvvVVv', 0, 0, count( $entries ), count( $entries ), strlen( $directory ), strlen( $body ), 0 );
	}

	public static function docx(): string {
		return self::zip( [ '[Content_Types].xml' => '<Types/>', 'word/document.xml' => '<w:document/>' ] );
	}

	/** @param \Closure(\GdImage): bool $write */
	private static function drawn( int $width, int $height, \Closure $write ): string {
		$image = imagecreatetruecolor( max( 1, $width ), max( 1, $height ) );
		if ( false === $image ) {
			throw new \RuntimeException( 'No picture.' );
		}
		imagefilledrectangle( $image, 2, 2, intdiv( $width, 2 ), intdiv( $height, 2 ), 0x3366CC );
		ob_start();
		$write( $image );
		return (string) ob_get_clean();
	}
}
