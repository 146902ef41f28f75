<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Conditions;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Runs regular expressions that an owner typed, within limits of input, steps and time, so that none can block the site.
 *
 * The pattern is tried at each offset of the text in turn. PCRE counts its steps anew at each, so one offset costs a bounded
 * number of steps whatever the pattern is, and the time limit is checked before the next. Case is ignored and text is Unicode
 * (flags `iu`).
 */
final class BoundedRegex {

	/** Characters of the text that are read. */
	private const CHARACTERS = 4000;

	/** Characters of a short text, such as a question: an expression that needs too many steps for one is wrong, whatever was written. */
	public const SHORT = 300;

	/**
	 * Steps at one offset of the text, and of a short one: about 20 ms where every step scans the whole text. The compiled form of PCRE (JIT)
	 * does not count all of its steps, so it is not used.
	 */
	private const LIMITS       = '(*NO_JIT)(*LIMIT_MATCH=20000)';
	private const SHORT_LIMITS = '(*NO_JIT)(*LIMIT_MATCH=300000)';

	/** Nanoseconds for one text: a hundred times what a common pattern takes. */
	private const TIME = 250_000_000;

	/** PHP's English error message for a pattern; null when it compiles. */
	public function syntax_error( string $pattern ): ?string {
		$error = '';
		set_error_handler( // phpcs:ignore -- the compiler says what is wrong in a warning only.
			static function ( int $level, string $message ) use ( &$error ): bool {
				$error = $message;
				return true;
			}
		);
		$result = preg_match( $this->delimited( $pattern ), '' );
		restore_error_handler();
		return false === $result
			? ( '' === $error ? preg_last_error_msg() : (string) preg_replace( '/^preg_match\(\): (?:Compilation failed: )?/', '', $error ) )
			: null;
	}

	/**
	 * Whether the pattern matches somewhere in the text.
	 *
	 * @throws \RangeException When the pattern is wrong or needs too much work.
	 */
	public function fits( string $pattern, string $text ): bool {
		$text    = mb_substr( Text::valid( $text ), 0, self::CHARACTERS, 'UTF-8' );
		$limits  = mb_strlen( $text, 'UTF-8' ) > self::SHORT ? self::LIMITS : self::SHORT_LIMITS;
		$here    = $this->delimited( $limits . $pattern ) . 'A';
		$until   = hrtime( true ) + self::TIME;
		$result  = 0;
		$stopped = false;
		set_error_handler( static fn(): bool => true ); // phpcs:ignore -- a wrong pattern is reported by the exception below.
		for ( $at = 0; 0 === $result && ! $stopped && $at <= strlen( $text ); $at++ ) {
			// Skips continuation bytes of UTF-8: they are inside a character.
			if ( 0x80 !== ( ord( $text[ $at ] ?? "\0" ) & 0xC0 ) ) {
				$result  = preg_match( $here, $text, $found, 0, $at );
				$stopped = hrtime( true ) > $until;
			}
		}
		$error = preg_last_error_msg();
		restore_error_handler();
		if ( false === $result || 0 === $result && $stopped ) {
			throw new \RangeException( false === $result ? $error : 'Time limit exhausted' );
		}
		return 1 === $result;
	}

	/**
	 * Explains a failure of fits() in the current language.
	 *
	 * @param string $fault The message of its exception, in English.
	 */
	public static function explain( string $fault ): string {
		return 1 === preg_match( '/limit|stack/i', $fault )
			/* translators: %s: PHP's own words, in English. */
			? sprintf( __( 'The regular expression is too slow (%s).', 'aaia-chatbot' ), $fault )
			: $fault;
	}

	/** The pattern between delimiters that no text contains. */
	private function delimited( string $pattern ): string {
		return "\x01" . str_replace( "\x01", '', $pattern ) . "\x01iu";
	}
}
