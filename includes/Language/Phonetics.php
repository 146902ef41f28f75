<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * How a French or English word sounds, so that words typed by ear ("livrezon", "fone", "sise") are compared with those of pages. Pure.
 *
 * The keys are coarse: two words with the same key sound alike when read in that language, and only that.
 */
final class Phonetics {

	/** Spelling => sound, in order, for folded French words. Capitals are sounds that no later rule changes. */
	private const FRENCH = [
		'/^h/'                                   => '',
		'/[^a-z]/'                               => '',
		'/ph/'                                   => 'f',
		'/sch|sh|ch/'                            => 'S',
		'/h/'                                    => '',
		'/mpt/'                                  => 'nt',
		'/(?:tion|ssion|cion|sion)(?=s?$|n)/'    => 'sion',
		'/e?aux?|eau/'                           => 'o',
		'/gu(?=[eiy])/'                          => 'G',
		'/ge(?=[ao])|g(?=[eiy])|j/'              => 'J',
		'/qu|q|k|cqu|ck|c(?![eiy])/'             => 'K',
		'/sc(?=[eiy])|c(?=[eiy])|z/'             => 's',
		'/oi|oa|oua|wa/'                         => 'W',
		'/ou/'                                   => 'U',
		'/oeu|eu|oe/'                            => 'E',
		'/(?:ain|ein|aim|in|im|yn|un|um)(?![aeiouyng])/' => 'I',
		'/(?:an|am|en|em)(?![aeiouynm])/'        => 'A',
		'/(?:on|om)(?![aeiouynm])/'              => 'O',
		'/ai|ei|ay|ey|ee/'                       => 'e',
		'/y/'                                    => 'i',
		'/x/'                                    => 'Ks',
		'/([a-zA-Z])\1+/'                        => '$1',
		'/(?:er|ez|es|et|ent)$/'                 => 'e',
		'/[stdxpzf]+$/'                          => '',
		'/(?<=.)e+$/'                            => '',
	];

	private const ENGLISH = [
		'/[^a-z]/'                    => '',
		'/^kn|^gn|^pn/'               => 'n',
		'/^wr/'                       => 'r',
		'/^wh/'                       => 'w',
		'/ph/'                        => 'f',
		'/tch|ch/'                    => 'C',
		'/tion|sion|cian/'            => 'Sun',
		'/sh/'                        => 'S',
		'/th/'                        => 'T',
		'/ck|c(?![eiy])|q|k/'         => 'K',
		'/c(?=[eiy])|z|ss/'           => 's',
		'/dge|g(?=[ei])|j/'           => 'J',
		'/x/'                         => 'Ks',
		'/gh|h/'                      => '',
		'/ea|ee|ie|ey|ei|y$/'         => 'i',
		'/ai|ay|a(?=[^aeiou]e$)/'     => 'A',
		'/oo|ou|ew|ue|u/'             => 'u',
		'/oa|ow|o(?=[^aeiou]e$)/'     => 'o',
		'/y/'                         => 'i',
		'/([a-zA-Z])\1+/'             => '$1',
		'/(?<=..)e$/'                 => '',
	];

	/**
	 * @param string $word     Folded.
	 * @param string $language `fr`, else English.
	 */
	public static function key( string $word, string $language ): string {
		$rules = 'fr' === $language ? self::FRENCH : self::ENGLISH;
		return (string) preg_replace( array_keys( $rules ), array_values( $rules ), $word );
	}

	/**
	 * Whether one folded word may be the other written by ear: they sound the same and are about as long.
	 *
	 * @param string $language `fr`, else English.
	 */
	public static function sound_alike( string $one, string $other, string $language ): bool {
		return abs( strlen( $one ) - strlen( $other ) ) <= 3
			&& strlen( $one ) >= 3
			&& strlen( $other ) >= 3
			&& 1 !== preg_match( '/\d/', $one . $other )
			&& self::key( $one, $language ) === self::key( $other, $language );
	}
}
