<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Dates;
use Aaia\Chatbot\Language\EditDistance;
use Aaia\Chatbot\Language\GenericWords;
use Aaia\Chatbot\Language\OtherWords;
use Aaia\Chatbot\Language\Phonetics;
use Aaia\Chatbot\Language\Quantities;
use Aaia\Chatbot\Language\SentenceSplitter;
use Aaia\Chatbot\Language\Similarity;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\Synonyms;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Language\Thesaurus;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Search\Passage;

/** Matches the terms of a question against its passages and weights them. */
final class QuestionAnalyzer {

	/** Most passages analyzed; later ones are rarely quoted and cost time. */
	private const PASSAGES = 6;

	private const ANOTHER_QUANTITY = 0.2;

	/** Factor for generic words, and for what is told beside the question, that no sentence holds. */
	private const UNKNOWN_BESIDE = 0.4;

	/** Pronouns by which the clause that asks stands for what was told before. */
	private const STANDS_FOR_TOLD = '/\b(?:it|they|them|that|this|those|he|she|him|her|ca|cela|il|elle|ils|elles|le|lui|leur|y|en)\b/';

	/** Most words of a question whose spelling is checked. */
	private const SPELLED = 48;

	/** Most terms of a question; later words of a long message add cost, not meaning. */
	private const TERMS = 24;

	/** Weight of a match outside the sentence itself: in the FAQ question above it, in its heading, in the title of its document. */
	private const QUESTION_COUNTS = 0.95;
	private const HEADING_COUNTS  = 0.75;
	private const TITLE_COUNTS    = 0.5;
	private const DETAIL_COUNTS   = 0.55;

	/**
	 * Most weight of a term, so that one rare word of a long question does not outweigh the rest: when sentences are compared,
	 * and, lower, when the coverage of the question is computed.
	 */
	private const HEAVIEST         = 3.5;
	private const HEAVIEST_COVERED = 2.0;

	/** Words of a clause that asks something, folded. */
	private const ASKS = '/\b(?:how|what|which|when|where|who|why|can (?:i|we|you)|could|may i|do (?:i|we|you|they)|does|did|is (?:it|'
		. 'there|the|a|my|your|this)|are (?:you|there|the|they)|am i|will|'
		. 'combien|quels?|quelles?|quand|ou (?:est|sont|puis|peut|se)|comment|pourquoi|qui|quoi|que|est ce|(?:puis|dois|ai|suis) je|peut '
		. 'on|faut il|\w+(?:ez|es|ont) vous|\w+ t (?:il|elle|on)|(?:sont|ont) (?:ils|elles))\b/';

	/** Stands for a quantity with its unit among the terms; no word of a page is equal to it. */
	private const QUANTITY = '#quantity';

	private const FOCUS = '/\b(?:what(?: is| are| s)?(?: the| your)?|which|how many|combien (?:de|d)|quels?(?: est| sont)?(?: le| la| '
		. 'les| l| votre| vos)?|quelles?(?: est| sont)?(?: le| la| les| l| votre| vos)?) '
		. '(?!(?:versions?|place|kinds?|sorts?|types?|things?|ways?|time|temps|fois|moment|cas|facon|maniere|moyens?|happens?|do|does|'
		. 'did|is|are|can|about|if|est|sont|one|ones|of|the|your|le|la|les)\b)([a-z]{3,})\b/';

	/** Least letters of an unknown word that may be mistyped, and of one with two errors. */
	private const MISTYPED = 4;
	private const LONG     = 8;

	/** Least letters of a word of the language that may be meant for another one that sounds the same ("conte" - "compte"). */
	private const LONG_ENOUGH_TO_HEAR = 5;

	/** Similarity of a mistyped word, see Similarity. */
	private const TYPO = 0.8;

	/** Least similarity of a form of the same word. */
	private const INFLECTED = 0.7;

	/** Match of a word that names a kind of fact ("price") in a sentence that holds one. */
	private const VALUE_COUNTS = 0.7;

	public function __construct(
		private readonly Thesaurus $thesaurus = new Thesaurus(),
		private readonly Synonyms $synonyms = new Synonyms(),
	) {}

