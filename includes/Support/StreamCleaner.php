<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** Applies Text::clean_part() to a text that arrives in pieces, which may be cut inside a character, a line end or a flag. */
final class StreamCleaner {

	/** An incomplete end: the first bytes of a character, half a line end, or a flag that may go on. At most 32 bytes. */
	private const OPEN = '/(?:\r|(?:\xF0\x9F\x8F\xB4(?:\xF3\xA0[\x80\x81][\x80-\xBF]){0,7})?(?:[\xC2-\xDF]|[\xE0-\xEF][\x80-\xBF]?|'
		. '[\xF0-\xF4][\x80-\xBF]{0,2})?)\z/';

	private string $held = '';

	/** Cleans the next piece and holds back an incomplete end. */
	public function push( string $piece ): string {
		$text = $this->held . $piece;
		preg_match( self::OPEN, substr( $text, -40 ), $open );
		$this->held = $open[0] ?? '';
		return Text::clean_part( substr( $text, 0, strlen( $text ) - strlen( $this->held ) ) );
	}

	/** Returns what was held back when the text has ended. */
	public function finish(): string {
		$rest       = $this->held;
		$this->held = '';
		return Text::clean_part( $rest );
	}
}
