<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/**
 * Removes the marker PromptBuilder::NO_ANSWER from streamed text and records that it was there.
 *
 * Holds back only text that may be the beginning of the marker.
 */
final class NoAnswerFilter {

	private string $held = '';

	private bool $found = false;

	/** Takes the next part and returns it without the marker. */
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

	/** Returns the text held back, at the end of the answer. */
	public function finish(): string {
		$rest       = $this->held;
		$this->held = '';
		return $rest;
	}

	/** Whether the marker was found: the model does not know the answer. */
	public function found(): bool {
		return $this->found;
	}

	/** Bytes at the end that are white space or the beginning of the marker. */
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
