<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Folds text for comparison: lower case, no accents. Pure.
 *
 * "L’Été, c'est 20 %" becomes "l ete c est 20". Latin letters take a fast path (about 3 ns a byte); other scripts keep their
 * letters, Arabic without vowel signs and letter variants, and scripts written without spaces (Chinese, Japanese, Thai and
 * others) are set apart from neighbouring words. Symbols and emoji separate words and are not words themselves.
 * Needs no extension; with intl, compatibility forms (full width, ligatures, decomposed accents) are folded too.
 */
final class TextFolder {

	/** Letter => folded letters. Both cases are listed, because strtolower() handles ASCII only. */
	private const LETTERS = [
		'à' => 'a', 'á' => 'a', 'â' => 'a', 'ã' => 'a', 'ä' => 'a', 'å' => 'a', 'ā' => 'a', 'ă' => 'a', 'ą' => 'a', 'ǎ' => 'a',
		'ǻ' => 'a', 'ạ' => 'a', 'ả' => 'a', 'ấ' => 'a', 'ầ' => 'a', 'ẩ' => 'a', 'ẫ' => 'a', 'ậ' => 'a',
		'ắ' => 'a', 'ằ' => 'a',
		'ẳ' => 'a', 'ẵ' => 'a', 'ặ' => 'a', 'À' => 'a', 'Á' => 'a', 'Â' => 'a', 'Ã' => 'a', 'Ä' => 'a', 'Å' => 'a', 'Ā' => 'a',
		'Ă' => 'a', 'Ą' => 'a', 'Ǎ' => 'a', 'æ' => 'ae', 'ǽ' => 'ae', 'Æ' => 'ae', 'Ǽ' => 'ae', 'ç' => 'c', 'ć' => 'c', 'ĉ' => 'c',
		'ċ' => 'c', 'č' => 'c', 'Ç' => 'c', 'Ć' => 'c', 'Ĉ' => 'c', 'Ċ' => 'c', 'Č' => 'c', 'ď' => 'd', 'đ' => 'd', 'ð' => 'd',
		'Ď' => 'd', 'Đ' => 'd', 'Ð' => 'd', 'è' => 'e', 'é' => 'e', 'ê' => 'e', 'ë' => 'e', 'ē' => 'e', 'ĕ' => 'e', 'ė' => 'e',
		'ę' => 'e', 'ě' => 'e', 'ẹ' => 'e', 'ẻ' => 'e', 'ẽ' => 'e', 'ế' => 'e', 'ề' => 'e', 'ể' => 'e', 'ễ' => 'e', 'ệ' => 'e',
		'È' => 'e', 'É' => 'e', 'Ê' => 'e', 'Ë' => 'e', 'Ē' => 'e', 'Ĕ' => 'e', 'Ė' => 'e', 'Ę' => 'e', 'Ě' => 'e', 'ĝ' => 'g',
		'ğ' => 'g', 'ġ' => 'g', 'ģ' => 'g', 'Ĝ' => 'g', 'Ğ' => 'g', 'Ġ' => 'g', 'Ģ' => 'g', 'ĥ' => 'h', 'ħ' => 'h', 'Ĥ' => 'h',
		'Ħ' => 'h', 'ì' => 'i', 'í' => 'i', 'î' => 'i', 'ï' => 'i', 'ĩ' => 'i', 'ī' => 'i', 'ĭ' => 'i', 'į' => 'i', 'ı' => 'i',
		'ỉ' => 'i', 'ị' => 'i', 'Ì' => 'i', 'Í' => 'i', 'Î' => 'i', 'Ï' => 'i', 'Ĩ' => 'i', 'Ī' => 'i', 'Ĭ' => 'i', 'Į' => 'i',
		'İ' => 'i', 'ĵ' => 'j', 'Ĵ' => 'j', 'ķ' => 'k', 'Ķ' => 'k', 'ĺ' => 'l', 'ļ' => 'l', 'ľ' => 'l', 'ŀ' => 'l', 'ł' => 'l',
		'Ĺ' => 'l', 'Ļ' => 'l', 'Ľ' => 'l', 'Ŀ' => 'l', 'Ł' => 'l', 'ñ' => 'n', 'ń' => 'n', 'ņ' => 'n', 'ň' => 'n', 'ŋ' => 'n',
		'Ñ' => 'n', 'Ń' => 'n', 'Ņ' => 'n', 'Ň' => 'n', 'Ŋ' => 'n', 'ò' => 'o', 'ó' => 'o', 'ô' => 'o', 'õ' => 'o', 'ö' => 'o',
		'ø' => 'o', 'ō' => 'o', 'ŏ' => 'o', 'ő' => 'o', 'ơ' => 'o', 'ǒ' => 'o', 'ọ' => 'o', 'ỏ' => 'o', 'ố' => 'o', 'ồ' => 'o',
		'ổ' => 'o', 'ỗ' => 'o', 'ộ' => 'o', 'ớ' => 'o', 'ờ' => 'o', 'ở' => 'o', 'ỡ' => 'o', 'ợ' => 'o', 'Ò' => 'o', 'Ó' => 'o',
		'Ô' => 'o', 'Õ' => 'o', 'Ö' => 'o', 'Ø' => 'o', 'Ō' => 'o', 'Ŏ' => 'o', 'Ő' => 'o', 'Ơ' => 'o', 'Ǒ' => 'o', 'œ' => 'oe',
		'Œ' => 'oe', 'ŕ' => 'r', 'ŗ' => 'r', 'ř' => 'r', 'Ŕ' => 'r', 'Ŗ' => 'r', 'Ř' => 'r', 'ś' => 's', 'ŝ' => 's', 'ş' => 's',
		'š' => 's', 'ș' => 's', 'Ś' => 's', 'Ŝ' => 's', 'Ş' => 's', 'Š' => 's', 'Ș' => 's', 'ß' => 'ss', 'ẞ' => 'ss', 'ţ' => 't',
		'ť' => 't', 'ŧ' => 't', 'ț' => 't', 'Ţ' => 't', 'Ť' => 't', 'Ŧ' => 't', 'Ț' => 't', 'þ' => 'th', 'Þ' => 'th', 'ù' => 'u',
		'ú' => 'u', 'û' => 'u', 'ü' => 'u', 'ũ' => 'u', 'ū' => 'u', 'ŭ' => 'u', 'ů' => 'u', 'ű' => 'u', 'ų' => 'u', 'ư' => 'u',
		'ǔ' => 'u', 'ụ' => 'u', 'ủ' => 'u', 'ứ' => 'u', 'ừ' => 'u', 'ử' => 'u', 'ữ' => 'u', 'ự' => 'u', 'Ù' => 'u', 'Ú' => 'u',
		'Û' => 'u', 'Ü' => 'u', 'Ũ' => 'u', 'Ū' => 'u', 'Ŭ' => 'u', 'Ů' => 'u', 'Ű' => 'u', 'Ų' => 'u', 'Ư' => 'u', 'Ǔ' => 'u',
		'ŵ' => 'w', 'Ŵ' => 'w', 'ý' => 'y', 'ÿ' => 'y', 'ŷ' => 'y', 'ỳ' => 'y', 'ỵ' => 'y', 'ỷ' => 'y', 'ỹ' => 'y', 'Ý' => 'y',
		'Ÿ' => 'y', 'Ŷ' => 'y', 'ź' => 'z', 'ż' => 'z', 'ž' => 'z', 'Ź' => 'z', 'Ż' => 'z', 'Ž' => 'z',
	];

