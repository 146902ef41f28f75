<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Finds words and phrases in a text: whole words only, ignoring case and accents.
 *
 * Two modes for two kinds of phrases. Keywords that an owner typed for alerts are compared by stem ("refund" finds
 * "refunds") and otherwise exactly: a similar word must not raise an alert. The phrases of our own lexicons name the
 * inflected forms they mean, and tolerate typing errors instead.
 */
final class PhraseMatcher {

	/** @var array<string, array<string, true>> Words that typing errors are corrected to, by their first letter. */
	private readonly array $vocabulary;

	/** @var array<string, string> Compiled patterns, by the names of their lists. */
	private array $alternations = [];

	/**
	 * Creates a matcher for the lists of a lexicon.
	 *
	 * @param array<string, list<string>> $lists     Folded phrases by list name.
	 * @param array<int|string, string>   $shorthand Abbreviations and phonetic spellings ("qqn", "u") => the words they stand for.
	 * @param array<string, int>          $exact     List name => least letters of a word that typing errors are corrected to.
	 */
	public function __construct(
		private readonly array $lists,
		private readonly array $shorthand = [],
		array $exact = [],
	) {
		$vocabulary = [];
		foreach ( $lists as $name => $phrases ) {
			foreach ( explode( ' ', implode( ' ', $phrases ) ) as $word ) {
				if ( '' !== $word && strlen( $word ) >= ( $exact[ $name ] ?? 0 ) ) {
					$vocabulary[ $word[0] ][ $word ] = true;
				}
			}
		}
		$this->vocabulary = $vocabulary;
	}

	/**
	 * Returns the first of an owner's phrases that the text contains.
	 *
	 * @param list<string> $phrases As typed.
	 */
	public static function first_match( string $text, array $phrases ): ?string {
		$text = self::stemmed( $text );
		foreach ( $phrases as $phrase ) {
			$wanted = self::stemmed( $phrase );
			if ( '  ' !== $wanted && str_contains( $text, $wanted ) ) {
				return $phrase;
			}
		}
		return null;
	}

	/**
	 * Normalizes a message to the lexicon's spelling: expands shorthand, collapses repeated letters ("merciii") and corrects mistyped words
	 * to a similar word of the vocabulary.
	 *
	 * @param list<string> $words Folded.
	 *
	 * @return string The words, each with a space before and after it.
	 */
	public function corrected( array $words ): string {
		$corrected = [];
		foreach ( $words as $word ) {
			$corrected[] = $this->shorthand[ $word ] ?? $this->closest_known( $this->collapse_repeats( $word ) );
		}
		return ' ' . implode( ' ', $corrected ) . ' ';
	}

	/** Whether the text, as returned by corrected(), contains a phrase of the lists. */
	public function has( string $text, string ...$names ): bool {
		return 1 === preg_match( '/(?<= )' . $this->any( ...$names ) . '(?= )/', $text );
	}

	/**
	 * Whether the text contains one phrase of each list in this order, with at most $gap other words between two of them.
	 *
	 * @param list<string> $names
	 */
	public function has_in_order( string $text, array $names, int $gap ): bool {
		$parts = array_map( fn( string $name ): string => $this->any( $name ), $names );
		return 1 === preg_match( '/(?<= )' . implode( '(?: [^ ]+){0,' . $gap . '} ', $parts ) . '(?= )/', $text );
	}

	/**
	 * Whether the text ends with one phrase of each list in this order; words of the lists in $skip may follow.
	 *
	 * @param list<string> $names
	 */
	public function ends_in_order( string $text, array $names, int $gap, string ...$skip ): bool {
		$parts = array_map( fn( string $name ): string => $this->any( $name ), $names );
		return 1 === preg_match(
			'/(?<= )' . implode( '(?: [^ ]+){0,' . $gap . '} ', $parts ) . '(?: ' . $this->any( ...$skip ) . ')* $/',
			$text,
		);
	}

	/** Whether the text begins with a phrase of the list; words of the lists in $skip may come first. */
	public function begins_with( string $text, string $name, string ...$skip ): bool {
		return 1 === preg_match( '/^ (?:' . $this->any( ...$skip ) . ' )*' . $this->any( $name ) . '(?= )/', $text );
	}

	/** Whether the text consists only of phrases of the lists. */
	public function is_only( string $text, string ...$names ): bool {
		return 1 === preg_match( '/^ (?:' . $this->any( ...$names ) . ' )+$/', $text );
	}

	/** Whether the text is a phrase of the list with at most $others further words. */
	public function is_mostly( string $text, string $name, int $others ): bool {
		if ( 1 !== preg_match( '/(?<= )' . $this->any( $name ) . '(?= )/', $text, $found ) ) {
			return false;
		}
		return substr_count( $text, ' ' ) - 1 <= substr_count( $found[0], ' ' ) + 1 + $others;
	}

	/** The stems of a text, each with a space before and after it. */
	private static function stemmed( string $text ): string {
		return ' ' . implode( ' ', array_map( Stemmer::stem( ... ), Tokenizer::words( $text ) ) ) . ' ';
	}

	/** Reduces a letter repeated three times or more to one; the result may be shorthand. */
	private function collapse_repeats( string $word ): string {
		$short = (string) preg_replace( '/(\p{L})\1{2,}/u', '$1', $word );
		return $short === $word ? $word : ( $this->shorthand[ $short ] ?? $short );
	}

	private function closest_known( string $word ): string {
		$near = $this->vocabulary[ $word[0] ?? '' ] ?? [];
		if ( strlen( $word ) < EditDistance::SHORTEST || isset( $near[ $word ] ) ) {
			return $word;
		}
		foreach ( $near as $known => $true ) {
			if ( EditDistance::is_typo( $word, (string) $known ) ) {
				return (string) $known;
			}
		}
		return $word;
	}

	/** Alternation of the phrases of the lists, longest first, so that "bonne journee" matches before "bonne". */
	private function any( string ...$names ): string {
		return $this->alternations[ implode( ' ', $names ) ] ??= $this->alternation( $names );
	}

	/** @param array<string> $names */
	private function alternation( array $names ): string {
		$phrases = array_merge( ...array_map( fn( string $name ): array => $this->lists[ $name ] ?? [], $names ) );
		if ( [] === $phrases ) {
			return '(?!)';
		}
		$lengths = array_map( strlen( ... ), $phrases );
		array_multisort( $lengths, SORT_DESC, SORT_NUMERIC, $phrases );
		return '(?:' . str_replace( "\n", '|', preg_quote( implode( "\n", $phrases ), '/' ) ) . ')';
	}
}
