<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/**
 * A text with variables in braces, such as `{message}`.
 *
 * Filled in one pass, so that a value that looks like a variable stays as it is. A line, or a whole paragraph, all of whose
 * variables are empty is left out, so that no label stands without its value. Unknown variables stay visible as typed.
 */
final class Template {

	private const VARIABLE = '/\{([a-z_]{1,30})\}/';

	public function __construct( private readonly string $text ) {}

	/** @param array<string, string> $values By name. */
	public function filled( array $values ): string {
		$paragraphs = [];
		foreach ( preg_split( '/\n{2,}/', str_replace( "\r\n", "\n", $this->text ) ) ?: [] as $paragraph ) {
			if ( $this->is_void( $paragraph, $values ) ) {
				continue;
			}
			$lines        = array_filter( explode( "\n", $paragraph ), fn( string $line ): bool => ! $this->is_void( $line, $values ) );
			$paragraphs[] = implode( "\n", array_map( fn( string $line ): string => $this->line( $line, $values ), $lines ) );
		}
		return implode( "\n\n", $paragraphs );
	}

	/**
	 * Variables of the text that are not among the known ones.
	 *
	 * @param list<string> $known
	 *
	 * @return list<string>
	 */
	public function unknown( array $known ): array {
		preg_match_all( self::VARIABLE, $this->text, $found );
		return array_values( array_unique( array_diff( $found[1], $known ) ) );
	}

	/** @param array<string, string> $values */
	private function line( string $line, array $values ): string {
		return (string) preg_replace_callback( self::VARIABLE, static fn( array $found ): string => $values[ $found[1] ] ?? $found[0], $line );
	}

	/** @param array<string, string> $values */
	private function is_void( string $text, array $values ): bool {
		if ( 0 === preg_match_all( self::VARIABLE, $text, $found ) ) {
			return false;
		}
		foreach ( $found[1] as $name ) {
			if ( '' !== ( $values[ $name ] ?? $name ) ) {
				return false;
			}
		}
		return true;
	}
}