	/**
	 * @param list<Passage> $passages Best first.
	 * @param list<string>  $context  Folded words of the question that come from an earlier one.
	 * @param string        $language Of the question; words are spelled as pages in it spell them.
	 * @param list<string>  $new      Folded words that the answer has to hold, see CompletedQuestion.
	 */
	public function analyze(
		string $question,
		array $passages,
		array $context = [],
		string $language = '',
		array $new = [],
	): QuestionAnalysis {
		$passages   = array_slice( $passages, 0, self::PASSAGES );
		$vocabulary = $this->vocabulary( $passages, $language );
		$question   = $this->spelled( $question, $vocabulary, $language );
		$quantity   = Quantities::in_question( $question );
		$type       = new AnswerType( $question );
		$question   = null === $quantity ? $question : Quantities::without( $question );
		$names      = $this->names_in( $question );
		$words      = array_slice( StopWords::remove_unless_all( $this->words_of( $question ) ), 0, self::TERMS );
		$clauses    = $this->clauses( $question );
		$asks       = [] !== array_filter(
			array_diff( $words, $context ),
			static fn( string $word ): bool => ! GenericWords::contains( $word ),
		);
		$terms      = new QuestionTerms(
			array_values( array_unique( null === $quantity ? $words : [ ...$words, self::QUANTITY ] ) ),
			$names,
			$asks ? $context : [],
			array_fill_keys( array_intersect( $words, $clauses['main'] ), true ),
			array_fill_keys( array_filter(
				array_intersect( $words, $clauses['told'] ),
				static fn( string $word ): bool => isset( $vocabulary[ $word ] ),
			), true ),
			array_fill_keys( array_intersect( $words, [ ...$this->focus( $question ), ...$new ] ), true ),
			$this->naming( $passages, $words ),
			$this->others( $question, $words, $vocabulary, $language ),
		);
		$segments   = [];
		$matched    = [];
		$candidates = [];
		$weighed    = [];
		$facts      = array_filter( array_map( AnswerType::fact_named_by( ... ), $terms->words ) );
		$named      = [];
		foreach ( $passages as $at => $passage ) {
			$foreign         = ! AnswerabilityCheck::is_in_language( $passage, $language );
			$segments[ $at ]   = SentenceSplitter::segments( $passage->reading() );
			$title          = $terms->matches( Tokenizer::words( $this->title_of( $passage ) ), $foreign );
			$matched[ $at ] = $title;
			$own            = array_map(
				fn( TextSegment $segment ): array => $this
					->with_value( $this->matches_in( $segment->text, $terms, $quantity, $foreign ), $segment, $facts ),
				$segments[ $at ],
			);
			$own            = null === $quantity
				? $own
				: $this->without_other_limits( $own, $segments[ $at ], $quantity, count( $terms->words ) - 1 );
			foreach ( $own as $matches ) {
				$matched[ $at ] = $this->merged( $matched[ $at ], $matches, 1.0 );
			}
			$named[ $at ] = $this->named_sections( $terms, $segments[ $at ], $foreign );
			foreach ( $this->candidates( $terms, $at, $segments[ $at ], $own, $title, $foreign ) as $candidate ) {
				$candidates[] = $candidate;
				if ( ! $foreign ) {
					$weighed[] = $candidate;
				}
			}
		}
		return new QuestionAnalysis(
			$type,
			$this->weights( [] === $weighed ? $candidates : $weighed, $terms, self::HEAVIEST ),
			$this->weights( [] === $weighed ? $candidates : $weighed, $terms, self::HEAVIEST_COVERED ),
			$segments,
			$matched,
			$candidates,
			$terms->names(),
			array_values( array_filter( array_keys( $terms->words ), $terms->is_key( ... ) ) ),
			count( Tokenizer::words_of_message( $question ) ),
			array_values( array_filter( array_keys( $terms->words ), $terms->is_focus( ... ) ) ),
			$terms->words,
			$named,
			$asks && $terms->has_own_keys(),
			array_values( array_filter(
				array_keys( $terms->words ),
				static fn( int $term ): bool => in_array( $terms->words[ $term ], $new, true ) && $terms->is_focus( $term ),
			) ),
			array_values( array_filter( array_keys( $terms->words ), $terms->is_in_phrase( ... ) ) ),
		);
	}

