<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Finds words and phrases in a text: whole words only, whatever their case and accents.
 *
 * Two ways, because two people write the phrases. An owner's words for alerts are met in any of their common endings ("refund" finds
 * "refunds") and exactly otherwise: an alert must not go off for a word that is only near. Our own lists of turns of phrase name the
 * forms they mean, so in their place slips of the finger are forgiven, which visitors in a hurry make.
 */
final class PhraseMatcher {

	/** @var array<string, array<string, true>> Words of the lists that a mistyped word may stand for, by their first letter. */
	private readonly array $vocabulary;

	/** @var array<string, string> Patterns made so far, by the names of their lists. */
	private array $alternations = [];

	/**
	 * For lists of our own.
	 *
	 * @param array<string, list<string>> $lists     Folded phrases by the name of their list.
	 * @param array<int|string, string>   $shorthand Words written short or by ear ("qqn", "u") => the words they stand for.
	 * @param array<string, int>          $exact     Lists of which only words of at least so many letters may be mistyped.
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
	 * The first of an owner's phrases that the text contains.
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
	 * The message in the lexicon's own spelling: shorthand written out, letters held down ("merciii") let go, mistyped words replaced by the
	 * known word they are near.
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

	/** Whether any phrase of the lists stands in the text (as corrected() makes it). */
	public function has( string $text, string ...$names ): bool {
		return 1 === preg_match( '/(?<= )' . $this->any( ...$names ) . '(?= )/', $text );
	}

	/**
	 * Whether phrases of the named lists follow one another, with at most $gap other words between two of them.
	 *
	 * @param list<string> $names
	 */
	public function has_in_order( string $text, array $names, int $gap ): bool {
		$parts = array_map( fn( string $name ): string => $this->any( $name ), $names );
		return 1 === preg_match( '/(?<= )' . implode( '(?: [^ ]+){0,' . $gap . '} ', $parts ) . '(?= )/', $text );
	}

	/**
	 * Whether the text ends with phrases of the named lists, one after another, and words of the lists in $skip.
	 *
	 * @param list<string> $names
	 */
	public function ends_in_order( string $text, array $names, int $gap, string ...$skip ): bool {
		$parts = array_map( fn( string $name ): string => $this->any( $name ), $names );
		return 1 === preg_match( '/(?<= )' . implode( '(?: [^ ]+){0,' . $gap . '} ', $parts ) . '(?: ' . $this->any( ...$skip ) . ')* $/', $text );
	}

	/** Whether the text begins with a phrase of the list, words of the lists in $skip left aside. */
	public function begins_with( string $text, string $name, string ...$skip ): bool {
		return 1 === preg_match( '/^ (?:' . $this->any( ...$skip ) . ' )*' . $this->any( $name ) . '(?= )/', $text );
	}

	/** Whether the text is nothing but phrases of the lists. */
	public function is_only( string $text, string ...$names ): bool {
		return 1 === preg_match( '/^ (?:' . $this->any( ...$names ) . ' )+$/', $text );
	}

	/** Whether a phrase of the list stands in the text, with at most $others words beside it. */
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

	/** A letter three times in a row is one held down; what is left may be shorthand itself. */
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

	/** An alternation of the lists' phrases, longest first so that "bonne journee" is not taken for "bonne" and a rest. */
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
