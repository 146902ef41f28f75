<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations\Attachments;

use Aaia\Chatbot\Conversations\Attachments\FileType;
use Aaia\Chatbot\Conversations\Attachments\Thumbnails;
use Aaia\Chatbot\Tests\Harness\TestFiles;
use Aaia\Chatbot\Tests\TestCase;

/** Small pictures, and what large ones cost. */
final class ThumbnailsTest extends TestCase {

	public function test_formats_that_hold_many_pictures_are_read_by_gd_which_unpacks_only_the_first(): void {
		require_once ABSPATH . WPINC . '/class-wp-image-editor.php';
		require_once ABSPATH . WPINC . '/class-wp-image-editor-gd.php';
		$other = new class( '' ) extends \WP_Image_Editor_GD {
			public static int $loads = 0;

			public function load(): bool|\WP_Error {
				++self::$loads;
				return parent::load();
			}
		};
		add_filter( 'wp_image_editors', static fn( array $editors ): array => [ $other::class, ...$editors ] );
		$image = imagecreatetruecolor( 800, 600 );
		self::assertNotFalse( $image );
		ob_start();
		imagegif( $image );
		$gif = (string) ob_get_clean();

		self::assertNotNull( Thumbnails::of( TestFiles::path( $gif ), FileType::Gif, 800, 600 ) );
		self::assertSame( 0, $other::$loads );
		self::assertNotNull( Thumbnails::of( TestFiles::path( TestFiles::png( 800, 600 ) ), FileType::Png, 800, 600 ) );
		self::assertSame( 1, $other::$loads );
	}

	public function test_a_picture_too_large_to_unpack_has_none_where_php_sets_no_limit_too(): void {
		$limit = (string) ini_get( 'memory_limit' );
		$asked = 0;
		add_filter( 'wp_image_editors', static function ( array $editors ) use ( &$asked ): array {
			++$asked;
			return $editors;
		} );
		ini_set( 'memory_limit', '-1' );
		try {
			self::assertNull( Thumbnails::of( TestFiles::path( TestFiles::png( 800, 600 ) ), FileType::Png, 10_000, 10_000 ) );
		} finally {
			ini_set( 'memory_limit', $limit );
		}
		self::assertSame( 0, $asked );
	}
}
