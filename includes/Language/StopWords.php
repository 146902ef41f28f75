<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * French and English stop words, folded. Pure.
 *
 * The search only gives them a lower weight, since a title may consist of them: question words are rare in the pages that answer, so
 * their inverse document frequency alone would rate them too high. "ete" is left out: "été" means "summer" more often than "been".
 */
final class StopWords {

	/** Nearly always French: the language of a short question is detected by them. */
	private const FRENCH = [
		'afin' => true, 'ai' => true, 'ainsi' => true, 'alors' => true, 'apres' => true, 'au' => true, 'aucun' => true,
		'aussi' => true, 'autre' => true, 'aux' => true, 'avaient' => true, 'avais' => true, 'avait' => true, 'avant' => true,
		'avec' => true, 'avez' => true, 'avoir' => true, 'avons' => true, 'ayant' => true, 'bien' => true, 'bonjour' => true,
		'bonsoir' => true, 'c' => true, 'ca' => true, 'ce' => true, 'ceci' => true, 'cela' => true, 'celle' => true,
		'celui' => true, 'ces' => true, 'cet' => true, 'cette' => true, 'ceux' => true, 'chez' => true, 'ci' => true,
		'combien' => true, 'comme' => true, 'comment' => true, 'dans' => true, 'de' => true, 'depuis' => true, 'des' => true,
		'dois' => true, 'doit' => true, 'doivent' => true, 'donc' => true, 'dont' => true, 'du' => true, 'elle' => true,
		'elles' => true, 'en' => true, 'encore' => true, 'entre' => true, 'est' => true, 'et' => true, 'etaient' => true,
		'etait' => true, 'etant' => true, 'etes' => true, 'etre' => true, 'eu' => true, 'eux' => true, 'existe' => true,
		'faire' => true, 'fais' => true, 'fait' => true, 'faites' => true, 'faut' => true, 'fois' => true, 'font' => true,
		'fut' => true, 'ici' => true, 'il' => true, 'ils' => true, 'j' => true, 'jai' => true, 'je' => true, 'jusqu' => true,
		'l' => true, 'la' => true, 'laquelle' => true, 'le' => true, 'lequel' => true, 'les' => true, 'lesquelles' => true,
		'lesquels' => true, 'leur' => true, 'leurs' => true, 'lors' => true, 'lorsque' => true, 'lui' => true, 'ma' => true,
		'madame' => true, 'mais' => true, 'meme' => true, 'merci' => true, 'mes' => true, 'mettre' => true, 'mieux' => true,
		'moi' => true, 'mon' => true, 'monsieur' => true, 'n' => true, 'ne' => true, 'ni' => true, 'nos' => true, 'notre' => true,
		'nous' => true, 'numero' => true, 'ont' => true, 'ou' => true, 'par' => true, 'parce' => true, 'pas' => true, 'peu' => true,
		'peut' => true, 'peuvent' => true, 'peux' => true, 'plait' => true, 'plus' => true, 'pourquoi' => true, 'pourrais' => true,
		'pourriez' => true, 'pouvez' => true, 'pouvoir' => true, 'prend' => true, 'prendre' => true, 'prenez' => true,
		'pres' => true, 'puis' => true, 'puisque' => true, 'qu' => true, 'quand' => true, 'que' => true, 'quel' => true,
		'quelle' => true, 'quelles' => true, 'quelqu' => true, 'quels' => true, 'qui' => true, 'quoi' => true, 'sa' => true,
		'sans' => true, 'savoir' => true, 'se' => true, 'sera' => true, 'serai' => true, 'serais' => true, 'serait' => true,
		'serez' => true, 'serons' => true, 'ses' => true, 'si' => true, 'sil' => true, 'soit' => true, 'sommes' => true,
		'sont' => true, 'souhaite' => true, 'sous' => true, 'suis' => true, 'sur' => true, 'svp' => true, 'ta' => true,
		'tant' => true, 'te' => true, 'tel' => true, 'tes' => true, 'toi' => true, 'ton' => true, 'toujours' => true,
		'tous' => true, 'tout' => true, 'toute' => true, 'toutes' => true, 'tres' => true, 'trop' => true, 'trouve' => true,
		'trouver' => true, 'trouvez' => true, 'tu' => true, 'un' => true, 'une' => true, 'utilise' => true, 'utilisez' => true,
		'va' => true, 'vais' => true, 'vas' => true, 'vers' => true, 'veut' => true, 'veux' => true, 'vont' => true, 'vos' => true,
		'votre' => true, 'voudrais' => true, 'voulez' => true, 'vous' => true, 'vu' => true, 'y' => true,
	];

