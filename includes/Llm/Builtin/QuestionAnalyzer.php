<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\SentenceSplitter;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Search\Passage;

/** Reads a question and its passages into an Analysis. */
final class QuestionAnalyzer {

	/** Passages read; those after the best few are rarely quoted and cost time. */
	private const PASSAGES = 6;

	/** Words of a question looked at; later ones of a long message add cost, not meaning. */
	private const TERMS = 24;

	/** What a match counts beside one in the sentence itself: in a question that it stands under, in the heading above it, in its document's title. */
	private const QUESTION_COUNTS = 0.95;
	private const HEADING_COUNTS  = 0.75;
	private const TITLE_COUNTS    = 0.5;

	/**
	 * Most a word can weigh, so that one odd word of a chatty question does not outweigh the rest: when sentences are compared,
	 * and, lower, when it is asked how much of the question is covered.
	 */
	private const HEAVIEST         = 3.5;
	private const HEAVIEST_COVERED = 2.0;

	/** Words for the value itself, and what holding one counts as a match of them. */
	private const VALUE_WORD   = '/^(?:delais?|durees?|prix|tarifs?|couts?|coute\w*|prices?|pricing|costs?|fees?)$/';
	private const VALUE_COUNTS = 0.7;

	/** A name that is missing ("do you ship to Canada?") says more than another word that is. */
	private const NAME_COUNTS = 2.0;

	/** @param list<Passage> $passages Best first. */
	public function analyze( string $question, array $passages ): QuestionAnalysis {
		$terms      = new QuestionTerms( array_slice( StopWords::remove_unless_all( $this->words_of( $question ) ), 0, self::TERMS ), $this->names_in( $question ) );
		$type       = new AnswerType( $question );
		$segments      = [];
		$matched    = [];
		$candidates = [];
		foreach ( array_slice( $passages, 0, self::PASSAGES ) as $at => $passage ) {
			$segments[ $at ]   = SentenceSplitter::segments( $passage->reading() );
			$title          = $terms->matches( Tokenizer::words( $this->title_of( $passage ) ) );
			$matched[ $at ] = $title;
			$own            = array_map( fn( TextSegment $segment ): array => $this->with_value( $terms->matches( Tokenizer::words( $segment->text ) ), $segment, $type, $terms ), $segments[ $at ] );
			foreach ( $own as $matches ) {
				$matched[ $at ] = $this->merged( $matched[ $at ], $matches, 1.0 );
			}
			foreach ( $this->candidates( $terms, $at, $segments[ $at ], $own, $title ) as $candidate ) {
				$candidates[] = $candidate;
			}
		}
		return new QuestionAnalysis( $type, $this->weights( $candidates, $terms, self::HEAVIEST ), $this->weights( $candidates, $terms, self::HEAVIEST_COVERED ), $segments, $matched, $candidates, $terms->names() );
	}

	/**
	 * @param list<TextSegment>              $segments
	 * @param list<array<int, float>> $own   What each segment matches itself.
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
			$all          = $this->merged( $own[ $at ], $headings[ $segment->heading ], $segment->is_answer() ? self::QUESTION_COUNTS : self::HEADING_COUNTS );
			$candidates[] = new SentenceCandidate( $passage, $at, $segment, $own[ $at ], $this->merged( $all, $title, self::TITLE_COUNTS ), $this->merged( $headings[ $segment->heading ], $title, 1.0 ) );
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
	 * A line about the matter that holds a price or a time has what "price" or "delay" in the question asks for, whatever it calls it.
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
	 * Rarity of each term among the sentences, as BM25 has it: log( 1 + ( N - n + 0.5 ) / ( n + 0.5 ) ).
	 *
	 * @param list<SentenceCandidate> $candidates
	 *
	 * @return array<int, float>
	 */
	private function weights( array $candidates, QuestionTerms $terms, float $heaviest ): array {
		$total   = count( $candidates );
		$weights = [];
		foreach ( array_keys( $terms->words ) as $term ) {
			$holding          = count( array_filter( $candidates, static fn( SentenceCandidate $candidate ): bool => ( $candidate->own[ $term ] ?? 0.0 ) >= 0.7 ) );
			$rarity           = min( $heaviest, log( 1 + ( $total - $holding + 0.5 ) / ( $holding + 0.5 ) ) );
			$weights[ $term ] = $rarity * ( $terms->is_name( $term ) ? self::NAME_COUNTS : 1.0 );
		}
		return $weights;
	}

	/** What stands above every sentence of a passage; with its neighbours read too, its own headings are lines among them. */
	private function title_of( Passage $passage ): string {
		return '' === $passage->around ? $passage->title . ' ' . implode( ' ', $passage->heading_path ) : $passage->title;
	}

	/**
	 * The question's words; "how long" and "combien de temps" ask for a kind of fact (see AnswerType), not for the word.
	 *
	 * @return list<string>
	 */
	private function words_of( string $question ): array {
		$words = Tokenizer::words_of_message( $question );
		$asked = preg_replace( '/\b(?:combien de temps (?:dure\w*|prend|faut il|met\w*)|combien de temps|how much time|how long(?=.*\b(?:last|take)s?$)|how long)\b|(?<=\b)(?:lasts?|takes?)$/', '', implode( ' ', $words ) );
		$rest  = Tokenizer::words_of_message( (string) $asked );
		return [] === $rest ? $words : $rest;
	}

	/** @return array<string, true> Folded words written with a capital inside a sentence, and numbers. */
	private function names_in( string $question ): array {
		$names = [];
		if ( false !== preg_match_all( '/(?<=[^.!?\s]\s|[\'’])\p{Lu}[\p{L}-]+|\b\d+\b/u', $question, $found ) ) {
			$names = array_fill_keys( Tokenizer::words_of_message( implode( ' ', $found[0] ) ), true );
		}
		return $names;
	}
}