	/**
	 * The headings of a passage that the question names in full, such as one of two branches ("Grenoble").
	 *
	 * @param list<TextSegment> $segments
	 *
	 * @return array<string, list<int>> Terms by heading.
	 */
	private function named_sections( QuestionTerms $terms, array $segments, bool $foreign ): array {
		$named = [];
		foreach ( array_unique( array_map( static fn( TextSegment $segment ): string => $segment->heading, $segments ) ) as $heading ) {
			$words = StopWords::remove( Tokenizer::words( $heading ) );
			$found = array_map( static fn( string $word ): array => array_keys( array_filter(
				$terms->matches( [ $word ], $foreign ),
				static fn( float $match ): bool => $match >= self::INFLECTED,
			) ), $words );
			$keys  = array_values( array_filter( array_unique( array_merge( [], ...$found ) ), $terms->is_key( ... ) ) );
			if ( [] !== $keys && ! in_array( [], $found, true ) && 1 !== preg_match( '/[?？]\s*$/u', $heading ) ) {
				$named[ $heading ] = $keys;
			}
		}
		return $named;
	}

	/**
	 * @param list<TextSegment>              $segments
	 * @param list<array<int, float>> $own   Terms matched by each segment itself.
	 * @param array<int, float>       $title
	 *
	 * @return list<SentenceCandidate>
	 */
	private function candidates( QuestionTerms $terms, int $passage, array $segments, array $own, array $title, bool $foreign ): array {
		$candidates = [];
		$headings   = [];
		foreach ( $segments as $at => $segment ) {
			if ( TextSegmentKind::Heading === $segment->kind ) {
				continue;
			}
			$headings[ $segment->heading ] ??= $terms->matches( Tokenizer::words( $segment->heading ), $foreign );
			$all          = $this->merged(
				$own[ $at ],
				$headings[ $segment->heading ],
				$segment->is_answer() ? self::QUESTION_COUNTS : self::HEADING_COUNTS,
			);
			$candidates[] = new SentenceCandidate(
				$passage,
				$at,
				$segment,
				$own[ $at ],
				$this->merged( $all, $title, self::TITLE_COUNTS ),
				$this->merged( $headings[ $segment->heading ], $title, 1.0 ),
			);
		}
		return $candidates;
	}

	/**
	 * Terms that a text matches; what is in parentheses is a detail and counts less.
	 *
	 * @return array<int, float>
	 */
	private function matches_in( string $text, QuestionTerms $terms, ?Quantities $quantity, bool $foreign ): array {
		$outside = (string) preg_replace( '/\([^()]{12,}\)/u', ' ', $text );
		$matches = $outside === $text
			? $terms->matches( Tokenizer::words( $text ), $foreign )
			: $this->merged(
				$terms->matches( Tokenizer::words( $outside ), $foreign ),
				$terms->matches( Tokenizer::words( $text ), $foreign ),
				self::DETAIL_COUNTS,
			);
		$match   = null === $quantity ? 0.0 : ( true === $quantity->fits( $text ) ? 1.0 : $quantity->match_in( $text ) );
		return $match > 0.0 ? $matches + [ count( $terms->words ) - 1 => $match ] : $matches;
	}

	/**
	 * Where a text of a passage is for the quantity asked for, those for others ("more than 7 days before") hardly match it.
	 *
	 * @param list<array<int, float>> $own
	 * @param list<TextSegment>       $segments
	 *
	 * @return list<array<int, float>>
	 */
	private function without_other_limits( array $own, array $segments, Quantities $quantity, int $term ): array {
		$fits = array_map( static fn( TextSegment $segment ): ?bool => $quantity->fits( $segment->text ), $segments );
		foreach ( in_array( true, $fits, true ) ? array_keys( $fits, false, true ) : [] as $at ) {
			if ( isset( $own[ $at ][ $term ] ) ) {
				$own[ $at ][ $term ] = self::ANOTHER_QUANTITY;
			}
		}
		return $own;
	}

