<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\EditDistance;
use Aaia\Chatbot\Language\GenericWords;
use Aaia\Chatbot\Language\NumberWords;
use Aaia\Chatbot\Language\OtherWords;
use Aaia\Chatbot\Language\Similarity;
use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\Synonyms;
use Aaia\Chatbot\Language\Translations;

/**
 * The terms of a question, and how well words of the site match each of them.
 *
 * Matching tolerates inflection and typing errors (see Similarity); synonyms score .85, words of pages for colloquial ones .8.
 */
final class QuestionTerms {

	private const SYNONYM = 0.85;

	/** Factor of the weight of a name: a missing name ("do you ship to Canada?") matters more than another missing word. */
	private const NAME = 2.0;

	/** Factor for words that questions are asked with ("offer", "possible"), and for the subject of an earlier question. */
	private const GENERIC = 0.3;
	private const CONTEXT = 0.6;

	/** Factor for what is told beside the question: the case may be described in any words. */
	private const TOLD = 0.6;

	private const COLLOQUIAL  = 0.8;
	private const TRANSLATION = 0.85;

	/** Words that name a kind of fact, numbers, and days, which a sentence tells in its own words. */
	private const NO_KEY = '/^(?:\d+\w?|percentages?|percent|pourcentages?|shares?|proportions?|sommes?|montants?|amounts?|owe|'
		. 'one|two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|sept|huit|neuf|free|'
		. 'gratuit\w*|pay\w*|paie\w*|regler|cost\w*|coute\w*|couts?|prix|prices?|tarifs?|cher\w*|frais|fees?|temps|times?|duree|dure\w*|'
		. 'delais?|lasts?|long|'
		. 'adresses?|address|email|mails?|heures?|hours?|horaires?|days?|jours?|dates?|years?|annees?|ouvert\w*|open\w*|ferme\w*|clos\w*|'
		. 'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|'
		. '(?:mon|tues|wednes|thurs|fri|satur|sun)days?|today|tomorrow|demain|weekends?|somebody|everybody|month\w*|mois|mensuel\w*|'
		. 'semaines?|weeks?|annuel\w*|yearly|maximum|minimum|am|pm|h|mid|'
		. '(?:janv|fevr|mars|avr|juin|juil|aout|janu|febr|march|april|june|july|augu|septem|octo|novem|decem)\w*|kilometres?|km|miles?|'
		. 'distances?)$/';

	/** Most letters of a name that is compared exactly, and the match of a longer one that is mistyped. */
	private const SHORT_NAME = 6;
	private const MISTYPED   = 0.8;

	private ?bool $own_keys = null;

	/** @var array<string, array<int, float>> Cache: word => its matches. */
	private array $seen = [];

	/** Ending of French verbs that the stemmer keeps: what a company says of itself ("nous remboursons"). */
	private const WE = '/(?<=[a-z]{4})ons$/';

	/** @var array<string, true> Words of the question that are part of a colloquial phrase. */
	private readonly array $in_phrases;

	/** @var array<int|string, array<string, true>> Stem of a word of pages => words of the question it stands for. */
	private readonly array $colloquial;

	/**
	 * @param list<string>        $words Folded content words of the question.
	 * @param array<string, true> $names   Those of them that are names or numbers.
	 * @param list<string>        $context Those of them that come from an earlier question.
	 * @param array<string, true> $main    Those of them that are in the clause that asks.
	 * @param array<string, true> $told    Those told beside it for which it has a pronoun.
	 * @param array<string, true> $focus   The one that is asked for.
	 * @param array<string, true> $named   Those that name a section or page, and are not generic there.
	 * @param list<OtherWords>    $others  Words of pages for colloquial words of the question.
	 */
	public function __construct(
		public readonly array $words,
		private readonly array $names = [],
		private readonly array $context = [],
		private readonly array $main = [],
		private readonly array $told = [],
		private readonly array $focus = [],
		private readonly array $named = [],
		array $others = [],
		private readonly Synonyms $synonyms = new Synonyms(),
	) {
		$colloquial = [];
		$phrases    = [];
		foreach ( $others as $other ) {
			$phrases += count( $other->words ) > 1 ? array_fill_keys( $other->words, true ) : [];
			foreach ( $other->stems as $stem ) {
				foreach ( [ $stem, ...( count( $other->words ) > 1 ? $this->synonyms->stems_beside( $stem ) : [] ) ] as $meant ) {
					$colloquial[ $meant ] = ( $colloquial[ $meant ] ?? [] ) + array_fill_keys( $other->words, true );
				}
			}
		}
		$this->colloquial = $colloquial;
		$this->in_phrases = $phrases;
	}

	/** Whether a term is part of a colloquial phrase, of which all words together mean something. */
	public function is_in_phrase( int $term ): bool {
		return isset( $this->in_phrases[ $this->words[ $term ] ] );
	}

	/** Whether a term is a name or a number, which has no synonyms. */
	public function is_name( int $term ): bool {
		return isset( $this->names[ $this->words[ $term ] ] );
	}

