<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/**
 * The lines between which each passage stands in a prompt.
 *
 * Their mark is random and new for every answer, so that the author of a document cannot know it: no text in a passage can end the
 * passage or begin another one.
 */
final class Fence {

	/** Random bytes of a mark. A document gets one guess in 4 billion, and a new mark for the next answer. */
	private const BYTES = 4;

	/** @param string $mark Letters and digits. */
	public function __construct( public readonly string $mark ) {}

	public static function random(): self {
		return new self( bin2hex( random_bytes( self::BYTES ) ) );
	}

	/** What stands before the passages. */
	public function heading(): string {
		return sprintf( 'Passages from the site, each between <%1$s [number]> and </%1$s>:', $this->mark );
	}

	/**
	 * A passage as it is sent.
	 *
	 * @param int    $number From 1; what an answer names it by.
	 * @param string $words  Made harmless by PromptSanitizer.
	 */
	public function wrap( int $number, string $words ): string {
		return sprintf( "<%1\$s [%2\$d]>\n%3\$s\n</%1\$s>", $this->mark, $number, $words );
	}
}
