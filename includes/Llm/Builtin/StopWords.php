<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/** Words of French and English that say nothing about what is asked, folded; also how the language of a question is told. */
final class StopWords {

	private const FRENCH = 'a afin ai ainsi alors apres as au aucun aussi autre aux avais avait avant avec avez avoir avons ayant bien bonjour bonsoir c ca ce ceci cela celle celui ces cet cette ceux chez ci combien comme comment d dans de depuis des dois doit donc dont du elle elles en encore entre es est et etait etant etes etre eu eux faire fais fait faites faut fois font ici il ils j jai je jusqu l la le lequel les leur leurs lors lorsque lui m ma mais madame monsieur me meme merci mes mettre mieux moi mon n ne ni nos notre nous numero on ont ou par parce pas peu peut peuvent peux plait plus pour pourquoi pourrais pourriez pouvez pouvoir prenez prendre prend pres puis puisque qu quand que quel quelle quelles quels qui quoi s sa sans savoir se sera serai serais serons serez ses si sil soit sommes son sont souhaite sous suis sur svp t ta tant te tel tes toi ton toujours tous tout toute toutes tres trop trouve trouver trouvez tu un une utilise utilisez vais va vas veut veux vont vos votre voudrais vous voulez vu y';

	private const ENGLISH = 'a about after all also am an and any anyone anything are aren as at be because been before being but by can cannot could couldn d did didn do does doesn doing don during each find for from get give go got had has hasn have haven having he hello her here hers hi him his how i if in into is isn it its just know let like ll m many may me might more most much must my near nearby need no nor not number of on only or other our ours out over own please re s same say shall she should so some something such t take takes tell than thank thanks that the their them then there these they this those through to too under until up us use ve very want was wasn we were what when where which while who whom why will with won would wouldn you your yours';

	/** Stop words that are nearly always of one language, by which the language of a short question is told. */
	private const SHARED = [ 'a' => true, 'as' => true, 'on' => true, 'me' => true, 'd' => true, 'm' => true, 's' => true, 't' => true, 'es' => true, 'or' => true, 'son' => true, 'if' => true, 'pour' => true ];

	/** @var array<string, true> */
	private readonly array $french;

	/** @var array<string, true> */
	private readonly array $english;

	public function __construct() {
		$this->french  = array_fill_keys( explode( ' ', self::FRENCH ), true );
		$this->english = array_fill_keys( explode( ' ', self::ENGLISH ), true );
	}

	/** Whether a folded word is a stop word of either language. */
	public function holds( string $word ): bool {
		return isset( $this->french[ $word ] ) || isset( $this->english[ $word ] );
	}

	/**
	 * Whether a message names nothing at all: only stop words and single letters. A single sign of another script is a word.
	 *
	 * @param list<string> $words Folded.
	 */
	public function are_all_of( array $words ): bool {
		foreach ( $words as $word ) {
			if ( ! $this->holds( $word ) && 1 !== preg_match( '/^[a-z]$/', $word ) ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The words that carry the question; all of them when none does ("who are you").
	 *
	 * @param list<string> $words Folded.
	 *
	 * @return list<string> Each once.
	 */
	public function without( array $words ): array {
		$kept = array_values( array_unique( array_filter( $words, fn( string $word ): bool => ! $this->holds( $word ) ) ) );
		return [] === $kept ? array_values( array_unique( $words ) ) : $kept;
	}

	/**
	 * The language of a text, by its stop words.
	 *
	 * @param list<string> $words Folded.
	 *
	 * @return string `fr`, `en`, or empty when the words do not say.
	 */
	public function language_of( array $words ): string {
		$french  = 0;
		$english = 0;
		foreach ( $words as $word ) {
			if ( isset( self::SHARED[ $word ] ) ) {
				continue;
			}
			$in_french  = isset( $this->french[ $word ] );
			$in_english = isset( $this->english[ $word ] );
			$french    += $in_french && ! $in_english ? 1 : 0;
			$english   += $in_english && ! $in_french ? 1 : 0;
		}
		return match ( true ) {
			$french > $english => 'fr',
			$english > $french => 'en',
			default            => '',
		};
	}
}
