<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

/**
 * Removes the reasoning that some servers leave at the beginning of the text: `<think>...</think>`.
 *
 * Later in a text the same tags are kept as text.
 */
final class ReasoningFilter {

	private const OPEN  = '<think>';
	private const CLOSE = '</think>';

	private string $held = '';

	private bool $thinking = false;

	private bool $passed = false;

	/** Takes more text and returns what may be shown. White space before the first word is dropped. */
	public function pass( string $text ): string {
		if ( $this->passed ) {
			return $text;
		}
		$this->held .= $text;
		if ( $this->thinking ) {
			$end = strpos( $this->held, self::CLOSE );
			if ( false === $end ) {
				// Enough to recognise a closing tag that is split over two parts.
				$this->held = substr( $this->held, -strlen( self::CLOSE ) );
				return '';
			}
			$this->thinking = false;
			$this->held     = substr( $this->held, $end + strlen( self::CLOSE ) );
		}
		$begun = ltrim( $this->held );
		if ( str_starts_with( $begun, self::OPEN ) ) {
			$this->thinking = true;
			$this->held     = substr( $begun, strlen( self::OPEN ) );
			return $this->pass( '' );
		}
		if ( str_starts_with( self::OPEN, $begun ) ) {
			return '';
		}
		$this->passed = true;
		return $begun;
	}

	/** Returns, at the end, text held back as a possible beginning of reasoning that was none. */
	public function rest(): string {
		return $this->passed || $this->thinking ? '' : ltrim( $this->held );
	}
}