	/** Invisible characters and combining marks inside words. */
	private const DROPPED = [
		"\u{AD}" => '', "\u{200B}" => '', "\u{200C}" => '', "\u{200D}" => '', "\u{200E}" => '', "\u{200F}" => '', "\u{FEFF}" => '',
		"\u{300}" => '', "\u{301}" => '', "\u{302}" => '', "\u{308}" => '', "\u{327}" => '',
	];

	/** Common punctuation and symbols between words. */
	private const SIGNS = [
		'’' => ' ', '‘' => ' ', 'ʼ' => ' ', '“' => ' ', '”' => ' ', '„' => ' ', '«' => ' ', '»' => ' ', '‹' => ' ', '›' => ' ',
		'…' => ' ', '–' => ' ', '—' => ' ', '·' => ' ', '•' => ' ', '€' => ' ', '£' => ' ', '°' => ' ',
		'§' => ' ', '²' => ' ', '³' => ' ',
		"\u{A0}" => ' ', "\u{202F}" => ' ', "\u{2009}" => ' ', "\u{200A}" => ' ',
	];

	private const SPELLING = self::LETTERS + self::DROPPED;

	private const WORDS = self::SPELLING + self::SIGNS;

	/** Arabic letter variants that writers use interchangeably, and the elongation character. */
	private const ARABIC = [
		'أ' => 'ا',
		'إ' => 'ا',
		'آ' => 'ا',
		'ٱ' => 'ا',
		'ى' => 'ي',
		'ة' => 'ه',
		'ـ' => '',
	];

