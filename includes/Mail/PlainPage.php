<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/**
 * The page of a mailed link: a sentence and, where there is a choice, buttons that send a POST.
 *
 * It loads nothing: no theme, no script. It is never cached nor shown in a frame, so that only a person's click acts.
 */
final class PlainPage {

	private const STYLE = 'body{font:18px/1.55 system-ui,sans-serif;margin:0;background:#f6f7f9;color:#1d2327}'
		. 'main{box-sizing:border-box;max-width:34em;margin:12vh auto;padding:2em;background:#fff;border:1px solid #dcdcde;'
		. 'border-radius:12px}h1{font-size:1.3em;margin:0 0 .6em}p{margin:0 0 1.2em}form{display:flex;flex-wrap:wrap;gap:.7em}'
		. 'button{font:inherit;padding:.65em 1.2em;border-radius:8px;border:1px solid #1d4ed8;background:#1d4ed8;color:#fff;'
		. 'cursor:pointer}button+button{background:#fff;color:#1d2327;border-color:#8c8f94}'
		. 'button:focus-visible{outline:3px solid #93c5fd;outline-offset:2px}'
		. '@media (max-width:36em){main{margin:0;border:0;border-radius:0;min-height:100vh}button{width:100%}}';

	/**
	 * @param string                               $locale  WordPress locale of the words.
	 * @param string                               $action  URL that the buttons send to; empty for the page's own.
	 * @param list<array{string, string, string}>  $buttons Name, value and label; the first is the main one.
	 * @param array<string, string>                $hidden  Hidden fields by name.
	 */
	public function __construct(
		public readonly int $status,
		private readonly string $locale,
		private readonly string $title,
		public readonly string $sentence,
		private readonly string $action = '',
		private readonly array $buttons = [],
		private readonly array $hidden = [],
	) {}

	/** A field of a query or a form on one line; empty when it is no text. */
	public static function text_of( mixed $source, string $key ): string {
		$value = is_array( $source ) ? ( $source[ $key ] ?? null ) : null;
		return is_string( $value ) ? sanitize_text_field( wp_unslash( $value ) ) : '';
	}

	/** Whether the request sends a form. */
	public static function is_posted(): bool {
		return 'POST' === self::text_of( $_SERVER, 'REQUEST_METHOD' );
	}

	public function send(): void {
		nocache_headers();
		if ( ! defined( 'DONOTCACHEPAGE' ) ) {
			define( 'DONOTCACHEPAGE', true ); // Page caches that ignore headers know this.
		}
		header( 'Referrer-Policy: no-referrer' );
		header( 'X-Robots-Tag: noindex' );
		header( 'X-Frame-Options: DENY' );
		header( "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'" );
		status_header( $this->status );
		header( 'Content-Type: text/html; charset=utf-8' );
		echo $this->html(); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped where it is written, below.
	}

	public function html(): string {
		return sprintf(
			'<!DOCTYPE html><html lang="%1$s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%2$s</title>'
				. '<style>%5$s</style></head><body><main><h1>%2$s</h1><p>%3$s</p>%4$s</main></body></html>',
			esc_attr( str_replace( '_', '-', $this->locale ) ),
			esc_html( $this->title ),
			esc_html( $this->sentence ),
			$this->form(),
			self::STYLE
		);
	}

	private function form(): string {
		if ( [] === $this->buttons ) {
			return '';
		}
		$inside = '';
		foreach ( $this->hidden as $name => $value ) {
			$inside .= sprintf( '<input type="hidden" name="%s" value="%s">', esc_attr( $name ), esc_attr( $value ) );
		}
		foreach ( $this->buttons as [ $name, $value, $label ] ) {
			$inside .= sprintf(
				'<button type="submit" name="%s" value="%s">%s</button>',
				esc_attr( $name ),
				esc_attr( $value ),
				esc_html( $label )
			);
		}
		return sprintf( '<form method="post"%s>%s</form>', '' === $this->action ? '' : ' action="' . esc_url( $this->action ) . '"', $inside );
	}
}
