<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/**
 * Writes Server-Sent Events (WHATWG HTML, section 9.2), one JSON value per event, for the AI SDK's UI message stream.
 *
 * Keeps writing when the reader has disconnected: the caller decides whether the work goes on.
 */
final class SseWriter {

	/** After this time without an event, a comment keeps proxies and the widget's watchdog from closing the connection. Seconds. */
	public const HEARTBEAT_SECONDS = 3.0;

	private float $last_write;

	/** @param \Closure(string): void $out */
	public function __construct( private readonly \Closure $out ) {
		$this->last_write = microtime( true );
	}

	/** A writer to the browser: sends the headers and removes all output buffers. */
	public static function to_browser(): self {
		ignore_user_abort( true );
		if ( function_exists( 'set_time_limit' ) && (int) ini_get( 'max_execution_time' ) > 0 ) {
			set_time_limit( 180 );
		}
		// PHP's messages belong in its log, not between the events.
		foreach ( [ 'display_errors', 'zlib.output_compression' ] as $option ) {
			if ( ! headers_sent() && wp_is_ini_value_changeable( $option ) ) {
				ini_set( $option, '0' ); // phpcs:ignore WordPress.PHP.IniSet -- for the rest of this answer only.
			}
		}
		while ( ob_get_level() > 0 && ( ob_get_status()['flags'] & PHP_OUTPUT_HANDLER_REMOVABLE ) && ob_end_clean() ) {
			continue;
		}
		if ( ! headers_sent() ) {
			header( 'Content-Type: text/event-stream; charset=utf-8' );
			header( 'Cache-Control: no-store, private, no-transform' );
			header( 'X-Accel-Buffering: no' );
			header( 'Content-Encoding: none' );
			header( 'x-vercel-ai-ui-message-stream: v1' );
		}
		return new self(
			static function ( string $bytes ): void {
				echo $bytes; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- an event stream, JSON inside.
				flush();
			}
		);
	}

	/** @param array<string, mixed> $chunk */
	public function send( array $chunk ): void {
		$this->write(
			'data: ' . wp_json_encode( $chunk, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE ) . "\n\n",
		);
	}

	/** Writes a comment when nothing was written for HEARTBEAT_SECONDS. */
	public function heartbeat(): void {
		if ( microtime( true ) - $this->last_write >= self::HEARTBEAT_SECONDS ) {
			$this->write( ": \n\n" );
		}
	}

	/** Writes the end of the stream. */
	public function close(): void {
		$this->write( "data: [DONE]\n\n" );
	}

	/** Whether the reader has disconnected. Known only after a write. */
	public function reader_left(): bool {
		return 0 !== connection_aborted();
	}

	private function write( string $bytes ): void {
		( $this->out )( $bytes );
		$this->last_write = microtime( true );
	}
}
