<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;

/**
 * Words of the inbox's search, and the hits of a search in a text. Pure.
 *
 * Words are folded (case, accents); a search finds words that begin with what was typed. Scripts without spaces are indexed by pairs of
 * characters. Stop words count in names, and in searches and messages that consist of nothing else.
 */
final class SearchWords {

	/** Words of a search that count. */
	private const MOST = 8;

	/** Words indexed of one text. */
	private const MOST_OF_TEXT = 500;

	/** Bytes of an indexed word; the column's size. */
	private const LONGEST = 48;

	/** The lowest character of an indexed word. */
	public const FIRST = '0';

	/** Begins words of an address, which only those who may see addresses find. */
	public const ADDRESS = '0at';

	/** Begins words of other scripts, which follow as hexadecimal digits: the order of such words is the same in both databases. */
	private const OTHER_SCRIPT = '0x';

	/** Characters before and around the first hit in an excerpt. */
	private const BEFORE_HIT = 50;

	private const EXCERPT = 160;

	/**
	 * Words of a search.
	 *
	 * @return list<string> Folded, each once, longest first: long words are rare.
	 */
	public static function of_search( string $typed ): array {
		$words = StopWords::remove_unless_all( self::split( $typed ) );
		usort( $words, static fn( string $a, string $b ): int => strlen( $b ) <=> strlen( $a ) );
		return array_slice( $words, 0, self::MOST );
	}

	/**
	 * Words under which a text is indexed.
	 *
	 * @return list<string> Keys of the index, each once.
	 */
	public static function of_text( string $text ): array {
		return self::keys( StopWords::remove_unless_all( self::split( $text ) ) );
	}

	/** @return list<string> Keys under which a name is indexed. */
	public static function of_name( string $name ): array {
		return self::keys( self::split( $name ) );
	}

	/** @return list<string> Keys under which an e-mail address is indexed. */
	public static function of_address( string $address ): array {
		return self::keys( self::split( $address ), self::ADDRESS );
	}

	/**
	 * Range of the index with the words that begin with a word: from, and to.
	 *
	 * @return array{string, string}
	 */
	public static function range( string $word, string $prefix = '' ): array {
		$key = self::key( $word, $prefix );
		return [ $key, str_pad( $key, self::LONGEST + 1, 'z' ) ];
	}

	/**
	 * The same without words of addresses, whose prefix can be typed too.
	 *
	 * @return list<array{string, string}>
	 */
	public static function ranges_without_addresses( string $word ): array {
		[ $from, $to ]   = self::range( $word );
		[ $first, $end ] = self::range( '', self::ADDRESS );
		if ( $to < $first || $from > $end ) {
			return [ [ $from, $to ] ];
		}
		// Nothing stands between the last word before the prefix and the prefix, nor between its last word and what follows.
		$around = [ [ $from, str_pad( '0as', self::LONGEST + 1, 'z' ) ], [ '0au', $to ] ];
		return array_values( array_filter( $around, static fn( array $range ): bool => $range[0] <= $range[1] ) );
	}

	/**
	 * Which of the words a text contains.
	 *
	 * @param list<string> $words Result of of_search().
	 */
	public static function count( string $text, array $words ): int {
		$found = [];
		foreach ( self::hits( $text, $words ) as [ , , $word ] ) {
			$found[ $word ] = true;
		}
		return count( $found );
	}

	/**
	 * The surroundings of the first hit.
	 *
	 * @param list<string> $words Result of of_search().
	 *
	 * @return list<array{text: string, hit: bool}> In order; empty when there is no hit.
	 */
	public static function excerpt( string $text, array $words ): array {
		$hits = self::hits( $text, $words );
		if ( [] === $hits ) {
			return [];
		}
		$from  = self::beginning( $text, $hits[0][0] );
		$to    = $from + strlen( mb_substr( substr( $text, $from ), 0, self::EXCERPT, 'UTF-8' ) );
		$parts = [];
		$at    = $from;
		foreach ( $hits as [ $begin, $end ] ) {
			if ( $begin < $at || $end > max( $to, $hits[0][1] ) ) {
				continue;
			}
			$parts[] = [ 'text' => substr( $text, $at, $begin - $at ), 'hit' => false ];
			$parts[] = [ 'text' => substr( $text, $begin, $end - $begin ), 'hit' => true ];
			$at      = $end;
		}
		$parts[] = [ 'text' => substr( $text, $at, max( 0, $to - $at ) ) . ( $to < strlen( $text ) ? '…' : '' ), 'hit' => false ];
		if ( $from > 0 ) {
			$parts[0]['text'] = '…' . $parts[0]['text'];
		}
		return array_values( array_filter( $parts, static fn( array $part ): bool => '' !== $part['text'] ) );
	}

	/** Byte at which the excerpt begins: a little before the hit, at a word. */
	private static function beginning( string $text, int $hit ): int {
		$before = substr( $text, 0, $hit );
		$length = mb_strlen( $before, 'UTF-8' );
		if ( $length <= self::BEFORE_HIT ) {
			return 0;
		}
		$near  = mb_substr( $before, $length - self::BEFORE_HIT, null, 'UTF-8' );
		$space = strpos( $near, ' ' );
		return $hit - strlen( $near ) + ( false === $space ? 0 : $space + 1 );
	}

	/**
	 * @param list<string> $words
	 *
	 * @return list<array{int, int, string}> First byte, first byte after, and the word of the search that it begins with.
	 */
	private static function hits( string $text, array $words ): array {
		$hits = [];
		preg_match_all( '/[\p{L}\p{N}\p{M}]+/u', $text, $found, PREG_OFFSET_CAPTURE );
		foreach ( $found[0] as [ $own, $at ] ) {
			foreach ( explode( ' ', TextFolder::fold( $own ) ) as $folded ) {
				foreach ( $words as $word ) {
					if ( TextFolder::is_unspaced( $folded ) ) {
						$place = mb_strpos( $own, $word, 0, 'UTF-8' );
						if ( false !== $place ) {
							$begin  = $at + strlen( mb_substr( $own, 0, $place, 'UTF-8' ) );
							$hits[] = [ $begin, $begin + strlen( $word ), $word ];
						}
					} elseif ( str_starts_with( $folded, $word ) ) {
						$hits[] = [ $at, $at + strlen( $own ), $word ];
					}
				}
			}
		}
		return $hits;
	}

	/** @return list<string> Folded words; pairs of characters in scripts without spaces. */
	private static function split( string $text ): array {
		$words = [];
		foreach ( Tokenizer::words( $text ) as $word ) {
			if ( TextFolder::is_unspaced( $word ) ) {
				array_push( $words, ...Tokenizer::ngrams( $word, 2 ) );
			} else {
				$words[] = $word;
			}
		}
		return $words;
	}

	/**
	 * @param list<string> $words
	 *
	 * @return list<string>
	 */
	private static function keys( array $words, string $prefix = '' ): array {
		return array_slice(
			array_values( array_unique( array_map( static fn( string $word ): string => self::key( $word, $prefix ), $words ) ) ),
			0,
			self::MOST_OF_TEXT,
		);
	}

	private static function key( string $word, string $prefix ): string {
		$ascii = 1 !== preg_match( '/[\x80-\xff]/', $word ) ? $word : self::OTHER_SCRIPT . bin2hex( $word );
		return substr( $prefix . $ascii, 0, self::LONGEST );
	}
}
