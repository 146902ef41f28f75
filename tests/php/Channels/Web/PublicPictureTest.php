<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Channels\Web\PublicPicture;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Tests\ChatTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** The picture that staff choose for visitors: what is taken, what is kept, and where it is shown. */
final class PublicPictureTest extends ChatTestCase {

	private PublicPicture $pictures;

	/** @var list<string> */
	private array $files = [];

	protected function setUp(): void {
		parent::setUp();
		$this->pictures = $this->plugin->services->get( PublicPicture::class );
	}

	protected function tearDown(): void {
		foreach ( [ ...$this->files, ...( glob( $this->folder() . '/agent-*' ) ?: [] ) ] as $file ) {
			unlink( $file );
		}
		parent::tearDown();
	}

	public function test_a_small_square_copy_without_anything_else_is_kept(): void {
		$agent = $this->user( 'administrator' );
		$path  = $this->drawn( 400, 300, 'jpg' );
		file_put_contents( $path, '<?php echo "hidden"; ?>', FILE_APPEND );
		self::assertNull( $this->pictures->set( $agent->ID, $path ) );

		$url  = (string) $this->pictures->url_of( $agent->ID );
		$copy = $this->folder() . '/' . basename( $url );
		self::assertMatchesRegularExpression( '~/uploads/aaia-chatbot/agent-[\w-]{22}\.jpg$~', $url );
		self::assertSame( [ 96, 96, IMAGETYPE_JPEG ], array_slice( (array) getimagesize( $copy ), 0, 3 ) );
		self::assertStringNotContainsString( '<?php', (string) file_get_contents( $copy ) );
		self::assertLessThan( 12_000, filesize( $copy ) );

		self::assertNull( $this->pictures->set( $agent->ID, $this->drawn( 96, 96, 'png' ) ) );
		self::assertFileDoesNotExist( $copy, 'The former copy goes.' );
		self::assertStringEndsWith( '.png', (string) $this->pictures->url_of( $agent->ID ) );
		$this->pictures->remove( $agent->ID );
		self::assertNull( $this->pictures->url_of( $agent->ID ) );
		self::assertSame( [], glob( $this->folder() . '/agent-*' ) );
	}

	public function test_a_picture_that_a_camera_held_on_its_side_stands_upright(): void {
		$agent  = $this->user( 'administrator' );
		$path   = $this->file( 'jpg' );
		$canvas = imagecreatetruecolor( 400, 200 );
		imagefilledrectangle( $canvas, 0, 0, 399, 199, 0x0000ff );
		imagefilledrectangle( $canvas, 0, 0, 199, 199, 0xff0000 );
		imagejpeg( $canvas, $path, 90 );
		$exif = "Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0";
		$jpeg = (string) file_get_contents( $path );
		file_put_contents( $path, substr( $jpeg, 0, 2 ) . "\xff\xe1" . pack( 'n', strlen( $exif ) + 2 ) . $exif . substr( $jpeg, 2 ) );
		self::assertNull( $this->pictures->set( $agent->ID, $path ) );

		$copy = imagecreatefromjpeg( $this->folder() . '/' . basename( (string) $this->pictures->url_of( $agent->ID ) ) );
		self::assertNotFalse( $copy );
		self::assertGreaterThan( 0xc00000, imagecolorat( $copy, 48, 10 ), 'Red above.' );
		self::assertLessThan( 0x400000, imagecolorat( $copy, 48, 85 ), 'Blue below.' );
	}

