<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\EditDistance;

/** Looks for the lists of one lexicon in a message, forgiving slips of the finger. */
final class PhraseMatcher {

	/** Letters of a word of anger from which on a mistyped one is taken for it; shorter ones are too near to others ("maire", "marre"). */
	private const PLAIN_ANGER = 8;

	/** @var array<string, list<string>> */
	private readonly array $lists;

	/** @var array<string, true> Words of the lists that a mistyped word may stand for, exact words left out. */
	private readonly array $vocabulary;

	/** @var array<int|string, string> */
	private readonly array $shorthand;

	/** @var array<string, string> Patterns made so far, by the names of their lists. */
	private array $alternations = [];

	public function __construct( Lexicon $lexicon ) {
		$this->lists     = $lexicon->lists();
		$this->shorthand = $lexicon->shorthand();
		$vocabulary  = [];
		foreach ( $this->lists as $name => $phrases ) {
			if ( 'swearing' === $name ) {
				continue;
			}
			$words = explode( ' ', implode( ' ', $phrases ) );
			if ( 'frustration_phrase' === $name ) {
				$words = array_filter( $words, static fn( string $word ): bool => strlen( $word ) >= self::PLAIN_ANGER );
			}
			$vocabulary += array_fill_keys( $words, true );
		}
		$this->vocabulary = $vocabulary;
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
			$corrected[] = $this->shorthand[ $word ] ?? $this->known( $this->let_go( $word ) );
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

	/** A letter three times in a row is one held down; what is left may be shorthand itself. */
	private function let_go( string $word ): string {
		$short = (string) preg_replace( '/(\p{L})\1{2,}/u', '$1', $word );
		return $short === $word ? $word : ( $this->shorthand[ $short ] ?? $short );
	}

	private function known( string $word ): string {
		if ( strlen( $word ) < 5 || isset( $this->vocabulary[ $word ] ) ) {
			return $word;
		}
		foreach ( $this->vocabulary as $known => $true ) {
			if ( EditDistance::is_slip( $word, (string) $known ) ) {
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
