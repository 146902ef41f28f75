<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Channels\Web\LauncherLook;
use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Tests\ChatTestCase;

/** The assistant's name and picture, from the media library to the visitor. */
final class PictureTest extends ChatTestCase {

	/** @var list<int> */
	private array $made = [];

	protected function tearDown(): void {
		foreach ( $this->made as $id ) {
			wp_delete_attachment( $id, true );
		}
		parent::tearDown();
	}

	public function test_a_real_image_is_shown_to_visitors_and_kept_for_pages_as_the_button(): void {
		$id = $this->upload( 'logo.png', self::png() );
		$this->settings( [ 'widget_picture' => $id, 'widget_icon' => 'picture', 'widget_assistant_name' => 'Nora' ] );

		$config = $this->rest( 'GET', '/widget?locale=fr_FR' )->get_data();
		self::assertStringEndsWith( '.png', $config['appearance']['picture'] );
		self::assertSame( 'Nora · Assistant IA', $config['assistant'] );
		$path = ( new SiteState() )->get( LauncherLook::PICTURE );
		self::assertIsString( $path );
		self::assertStringEndsWith( $path, $config['appearance']['picture'] );

		wp_delete_attachment( $id, true );
		self::assertSame( '', $this->rest( 'GET', '/widget' )->get_data()['appearance']['picture'] );
		self::assertSame( 0, $this->plugin->services->get( Settings::class )->int( 'widget_picture' ) );
		self::assertNull( ( new SiteState() )->get( LauncherLook::PICTURE ) );
	}

	public function test_what_is_no_picture_for_visitors_is_refused_with_a_sentence(): void {
		$svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
		foreach ( [
			'they can run scripts'  => $this->upload( 'logo.svg', $svg ),
			'Choose a PNG'          => $this->upload( 'disguised.png', $svg ),
			'too large (20 MB)'     => $this->upload( 'huge.png', str_pad( self::png(), 20 * MB_IN_BYTES, "\0" ) ),
			'of the media library'  => self::factory_post(),
			'on this server'        => 999999,
		] as $words => $id ) {
			try {
				$this->settings( [ 'widget_picture' => $id ] );
				self::fail( $words );
			} catch ( InvalidSetting $refused ) {
				self::assertSame( 'widget_picture', $refused->key );
				self::assertStringContainsString( $words, $refused->getMessage() );
			}
		}
	}

	public function test_a_long_title_is_refused_and_a_right_to_left_one_is_kept(): void {
		$title = 'مساعدك في المتجر';
		$this->settings( [ 'widget_title' => $title, 'widget_assistant_name' => 'نورة' ] );
		self::assertSame( $title, $this->rest( 'GET', '/widget' )->get_data()['title'] );

		$this->expectException( InvalidSetting::class );
		$this->expectExceptionMessage( 'This is too long: enter at most 60 characters.' );
		$this->settings( [ 'widget_title' => str_repeat( 'م', 4000 ) ] );
	}

	private static function factory_post(): int {
		return (int) wp_insert_post( [ 'post_title' => 'A page', 'post_type' => 'page', 'post_status' => 'publish' ] );
	}

	private static function png(): string {
		$image = imagecreatetruecolor( 200, 200 );
		ob_start();
		imagepng( $image );
		return (string) ob_get_clean();
	}

	private function upload( string $name, string $content ): int {
		$file = trailingslashit( wp_upload_dir()['path'] ) . wp_unique_filename( wp_upload_dir()['path'], $name );
		file_put_contents( $file, $content );
		$id           = (int) wp_insert_attachment( [ 'post_mime_type' => 'image/png', 'post_title' => $name ], $file );
		$this->made[] = $id;
		require_once ABSPATH . 'wp-admin/includes/image.php';
		if ( strlen( $content ) < MB_IN_BYTES && str_ends_with( $name, '.png' ) ) {
			wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $file ) );
		}
		return $id;
	}
}
