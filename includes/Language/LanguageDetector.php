<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Detects the language of a text by its function words. Pure.
 *
 * Two methods with two rules. The language of a document is stored, so it must be certain among all languages, or it stays unknown. For a
 * visitor's short question it is enough to tell French from English, the languages the assistant answers in.
 */
final class LanguageDetector {

	private const WORDS = [
		'de' => 'der die das und ist nicht mit für von den dem ein eine sie auf zu werden wird auch bei',
		'en' => 'the of and to in is are for with you that this not be or from your it as by',
		'es' => 'el los las una es que para con por del se su como más y en la al de lo',
		'fr' => 'le la les des une est dans pour pas que qui sur avec vous nous au aux du et en',
		'it' => 'il lo gli una è che per con non della di sono si nel alla dei le del e la',
		'nl' => 'de het een en van is niet voor met zijn op dat te in u aan worden wordt bij ook',
		'pt' => 'o os as uma é que para com não do da em por se mais dos das ao no e',
	];

	/** Bytes read. */
	private const LENGTH = 40_000;

	/** Least words for a decision. */
	private const ENOUGH = 25;

	/** Least share of function words among all words; in running text it is about a third. */
	private const SHARE = 0.12;

	/** Least ratio between the shares of the best and the second language. */
	private const CLEARLY = 1.4;

	/**
	 * Detects the language of a text of several sentences.
	 *
	 * @param iterable<string> $texts Parts of the text, read up to the limit.
	 *
	 * @return string BCP 47 primary language such as `fr`; empty when uncertain.
	 */
	public static function detect_in_document( iterable $texts ): string {
		$text = '';
		foreach ( $texts as $part ) {
			$text .= "\n" . substr( $part, 0, self::LENGTH - strlen( $text ) );
			if ( strlen( $text ) >= self::LENGTH ) {
				break;
			}
		}
		preg_match_all( '/\p{L}+/u', mb_strtolower( mb_scrub( $text, 'UTF-8' ), 'UTF-8' ), $found );
		$words = array_count_values( $found[0] );
		$total = array_sum( $words );
		if ( $total < self::ENOUGH ) {
			return '';
		}
		$shares = array_map(
			static fn( string $small ): float => array_sum( array_intersect_key( $words, array_flip( explode( ' ', $small ) ) ) ) / $total,
			self::WORDS
		);
		arsort( $shares );
		[ $best, $next ] = array_slice( array_values( $shares ), 0, 2 );
		return $best >= self::SHARE && $best >= self::CLEARLY * $next ? (string) array_key_first( $shares ) : '';
	}

	/**
	 * Detects whether a question is French or English.
	 *
	 * @param list<string> $words Folded.
	 *
	 * @return string `fr`, `en`, or empty when neither has more words.
	 */
	public static function detect_in_question( array $words ): string {
		[ 'fr' => $french, 'en' => $english ] = StopWords::counts( $words );
		return match ( true ) {
			$french > $english => 'fr',
			$english > $french => 'en',
			default            => '',
		};
	}
}
