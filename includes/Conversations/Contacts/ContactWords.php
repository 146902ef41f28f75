<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Telephone;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;

/**
 * Words by which contacts are found: folded words of names and addresses, and digits of telephone numbers. Pure.
 *
 * Each begins with a letter that says what it is of, so that those who may not see addresses do not find by them.
 */
final class ContactWords {

	private const OF_NAME = 'n';

	private const OF_ADDRESS = 'a';

	private const OF_PHONE = 'p';

	/** Bytes of a word; the column's size. */
	private const LONGEST = 48;

	/** Words of a search that count, and of a contact. */
	private const SEARCHED = 6;

	private const STORED = 200;

	/** Something typed that is no word of a name: digits of a telephone number, written in any way. */
	private const PHONE = '#\A[+(]{0,2}\d[\d\s.()/-]{2,}\z#u';

	/**
	 * @param list<Identity> $identities
	 *
	 * @return list<string> Words of the index.
	 */
	public static function of_contact( string $name, array $identities ): array {
		$words = array_map( static fn( string $word ): string => self::word( self::OF_NAME, $word ), self::split( $name ) );
		foreach ( $identities as $identity ) {
			if ( IdentityKind::Email === $identity->kind ) {
				foreach ( self::split( $identity->value ) as $word ) {
					$words[] = self::word( self::OF_ADDRESS, $word );
				}
			} elseif ( IdentityKind::Phone === $identity->kind ) {
				$words[] = self::word( self::OF_PHONE, Telephone::digits( $identity->value ) );
				$words[] = self::word( self::OF_PHONE, Telephone::national( $identity->value ) );
			}
		}
		return array_slice( array_values( array_unique( $words ) ), 0, self::STORED );
	}

	/**
	 * What a search looks for: a contact must have a word of each item.
	 *
	 * @param bool $addresses Whether addresses and telephone numbers are searched too.
	 *
	 * @return non-empty-list<non-empty-list<array{string, string}>>|array{} Items, the longest first; each lists ranges of words: from, to.
	 */
	public static function of_search( string $typed, bool $addresses ): array {
		$typed = trim( $typed );
		if ( $addresses && 1 === preg_match( self::PHONE, $typed ) ) {
			return [ [ self::range( self::OF_PHONE, Telephone::typed_digits( $typed ) ) ] ];
		}
		$words = array_values( array_unique( self::split( $typed ) ) );
		usort( $words, static fn( string $a, string $b ): int => strlen( $b ) <=> strlen( $a ) );
		return array_map(
			static fn( string $word ): array => $addresses
				? [ self::range( self::OF_NAME, $word ), self::range( self::OF_ADDRESS, $word ) ]
				: [ self::range( self::OF_NAME, $word ) ],
			array_slice( $words, 0, self::SEARCHED )
		);
	}

	/** @return list<string> Folded words; pairs of characters in scripts without spaces. */
	private static function split( string $text ): array {
		$words = [];
		foreach ( Tokenizer::words( $text ) as $word ) {
			array_push( $words, ...( TextFolder::is_unspaced( $word ) ? Tokenizer::ngrams( $word, 2 ) : [ $word ] ) );
		}
		return $words;
	}

	/** @return array{string, string} The words that begin with a word: from, and to. */
	private static function range( string $of, string $word ): array {
		$from = self::word( $of, $word );
		return [ $from, str_pad( $from, self::LONGEST + 2, 'z' ) ];
	}

	/** Words of other scripts follow as hexadecimal digits: their order is the same in both databases. */
	private static function word( string $of, string $word ): string {
		$ascii = 1 !== preg_match( '/[\x80-\xff]/', $word ) ? $word : '0x' . bin2hex( $word );
		return substr( $of . $ascii, 0, self::LONGEST );
	}
}