	/** @return iterable<string, array{string, string}> */
	public static function refused(): iterable {
		yield 'an SVG with a script' => [ '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'must be' ];
		yield 'text with the name of a picture' => [ 'I am not a picture', 'must be' ];
		yield 'a header without a picture' => [
			"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\2\0\0\0" . 'garbage garbage garbage',
			'could not be read',
		];
		yield 'millions of pixels in a few bytes' => [
			"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\2\0\0\0" . str_repeat( "\0", 40 ), 'too large',
		];
		yield 'nothing' => [ '', 'must be' ];
	}

	#[DataProvider( 'refused' )]
	public function test_what_is_no_picture_is_refused( string $content, string $reason ): void {
		$agent = $this->user( 'administrator' );
		$path  = $this->file( 'png' );
		file_put_contents( $path, $content );
		self::assertStringContainsString( $reason, (string) @$this->pictures->set( $agent->ID, $path ) );
		self::assertNull( $this->pictures->url_of( $agent->ID ) );
	}

	public function test_pictures_that_are_too_small_too_large_or_gone_are_refused(): void {
		$agent = $this->user( 'administrator' );
		self::assertStringContainsString( 'at least 96', (string) $this->pictures->set( $agent->ID, $this->drawn( 95, 400, 'png' ) ) );
		$large = $this->drawn( 100, 100, 'png' );
		file_put_contents( $large, str_repeat( 'x', 5 * 1024 * 1024 ), FILE_APPEND );
		self::assertStringContainsString( 'too large', (string) $this->pictures->set( $agent->ID, $large ) );
		self::assertStringContainsString( 'could not be read', (string) $this->pictures->set( $agent->ID, '/nowhere.png' ) );
	}

	public function test_a_picture_of_the_media_library_is_chosen_in_the_profile_and_taken_away(): void {
		$agent = $this->user( 'administrator' );
		wp_set_current_user( $agent->ID );
		$id = wp_insert_attachment( [ 'post_mime_type' => 'image/png', 'post_title' => 'Me' ], $this->drawn( 200, 200, 'png' ) );
		$this->submit( $agent, [ '_id' => (string) $id ] );
		self::assertNotNull( $this->pictures->url_of( $agent->ID ) );
		self::assertStringContainsString( (string) $this->pictures->url_of( $agent->ID ), $this->field( $agent ) );

		$this->submit( $agent, [] );
		self::assertNotNull( $this->pictures->url_of( $agent->ID ), 'Saving the profile changes nothing.' );
		$this->submit( $agent, [ '_remove' => '1' ] );
		self::assertNull( $this->pictures->url_of( $agent->ID ) );
	}

	public function test_a_refusal_is_among_the_errors_of_the_profile(): void {
		$agent = $this->user( 'administrator' );
		wp_set_current_user( $agent->ID );
		$svg = $this->file( 'svg' );
		file_put_contents( $svg, '<svg xmlns="http://www.w3.org/2000/svg"/>' );
		$this->submit( $agent, [ '_id' => (string) wp_insert_attachment( [ 'post_mime_type' => 'image/svg+xml' ], $svg ) ] );
		$errors = new \WP_Error();
		$this->pictures->add_error( $errors );
		self::assertStringContainsString( 'JPEG, PNG, GIF or WebP', $errors->get_error_message() );
	}

	public function test_nobody_changes_it_for_others_and_readers_have_no_field(): void {
		$agent = $this->user( 'administrator' );
		$id    = wp_insert_attachment( [ 'post_mime_type' => 'image/png' ], $this->drawn( 200, 200, 'png' ) );
		wp_set_current_user( $this->user( 'author' )->ID );
		$this->submit( $agent, [ '_id' => (string) $id ] );
		self::assertNull( $this->pictures->url_of( $agent->ID ) );
		self::assertSame( '', $this->field( $this->user( 'subscriber' ) ) );
	}

	public function test_visitors_get_the_picture_or_initials_and_nothing_from_elsewhere(): void {
		update_option( 'blogname', 'Rayon d’Acier' );
		update_option( 'show_avatars', '1' );
		$agent        = $this->user( 'administrator' );
		$visitor      = $this->visitor();
		$conversation = $visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		$row          = (int) $this->row( 'conversations', 'public_id', $conversation )['id'];
		$this->plugin->services->get( AgentService::class )->reply( $row, $agent->ID, 'Here I am', false, null, null );
		$read = fn(): array => $visitor->asks( 'GET', "/chat/$conversation/messages" )->get_data();

		$before = $read();
		self::assertSame( 'RD', $before['conversation']['initials'] );
		self::assertSame( 'RD', end( $before['items'] )['metadata']['initials'] );
		self::assertArrayNotHasKey( 'initials', $before['items'][0]['metadata'] );

		$this->pictures->set( $agent->ID, $this->drawn( 200, 200, 'png' ) );
		$after = $read();
		self::assertSame( $this->pictures->url_of( $agent->ID ), $after['conversation']['picture'] );
		self::assertSame( $this->pictures->url_of( $agent->ID ), end( $after['items'] )['metadata']['picture'] );
		self::assertStringStartsWith( home_url(), (string) $this->pictures->url_of( $agent->ID ) );
		self::assertStringNotContainsString( 'gravatar', (string) wp_json_encode( [ $before, $after ] ) );

		wp_delete_user( $agent->ID );
		self::assertSame( [], glob( $this->folder() . '/agent-*' ) );
	}

	private function drawn( int $width, int $height, string $ending ): string {
		$path  = $this->file( $ending );
		$image = imagecreatetruecolor( max( 1, $width ), max( 1, $height ) );
		self::assertNotFalse( $image );
		imagefilledellipse( $image, 50, 50, 60, 60, 0xcc3300 );
		'jpg' === $ending ? imagejpeg( $image, $path ) : imagepng( $image, $path );
		return $path;
	}

	private function file( string $ending ): string {
		$path          = wp_upload_dir()['basedir'] . '/aaia-test-' . wp_generate_password( 8, false ) . ".$ending";
		$this->files[] = $path;
		return $path;
	}

	private function folder(): string {
		return wp_upload_dir()['basedir'] . '/' . PublicPicture::FOLDER;
	}

	private function field( \WP_User $user ): string {
		ob_start();
		$this->pictures->print_field( $user );
		return (string) ob_get_clean();
	}

	/** @param array<string, string> $fields By the end of their name. */
	private function submit( \WP_User $user, array $fields ): void {
		foreach ( $fields as $name => $value ) {
			$_POST[ PublicPicture::OPTION . $name ] = $value;
		}
		$_REQUEST['_wpnonce'] = wp_create_nonce( 'update-user_' . $user->ID );
		try {
			$this->pictures->save_field( $user->ID );
		} finally {
			foreach ( array_keys( $fields ) as $name ) {
				unset( $_POST[ PublicPicture::OPTION . $name ] );
			}
		}
	}
}
