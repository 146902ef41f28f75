<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/**
 * Delimiters around each passage in a prompt, against prompt injection.
 *
 * Their mark is random and new for every answer, so the author of a document cannot know it: no text in a passage can end the
 * passage or begin another one.
 */
final class Fence {

	/** Random bytes of a mark. The chance to guess it is one in 4 billion, for one answer only. */
	private const BYTES = 4;

	/** @param string $mark Letters and digits. */
	public function __construct( public readonly string $mark ) {}

	public static function random(): self {
		return new self( bin2hex( random_bytes( self::BYTES ) ) );
	}

	/** Heading above the passages. */
	public function heading(): string {
		return sprintf( 'Passages from the site, each between <%1$s [number]> and </%1$s>:', $this->mark );
	}

	/**
	 * Wraps a passage in delimiters.
	 *
	 * @param int    $number From 1; the number by which an answer cites it.
	 * @param string $words  Sanitized by PromptSanitizer.
	 */
	public function wrap( int $number, string $words ): string {
		return sprintf( "<%1\$s [%2\$d]>\n%3\$s\n</%1\$s>", $this->mark, $number, $words );
	}
}
