<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Tokenizer;

/**
 * Words that pages use for what visitors call otherwise ("Can I park?" - "two parking spaces"), to be looked for beside the visitor's own.
 *
 * Only where the two share no beginning by which the search would bring them together, and only for questions a visitor asks for themselves:
 * "rendre un article" is a return, "se rendre compte" is not.
 */
final class QueryExpander {

	/** How a question is put, folded => words of French pages, words of English pages. */
	private const WORDS = [
		'/\b(?:park(?!s)|parking|garer|stationner|gare(?:z|r)? (?:ma|sa|la|une) voiture)\b/' => [ 'stationnement places parking', 'parking spaces car park' ],
		'/\b(?:puis je|peut on|on peut|je (?:peux|veux|voudrais|souhaite|dois)|comment|possible de) (?:\w+ )?(?:rendre|ramener|rapporter|renvoyer)\b(?! compte)/' => [ 'retour retourner', '' ],
		'/\b(?:can i|could i|i want to|how (?:do|can) i|possible to) (?:give|send|bring|take) (?:\w+ ){0,4}?back\b/' => [ '', 'return returned' ],
	];

	/**
	 * @param string $question As typed.
	 * @param string $language `fr`, else English.
	 *
	 * @return string Empty when the question's own words are those of pages.
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