	/**
	 * @param array<int, float> $matches
	 * @param array<int, float> $others
	 *
	 * @return array<int, float>
	 */
	private function merged( array $matches, array $others, float $count ): array {
		foreach ( $others as $term => $match ) {
			$matches[ $term ] = max( $matches[ $term ] ?? 0.0, $match * $count );
		}
		return $matches;
	}

	/**
	 * A matching segment that holds a price or a time also matches "price" or "delay" in the question, whatever words it uses.
	 *
	 * @param array<int, float>  $matches
	 * @param array<int, string> $facts   Patterns by term.
	 *
	 * @return array<int, float>
	 */
	private function with_value( array $matches, TextSegment $segment, array $facts ): array {
		foreach ( [] === $matches ? [] : $facts as $at => $fact ) {
			if ( ( $matches[ $at ] ?? 0.0 ) < self::VALUE_COUNTS && AnswerType::holds( $fact, $segment->text ) ) {
				$matches[ $at ] = self::VALUE_COUNTS;
			}
		}
		return $matches;
	}

	/**
	 * Rarity of each term among the sentences, the inverse document frequency of BM25: log( 1 + ( N - n + 0.5 ) / ( n + 0.5 ) ).
	 *
	 * @param list<SentenceCandidate> $candidates
	 *
	 * @return array<int, float>
	 */
	private function weights( array $candidates, QuestionTerms $terms, float $heaviest ): array {
		$total   = count( $candidates );
		$weights = [];
		foreach ( array_keys( $terms->words ) as $term ) {
			$holding          = count( array_filter(
				$candidates,
				static fn( SentenceCandidate $candidate ): bool => ( $candidate->own[ $term ] ?? 0.0 ) >= 0.7,
			) );
			$rarity           = min( $heaviest, log( 1 + ( $total - $holding + 0.5 ) / ( $holding + 0.5 ) ) );
			$rarity          *= 0 === $holding && ( $terms->is_told( $term ) || $terms->is_generic( $term ) ) ? self::UNKNOWN_BESIDE : 1.0;
			$weights[ $term ] = $rarity * $terms->factor( $term );
		}
		return $weights;
	}

	/** Text above every sentence of a passage. When neighbouring text is included, the passage's own headings are segments of it. */
	private function title_of( Passage $passage ): string {
		return '' === $passage->around ? $passage->title . ' ' . implode( ' ', $passage->heading_path ) : $passage->title;
	}

	/**
	 * The question's words without "how long" and "combien de temps", which ask for a kind of fact (see AnswerType) and are not terms.
	 *
	 * @return list<string>
	 */
	private function words_of( string $question ): array {
		$words = Tokenizer::words_of_message( $question );
		$asked = preg_replace(
			'/\b(?:full|whole|entire|entiere?s?|complete?s?) (?=(?:day|week|weekend|month|year|night|journee|semaine|mois|annee|nuit)\b)|'
				. '(?<=journee |semaine |annee |mois |nuit |jour )(?:entiere?|complete?)\b|\b(?:(?:pendant|durant) (?=(?:combien|une?|deux|trois|quatre|plusieurs|les?|\d+|toute?) (?:\w+ )?(?:temps|jours?|nuits?|semaines?|mois|an|annees?|week|fetes|vacances|heures?|ete|hiver)\b)|'
				. 'tout le temps|en meme temps|de temps en temps|all the time|at the same time|from time to time|this time|cette fois|right now|'
				. 'en cours (?:de|d) (?:annee|route|sejour|mois|semaine)|'
				. 'c est (?:chaud|galere|complique|dur|grave|pas grave|fichu|foutu|mort|cuit|bon|possible|faisable|jouable|ok|permis|mal|un probleme)|'
				. 'is (?:that|it) (?:ok|okay|alright|all right|allowed|possible|a problem|fine|too late)|'
				. 'combien de temps (?:dure\w*|prend|faut il|met\w*)|combien de temps|how much time|how long(?=.*\b(?:last|take)s?$)|how long)\b|(?<=\b)(?:lasts?|takes?)$/',
			'',
			implode( ' ', $words ),
		);
		$rest  = Tokenizer::words_of_message( (string) $asked );
		return [] === $rest ? $words : $rest;
	}

