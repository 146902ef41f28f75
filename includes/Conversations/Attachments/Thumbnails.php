<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

/** Makes small pictures of large ones, with the editor of WordPress. */
final class Thumbnails {

	/** Pixels on the longer side: twice as many as are shown, for fine screens. */
	private const SIDE = 640;

	/** Smaller pictures are shown themselves. Bytes. */
	private const SMALL = 60_000;

	/** What the editor needs for one pixel, at most. Bytes. */
	private const PER_PIXEL = 6;

	/** Where PHP sets no limit. Bytes. */
	private const MEMORY = 256 * MB_IN_BYTES;

	/**
	 * The small picture; null when the picture is small itself, too large for the memory, or cannot be read.
	 *
	 * @return ?string Bytes, in the format of FileType::thumbnail().
	 */
	public static function of( string $path, FileType $type, int $width, int $height ): ?string {
		if ( filesize( $path ) < self::SMALL && max( $width, $height ) <= self::SIDE ) {
			return null;
		}
		wp_raise_memory_limit( 'image' );
		$limit = wp_convert_hr_to_bytes( (string) ini_get( 'memory_limit' ) );
		$limit = $limit > 0 ? $limit : self::MEMORY;
		if ( memory_get_usage() + $width * $height * self::PER_PIXEL > $limit ) {
			return null;
		}
		$editor = self::editor( $path, $type );
		if ( is_wp_error( $editor ) ) {
			return null;
		}
		$editor->maybe_exif_rotate();
		$resized   = $editor->resize( self::SIDE, self::SIDE );
		$temporary = get_temp_dir() . 'aaia-' . bin2hex( random_bytes( 12 ) ) . '.' . $type->thumbnail()->extension();
		$saved     = is_wp_error( $resized ) ? $resized : $editor->save( $temporary, $type->thumbnail()->value );
		$written   = is_wp_error( $saved ) ? $temporary : (string) $saved['path'];
		$bytes     = is_wp_error( $saved ) || $saved['mime-type'] !== $type->thumbnail()->value ? '' : (string) file_get_contents( $written );
		if ( is_file( $written ) ) {
			wp_delete_file( $written );
		}
		return '' === $bytes ? null : $bytes;
	}

	/** Formats with several pictures are read by GD only: Imagick unpacks all of them, however many, and outside PHP's memory limit. */
	private static function editor( string $path, FileType $type ): \WP_Image_Editor|\WP_Error {
		$only = static fn(): array => [ \WP_Image_Editor_GD::class ];
		if ( ! in_array( $type, [ FileType::Gif, FileType::Webp ], true ) ) {
			return wp_get_image_editor( $path, [ 'mime_type' => $type->value ] );
		}
		add_filter( 'wp_image_editors', $only, PHP_INT_MAX );
		try {
			return wp_get_image_editor( $path, [ 'mime_type' => $type->value ] );
		} finally {
			remove_filter( 'wp_image_editors', $only, PHP_INT_MAX );
		}
	}
}
