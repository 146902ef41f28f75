<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/**
 * Takes the mark PromptBuilder::NO_ANSWER out of a text that arrives in pieces, and remembers that it was there.
 *
 * Holds back only what could still become the mark.
 */
final class NoAnswerFilter {

	private string $held = '';

	private bool $found = false;

	/** The next piece, without the mark. */
	public function push( string $piece ): string {
		$text  = $this->held . $piece;
		$clean = preg_replace( '/\s*' . preg_quote( PromptBuilder::NO_ANSWER, '/' ) . '/iu', '', $text, -1, $count );
		if ( null !== $clean && $count > 0 ) {
			$this->found = true;
			$text        = $clean;
		}
		$keep       = $this->could_become_mark( $text );
		$this->held = substr( $text, strlen( $text ) - $keep );
		return substr( $text, 0, strlen( $text ) - $keep );
	}

	/** What is left at the end of the answer. */
	public function finish(): string {
		$rest       = $this->held;
		$this->held = '';
		return $rest;
	}

	/** Whether the model said that it does not know. */
	public function found(): bool {
		return $this->found;
	}

	/** Bytes at the end that are white space, or the beginning of the mark. */
	private function could_become_mark( string $text ): int {
		$mark = PromptBuilder::NO_ANSWER;
		for ( $length = min( strlen( $mark ) - 1, strlen( $text ) ); $length > 0; $length-- ) {
			if ( 0 === strcasecmp( substr( $text, -$length ), substr( $mark, 0, $length ) ) ) {
				$before = substr( $text, 0, strlen( $text ) - $length );
				return $length + strlen( $before ) - strlen( rtrim( $before ) );
			}
		}
		return strlen( $text ) - strlen( rtrim( $text ) );
	}
}