	/**
	 * Words of pages for colloquial ones; a single word that the passages use themselves has its usual meaning ("bread" is no money in a
	 * bakery).
	 *
	 * @param list<string>              $words
	 * @param array<int|string, string> $vocabulary
	 *
	 * @return list<OtherWords>
	 */
	private function others( string $question, array $words, array $vocabulary, string $language ): array {
		return array_values( array_filter(
			$this->thesaurus->colloquial( $this->words_of( $question ), Thesaurus::languages_of( $words, $language ) ),
			static fn( OtherWords $others ): bool => count( $others->words ) > 1
				|| ! isset( $vocabulary[ $others->words[0] ] ) && ! isset( $vocabulary[ $others->words[0] . 's' ] ),
		) );
	}

	/**
	 * The words of the passages, in the visitor's language where there are any.
	 *
	 * @param list<Passage> $passages
	 *
	 * @return array<int|string, string> Word => language.
	 */
	private function vocabulary( array $passages, string $language ): array {
		$vocabulary = [];
		$own        = array_filter(
			$passages,
			static fn( Passage $passage ): bool => AnswerabilityCheck::is_in_language( $passage, $language ),
		);
		foreach ( [] === $own ? $passages : $own as $passage ) {
			$vocabulary += array_fill_keys( Tokenizer::words( $this->title_of( $passage ) . ' ' . $passage->reading() ), $passage->language );
		}
		return $vocabulary;
	}

	/**
	 * The question with the words that the passages do not hold spelled as those there: as one that sounds the same ("kee" - "key") or is
	 * a letter away.
	 *
	 * @param array<int|string, string> $vocabulary Of the passages, with their languages.
	 */
	private function spelled( string $question, array $vocabulary, string $language ): string {
		$words     = array_slice( Tokenizer::words_of_message( $question ), 0, self::SPELLED );
		$names     = $this->names_in( $question );
		$languages = Thesaurus::languages_of( $words, $language );
		$spelled   = [];
		foreach ( array_unique( StopWords::remove( $words ) ) as $word ) {
			$heard = isset( $vocabulary[ $word ] ) || isset( $names[ $word ] ) || GenericWords::contains( $word )
				? $word
				: $this->heard( $word, $vocabulary, $languages );
			if ( $heard !== $word ) {
				$spelled[ $word ] = $heard;
			}
		}
		return [] === $spelled ? $question : (string) preg_replace_callback(
			'/[\p{L}\p{N}]+/u',
			static fn( array $found ): string => $spelled[ TextFolder::fold( $found[0] ) ] ?? $found[0],
			$question,
		);
	}

	/**
	 * The noun that a question asks for ("which colours", "combien de places"): an answer names it.
	 *
	 * @return list<string> Folded; at most one, or none.
	 */
	private function focus( string $question ): array {
		$found = [];
		return 1 === preg_match( self::FOCUS, implode( ' ', Tokenizer::words_of_message( $question ) ), $found ) ? [ $found[1] ] : [];
	}

	/**
	 * The folded words of the clause that asks, and those told beside it for which it has a pronoun; what is told before it, and a
	 * condition, only describe the case.
	 *
	 * @return array{main: list<string>, told: list<string>}
	 */
	private function clauses( string $question ): array {
		$clauses = preg_split(
			'/[,;.!?…:]+\s+|\s(?=(?:if|when|once|because|since|unless|while|si|quand|lorsque|parce que|car|puisque|des que|alors que)\s)/iu',
			trim( $question ),
			-1,
			PREG_SPLIT_NO_EMPTY,
		);
		$words   = array_map( Tokenizer::words_of_message( ... ), false === $clauses ? [ $question ] : $clauses );
		$asking  = array_filter( $words, static fn( array $clause ): bool => 1 === preg_match( self::ASKS, implode( ' ', $clause ) ) );
		$main    = array_merge( [], ...array_slice( $asking, -1 ) );
		$all     = array_merge( [], ...$words );
		return [] === array_filter( $main, self::says_something( ... ) )
			? [ 'main' => $all, 'told' => [] ]
			: [ 'main' => $main, 'told' => 1 === preg_match( self::STANDS_FOR_TOLD, implode( ' ', $main ) ) ? $all : [] ];
	}

