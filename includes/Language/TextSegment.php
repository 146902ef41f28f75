<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** The smallest piece of a page that says something by itself: a sentence, a line of a list or a heading. */
final class TextSegment {

	/** Words by which French and English say that something is not so. */
	private const NOT = '/\b(?:not|cannot|can.?t|won.?t|don.?t|doesn.?t|isn.?t|aren.?t|never|no|none|without|except\w*|exclu\w*|forbidden'
		. '|prohibited|refused|ne|n|pas|sans|sauf|jamais|aucune?|interdits?|interdites?|hors|non)\b/u';

	/**
	 * @param string   $text      As the site says it, on one line.
	 * @param TextSegmentKind $kind      What it is.
	 * @param string   $heading   The heading or question line above it inside the passage; empty when none.
	 * @param int      $paragraph Segments with the same number stand in the same paragraph or list.
	 */
	public function __construct(
		public readonly string $text,
		public readonly TextSegmentKind $kind,
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

	/** Whether it speaks of a special case: what it says holds only then. */
	public function is_conditional(): bool {
		return 1 === preg_match( '/^(?:if|unless|in case|should you|si|s\'il|s’il|au cas|en cas)\b/iu', $this->text );
	}

	/** Whether the heading excludes or forbids ("What cannot be returned"): without it the text would say the contrary. */
	public function is_excluded(): bool {
		return self::is_negation( $this->heading );
	}

	/** Whether a text says that something is not so, in French or English. */
	public static function is_negation( string $text ): bool {
		return 1 === preg_match( self::NOT, str_replace( '’', "'", TextFolder::fold_letters( $text ) ) );
	}
}
