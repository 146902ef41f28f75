<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** Makes the HTML part of a mail: the plain text, all of it escaped, and our own link as a link. Nothing else becomes markup. */
final class HtmlPart {

	public static function from_text( string $text, string $link ): string {
		$lines = [];
		foreach ( explode( "\n", $text ) as $line ) {
			$quoted  = str_starts_with( $line, '> ' );
			$escaped = esc_html( $quoted ? substr( $line, 2 ) : $line );
			if ( $line === $link ) {
				$escaped = sprintf( '<a href="%s">%s</a>', esc_url( $link ), esc_html( $link ) );
			}
			$lines[] = $quoted ? '<span style="border-left:3px solid #ccc;padding-left:8px;color:#444">' . $escaped . '</span>' : $escaped;
		}
		return '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif;line-height:1.5">'
			. implode( "<br>\n", $lines ) . '</body></html>';
	}
}
