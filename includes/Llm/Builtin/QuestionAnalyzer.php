<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\SentenceSplitter;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Language\Thesaurus;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Search\Passage;

/** Matches the terms of a question against its passages and weights them. */
final class QuestionAnalyzer {

	/** Most passages analyzed; later ones are rarely quoted and cost time. */
	private const PASSAGES = 6;

	/** Most terms of a question; later words of a long message add cost, not meaning. */
	private const TERMS = 24;

	/** Weight of a match outside the sentence itself: in the FAQ question above it, in its heading, in the title of its document. */
	private const QUESTION_COUNTS = 0.95;
	private const HEADING_COUNTS  = 0.75;
	private const TITLE_COUNTS    = 0.5;

	/**
	 * Most weight of a term, so that one rare word of a long question does not outweigh the rest: when sentences are compared,
	 * and, lower, when the coverage of the question is computed.
	 */
	private const HEAVIEST         = 3.5;
	private const HEAVIEST_COVERED = 2.0;

	/** Question words that mean a value (price, duration), and the match that a sentence with such a value gets for them. */
	private const VALUE_WORD   = '/^(?:delais?|durees?|prix|tarifs?|couts?|coute\w*|prices?|pricing|costs?|fees?)$/';
	private const VALUE_COUNTS = 0.7;

	/** Factor for names: a missing name ("do you ship to Canada?") matters more than another missing word. */
	private const NAME_COUNTS = 2.0;

	public function __construct( private readonly Thesaurus $thesaurus = new Thesaurus() ) {}

	/** @param list<Passage> $passages Best first. */
	public function analyze( string $question, array $passages ): QuestionAnalysis {
		$words      = $this->words_of( $question );
		$terms      = new QuestionTerms(
			array_slice( StopWords::remove_unless_all( $words ), 0, self::TERMS ),
			$this->names_in( $question ),
			$this->thesaurus->colloquial( $words, Thesaurus::languages_of( $words, '' ) ),
		);
		$type       = new AnswerType( $question );
		$segments      = [];
		$matched    = [];
		$candidates = [];
		foreach ( array_slice( $passages, 0, self::PASSAGES ) as $at => $passage ) {
			$segments[ $at ]   = SentenceSplitter::segments( $passage->reading() );
			$title          = $terms->matches( Tokenizer::words( $this->title_of( $passage ) ) );
			$matched[ $at ] = $title;
			$own            = array_map(
				fn( TextSegment $segment ): array => $this
					->with_value( $terms->matches( Tokenizer::words( $segment->text ) ), $segment, $type, $terms ),
				$segments[ $at ],
			);
			foreach ( $own as $matches ) {
				$matched[ $at ] = $this->merged( $matched[ $at ], $matches, 1.0 );
			}
			foreach ( $this->candidates( $terms, $at, $segments[ $at ], $own, $title ) as $candidate ) {
				$candidates[] = $candidate;
			}
		}
		return new QuestionAnalysis(
			$type,
			$this->weights( $candidates, $terms, self::HEAVIEST ),
			$this->weights( $candidates, $terms, self::HEAVIEST_COVERED ),
			$segments,
			$matched,
			$candidates,
			$terms->names(),
		);
	}

	/**
	 * @param list<TextSegment>              $segments
	 * @param list<array<int, float>> $own   Terms matched by each segment itself.
	 * @param array<int, float>       $title
	 *
	 * @return list<SentenceCandidate>
	 */
	private function candidates( QuestionTerms $terms, int $passage, array $segments, array $own, array $title ): array {
		$candidates = [];
		$headings   = [];
		foreach ( $segments as $at => $segment ) {
			if ( TextSegmentKind::Heading === $segment->kind ) {
				continue;
			}
			$headings[ $segment->heading ] ??= $terms->matches( Tokenizer::words( $segment->heading ) );
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
	 * A matching segment that contains a price or a time also matches "price" or "delay" in the question, whatever words it uses.
	 *
	 * @param array<int, float> $matches
	 *
	 * @return array<int, float>
	 */
	private function with_value( array $matches, TextSegment $segment, AnswerType $type, QuestionTerms $terms ): array {
		if ( [] === $matches || ! $type->is_explicit() || ! $type->has_expected_fact( $segment ) ) {
			return $matches;
		}
		foreach ( $terms->words as $at => $word ) {
			if ( 1 === preg_match( self::VALUE_WORD, $word ) ) {
				$matches[ $at ] = max( $matches[ $at ] ?? 0.0, self::VALUE_COUNTS );
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
			$weights[ $term ] = $rarity * ( $terms->is_name( $term ) ? self::NAME_COUNTS : 1.0 );
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
			'/\b(?:combien de temps (?:dure\w*|prend|faut il|met\w*)|combien de temps|how much time|how long(?=.*\b(?:last|take)s?$)|how long)\b|(?<=\b)(?:lasts?|takes?)$/',
			'',
			implode( ' ', $words ),
		);
		$rest  = Tokenizer::words_of_message( (string) $asked );
		return [] === $rest ? $words : $rest;
	}

	/** @return array<string, true> Folded words with a capital inside a sentence, and numbers. */
	private function names_in( string $question ): array {
		$names = [];
		if ( false !== preg_match_all( '/(?<=[^.!?\s]\s|[\'’])\p{Lu}[\p{L}-]+|\b\d+\b/u', $question, $found ) ) {
			$names = array_fill_keys( Tokenizer::words_of_message( implode( ' ', $found[0] ) ), true );
		}
		return $names;
	}
}
