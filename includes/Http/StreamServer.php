<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Serves our streams, files and scripts, for which WordPress would print JSON. */
final class StreamServer {

	/** Time limit of a file: enough for a million answers. Seconds. */
	private const FILE_SECONDS = 600;

	/** @param ?\Closure(string): void $file_out Receives the pieces of files; null sends them to the browser. */
	public function __construct( private readonly ?\Closure $file_out = null ) {}

	/** Hook: `rest_pre_serve_request`. Writes the response; true tells WordPress that it is served. */
	public function serve( mixed $served, mixed $response ): mixed {
		if ( $response instanceof FileResponse ) {
			$this->send( $response );
			return true;
		}
		if ( $response instanceof ScriptResponse ) {
			// Through the output buffers, one of which may compress it.
			echo $response->code; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- a script, not a page; its type says so.
			return true;
		}
		if ( ! $response instanceof StreamResponse ) {
			return $served;
		}
		$writer = SseWriter::to_browser();
		try {
			( $response->write )( $writer );
		} catch ( UnfinishedStream ) {
			return true;
		} catch ( \Throwable $failure ) {
			// WordPress would print its error page into the stream. The missing end tells the reader that it is incomplete.
			do_action( 'aaia_chatbot_log', 'error', 'A stream broke off: ' . $failure->getMessage() );
			return true;
		}
		$writer->close();
		return true;
	}

	/** Sends a file piece by piece. When it fails, the file ends there. */
	private function send( FileResponse $file ): void {
		$out = $this->file_out ?? self::to_browser();
		try {
			foreach ( ( $file->pieces )() as $piece ) {
				$out( $piece );
				if ( connection_aborted() ) {
					return;
				}
			}
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'A file broke off: ' . $failure->getMessage() );
		}
	}

	/**
	 * Removes all output buffers, so that a file of any size needs the memory of one piece.
	 *
	 * @return \Closure(string): void
	 */
	private static function to_browser(): \Closure {
		if ( function_exists( 'set_time_limit' ) && (int) ini_get( 'max_execution_time' ) > 0 ) {
			set_time_limit( self::FILE_SECONDS );
		}
		while ( ob_get_level() > 0 && ( ob_get_status()['flags'] & PHP_OUTPUT_HANDLER_REMOVABLE ) && ob_end_clean() ) {
			continue;
		}
		return static function ( string $piece ): void {
			echo $piece; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- a file, not a page; its type says so.
		};
	}
}
