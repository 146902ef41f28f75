<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Tells in which language a text is written, by the small words every sentence has. Pure.
 *
 * Two questions, two rules: a file must be told surely among all languages or not at all, since what is said of it stays stored; of a
 * visitor's few words it is enough whether they are rather French or English, which is what the assistant answers in.
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

	/** Bytes looked at. */
	private const LENGTH = 40_000;

	/** Words without which nothing is said. */
	private const ENOUGH = 25;

	/** Share of all words that are such small words, at least; about a third are. */
	private const SHARE = 0.12;

	/** How much better the best language must be than the next. */
	private const CLEARLY = 1.4;

	/**
	 * The language of a text of several sentences.
	 *
	 * @param iterable<string> $texts Read until there is enough.
	 *
	 * @return string BCP 47 primary language such as `fr`; empty when it cannot be told.
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
	 * The language of a question.
	 *
	 * @param list<string> $words Folded.
	 *
	 * @return string `fr`, `en`, or empty when the words do not say.
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
