<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

/**
 * Drops the reasoning that some servers leave in the text: `<think>...</think>` at its beginning.
 *
 * Only there: later in a text the same words are words.
 */
final class ReasoningFilter {

	private const OPEN  = '<think>';
	private const CLOSE = '</think>';

	private string $held = '';

	private bool $thinking = false;

	private bool $passed = false;

	/** More text; what may be shown of it. White space before the first word is dropped. */
	public function pass( string $text ): string {
		if ( $this->passed ) {
			return $text;
		}
		$this->held .= $text;
		if ( $this->thinking ) {
			$end = strpos( $this->held, self::CLOSE );
			if ( false === $end ) {
				// Enough to recognise the closing mark when a cut falls inside it.
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

	/** At the end: what was held back as a possible beginning of reasoning and was none. */
	public function rest(): string {
		return $this->passed || $this->thinking ? '' : ltrim( $this->held );
	}
}
