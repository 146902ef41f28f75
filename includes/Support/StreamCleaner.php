<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** Text::clean_part() for a text that arrives in pieces, wherever it is cut: inside a character, a line end or a flag. */
final class StreamCleaner {

	/** What the next piece may complete: a beginning of a character, half a line end, a flag with what follows it. At most 32 bytes. */
	private const OPEN = '/(?:\r|(?:\xF0\x9F\x8F\xB4(?:\xF3\xA0[\x80\x81][\x80-\xBF]){0,7})?(?:[\xC2-\xDF]|[\xE0-\xEF][\x80-\xBF]?|[\xF0-\xF4][\x80-\xBF]{0,2})?)\z/';

	private string $held = '';

	/** The next piece, cleaned; what the piece after it may complete is held back. */
	public function push( string $piece ): string {
		$text = $this->held . $piece;
		preg_match( self::OPEN, substr( $text, -40 ), $open );
		$this->held = $open[0] ?? '';
		return Text::clean_part( substr( $text, 0, strlen( $text ) - strlen( $this->held ) ) );
	}

	/** What is left at the end. */
	public function finish(): string {
		$rest       = $this->held;
		$this->held = '';
		return Text::clean_part( $rest );
	}
}
