<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Takes keys out of a text that comes in pieces, for servers that repeat what they were sent.
 *
 * Eight characters in a row of a key are taken out, wherever in the key they stand, in any case, with anything but letters and digits
 * between them, and also when the key is turned round, escaped (URL, JSON) or written in base64 or hexadecimal digits. The end of a piece
 * is held back while it may be the beginning of one. Keys without a digit, or shorter than sixteen characters, are left alone: these are
 * what people type where a server wants none ("ollama", "not-needed"), and answers may hold such words.
 */
final class SecretFilter {

	/** Characters in a row that give a key away: no text holds eight of a random key by chance. */
	private const GRAM = 8;

	/** Letters and digits of the shortest key that is looked for. */
	private const KEY = 16;

	/** Bytes between two characters of a key; more of them end it. */
	private const GAP = 64;

	private const HIDDEN = '•••';

	/** The letters and digits of the keys, in every way of writing them, separated by spaces; empty when nothing is looked for. */
	private readonly string $keys;

	/** The last letters and digits, as far as they stand in a row in a key. */
	private string $run = '';

	/** The text from the first of them on: not handed out yet. */
	private string $held = '';

	/** Bytes since the last letter or digit. */
	private int $gap = 0;

	/** @param list<string> $keys */
	public function __construct( #[\SensitiveParameter] array $keys ) {
		$encodings = [];
		foreach ( $keys as $key ) {
			if ( strlen( self::letters_and_digits( $key ) ) >= self::KEY && 1 === preg_match( '/\d/', $key ) ) {
				array_push( $encodings, ...self::encodings( $key ) );
			}
		}
		$this->keys = implode( ' ', $encodings );
	}

	/** A whole text without the keys. */
	public function cleaned( string $text ): string {
		return $this->push( $text ) . $this->finish();
	}

	/** More of the text: what may be shown of it and of what was held back. */
	public function push( string $text ): string {
		if ( '' === $this->keys ) {
			return $text;
		}
		$shown  = '';
		$length = strlen( $text );
		for ( $at = 0; $at < $length; $at++ ) {
			$shown .= ctype_alnum( $text[ $at ] ) ? $this->take( $text[ $at ] ) : $this->skip( $text[ $at ] );
		}
		return $shown;
	}

	/** The text has ended: what was held back. */
	public function finish(): string {
		$shown      = strlen( $this->run ) >= self::GRAM ? self::HIDDEN . self::after_key( $this->held ) : $this->held;
		$this->run  = '';
		$this->held = '';
		$this->gap  = 0;
		return $shown;
	}

	/** A letter or digit goes on with the run, or ends it and begins another. */
	private function take( string $character ): string {
		$shown = '';
		$this->gap = 0;
		if ( strlen( $this->run ) >= self::GRAM && ! str_contains( $this->keys, $this->run . strtolower( $character ) ) ) {
			$shown = $this->finish();
		}
		$this->run  .= strtolower( $character );
		$this->held .= $character;
		while ( '' !== $this->run && ! str_contains( $this->keys, $this->run ) ) {
			$next       = 1 + strcspn( $this->held, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 1 );
			$shown     .= substr( $this->held, 0, $next );
			$this->held = substr( $this->held, $next );
			$this->run  = substr( $this->run, 1 );
		}
		return $shown;
	}

	/** Anything else stands between. */
	private function skip( string $byte ): string {
		if ( '' === $this->run ) {
			return $byte;
		}
		$this->held .= $byte;
		return ++$this->gap > self::GAP ? $this->finish() : '';
	}

	/** What stands behind the last letter or digit. */
	private static function after_key( string $held ): string {
		return (string) preg_replace( '/\A.*[A-Za-z0-9]/s', '', $held );
	}

	/** @return list<string> */
	private static function encodings( #[\SensitiveParameter] string $key ): array {
		$codes  = str_split( bin2hex( $key ), 2 );
		$dashes = [ '-' => '%2D', '_' => '%5F', '.' => '%2E', '~' => '%7E' ];
		$encodings   = [ $key, strrev( $key ), implode( '', $codes ), 'u00' . implode( 'u00', $codes ), strtr( rawurlencode( $key ), $dashes ), base64_encode( $key ) ];
		foreach ( [ 1, 2 ] as $before ) {
			// Base64 takes three bytes at a time: the key may begin at any of them, and the first four characters hold what stands before.
			$encodings[] = substr( base64_encode( str_repeat( ' ', $before ) . $key ), 4 );
		}
		return array_values( array_unique( array_map( self::letters_and_digits( ... ), $encodings ) ) );
	}

	private static function letters_and_digits( string $text ): string {
		return strtolower( (string) preg_replace( '/[^A-Za-z0-9]+/', '', $text ) );
	}
}
