<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Splits French and English plain text into sentences, and passages into sentences, list items and headings, without losing a
 * visible character. Pure.
 *
 * A line is a block of the page, so a segment never crosses a line end, except where a hard line break splits a sentence.
 */
final class SentenceSplitter {

	/** End of a sentence: a punctuation mark with closing quotes, white space, and the start of another sentence. */
	private const END = '/(?<=[.!?…])(["»”’)\]]*)\s+(?=[\p{Lu}\p{N}"«“‘(¿¡])|(?<=[。！？])/u';

	/** Bytes before a mark that are checked for an abbreviation: more than any abbreviation has. */
	private const TAIL = 80;

	/** Prefix of a section's heading in Passage::$around. */
	private const HEADING_MARK = '## ';

	/** Longest heading in characters; longer lines without a full stop are text. */
	private const HEADING_LENGTH = 90;

	/** A label that contains a verb is the start of a sentence ("The quickest way is the telephone: ..."), not of a list item. */
	private const VERB = '/\b(?:is|are|was|can|will|must|est|sont|peut|peuvent|faut|doit)\b/iu';

	/** Longest list item in characters; longer lines are paragraphs. */
	private const LIST_LINE = 160;

	/** Longer sentences are split at semicolons, so that a quoted answer stays readable. Characters. */
	private const SEGMENT_LENGTH = 420;

	/** Abbreviations, folded, without their full stop, which does not end a sentence. */
	private const ABBREVIATIONS = [
		'm', 'mm', 'mme', 'mlle', 'dr', 'pr', 'st', 'ste', 'mr', 'mrs', 'ms', 'prof', 'sr', 'jr', 'vs', 'cf', 'ex', 'p', 'pp',
		'art', 'al', 'env', 'approx', 'min', 'max', 'tel', 'fig', 'nos', 'av', 'bd', 'boul', 'chap', 'ed', 'e.g', 'i.e', 'c.-a-d',
		'ref', 'inc', 'ltd', 'co', 'dept', 'jan', 'feb', 'janv', 'fevr', 'sept', 'oct', 'nov', 'dec', 'lun', 'mar', 'mer', 'jeu',
		'ven', 'sam', 'dim', 'tue', 'wed', 'thu', 'fri',
	];

	/**
	 * Splits a text into sentences; a line of a list or table is one too, and no sentence crosses a line end.
	 *
	 * @return list<string> None of them empty.
	 */
	public static function sentences( string $text ): array {
		$lines = array_map( trim( ... ), explode( "\n", $text ) );
		return array_merge( [], ...array_map( self::split_line( ... ), $lines ) );
	}

	/**
	 * Splits a text into sentences, list items and headings, each with the heading above it. Long sentences are split at semicolons.
	 *
	 * @return list<TextSegment> In the order of the text.
	 */
	public static function segments( string $text ): array {
		$lines     = self::lines( Text::valid( $text ) );
		$segments     = [];
		$heading   = '';
		$paragraph = 0;
		$announced = false;
		foreach ( $lines as $at => $line ) {
			if ( '' === $line ) {
				++$paragraph;
				$announced = false;
				continue;
			}
			$next = $lines[ $at + 1 ] ?? '';
			if ( str_starts_with( $line, self::HEADING_MARK ) || self::is_heading( $line, $next ) ) {
				$line      = str_starts_with( $line, self::HEADING_MARK ) ? substr( $line, strlen( self::HEADING_MARK ) ) : $line;
				$heading   = $line;
				$segments[]   = new TextSegment( $line, TextSegmentKind::Heading, '', ++$paragraph );
				$announced = false;
				continue;
			}
			$is_short  = self::is_one_short_sentence( $line );
			$announced = $is_short && ( $announced || 1 === preg_match( '/[:：]$/u', $lines[ $at - 1 ] ?? '' ) );
			if ( self::is_item( $line ) || $announced || ( $is_short && self::is_one_of_many( $lines[ $at - 1 ] ?? '', $next, $heading ) ) ) {
				$segments[] = new TextSegment( self::without_bullet( $line ), TextSegmentKind::Item, $heading, $paragraph );
				continue;
			}
			foreach ( array_merge( [], ...array_map( self::split_long( ... ), self::split_line( $line ) ) ) as $sentence ) {
				$is_question = 1 === preg_match( '/[?？]["»”’)\s]*$/u', $sentence );
				$kind        = $is_question ? TextSegmentKind::Heading : TextSegmentKind::Sentence;
				$segments[]     = new TextSegment( $sentence, $kind, $is_question ? '' : $heading, $paragraph );
				$heading     = $is_question ? $sentence : $heading;
			}
		}
		return $segments;
	}

	/**
	 * Lines with single spaces; a line that a hard break ended in mid-sentence is joined to the next.
	 *
	 * @return list<string>
	 */
	private static function lines( string $text ): array {
		$lines = [];
		foreach ( explode( "\n", $text ) as $line ) {
			$line = trim( (string) preg_replace( '/[ \t\x{2028}\x{2029}]+/u', ' ', $line ) );
			$last = (string) end( $lines );
			$cut  = mb_strlen( $last, 'UTF-8' ) > 60
				&& 1 === preg_match( '/[\p{L},]$/u', $last )
				&& 1 === preg_match( '/^\p{Ll}/u', $line );
			if ( $cut ) {
				array_pop( $lines );
				$line = $last . ' ' . $line;
			}
			$lines[] = $line;
		}
		return $lines;
	}

