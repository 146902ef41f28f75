<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

/**
 * Regular expressions typed by an owner, run so that none can hold up a site: short input, few backtracks, errors as values.
 *
 * Case is ignored and text is Unicode (flags `iu`).
 */
final class BoundedRegex {

	/** Characters of the text that are looked at. */
	private const CHARACTERS = 4000;

	/** PCRE's match limit: a runaway pattern ends within milliseconds. */
	private const BACKTRACKS = 100_000;

	/** What is wrong with a pattern as typed; null when it is fine. */
	public function objection( string $pattern ): ?string {
		$error = '';
		set_error_handler( // phpcs:ignore -- the compiler says what is wrong in a warning only.
			static function ( int $level, string $message ) use ( &$error ): bool {
				$error = $message;
				return true;
			}
		);
		$result = preg_match( $this->delimited( $pattern ), '' );
		restore_error_handler();
		return false === $result ? ( '' === $error ? preg_last_error_msg() : (string) preg_replace( '/^preg_match\(\): (?:Compilation failed: )?/', '', $error ) ) : null;
	}

	/**
	 * Whether the pattern fits somewhere in the text.
	 *
	 * @throws \RangeException When the pattern is wrong or needs too much work.
	 */
	public function fits( string $pattern, string $text ): bool {
		$before = ini_set( 'pcre.backtrack_limit', (string) self::BACKTRACKS );
		set_error_handler( static fn(): bool => true ); // phpcs:ignore -- a wrong pattern is reported by the exception below.
		$result = preg_match( $this->delimited( $pattern ), mb_substr( $text, 0, self::CHARACTERS, 'UTF-8' ) );
		$error  = preg_last_error_msg();
		restore_error_handler();
		ini_set( 'pcre.backtrack_limit', false === $before ? '1000000' : $before );
		if ( false === $result ) {
			throw new \RangeException( $error );
		}
		return 1 === $result;
	}

	/** Between delimiters that no text contains. */
	private function delimited( string $pattern ): string {
		return "\x01" . str_replace( "\x01", '', $pattern ) . "\x01iu";
	}
}
