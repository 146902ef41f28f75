<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** The smallest part of a page that can be quoted: a sentence, a list item or a heading. */
final class TextSegment {

	/** French and English words of negation. */
	private const NOT = '/\b(?:not|cannot|can.?t|won.?t|don.?t|doesn.?t|isn.?t|aren.?t|never|no|none|without|except\w*|exclu\w*|forbidden'
		. '|prohibited|refused|ne|n|pas|sans|sauf|jamais|aucune?|interdits?|interdites?|hors|non)\b/u';

	/** Beginnings of sentences that refer to the previous one. Folded. */
	private const POINTS_BACK = '/^(il|ils|elle|elles|ce|cet|cette|ces|cela|ceci|celui|celle|ceux|c.est|ce sont|toutefois|cependant|'
		. 'en revanche|dans ce cas|de plus|par ailleurs|sinon|ensuite|apres cela|after that|afterwards|then|it|they|this|that|these|'
		. 'those|he|she|however|otherwise|in this case|in that case|also|moreover|its|their|son|sa|ses|leur|leurs)\b/u';

	/**
	 * @param string          $text      Text of the site, on one line.
	 * @param TextSegmentKind $kind      What it is.
	 * @param string          $heading   The heading or question above it inside the passage; empty when there is none.
	 * @param int             $paragraph Segments with the same number are in the same paragraph or list.
	 */
	public function __construct(
		public readonly string $text,
		public readonly TextSegmentKind $kind,
		public readonly string $heading,
		public readonly int $paragraph,
	) {}

	/** Whether its heading is a question, as in an FAQ. */
	public function is_answer(): bool {
		return 1 === preg_match( '/[?？]\s*$/u', $this->heading );
	}

	/** Whether it introduces what follows ("Our hours are:") and is incomplete without it. */
	public function announces(): bool {
		return 1 === preg_match( '/:\s*$/u', $this->text );
	}

	/** Whether it refers to the sentence before it by its first word. */
	public function points_back(): bool {
		return 1 === preg_match( self::POINTS_BACK, TextFolder::fold_letters( $this->text ) );
	}

	/** Whether it begins with a condition, and applies to that case only. */
	public function is_conditional(): bool {
		return 1 === preg_match( '/^(?:if|unless|in case|should you|si|s\'il|s’il|au cas|en cas)\b/iu', $this->text );
	}

	/** Whether it is about what the company itself does in some case ("If we cancel"). */
	public function is_about_us(): bool {
		return 1 === preg_match( '/^(?:if|when|si|quand|lorsque) (?:we|our|nous|notre|nos)\b/iu', $this->heading )
			|| 1 === preg_match( '/^(?:if|when|si|quand|lorsque) (?:we|nous)\b/iu', $this->text );
	}

	/** Whether its heading contains a negation ("What cannot be returned"): quoted without it, the text would mean the opposite. */
	public function is_excluded(): bool {
		return self::is_negation( $this->heading );
	}

	/** Whether a French or English text contains a negation. */
	public static function is_negation( string $text ): bool {
		return 1 === preg_match( self::NOT, str_replace( '’', "'", TextFolder::fold_letters( $text ) ) );
	}
}