	/** A heading is a short line without a full stop above a line that begins like a sentence. */
	private static function is_heading( string $line, string $next ): bool {
		return mb_strlen( $line, 'UTF-8' ) <= self::HEADING_LENGTH
			&& 1 !== preg_match( '/[.!?:;,…]["»”’)\s]*$|^[-–•*·]|: |\d|@/u', $line )
			&& 1 === preg_match( '/^[\p{Lu}\p{N}"«“‘(]/u', $next )
			&& 1 === preg_match( '/[.!?:…]["»”’)\s]*$/u', $next );
	}

	/** A list item or table row begins with a bullet or a short label ("Corsica: 4 days."), or ends without a sentence mark. */
	private static function is_item( string $line ): bool {
		return 1 === preg_match( '/^(?:[-–—•*·▪◦]|\d{1,2}[.)])\s/u', $line )
			|| ( 1 === preg_match( '/^([^.!?:]{2,50}):\s\S.{0,160}$/u', $line, $found )
				&& ! ( str_ends_with( $line, '.' ) && 1 === preg_match( self::VERB, $found[1] ) ) )
			|| 1 === preg_match( '/^\+?\d[\d .()-]{6,}/', $line )
			|| 1 !== preg_match( '/[.!?:…。！？]["»”’)\s]*$/u', $line );
	}

	/**
	 * Adjacent short lines of one sentence each are list items ("Bikes built to order."): the page shows them under a heading or
	 * an introduction, without which they may mean the opposite.
	 */
	private static function is_one_of_many( string $before, string $next, string $heading ): bool {
		return '' !== $heading
			&& ! str_ends_with( $heading, '?' )
			&& ( self::is_one_short_sentence( $before ) || self::is_one_short_sentence( $next ) );
	}

	private static function is_one_short_sentence( string $line ): bool {
		return '' !== $line
			&& ! str_starts_with( $line, self::HEADING_MARK )
			&& mb_strlen( $line, 'UTF-8' ) <= self::LIST_LINE
			&& 1 === preg_match( '/[.;,!…]$/u', $line )
			&& 1 === count( self::split_line( $line ) );
	}

	private static function without_bullet( string $line ): string {
		return (string) preg_replace( '/^[-–—•*·▪◦]\s+/u', '', $line );
	}

	/**
	 * The sentences of one line: each ends in a mark and closing quotes, and another begins after it.
	 *
	 * @return list<string>
	 */
	private static function split_line( string $line ): array {
		$pieces    = preg_split( self::END, $line, -1, PREG_SPLIT_DELIM_CAPTURE );
		$pieces    = false === $pieces ? [ $line ] : $pieces;
		$sentences = [];
		$held      = '';
		foreach ( $pieces as $at => $piece ) {
			if ( 1 === $at % 2 && 1 === preg_match( '/^["»”’)\]]*$/u', $piece ) ) {
				$last = count( $sentences ) - 1;
				if ( '' !== $held ) {
					$held .= $piece;
				} elseif ( $last >= 0 ) {
					$sentences[ $last ] .= $piece;
				}
				continue;
			}
			$held .= ( '' === $held ? '' : ' ' ) . $piece;
			$tail  = (string) preg_replace( '/^[\x80-\xbf]+/', '', substr( $held, -self::TAIL ) );
			$next  = $pieces[ $at + 2 ] ?? '';
			if ( ! self::ends_in_abbreviation( $tail ) && ! self::goes_on_with_number( $tail, $next ) ) {
				$sentences[] = $held;
				$held        = '';
			}
		}
		if ( '' !== $held ) {
			$sentences[] = $held;
		}
		return array_values( array_filter( array_map( trim( ... ), $sentences ), static fn( string $sentence ): bool => '' !== $sentence ) );
	}

	/** Whether the last word is an abbreviation, an initial ("J. Dupont") or the number of a list entry. */
	private static function ends_in_abbreviation( string $text ): bool {
		if ( 1 !== preg_match( '/(?:^|[\s(«“"’\'])([\p{L}\p{N}.-]{1,8})\.$/u', $text, $found ) ) {
			return false;
		}
		return in_array( TextFolder::fold_letters( $found[1] ), self::ABBREVIATIONS, true )
			|| 1 === preg_match( '/^\p{Lu}$/u', $found[1] )
			|| ( 1 === preg_match( '/^\d{1,2}$/', $found[1] ) && $text === $found[0] );
	}

	/** "Tel. 01. 23. 45" and "No. 5" go on; "... for two. 20 € more" does not. */
	private static function goes_on_with_number( string $text, string $next ): bool {
		return 1 === preg_match( '/^\d/', $next ) && 1 === preg_match( '/(?:(?<!\d)\d{1,2}|\b(?:no|num|n[°º]|ext|vol))\.$/iu', $text );
	}

	/** @return list<string> The sentence, or its clauses when it is longer than anyone reads in a chat. */
	private static function split_long( string $sentence ): array {
		if ( mb_strlen( $sentence, 'UTF-8' ) <= self::SEGMENT_LENGTH ) {
			return [ $sentence ];
		}
		$clauses = preg_split( '/(?<=;)\s+/u', $sentence, -1, PREG_SPLIT_NO_EMPTY );
		return false === $clauses ? [ $sentence ] : $clauses;
	}
}
