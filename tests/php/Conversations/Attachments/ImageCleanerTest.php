<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations\Attachments;

use Aaia\Chatbot\Conversations\Attachments\FileType;
use Aaia\Chatbot\Conversations\Attachments\ImageCleaner;
use Aaia\Chatbot\Tests\Harness\TestFiles;
use Aaia\Chatbot\Tests\TestCase;

/** What is taken out of pictures, and that the picture stays. */
final class ImageCleanerTest extends TestCase {

	public function test_a_photo_loses_its_place_its_scripts_and_what_stands_behind_it_and_keeps_its_orientation(): void {
		$photo = TestFiles::jpeg( with_exif: true );
		$clean = (string) ImageCleaner::clean( $photo, FileType::Jpeg );
		foreach ( [ 'GPS', '<?php', '<script>', 'behind the end' ] as $gone ) {
			self::assertStringContainsString( $gone, $photo );
			self::assertStringNotContainsString( $gone, $clean );
		}
		self::assertSame( 6, exif_read_data( TestFiles::path( $clean ) )['Orientation'] ?? null );
		self::assertSame( self::pixels( $photo ), self::pixels( $clean ), 'not one pixel differs' );
		self::assertSame( $clean, ImageCleaner::clean( $clean, FileType::Jpeg ) );
	}

	public function test_png_loses_texts_and_webp_loses_exif(): void {
		$png   = TestFiles::png();
		$text  = 'Comment' . "\0" . '<script>alert(1)</script>';
		$chunk = pack( 'N', strlen( $text ) ) . 'tEXt' . $text . pack( 'N', crc32( 'tEXt' . $text ) );
		$dirty = substr( $png, 0, 33 ) . $chunk . substr( $png, 33 ) . '<?php echo 1;';
		self::assertSame( $png, ImageCleaner::clean( $dirty, FileType::Png ) );

		$webp  = TestFiles::webp();
		$chunk = 'VP8X' . pack( 'V', 10 ) . "\x0C\0\0\0" . substr( pack( 'V', 39 ), 0, 3 ) . substr( pack( 'V', 29 ), 0, 3 );
		$body  = 'WEBP' . $chunk . substr( $webp, 12 ) . 'EXIF' . pack( 'V', 10 ) . 'GPS <?php ';
		$clean = (string) ImageCleaner::clean( 'RIFF' . pack( 'V', strlen( $body ) ) . $body . 'behind', FileType::Webp );
		self::assertStringNotContainsString( 'GPS', $clean );
		self::assertStringNotContainsString( 'behind', $clean );
		self::assertSame( "\0", $clean[20], 'the flags for EXIF and XMP' );
		self::assertSame( self::pixels( $webp ), self::pixels( $clean ) );
	}

	public function test_a_picture_that_is_not_built_like_one_is_refused(): void {
		self::assertNull( ImageCleaner::clean( substr( TestFiles::png(), 0, 40 ), FileType::Png ) );
		self::assertNull( ImageCleaner::clean( "\xFF\xD8\xFF\xE0\xFF\xFFshort", FileType::Jpeg ) );
		self::assertNull( ImageCleaner::clean( 'RIFF' . pack( 'V', 20 ) . 'WEBPVP8 ' . pack( 'V', 4_000_000 ), FileType::Webp ) );
	}

	/** @return list<int> Colours of some pixels. */
	private static function pixels( string $bytes ): array {
		$image = imagecreatefromstring( $bytes );
		if ( false === $image ) {
			self::fail( 'Not a picture.' );
		}
		$colors = [];
		for ( $x = 0; $x < 30; $x += 3 ) {
			$colors[] = (int) imagecolorat( $image, $x, $x );
		}
		return $colors;
	}
}
