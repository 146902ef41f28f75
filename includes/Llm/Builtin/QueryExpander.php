<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Tokenizer;

/**
 * Query expansion: adds the words pages use where visitors use others ("Can I park?" - "two parking spaces").
 *
 * Only where the two share no prefix by which the search would match them, and only for questions a visitor asks for themselves:
 * "rendre un article" is a return, "se rendre compte" is not.
 */
final class QueryExpander {

	/** Pattern of the folded question => words of French pages, words of English pages. */
	private const WORDS = [
		'/\b(?:park(?!s)|parking|garer|stationner|gare(?:z|r)? (?:ma|sa|la|une) voiture)\b/' => [
			'stationnement places parking',
			'parking spaces car park',
		],
		'/\b(?:puis je|peut on|on peut|je (?:peux|veux|voudrais|souhaite|dois)|comment|possible de) (?:\w+ )?(?:rendre|ramener|rapporter|'
			. 'renvoyer)\b(?! compte)/' => [
				'retour retourner',
				'',
			],
		'/\b(?:can i|could i|i want to|how (?:do|can) i|possible to) (?:give|send|bring|take) (?:\w+ ){0,4}?back\b/' => [
			'',
			'return returned',
		],
	];

	/**
	 * @param string $question As typed.
	 * @param string $language `fr`, else English.
	 *
	 * @return string Terms to add; empty when no pattern matches.
	 */
	public static function terms( string $question, string $language ): string {
		$text  = implode( ' ', Tokenizer::words_of_message( $question ) );
		$words = [];
		foreach ( self::WORDS as $asked => [ $french, $english ] ) {
			if ( 1 === preg_match( $asked, $text ) ) {
				$words[] = 'fr' === $language ? $french : $english;
			}
		}
		return implode( ' ', array_filter( $words ) );
	}
}
