<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Mail\PlainPage;
use Aaia\Chatbot\Support\Ids;

/**
 * The picture by which visitors know a member of staff, chosen in their WordPress profile from the media library or uploaded.
 *
 * Only a small square copy is kept, drawn anew from the pixels, so that nothing else in the file reaches visitors: no place where it was
 * taken, no script. It has an address of its own in the uploads folder. Without a picture, visitors see initials; no picture is ever
 * fetched from Gravatar or another host.
 */
final class PublicPicture {

	/** User option, one for each site of a network, with the name of the copy; also the name of the fields. */
	public const OPTION = 'aaia_chatbot_public_picture';

	/** Folder of the copies inside the uploads folder. */
	public const FOLDER = 'aaia-chatbot';

	/** Side of the copy, and the shortest side of an original. Pixels. */
	private const SIDE = 96;

	/** Largest original: bytes, and pixels, because a small file can unfold to gigabytes. */
	private const BYTES = 5 * MB_IN_BYTES;

	private const PIXELS = 30_000_000;

	private const TYPES = [ IMAGETYPE_JPEG, IMAGETYPE_PNG, IMAGETYPE_GIF, IMAGETYPE_WEBP ];

	private const SCRIPT = 'aaia-chatbot-profile';

	/** How the profile shows it. */
	private const LOOK = 'display:inline-block;width:64px;height:64px;border-radius:50%;background-position:center;background-size:cover;';

	/** Why the picture was refused in this request, for the profile's list of errors. */
	private string $refusal = '';

	/** @param string $file The plugin's main file. */
	public function __construct( private readonly string $file ) {}

	/** Address of the picture; null without one. */
	public function url_of( int $user_id ): ?string {
		$name = $this->chosen( $user_id );
		return '' === $name ? null : set_url_scheme( self::folder( 'baseurl' ) . '/' . $name );
	}

	/** Hook: `user_edit_form_tag`. The profile's form takes files. */
	public function print_form_type(): void {
		echo ' enctype="multipart/form-data"';
	}

	/** Hook: `show_user_profile`, `edit_user_profile`. The field, in the profiles of those who answer visitors. */
	public function print_field( \WP_User $user ): void {
		if ( ! user_can( $user, Capability::Reply->value ) ) {
			return;
		}
		$url     = $this->url_of( $user->ID );
		$library = current_user_can( 'upload_files' );
		if ( $library ) {
			wp_enqueue_media();
			$this->enqueue_script();
		}
		printf(
			'<table class="form-table" role="presentation"><tr><th scope="row"><label for="%1$s">%2$s</label></th><td>'
				. '<p><span id="%1$s-shown" role="img" aria-label="%3$s" style="%4$s"></span></p>'
				. '<p><input type="file" id="%1$s" name="%1$s" accept="image/jpeg,image/png,image/gif,image/webp" aria-describedby="%1$s-help"></p>',
			esc_attr( self::OPTION ),
			esc_html__( 'Public picture', 'aaia-chatbot' ),
			esc_attr__( 'Your picture', 'aaia-chatbot' ),
			esc_attr( self::LOOK . ( null === $url ? 'display:none' : 'background-image:url("' . esc_url( $url ) . '")' ) )
		);
		if ( $library ) {
			printf(
				'<p><input type="hidden" id="%1$s-id" name="%1$s_id" value=""><button type="button" class="button" id="%1$s-choose">%2$s</button></p>',
				esc_attr( self::OPTION ),
				esc_html__( 'Choose from the media library', 'aaia-chatbot' )
			);
		}
		if ( null !== $url ) {
			printf(
				'<p><label><input type="checkbox" name="%1$s_remove" value="1"> %2$s</label></p>',
				esc_attr( self::OPTION ),
				esc_html__( 'Remove the picture', 'aaia-chatbot' )
			);
		}
		printf(
			'<p class="description" id="%1$s-help">%2$s</p></td></tr></table>',
			esc_attr( self::OPTION ),
			esc_html__(
				'Visitors see it beside your name in the chat; without one, initials. JPEG, PNG, GIF or WebP, at most 5 MB; a small square copy is kept.',
				'aaia-chatbot'
			)
		);
	}

	/** Hook: `personal_options_update`, `edit_user_profile_update`. Other plugins' own forms, without WordPress's nonce, change nothing. */
	public function save_field( int $user_id ): void {
		if (
			! wp_verify_nonce( PlainPage::text_of( $_REQUEST, '_wpnonce' ), 'update-user_' . $user_id )
			|| ! current_user_can( 'edit_user', $user_id )
			|| ! user_can( $user_id, Capability::Reply->value )
		) {
			return;
		}
		// phpcs:ignore WordPress.Security.ValidatedSanitizedInput -- read by isset() and the functions for uploaded files only.
		$upload = is_array( $_FILES[ self::OPTION ] ?? null ) ? $_FILES[ self::OPTION ] : [];
		$error  = (int) ( $upload['error'] ?? UPLOAD_ERR_NO_FILE );
		$chosen = absint( $_POST[ self::OPTION . '_id' ] ?? 0 );
		if ( UPLOAD_ERR_OK === $error && is_uploaded_file( (string) $upload['tmp_name'] ) ) {
			$this->refusal = (string) $this->set( $user_id, (string) $upload['tmp_name'] );
		} elseif ( UPLOAD_ERR_NO_FILE !== $error ) {
			$this->refusal = $this->too_large();
		} elseif ( $chosen > 0 && current_user_can( 'upload_files' ) ) {
			$this->refusal = (string) $this->set( $user_id, (string) get_attached_file( $chosen ) );
		} elseif ( isset( $_POST[ self::OPTION . '_remove' ] ) ) {
			$this->remove( $user_id );
		}
	}

