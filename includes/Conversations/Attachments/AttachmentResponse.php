<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\RouteResult;
use Aaia\Chatbot\Http\Schema;

/** What the routes of staff and of visitors share: reading an upload from a request, sending a file, saying why one is refused. */
final class AttachmentResponse {

	/** Bytes sent at once. */
	private const PIECE = 65_536;

	/** @param ?\Closure(string): bool $is_upload Whether PHP stored this file for the request; null asks PHP. */
	public function __construct(
		private readonly AttachmentFolder $folder,
		private readonly AttachmentService $service,
		private readonly ?\Closure $is_upload = null,
	) {}

	/** Schema of one(). */
	public static function schema(): Schema {
		return Schema::closed(
			[
				'id'        => Schema::string(),
				'name'      => Schema::string(),
				'mime'      => Schema::string(),
				'size'      => Schema::int(),
				'width'     => Schema::int()->nullable(),
				'height'    => Schema::int()->nullable(),
				'thumbnail' => Schema::bool(),
			]
		)->named( 'Attachment' );
	}

	/** @return array<string, mixed> */
	public static function one( Attachment $attachment ): array {
		return array_diff_key( $attachment->part(), [ 'type' => true ] );
	}

	/** Says why a file was refused. */
	public static function problem( AttachmentRefused $refused ): RouteResult {
		return RouteResult::problem( $refused->status, 'aaia_file_refused', $refused->getMessage() );
	}

	/**
	 * The one file of a multipart request, in the field `file`.
	 *
	 * @return array{path: string, name: string}
	 *
	 * @throws AttachmentRefused
	 */
	public function upload( \WP_REST_Request $request ): array {
		$file  = $request->get_file_params()['file'] ?? null;
		$error = is_array( $file ) ? $file['error'] ?? UPLOAD_ERR_NO_FILE : UPLOAD_ERR_NO_FILE;
		if ( UPLOAD_ERR_INI_SIZE === $error || UPLOAD_ERR_FORM_SIZE === $error || ( null === $file && self::is_beyond_post_size( $request ) ) ) {
			throw $this->service->too_large();
		}
		if (
			UPLOAD_ERR_OK !== $error || ! is_array( $file ) || ! is_string( $file['tmp_name'] ?? null ) || ! is_string( $file['name'] ?? null )
		) {
			throw new AttachmentRefused( __( 'The file did not arrive whole. Please try again.', 'aaia-chatbot' ) );
		}
		if ( ! ( $this->is_upload ?? is_uploaded_file( ... ) )( $file['tmp_name'] ) ) {
			throw new AttachmentRefused( __( 'The file did not arrive whole. Please try again.', 'aaia-chatbot' ) );
		}
		return [ 'path' => $file['tmp_name'], 'name' => $file['name'] ];
	}

	/**
	 * The file, or its thumbnail where there is one. Nothing in it can run: its type is from our list, browsers must not guess another, and a
	 * document opened in a tab is in a sandbox without scripts, pictures or requests.
	 */
	public function file( Attachment $attachment, bool $as_thumbnail, \WP_REST_Request $request ): RouteResult {
		$as_thumbnail = $as_thumbnail && $attachment->has_thumbnail;
		$type         = $as_thumbnail ? $attachment->type->thumbnail() : $attachment->type;
		$path         = $as_thumbnail ? $this->folder->thumbnail( $attachment->stored ) : $this->folder->path( $attachment->stored );
		if ( ! is_file( $path ) ) {
			do_action( 'aaia_chatbot_log', 'error', 'An attached file is missing: ' . $path );
			return RouteResult::not_found();
		}
		$size          = (int) filesize( $path );
		[ $from, $to ] = self::range( (string) $request->get_header( 'range' ), $size ) ?? [ 0, $size - 1 ];
		if ( $from > $to ) {
			$words = __( 'The file is shorter than that.', 'aaia-chatbot' );
			return RouteResult::problem( 416, 'aaia_range', $words )->with_header( 'Content-Range', "bytes */$size" );
		}
		$is_part = null !== self::range( (string) $request->get_header( 'range' ), $size );
		$result  = RouteResult::file( 'file.' . $type->extension(), $type->value, static fn(): iterable => self::pieces( $path, $from, $to ) )
			->with_header( 'Content-Disposition', self::disposition( $attachment, $type ) )
			->with_header( 'Content-Length', (string) ( $to - $from + 1 ) )
			->with_header( 'Accept-Ranges', 'bytes' )
			->with_header( 'X-Content-Type-Options', 'nosniff' )
			->with_header( 'Content-Security-Policy', "sandbox; default-src 'none'" )
			->with_header( 'Cross-Origin-Resource-Policy', 'same-origin' );
		return $is_part ? $result->with_status( 206 )->with_header( 'Content-Range', "bytes $from-$to/$size" ) : $result;
	}

	/** Pictures and sound are shown, everything else is a download. The name in ASCII, and whole (RFC 6266). */
	private static function disposition( Attachment $attachment, FileType $type ): string {
		$shown = in_array( $type->kind(), [ AttachmentKind::Image, AttachmentKind::Audio ], true );
		$plain = (string) preg_replace( '/[^A-Za-z0-9._ -]+/', '_', remove_accents( $attachment->name ) );
		return ( $shown ? 'inline' : 'attachment' ) . '; filename="' . $plain . "\"; filename*=UTF-8''" . rawurlencode( $attachment->name );
	}

	/** @return array{int, int}|null First and last byte of a single range (RFC 9110); null when the whole file is wanted. */
	private static function range( string $header, int $size ): ?array {
		if ( 1 !== preg_match( '/\Abytes=(\d{0,18})-(\d{0,18})\z/', trim( $header ), $found ) || '-' === $found[1] . '-' . $found[2] ) {
			return null;
		}
		if ( '' === $found[1] ) {
			return [ max( 0, $size - (int) $found[2] ), $size - 1 ];
		}
		return [ (int) $found[1], '' === $found[2] ? $size - 1 : min( (int) $found[2], $size - 1 ) ];
	}

	/** @return \Generator<string> */
	private static function pieces( string $path, int $from, int $to ): \Generator {
		$file = fopen( $path, 'rb' ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- sent piece by piece.
		if ( false === $file || 0 !== fseek( $file, $from ) ) {
			return;
		}
		for ( $left = $to - $from + 1; $left > 0; $left -= strlen( $piece ) ) {
			$piece = (string) fread( $file, min( self::PIECE, $left ) ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- see above.
			if ( '' === $piece ) {
				break;
			}
			yield $piece;
		}
		fclose( $file ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- see above.
	}

	/** PHP drops a body that is larger than `post_max_size` whole. */
	private static function is_beyond_post_size( \WP_REST_Request $request ): bool {
		$limit = wp_convert_hr_to_bytes( (string) ini_get( 'post_max_size' ) );
		return $limit > 0 && (int) $request->get_header( 'content_length' ) > $limit;
	}
}
