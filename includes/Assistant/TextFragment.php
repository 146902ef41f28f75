<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\SentenceSplitter;
use Aaia\Chatbot\Language\Tokenizer;

/**
 * Links to the text of a page on which an answer is based.
 *
 * Source of the format: "URL Fragment Text Directives", WICG draft, https://wicg.github.io/scroll-to-text-fragment/. Browsers without
 * support open the page, or its anchor.
 */
final class TextFragment {

	/** Text of up to this many words is given in full, longer text by its beginning and end. */
	private const WHOLE = 9;

	/** Words of a beginning and of an end: enough to be unique on a page. */
	private const EDGE = 5;

	/** Files, in which browsers do not find text fragments. */
	private const FILES = '/\.(?:pdf|docx?|odt|csv|txt|md|zip)$/i';

	/**
	 * @param string $url     Address, with or without anchor.
	 * @param string $passage Plain text as the page shows it.
	 * @param string $answer  The answer based on it: the link targets the passage's most similar sentence.
	 *
	 * @return string The address; unchanged when no text can be targeted.
	 */
	public static function link( string $url, string $passage, string $answer ): string {
		$words = self::words( self::contiguous_part( self::nearest_sentence( $passage, $answer ) ) );
		if (
			count( $words ) < 2
			|| str_contains( $url, ':~:' )
			|| 1 === preg_match( self::FILES, (string) wp_parse_url( $url, PHP_URL_PATH ) )
		) {
			return $url;
		}
		$named = count( $words ) <= self::WHOLE
			? self::encoded( $words )
			: self::encoded( array_slice( $words, 0, self::EDGE ) ) . ',' . self::encoded( array_slice( $words, -self::EDGE ) );
		return $url . ( str_contains( $url, '#' ) ? '' : '#' ) . ':~:text=' . $named;
	}

	/** Removes the text fragment of an address. */
	public static function strip( string $url ): string {
		return (string) preg_replace( '/#?:~:.*$/s', '', $url );
	}

	/** Returns the sentence that shares most of its words with the answer; the first among equals. */
	private static function nearest_sentence( string $passage, string $answer ): string {
		$said  = array_fill_keys( self::compared( $answer ), true );
		$best  = '';
		$share = -1.0;
		// A line is one block of the page, and a table cell is a block of its own.
		foreach ( SentenceSplitter::sentences( (string) preg_replace( '/\R|\s\|\s/u', "\n", $passage ) ) as $sentence ) {
			$words = self::compared( $sentence );
			if ( count( $words ) < 2 ) {
				continue;
			}
			$hits = count( array_filter( $words, static fn( string $word ): bool => isset( $said[ $word ] ) ) );
			// Favours a long sentence that shares many words over a short one that shares both of its two.
			$now = $hits / ( count( $words ) + 3 );
			if ( $now > $share ) {
				$share = $now;
				$best  = $sentence;
			}
		}
		return $best;
	}

	/**
	 * Returns the part of a sentence that is contiguous on the page: table rows are extracted as "Label: value; Label: value", so of those
	 * the longest value of three words or more.
	 */
	private static function contiguous_part( string $sentence ): string {
		if ( 1 !== preg_match( '/^[^:;]{1,80}: [^;]+(?:; [^:;]{1,80}: [^;]+)+$/u', $sentence ) ) {
			return $sentence;
		}
		$values = array_map( static fn( string $part ): string => trim( explode( ': ', $part, 2 )[1] ?? '', ' .' ), explode( '; ', $sentence ) );
		usort( $values, static fn( string $one, string $other ): int => mb_strlen( $other ) <=> mb_strlen( $one ) );
		return count( self::words( $values[0] ) ) >= 3 ? $values[0] : '';
	}

	/** @return list<string> */
	private static function compared( string $text ): array {
		return array_values( array_filter( Tokenizer::words( $text ), static fn( string $word ): bool => strlen( $word ) > 1 ) );
	}

	/** @return list<string> Words as shown on the page, without bullets. */
	private static function words( string $sentence ): array {
		$line = (string) preg_replace( '/^[\s•·*–—-]+/u', '', $sentence );
		return array_values( array_filter( preg_split( '/\s+/u', $line ) ?: [], static fn( string $word ): bool => '' !== $word ) );
	}

	/**
	 * Encodes words for the directive, including hyphens, commas and ampersands, which have a meaning in it.
	 *
	 * @param list<string> $words
	 */
	private static function encoded( array $words ): string {
		return str_replace( '-', '%2D', rawurlencode( implode( ' ', $words ) ) );
	}
}