	/** Hook: `user_profile_update_errors`. Says why a picture was refused. */
	public function add_error( \WP_Error $errors ): void {
		if ( '' !== $this->refusal ) {
			$errors->add( self::OPTION, esc_html( $this->refusal ) );
		}
	}

	/**
	 * Makes a file the picture of a user.
	 *
	 * @return ?string Why not, for the user; null when it was done.
	 */
	public function set( int $user_id, string $path ): ?string {
		if ( ! is_file( $path ) ) {
			return __( 'The picture could not be read. Choose another file.', 'aaia-chatbot' );
		}
		if ( filesize( $path ) > self::BYTES ) {
			return $this->too_large();
		}
		$size = wp_getimagesize( $path );
		if ( false === $size || ! in_array( $size[2], self::TYPES, true ) ) {
			return __( 'The picture must be a JPEG, PNG, GIF or WebP file.', 'aaia-chatbot' );
		}
		[ $width, $height, $type ] = $size;
		if ( $width * $height > self::PIXELS ) {
			return $this->too_large();
		}
		if ( min( $width, $height ) < self::SIDE ) {
			/* translators: %d: pixels. */
			return sprintf( __( 'The picture must be at least %d pixels wide and high.', 'aaia-chatbot' ), self::SIDE );
		}
		$name = $this->draw( $path, $type );
		if ( null === $name ) {
			return __( 'The picture could not be read. Choose another file.', 'aaia-chatbot' );
		}
		$this->remove( $user_id );
		update_user_option( $user_id, self::OPTION, $name );
		return null;
	}

	/** Hook: `delete_user`, `remove_user_from_blog`. Removes the picture of a user. */
	public function remove( int $user_id ): void {
		$name = $this->chosen( $user_id );
		if ( '' !== $name ) {
			wp_delete_file( self::folder( 'basedir' ) . '/' . $name );
			delete_user_option( $user_id, self::OPTION );
		}
	}

	/** Draws the small copy. @return ?string Its name; null when the file is no picture after all. */
	private function draw( string $path, int $type ): ?string {
		$mime   = IMAGETYPE_JPEG === $type ? 'image/jpeg' : 'image/png';
		$editor = wp_get_image_editor( $path, [ 'mime_type' => (string) image_type_to_mime_type( $type ) ] );
		$folder = self::folder( 'basedir' );
		if ( is_wp_error( $editor ) || ! wp_mkdir_p( $folder ) ) {
			return null;
		}
		$side = $editor->get_size();
		$kept = self::SIDE === $side['width'] && self::SIDE === $side['height']
			? $editor->crop( 0, 0, self::SIDE, self::SIDE )
			: $editor->resize( self::SIDE, self::SIDE, true );
		// The small square: to turn the original needs its memory twice.
		$editor->maybe_exif_rotate();
		$name = 'agent-' . Ids::random() . ( IMAGETYPE_JPEG === $type ? '.jpg' : '.png' );
		return is_wp_error( $kept ) || is_wp_error( $editor->save( $folder . '/' . $name, $mime ) ) ? null : $name;
	}

	private function too_large(): string {
		return __( 'The picture is too large: at most 5 MB and 30 million pixels.', 'aaia-chatbot' );
	}

	/** Name of the copy, or nothing. */
	private function chosen( int $user_id ): string {
		$name = get_user_option( self::OPTION, $user_id );
		return is_string( $name ) && 1 === preg_match( '/\Aagent-[\w-]+\.(?:jpg|png)\z/', $name ) ? $name : '';
	}

	/** @param 'basedir'|'baseurl' $kind */
	private static function folder( string $kind ): string {
		return wp_upload_dir( null, false )[ $kind ] . '/' . self::FOLDER;
	}

	/** Enqueues the script that opens WordPress's media library and shows what was chosen. */
	private function enqueue_script(): void {
		$path  = dirname( $this->file ) . '/build/admin/profile';
		$asset = is_file( $path . '.asset.php' ) ? require $path . '.asset.php' : null;
		if ( ! is_array( $asset ) ) {
			return;
		}
		wp_enqueue_script( self::SCRIPT, plugins_url( 'build/admin/profile.js', $this->file ), $asset['dependencies'], $asset['version'], true );
		wp_set_script_translations( self::SCRIPT, 'aaia-chatbot', dirname( $this->file ) . '/languages' );
	}
}
