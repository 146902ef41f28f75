<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TextFolder;

/** The smallest piece of a passage that is quoted whole. */
final class Unit {

	/**
	 * @param string   $text      As the site says it, on one line.
	 * @param UnitKind $kind      What it is.
	 * @param string   $heading   The heading or question line above it inside the passage; empty when none.
	 * @param int      $paragraph Units with the same number stand in the same paragraph or list.
	 */
	public function __construct(
		public readonly string $text,
		public readonly UnitKind $kind,
		public readonly string $heading,
		public readonly int $paragraph,
	) {}

	/** Whether it stands under a question, as in a list of questions and answers. */
	public function is_answer(): bool {
		return 1 === preg_match( '/[?？]\s*$/u', $this->heading );
	}

	/** Whether it announces what follows ("Our hours are:"), so that it says nothing without it. */
	public function announces(): bool {
		return 1 === preg_match( '/:\s*$/u', $this->text );
	}

	/** Whether the heading excludes or forbids ("What cannot be returned"): without it the text would say the contrary. */
	public function is_excluded(): bool {
		return self::negates( $this->heading );
	}

	/** Whether a text says that something is not so, in French or English. */
	public static function negates( string $text ): bool {
		return 1 === preg_match( '/\b(?:not|cannot|can.?t|won.?t|don.?t|doesn.?t|isn.?t|aren.?t|never|no|none|without|except\w*|exclu\w*|forbidden|prohibited|refused|ne|n|pas|sans|sauf|jamais|aucune?|interdits?|interdites?|hors|non)\b/u', str_replace( '’', "'", TextFolder::fold_letters( $text ) ) );
	}
}
