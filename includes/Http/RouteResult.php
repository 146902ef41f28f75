<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** The result of an operation: a status with a JSON body, an error, a stream, a file or a script. */
final class RouteResult {

	/**
	 * @param mixed                        $body    JSON value.
	 * @param array<string, string>        $headers
	 * @param ?\Closure(SseWriter): void   $stream  Writes a stream instead of $body.
	 * @param ?\Closure(): iterable<string> $file   Pieces of a file, instead of $body.
	 * @param ?string                      $script  A script for a page, instead of $body.
	 */
	private function __construct(
		public readonly int $status,
		public readonly mixed $body,
		public readonly array $headers = [],
		public readonly ?\Closure $stream = null,
		public readonly ?\Closure $file = null,
		public readonly ?string $script = null,
	) {}

	public static function ok( mixed $body ): self {
		return new self( 200, $body );
	}

	public static function created( mixed $body ): self {
		return new self( 201, $body );
	}

	public static function accepted( mixed $body ): self {
		return new self( 202, $body );
	}

	public static function no_content(): self {
		return new self( 204, null );
	}

	/** The browser's copy is current. */
	public static function not_modified(): self {
		return new self( 304, null );
	}

	/**
	 * Server-Sent Events in the AI SDK's UI message stream protocol.
	 *
	 * @param \Closure(SseWriter): void $write
	 */
	public static function stream( \Closure $write, int $status = 200 ): self {
		return new self( $status, null, [], $write );
	}

	/**
	 * A download, generated while it is sent.
	 *
	 * @param string                       $name   ASCII letters, digits, `-` and `.` only.
	 * @param \Closure(): iterable<string> $pieces
	 */
	public static function file( string $name, string $type, \Closure $pieces ): self {
		return new self(
			200,
			null,
			[ 'Content-Type' => $type, 'Content-Disposition' => 'attachment; filename="' . $name . '"' ],
			null,
			$pieces,
		);
	}

	/** A script for a page. */
	public static function script( string $code ): self {
		return new self( 200, null, [ 'Content-Type' => 'text/javascript; charset=UTF-8' ], null, null, $code );
	}

	/**
	 * An error.
	 *
	 * @param string               $code    Such as `aaia_not_found`.
	 * @param string               $message Translated sentence that says what to do.
	 * @param array<string, mixed> $data    More data for programs.
	 */
	public static function problem( int $status, string $code, string $message, array $data = [] ): self {
		return new self(
			$status,
			[
				'code'    => $code,
				'message' => $message,
				'data'    => [ 'status' => $status ] + $data,
			]
		);
	}

	/** The object does not exist or belongs to another person: the same message, so that it does not tell which. */
	public static function not_found(): self {
		return self::problem( 404, 'aaia_not_found', __( 'This does not exist, or it is not yours.', 'aaia-chatbot' ) );
	}

	/** @param int $seconds Until a retry is allowed. */
	public static function too_many( int $seconds ): self {
		$message = sprintf(
			/* translators: %d: number of seconds. */
			_n(
				'Too many messages at once. Try again in %d second.',
				'Too many messages at once. Try again in %d seconds.',
				$seconds,
				'aaia-chatbot',
			),
			$seconds,
		);
		return self::problem( 429, 'aaia_rate_limited', $message, [ 'retry_after' => $seconds ] )
			->with_header( 'Retry-After', (string) $seconds );
	}

	public function with_header( string $name, string $value ): self {
		return new self( $this->status, $this->body, [ $name => $value ] + $this->headers, $this->stream, $this->file, $this->script );
	}

	/** The same with another status, such as 206 for a part of a file. */
	public function with_status( int $status ): self {
		return new self( $status, $this->body, $this->headers, $this->stream, $this->file, $this->script );
	}

	/** Adds an entity tag, or answers 304 when the request names the same one in `If-None-Match`. */
	public function with_etag( string $tag, \WP_REST_Request $request ): self {
		$known = array_map(
			static fn( string $one ): string => (string) preg_replace( '#\A\s*(?:W/)?#', '', $one ),
			explode( ',', (string) $request->get_header( 'if_none_match' ) ),
		);
		$tag   = '"' . $tag . '"';
		return ( in_array( $tag, array_map( 'trim', $known ), true ) ? self::not_modified() : $this )->with_header( 'ETag', $tag );
	}
}
