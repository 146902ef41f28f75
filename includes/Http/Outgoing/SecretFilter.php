<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Removes keys from a text that arrives in pieces, because servers may echo what they were sent.
 *
 * Removes any eight consecutive characters of a key, in upper or lower case, with any other characters than letters and digits between
 * them; also of the key reversed, escaped (URL, JSON), or in base64 or hexadecimal. The end of a piece is held back while it may begin a
 * key. Keys without a digit, or shorter than sixteen characters, are ignored: people type such words where a server needs no key
 * ("ollama", "not-needed"), and answers may contain them.
 */
final class SecretFilter {

	/** Consecutive characters that identify a key: a text does not contain eight of a random key by chance. */
	private const GRAM = 8;

	/** Letters and digits of the shortest key that is removed. */
	private const KEY = 16;

	/** Maximum bytes between two characters of a key. */
	private const GAP = 64;

	private const HIDDEN = '•••';

	/** The letters and digits of the keys in every encoding, separated by spaces; empty when there are none. */
	private readonly string $keys;

	/** The last letters and digits that are consecutive in a key. */
	private string $run = '';

	/** The text from the first of them on, which is held back. */
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

	/** Removes the keys from a whole text. */
	public function cleaned( string $text ): string {
		return $this->push( $text ) . $this->finish();
	}

	/** Takes the next piece and returns the text that is safe to show so far. */
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

	/** Ends the text and returns what was held back. */
	public function finish(): string {
		$shown      = strlen( $this->run ) >= self::GRAM ? self::HIDDEN . self::after_key( $this->held ) : $this->held;
		$this->run  = '';
		$this->held = '';
		$this->gap  = 0;
		return $shown;
	}

	/** A letter or digit continues the run, or ends it and begins another. */
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

	/** Any other byte is a separator. */
	private function skip( string $byte ): string {
		if ( '' === $this->run ) {
			return $byte;
		}
		$this->held .= $byte;
		return ++$this->gap > self::GAP ? $this->finish() : '';
	}

	/** The text after the last letter or digit. */
	private static function after_key( string $held ): string {
		return (string) preg_replace( '/\A.*[A-Za-z0-9]/s', '', $held );
	}

	/** @return list<string> */
	private static function encodings( #[\SensitiveParameter] string $key ): array {
		$codes     = str_split( bin2hex( $key ), 2 );
		$dashes    = [ '-' => '%2D', '_' => '%5F', '.' => '%2E', '~' => '%7E' ];
		$encodings = [
			$key,
			strrev( $key ),
			implode( '', $codes ),
			'u00' . implode( 'u00', $codes ),
			strtr( rawurlencode( $key ), $dashes ),
			base64_encode( $key ),
		];
		foreach ( [ 1, 2 ] as $before ) {
			// Base64 encodes three bytes at a time: the key may begin at any of them, and the first four characters hold the text before.
			$encodings[] = substr( base64_encode( str_repeat( ' ', $before ) . $key ), 4 );
		}
		return array_values( array_unique( array_map( self::letters_and_digits( ... ), $encodings ) ) );
	}

	private static function letters_and_digits( string $text ): string {
		return strtolower( (string) preg_replace( '/[^A-Za-z0-9]+/', '', $text ) );
	}
}
