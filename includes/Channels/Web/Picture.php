<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\SiteState;

/** The assistant's picture, from the media library: in the panel's header and, if the owner likes, as the button. */
final class Picture {

	/** Setting: id of the attachment; 0 for none. */
	public const SETTING = 'widget_picture';

	/** Largest file, in bytes. Visitors load WordPress's small copy of it, where there is one. */
	private const BYTES = 2 * MB_IN_BYTES;

	private const TYPES = [ 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif' ];

	public function __construct(
		private readonly Settings $settings,
		private readonly SiteState $state,
	) {}

	/** URL of the picture's small copy; empty when there is none. */
	public function url(): string {
		$id = $this->settings->int( self::SETTING );
		return 0 === $id ? '' : (string) ( wp_get_attachment_image_src( $id, 'thumbnail' )[0] ?? '' );
	}

	/**
	 * Why this is no picture for visitors, or null. The content decides, not the name of the file.
	 *
	 * @param string|int|bool|list<string> $value
	 */
	public static function check( string|int|bool|array $value ): ?string {
		if ( 0 === $value ) {
			return null;
		}
		$file = is_int( $value ) && 'attachment' === get_post_type( $value ) ? get_attached_file( $value ) : false;
		if ( false === $file || ! is_file( $file ) ) {
			return __( 'Choose an image of the media library that is stored on this server.', 'aaia-chatbot' );
		}
		$bytes = (int) filesize( $file );
		if ( $bytes > self::BYTES ) {
			return sprintf(
				/* translators: 1: size of a file, such as 20 MB, 2: largest size allowed. */
				__( 'This image is too large (%1$s): choose one of at most %2$s.', 'aaia-chatbot' ),
				size_format( $bytes ),
				size_format( self::BYTES ),
			);
		}
		if ( ! in_array( wp_get_image_mime( $file ), self::TYPES, true ) ) {
			return __( 'Choose a PNG, JPEG, GIF, WebP or AVIF image. SVG files are refused: they can run scripts.', 'aaia-chatbot' );
		}
		return null;
	}

	/**
	 * Hook: `aaia_chatbot_settings_saved`. Keeps the picture's path for pages, which make no query.
	 *
	 * @param mixed $changed Names of the changed settings.
	 */
	public function settings_saved( mixed $changed ): void {
		if ( is_array( $changed ) && [] !== array_intersect( [ self::SETTING, 'widget_icon' ], $changed ) ) {
			$base = trailingslashit( wp_get_upload_dir()['baseurl'] );
			$url  = 'picture' === $this->settings->text( 'widget_icon' ) ? $this->url() : '';
			$this->state->set( LauncherLook::PICTURE, '' !== $url && str_starts_with( $url, $base ) ? substr( $url, strlen( $base ) ) : null );
		}
	}

	/** Hook: `delete_attachment`. A picture that is gone is no longer shown. */
	public function attachment_deleted( mixed $id ): void {
		if ( $this->state->is_served() && is_numeric( $id ) && (int) $id === $this->stored_id() ) {
			$this->settings->save( [ self::SETTING => 0 ] );
		}
	}

	/** The setting as it is stored: read as a setting, it would be checked while the file is being deleted. */
	private function stored_id(): int {
		$stored = get_option( Settings::OPTION, [] );
		return is_array( $stored ) && is_int( $stored[ self::SETTING ] ?? null ) ? $stored[ self::SETTING ] : 0;
	}
}
