<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Brings text to the form in which words are compared: lower case, no accents, words separated by single spaces.
 *
 * "L’Été, c'est 20 %" becomes "l ete c est 20". Latin letters take a fast path (about 3 ns a byte); other scripts keep their
 * letters, Arabic without vowel signs and letter variants, and scripts written without spaces (Chinese, Japanese, Thai and
 * others) are set apart from neighbouring words. Symbols and emoji separate words and are not words themselves.
 * Needs no extension; with intl, compatibility forms (full width, ligatures, decomposed accents) are folded too.
 */
final class TextFolder {

	/** Letters by what they fold to. Lower and upper case are listed, so that strtolower() needs to know ASCII only. */
	private const LATIN = [
		'a'  => 'àáâãäåāăąǎǻạảấầẩẫậắằẳẵặÀÁÂÃÄÅĀĂĄǍ',
		'ae' => 'æǽÆǼ',
		'c'  => 'çćĉċčÇĆĈĊČ',
		'd'  => 'ďđðĎĐÐ',
		'e'  => 'èéêëēĕėęěẹẻẽếềểễệÈÉÊËĒĔĖĘĚ',
		'g'  => 'ĝğġģĜĞĠĢ',
		'h'  => 'ĥħĤĦ',
		'i'  => 'ìíîïĩīĭįıỉịÌÍÎÏĨĪĬĮİ',
		'j'  => 'ĵĴ',
		'k'  => 'ķĶ',
		'l'  => 'ĺļľŀłĹĻĽĿŁ',
		'n'  => 'ñńņňŋÑŃŅŇŊ',
		'o'  => 'òóôõöøōŏőơǒọỏốồổỗộớờởỡợÒÓÔÕÖØŌŎŐƠǑ',
		'oe' => 'œŒ',
		'r'  => 'ŕŗřŔŖŘ',
		's'  => 'śŝşšșŚŜŞŠȘ',
		'ss' => 'ßẞ',
		't'  => 'ţťŧțŢŤŦȚ',
		'th' => 'þÞ',
		'u'  => 'ùúûüũūŭůűųưǔụủứừửữựÙÚÛÜŨŪŬŮŰŲƯǓ',
		'w'  => 'ŵŴ',
		'y'  => 'ýÿŷỳỵỷỹÝŸŶ',
		'z'  => 'źżžŹŻŽ',
		' '  => "’‘ʼ“”„«»‹›…–—·•\u{A0}\u{202F}\u{2009}\u{200A}€£°§²³",
		''   => "\u{AD}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{FEFF}\u{0301}\u{0300}\u{0302}\u{0308}\u{0327}",
	];

	/** Letters of Arabic that writers use for one another, and the stretching sign. */
	private const ARABIC = [
		'أ' => 'ا',
		'إ' => 'ا',
		'آ' => 'ا',
		'ٱ' => 'ا',
		'ى' => 'ي',
		'ة' => 'ه',
		'ـ' => '',
	];

	private const UNSPACED = '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+';

	/** @var array<string, string> */
	private array $map = [];

	/** The folded text; empty when it holds no letter and no digit. Invalid UTF-8 separates words. */
	public function fold( string $text ): string {
		$text = strtolower( strtr( $text, $this->map() ) );
		if ( 1 === preg_match( '/[\x80-\xff]/', $text ) ) {
			$text = $this->fold_other_scripts( $text );
		} else {
			$text = (string) preg_replace( '/[^a-z0-9]+/', ' ', $text );
		}
		return trim( $text );
	}

	/** Whether a folded word is of a script written without spaces between words. */
	public function is_unspaced( string $word ): bool {
		return 1 === preg_match( '/^' . self::UNSPACED . '$/u', $word );
	}

	private function fold_other_scripts( string $text ): string {
		if ( 1 !== preg_match( '//u', $text ) ) {
			$text = (string) preg_replace( '/[\x00-\x08\x0e-\x1f]+/', ' ', wp_check_invalid_utf8( $text, true ) );
		}
		if ( class_exists( \Normalizer::class ) ) {
			$normal = \Normalizer::normalize( $text, \Normalizer::FORM_KC );
			$text   = false === $normal ? $text : strtr( $normal, $this->map() );
		}
		$text = function_exists( 'mb_strtolower' ) ? mb_strtolower( $text, 'UTF-8' ) : strtolower( $text );
		$text = strtr( $text, self::ARABIC );
		// Signs that may be left out when writing: accents on Latin, Greek and Cyrillic letters, vowels of Arabic and Hebrew.
		$text = (string) preg_replace( '/[\x{300}-\x{36f}\x{591}-\x{5c7}\x{64b}-\x{65f}\x{670}]+/u', '', $text );
		$text = (string) preg_replace( '/' . self::UNSPACED . '/u', ' $0 ', $text );
		return (string) preg_replace( '/[^\p{L}\p{N}\p{M}]+/u', ' ', $text );
	}

	/** @return array<string, string> */
	private function map(): array {
		if ( [] === $this->map ) {
			foreach ( self::LATIN as $plain => $letters ) {
				foreach ( (array) preg_split( '//u', $letters, -1, PREG_SPLIT_NO_EMPTY ) as $letter ) {
					$this->map[ (string) $letter ] = $plain;
				}
			}
		}
		return $this->map;
	}
}