	/** Optional marks: accents of Latin, Greek and Cyrillic letters, vowels of Arabic and Hebrew. */
	private const OPTIONAL = '/[\x{300}-\x{36f}\x{591}-\x{5c7}\x{64b}-\x{65f}\x{670}]+/u';

	private const UNSPACED = '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+';

	/**
	 * Folds a text into words separated by single spaces; empty when it has no letter and no digit. Invalid UTF-8 separates words.
	 */
	public static function fold( string $text ): string {
		$text = self::is_ascii( $text ) ? $text : strtr( $text, self::WORDS );
		$text = strtolower( $text );
		if ( self::is_ascii( $text ) ) {
			return trim( (string) preg_replace( '/[^a-z0-9]+/', ' ', $text ) );
		}
		return trim( self::fold_other_scripts( $text ) );
	}

	/** Folds letters and keeps punctuation, symbols and line ends, for patterns that need those ("9:30", "c'est", "20 €"). */
	public static function fold_letters( string $text ): string {
		if ( self::is_ascii( $text ) ) {
			return strtolower( $text );
		}
		$text = strtolower( strtr( $text, self::SPELLING ) );
		if ( self::is_ascii( $text ) ) {
			return $text;
		}
		$text = mb_strtolower( self::valid( $text ), 'UTF-8' );
		return (string) preg_replace( self::OPTIONAL, '', strtr( $text, self::ARABIC ) );
	}

	/** Whether a folded word is in a script written without spaces between words. */
	public static function is_unspaced( string $word ): bool {
		return ! self::is_ascii( $word ) && 1 === preg_match( '/^' . self::UNSPACED . '$/u', $word );
	}

	private static function is_ascii( string $text ): bool {
		return 1 !== preg_match( '/[\x80-\xff]/', $text );
	}

	private static function fold_other_scripts( string $text ): string {
		$text = self::valid( $text );
		if ( class_exists( \Normalizer::class ) ) {
			$normal = \Normalizer::normalize( $text, \Normalizer::FORM_KC );
			$text   = false === $normal ? $text : strtr( $normal, self::WORDS );
		}
		$text = function_exists( 'mb_strtolower' ) ? mb_strtolower( $text, 'UTF-8' ) : strtolower( $text );
		$text = (string) preg_replace( self::OPTIONAL, '', strtr( $text, self::ARABIC ) );
		$text = (string) preg_replace( '/' . self::UNSPACED . '/u', ' $0 ', $text );
		return (string) preg_replace( '/[^\p{L}\p{N}\p{M}]+/u', ' ', $text );
	}

	/** Replaces invalid UTF-8 by spaces. */
	private static function valid( string $text ): string {
		if ( 1 === preg_match( '//u', $text ) ) {
			return $text;
		}
		return (string) preg_replace( '/[\x00-\x08\x0e-\x1f]+/', ' ', wp_check_invalid_utf8( $text, true ) );
	}
}