	/** Factor of a term's weight, by the kind of word it is. */
	public function factor( int $term ): float {
		return match ( true ) {
			in_array( $this->words[ $term ], $this->context, true ) => self::CONTEXT,
			$this->is_name( $term )                              => self::NAME,
			$this->is_generic( $term )                      => self::GENERIC * ( $this->is_told( $term ) ? self::TOLD : 1.0 ),
			$this->is_told( $term )                         => self::TOLD,
			default                                         => 1.0,
		};
	}

	/** Whether a term is outside the clause that asks. */
	public function is_told( int $term ): bool {
		return [] !== $this->main && ! isset( $this->main[ $this->words[ $term ] ] );
	}

	/**
	 * Whether a sentence without this term is hardly about the question: a word of its main clause that says something. The kind of fact that
	 * is asked for ("free", "costs") need not be named.
	 */
	public function is_key( int $term ): bool {
		$word = $this->words[ $term ];
		return isset( ( $this->main + $this->told )[ $word ] )
			&& ( ! in_array( $word, $this->context, true ) || ! $this->has_own_keys() )
			&& ! $this->says_little( $word )
			&& 1 !== preg_match( self::NO_KEY, $word );
	}

	/** Whether a term is a word that questions are asked with. */
	public function is_generic( int $term ): bool {
		return $this->says_little( $this->words[ $term ] );
	}

	private function says_little( string $word ): bool {
		return GenericWords::contains( $word ) && ! isset( $this->named[ $word ] );
	}

	/** Whether a folded word only names a kind of fact ("costs"), or is a number or a day. */
	public static function is_kind_of_fact( string $word ): bool {
		return 1 === preg_match( self::NO_KEY, $word );
	}

	/** Whether the question has key terms besides those of an earlier one. */
	public function has_own_keys(): bool {
		return $this->own_keys ??= [] !== array_filter(
			array_diff( array_keys( $this->main ), $this->context ),
			fn( int|string $word ): bool => ! $this->says_little( (string) $word ) && 1 !== preg_match( self::NO_KEY, (string) $word ),
		);
	}

	/** Whether a term is the noun that is asked for, and not only a kind of fact. */
	public function is_focus( int $term ): bool {
		$word = $this->words[ $term ];
		return isset( $this->focus[ $word ] ) && ! in_array( $word, $this->context, true ) && 1 !== preg_match( self::NO_KEY, $word );
	}

	/** @return list<int> Terms that are names or numbers. */
	public function names(): array {
		return array_values( array_filter( array_keys( $this->words ), $this->is_name( ... ) ) );
	}

	/**
	 * Returns the best match of each term among the words.
	 *
	 * @param list<string> $words   Folded.
	 * @param bool         $foreign They are in the other language, and match what means the same.
	 *
	 * @return array<int, float> By position of the term; 0 to 1; only terms that match.
	 */
	public function matches( array $words, bool $foreign = false ): array {
		$best = [];
		foreach ( $words as $word ) {
			foreach ( $this->seen[ $foreign ? "$word*" : $word ] ??= $this->compare( $word, $foreign ) as $term => $match ) {
				$best[ $term ] = max( $best[ $term ] ?? 0.0, $match );
			}
		}
		return $best;
	}

	/** @return array<int, float> */
	private function compare( string $word, bool $foreign ): array {
		if ( StopWords::contains( $word ) ) {
			return array_fill_keys( array_keys( array_filter(
				$this->words,
				static fn( string $term ): bool => $term === $word || self::is_same_number( $term, $word ),
			) ), 1.0 );
		}
		$found   = [];
		$said_by = $this->colloquial[ Stemmer::stem( $word ) ] ?? $this->colloquial[ (string) preg_replace( self::WE, '', $word ) ] ?? [];
		foreach ( $this->words as $at => $term ) {
			$match = $this->is_name( $at )
				? self::same_name( $term, $word )
				: max(
					Similarity::between_words( $term, $word ),
					$this->synonyms->are_synonyms( $term, $word ) ? self::SYNONYM : 0.0,
					isset( $said_by[ $term ] ) ? self::COLLOQUIAL : 0.0,
					$foreign && Translations::mean_the_same( $term, $word ) ? self::TRANSLATION : 0.0,
				);
			$match = max( $match, self::is_same_number( $term, $word ) ? 1.0 : 0.0 );
			if ( $match > 0.0 ) {
				$found[ $at ] = $match;
			}
		}
		return $found;
	}

	/** How well a word is a name: a similar word is more likely a different one ("Paris", "parts"), but a long one may be mistyped. */
	private static function same_name( string $name, string $word ): float {
		return match ( true ) {
			$name === $word, $name . 's' === $word, $name === $word . 's' => 1.0,
			strlen( $name ) > self::SHORT_NAME                            => EditDistance::is_typo( $name, $word ) ? self::MISTYPED : 0.0,
			default                                                       => 0.0,
		};
	}

	/** Whether one is the other in letters ("eight", "8"). */
	private static function is_same_number( string $one, string $other ): bool {
		return ctype_digit( $one ) !== ctype_digit( $other )
			&&(
				ctype_digit( $one ) ? NumberWords::value( $other ) === (int) $one : ctype_digit( $other )
				&& NumberWords::value( $one ) === (int) $other
			);
	}
}