	/**
	 * The words of the question of which a heading or title consists ("Marché du soir").
	 *
	 * @param list<Passage> $passages
	 * @param list<string>  $words
	 *
	 * @return array<string, true>
	 */
	private function naming( array $passages, array $words ): array {
		$naming = [];
		foreach ( $passages as $passage ) {
			foreach ( [ $passage->title, ...$passage->heading_path ] as $heading ) {
				$named = StopWords::remove( Tokenizer::words( $heading ) );
				if ( count( $named ) > 1 && [] === array_diff( $named, $words ) ) {
					$naming += array_fill_keys( $named, true );
				}
			}
		}
		return $naming;
	}

	/** Whether a folded word names a subject. */
	private static function says_something( string $word ): bool {
		return ! StopWords::contains( $word ) && ! GenericWords::contains( $word ) && ! QuestionTerms::is_kind_of_fact( $word );
	}

	/**
	 * @param array<int|string, string> $vocabulary Word => language.
	 * @param list<string>              $languages
	 */
	private function heard( string $word, array $vocabulary, array $languages ): string {
		$known = $this->thesaurus->knows( $word, $languages );
		foreach ( $vocabulary as $other => $language ) {
			$other = (string) $other;
			$alike = Similarity::between_words( $word, $other );
			if ( $alike >= self::INFLECTED && ( $known || self::TYPO !== $alike ) ) {
				return $word;
			}
		}
		foreach ( $known && strlen( $word ) < self::LONG_ENOUGH_TO_HEAR ? [] : $vocabulary as $other => $language ) {
			$other = (string) $other;
			if ( ! StopWords::contains( $other ) && Phonetics::sound_alike( $word, $other, $language ) ) {
				return $other;
			}
		}
		return $known ? $word : ( $this->corrected( $word, array_keys( $vocabulary ) ) );
	}

	/**
	 * What an unknown word is, mistyped: a word that questions are asked with, one of the passages, or one with synonyms there.
	 *
	 * @param list<int|string> $vocabulary
	 */
	private function corrected( string $word, array $vocabulary ): string {
		$generic = GenericWords::nearest( $word );
		if ( null !== $generic ) {
			return $generic;
		}
		$nearest = $this->nearest( $word, $vocabulary );
		return $nearest === $word ? $this->synonyms->nearest( $word ) ?? $word : $nearest;
	}

	/**
	 * The word of the passages that an unknown word is, mistyped: one letter wrong, missing, added or swapped, two in a long word.
	 *
	 * @param list<int|string> $vocabulary
	 */
	private function nearest( string $word, array $vocabulary ): string {
		if ( strlen( $word ) < self::MISTYPED || 1 !== preg_match( '/^[a-z]+$/', $word ) ) {
			return $word;
		}
		$most    = strlen( $word ) >= self::LONG ? 2 : 1;
		$nearest = $word;
		foreach ( $vocabulary as $other ) {
			$other = (string) $other;
			if ( $other[0] !== $word[0] || abs( strlen( $other ) - strlen( $word ) ) > $most || strlen( $other ) < self::MISTYPED ) {
				continue;
			}
			$distance = EditDistance::between( $word, $other, $most );
			if ( $distance <= $most ) {
				$most    = $distance - 1;
				$nearest = $other;
			}
		}
		return $nearest;
	}

	/** @return array<string, true> Folded words with a capital inside a sentence, and numbers. */
	private function names_in( string $question ): array {
		$names = [];
		if ( false !== preg_match_all( '/(?<=[^.!?\s]\s|[\'’])\p{Lu}[\p{L}-]+|\b\d+\b(?! ?(?:h\b|am\b|pm\b|[ap]\.m|'
			. '' . Dates::MONTHS_BEGIN . '))/u', $question, $found ) ) {
			$names = array_fill_keys( array_filter(
				Tokenizer::words_of_message( implode( ' ', $found[0] ) ),
				static fn( string $word ): bool => ctype_digit( $word ) || ! Dates::is_word( $word ),
			), true );
		}
		return $names;
	}
}