	/** Nearly always English. */
	private const ENGLISH = [
		'about' => true, 'after' => true, 'again' => true, 'all' => true, 'also' => true, 'am' => true, 'an' => true, 'and' => true,
		'any' => true, 'anyone' => true, 'anything' => true, 'are' => true, 'aren' => true, 'at' => true, 'be' => true,
		'because' => true, 'been' => true, 'before' => true, 'being' => true, 'but' => true, 'by' => true, 'can' => true,
		'cannot' => true, 'could' => true, 'couldn' => true, 'did' => true, 'didn' => true, 'do' => true, 'does' => true,
		'doesn' => true, 'doing' => true, 'don' => true, 'during' => true, 'each' => true, 'else' => true, 'find' => true,
		'for' => true, 'from' => true, 'get' => true, 'give' => true, 'go' => true, 'got' => true, 'had' => true, 'has' => true,
		'hasn' => true, 'have' => true, 'haven' => true, 'having' => true, 'he' => true, 'hello' => true, 'her' => true,
		'here' => true, 'hers' => true, 'hi' => true, 'him' => true, 'his' => true, 'how' => true, 'i' => true, 'in' => true,
		'into' => true, 'is' => true, 'isn' => true, 'it' => true, 'its' => true, 'just' => true, 'know' => true, 'let' => true,
		'like' => true, 'll' => true, 'many' => true, 'may' => true, 'might' => true, 'more' => true, 'most' => true,
		'much' => true, 'must' => true, 'my' => true, 'near' => true, 'nearby' => true, 'need' => true, 'no' => true, 'nor' => true,
		'not' => true, 'number' => true, 'of' => true, 'off' => true, 'only' => true, 'other' => true, 'our' => true,
		'ours' => true, 'out' => true, 'over' => true, 'own' => true, 'please' => true, 're' => true, 'same' => true, 'say' => true,
		'shall' => true, 'she' => true, 'should' => true, 'so' => true, 'some' => true, 'something' => true, 'such' => true,
		'take' => true, 'takes' => true, 'tell' => true, 'than' => true, 'thank' => true, 'thanks' => true, 'that' => true,
		'the' => true, 'their' => true, 'them' => true, 'then' => true, 'there' => true, 'these' => true, 'they' => true,
		'this' => true, 'those' => true, 'through' => true, 'to' => true, 'too' => true, 'under' => true, 'until' => true,
		'up' => true, 'us' => true, 'use' => true, 've' => true, 'very' => true, 'want' => true, 'was' => true, 'wasn' => true,
		'we' => true, 'were' => true, 'what' => true, 'when' => true, 'where' => true, 'which' => true, 'while' => true,
		'who' => true, 'whom' => true, 'whose' => true, 'why' => true, 'will' => true, 'with' => true, 'won' => true,
		'would' => true, 'wouldn' => true, 'you' => true, 'your' => true, 'yours' => true,
	];

	/** Of both languages, or a word in the other one. */
	private const SHARED = [
		'a' => true, 'as' => true, 'd' => true, 'es' => true, 'if' => true, 'm' => true, 'me' => true, 'on' => true, 'or' => true,
		'pour' => true, 's' => true, 'son' => true, 't' => true,
	];

	private const ALL = self::FRENCH + self::ENGLISH + self::SHARED;

	/** @return list<string> */
	public static function all(): array {
		return array_keys( self::ALL );
	}

	/** Whether a folded word is a stop word. */
	public static function contains( string $word ): bool {
		return isset( self::ALL[ $word ] );
	}

	/**
	 * Removes stop words.
	 *
	 * @param list<string> $words Folded.
	 *
	 * @return list<string> In order, repetitions kept; may be empty.
	 */
	public static function remove( array $words ): array {
		return array_values( array_filter( $words, static fn( string $word ): bool => ! isset( self::ALL[ $word ] ) ) );
	}

	/**
	 * Removes stop words and duplicates; keeps all words when every one is a stop word ("who are you").
	 *
	 * @param list<string> $words Folded.
	 *
	 * @return list<string> Each once.
	 */
	public static function remove_unless_all( array $words ): array {
		$kept = self::remove( $words );
		return array_values( array_unique( [] === $kept ? $words : $kept ) );
	}

	/**
	 * Whether a message consists only of stop words and single Latin letters. A single character of another script is a word.
	 *
	 * @param list<string> $words Folded.
	 */
	public static function are_all( array $words ): bool {
		foreach ( $words as $word ) {
			if ( ! self::contains( $word ) && 1 !== preg_match( '/^[a-z]$/', $word ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Counts the words that are nearly always French and those that are nearly always English.
	 *
	 * @param list<string> $words Folded.
	 *
	 * @return array{fr: int, en: int}
	 */
	public static function counts( array $words ): array {
		return [
			'fr' => count( array_filter( $words, static fn( string $word ): bool => isset( self::FRENCH[ $word ] ) ) ),
			'en' => count( array_filter( $words, static fn( string $word ): bool => isset( self::ENGLISH[ $word ] ) ) ),
		];
	}
}
