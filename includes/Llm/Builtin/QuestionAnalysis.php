<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Similarity;
use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Language\Tokenizer;

/** Result of analyzing a question with its passages: which sentences and passages match which terms, and the weight of each term. */
final class QuestionAnalysis {

	/** Least similarity of a word to a name for a match. */
	private const NAMED = 0.6;

	private const LACKS_FOCUS = 0.5;

	/** Least weight of a word that says what a question is about. */
	private const SAYS_SOMETHING = 1.0;

	/** Words from which a question is a sentence and no list of keywords. */
	private const SHORTEST_SENTENCE = 4;

	/** Least support of a sentence with the expected fact, as a share of the best one's. */
	private const NEAR_BEST = 0.75;

	/** Most weight of a key term among the others. */
	private const HEAVIEST_KEY = 3.5;

	/** Most that it may lack of the key terms beyond what the best sentence lacks. */
	private const LACKS_LITTLE_MORE = 0.25;

	/** Least cells of a row that is shortened, and least match of a key term in the header of a column. */
	private const CELLS     = 3;
	private const IN_HEADER = 0.8;

	/** Spans of time, of which a column may be half of one or several. */
	private const SPAN = '/^(?:days?|weeks?|months?|years?|hours?|nights?|half|jour\w*|semaines?|mois|ans?|annees?|heures?|nuits?|demi\w*)$/';

	/** Weight of a match in the heading or title of a sentence, and elsewhere on its page. */
	private const SECTION   = 0.95;
	private const ELSEWHERE = 0.4;

	/** @var array<string, float> Cache, by passage and place: the share of key terms that a sentence lacks. */
	private array $lacking = [];

	/** @var array<int, array<int, SentenceCandidate>> Cache: the sentences by passage and place. */
	private array $places = [];

	/**
	 * @param AnswerType                    $type       Kind of fact the question asks for.
	 * @param array<int, float>             $weights    Weight of each term: its rarity among the sentences; doubled for names.
	 * @param array<int, float>             $coverage   The same with a lower maximum, to compute how much of the question a passage covers.
	 * @param array<int, list<TextSegment>> $segments   By position of the passage.
	 * @param array<int, array<int, float>> $passages   Terms matched anywhere in each passage, by position of the passage.
	 * @param list<SentenceCandidate>       $candidates All sentences and list items.
	 * @param list<int>                     $names      Terms that are names or numbers.
	 * @param list<int>                     $keys       Terms without which a sentence is hardly about the question.
	 * @param int                           $asked_words Words of the question.
	 * @param list<int>                     $focus       The term that is asked for.
	 * @param list<string>                  $words       The terms, folded.
	 * @param array<int, array<string, list<int>>> $named_sections By position of the passage: headings that the question names,
	 *                                                            with their terms.
	 * @param bool                          $asks_of_its_own Whether it has key terms beside those of an earlier question.
	 * @param list<int>                     $new         Terms that take the place of others in an earlier question.
	 * @param list<int>                     $phrases     Terms that are part of a colloquial phrase.
	 */
	public function __construct(
		public readonly AnswerType $type,
		public readonly array $weights,
		private readonly array $coverage,
		public readonly array $segments,
		public readonly array $passages,
		public readonly array $candidates,
		private readonly array $names = [],
		public readonly array $keys = [],
		private readonly int $asked_words = 0,
		private readonly array $focus = [],
		public readonly array $words = [],
		private readonly array $named_sections = [],
		public readonly bool $asks_of_its_own = true,
		private readonly array $new = [],
		private readonly array $phrases = [],
	) {}

	/** Share of the question's weight that a passage covers, 0 to 1. */
	public function coverage( int $passage ): float {
		$covered = 0.0;
		foreach ( $this->passages[ $passage ] ?? [] as $term => $match ) {
			$covered += $match * $this->coverage[ $term ];
		}
		return $covered / max( 0.001, array_sum( $this->coverage ) );
	}

	/**
	 * Share of the question's weight that a sentence covers in its place, 0 to 1: with its heading and title in full, and with the rest of
	 * the page at a discount.
	 */
	public function support( SentenceCandidate $candidate ): float {
		$covered = 0.0;
		foreach ( $this->passages[ $candidate->passage ] ?? [] as $term => $match ) {
			$covered += $this->coverage[ $term ] * max(
				$candidate->own[ $term ] ?? 0.0,
				self::SECTION * ( $candidate->section[ $term ] ?? 0.0 ),
				self::ELSEWHERE * $match,
			);
		}
		return $covered / max( 0.001, array_sum( $this->coverage ) );
	}

	/**
	 * A row of a table with the columns that the question names only ("Wednesday; Lyon: closed"), after its first cell; the row itself where
	 * it names none or all.
	 */
	public function named_columns( string $row ): string {
		$cells = explode( '; ', $row );
		$label = Tokenizer::words( $cells[0] );
		$named = array_filter( array_slice( $cells, 1, null, true ), function ( string $cell ) use ( $label ): bool {
			$header = Tokenizer::words( (string) strstr( $cell, ': ', true ) );
			foreach ( array_filter( $this->keys, fn( int $term ): bool => 1 !== preg_match( self::SPAN, $this->words[ $term ] ) ) as $term ) {
				$is_in = fn( array $words ): bool => [] !== array_filter(
					$words,
					fn( string $word ): bool => Similarity::between_words( $this->words[ $term ], $word ) >= self::IN_HEADER,
				);
				if ( $is_in( $header ) && ! $is_in( $label ) ) {
					return true;
				}
			}
			return false;
		} );
		return count( $cells ) < self::CELLS || [] === $named || count( $named ) === count( $cells ) - 1
			? $row
			: implode( '; ', [ $cells[0], ...$named ] );
	}

	/** Whether a row beside the best sentence belongs to the answer: it holds the key terms that the best one holds, or one that it lacks. */
	public function belongs_beside( SentenceCandidate $best, SentenceCandidate $other ): bool {
		$held  = $this->keys_in( $best );
		$other = $this->keys_in( $other );
		return [] === array_diff( $held, $other ) || [] !== array_diff( $other, $held );
	}

	/** @return list<int> Key terms that a sentence holds, in itself or above it. */
	private function keys_in( SentenceCandidate $candidate ): array {
		return array_values( array_filter(
			$this->keys,
			static fn( int $term ): bool => max( $candidate->own[ $term ] ?? 0.0, $candidate->section[ $term ] ?? 0.0 ) >= self::NAMED,
		) );
	}

	/** Whether a sentence holds what takes the place of others in an earlier question ("and for teenagers?"), in itself or above it. */
	public function holds_new( SentenceCandidate $candidate ): bool {
		foreach ( $this->new as $term ) {
			if ( max( $candidate->own[ $term ] ?? 0.0, $candidate->section[ $term ] ?? 0.0 ) < self::NAMED ) {
				return false;
			}
		}
		return true;
	}

	/** Whether the heading of a sentence names a key term. */
	public function names_key_above( SentenceCandidate $candidate ): bool {
		return [] !== array_filter( $this->keys, static fn( int $term ): bool => ( $candidate->section[ $term ] ?? 0.0 ) >= self::NAMED );
	}

	/** Whether a sentence holds every key term, in itself or above it; and, with `$in_itself`, one of them in itself. */
	public function holds_keys( SentenceCandidate $candidate, float $least, bool $in_itself ): bool {
		$own = array_filter( $this->keys, static fn( int $term ): bool => ( $candidate->own[ $term ] ?? 0.0 ) >= $least );
		$any = array_filter(
			$this->keys,
			static fn( int $term ): bool => max( $candidate->own[ $term ] ?? 0.0, $candidate->section[ $term ] ?? 0.0 ) >= $least,
		);
		return ( [] !== $own || ! $in_itself ) && count( $any ) === count( $this->keys );
	}

	/**
	 * Key terms that some sentences lack.
	 *
	 * @param non-empty-list<SentenceCandidate> $chosen
	 *
	 * @return list<int>
	 */
	public function missing_keys( array $chosen ): array {
		return array_values( array_filter(
			$this->keys,
			static fn( int $term ): bool => max( array_map(
				static fn( SentenceCandidate $candidate ): float => max( $candidate->own[ $term ] ?? 0.0, $candidate->section[ $term ] ?? 0.0 ),
				$chosen,
			) ) < self::NAMED,
		) );
	}

	/**
	 * Share of the key terms that a sentence lacks, at least LACKS_FOCUS without the one that is asked for: in itself, its neighbours in the
	 * section, its heading and title.
	 */
	public function lacking( SentenceCandidate $candidate ): float {
		return $this->lacking[ "$candidate->passage $candidate->at" ] ??= $this->share_lacking( $candidate );
	}

	private function share_lacking( SentenceCandidate $candidate ): float {
		$held    = $candidate->with_section();
		$speaks  = ! $this->asks_of_its_own || [] !== array_filter(
			$this->keys,
			static fn( int $term ): bool => ( $candidate->own[ $term ] ?? 0.0 ) >= self::NAMED,
		);
		foreach ( $this->beside( $candidate ) as $other ) {
			$goes_on = $speaks || ( $other->at < $candidate->at ? $candidate : $other )->segment->points_back();
			if (
				$goes_on
				&& $other->segment->paragraph === $candidate->segment->paragraph
				&& TextSegmentKind::Sentence === $other->segment->kind
			) {
				foreach ( $other->own as $term => $match ) {
					$held[ $term ] = max( $held[ $term ] ?? 0.0, $match );
				}
			}
		}
		$lacks   = static fn( int $term ): bool => ( $held[ $term ] ?? 0.0 ) < self::NAMED;
		$weight  = fn( array $terms ): float => array_sum( array_map(
			static fn( float $weight ): float => min( self::HEAVIEST_KEY, $weight ),
			array_intersect_key( $this->weights, array_flip( $terms ) ),
		) );
		$lacking = $weight( array_filter( $this->keys, $lacks ) ) / max( 0.001, $weight( $this->keys ) );
		return [] === array_filter( $this->focus, $lacks ) && ! $this->is_of_another_section( $candidate )
			? $lacking
			: max( self::LACKS_FOCUS, $lacking );
	}

	/** Whether the question names another section of the page, such as the other of two branches, and the sentence does not. */
	private function is_of_another_section( SentenceCandidate $candidate ): bool {
		foreach ( $this->named_sections[ $candidate->passage ] ?? [] as $heading => $terms ) {
			$missing = array_filter(
				$terms,
				static fn( int $term ): bool => max( $candidate->own[ $term ] ?? 0.0, $candidate->section[ $term ] ?? 0.0 ) < self::NAMED,
			);
			if ( $heading !== $candidate->segment->heading && [] !== $missing ) {
				return true;
			}
		}
		return false;
	}

	/** @return list<SentenceCandidate> The sentences just before and after one. */
	private function beside( SentenceCandidate $candidate ): array {
		if ( [] === $this->places ) {
			foreach ( $this->candidates as $one ) {
				$this->places[ $one->passage ][ $one->at ] = $one;
			}
		}
		$of = $this->places[ $candidate->passage ] ?? [];
		return array_values( array_filter( [ $of[ $candidate->at - 1 ] ?? null, $of[ $candidate->at + 1 ] ?? null ] ) );
	}

	/**
	 * Whether the question says one thing only, which a passage mentions in a sentence but not in a heading or title: a word alone is often
	 * used in another sense there.
	 */
	public function mentions_only_key( int $passage ): bool {
		if (
			1 !== count( $this->keys )
			|| $this->asked_words < self::SHORTEST_SENTENCE
			|| in_array( $this->keys[0], [ ...$this->names, ...$this->phrases ], true )
		) {
			return false;
		}
		foreach ( $this->candidates as $candidate ) {
			if ( $candidate->passage === $passage && ( $candidate->section[ $this->keys[0] ] ?? 0.0 ) >= self::NAMED ) {
				return false;
			}
		}
		foreach ( $this->passages[ $passage ] as $term => $match ) {
			if ( $term !== $this->keys[0] && $match >= self::NAMED && $this->coverage[ $term ] >= self::SAYS_SOMETHING ) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Support of the sentence of a passage that covers the question best, among those with a fact of the expected kind where there are any.
	 *
	 * @return array{float, bool, float} Support, whether it holds such a fact (true where none is expected), and the share of key terms it
	 *                                   lacks.
	 */
	public function best_support( int $passage ): array {
		$best   = [ 0.0, false, 1.0 ];
		$backed = $best;
		foreach ( $this->candidates as $candidate ) {
			if ( $candidate->passage !== $passage ) {
				continue;
			}
			$found = [ $this->support( $candidate ), ! $this->type->expects_fact(), $this->lacking( $candidate ) ];
			$best  = self::better( $best, $found );
			if ( $this->type->has_expected_fact( $candidate->segment ) ) {
				$backed = self::better( $backed, [ $found[0], true, $found[2] ] );
			}
		}
		return $this->type->expects_fact() && $backed[0] >= self::NEAR_BEST * $best[0] && $backed[2] <= $best[2] + self::LACKS_LITTLE_MORE
			? $backed
			: $best;
	}

	/**
	 * @param array{float, bool, float} $one
	 * @param array{float, bool, float} $other
	 *
	 * @return array{float, bool, float} The one that lacks fewer key terms, or else has more support.
	 */
	private static function better( array $one, array $other ): array {
		return [ -$other[2], $other[0] ] > [ -$one[2], $one[0] ] ? $other : $one;
	}

	/** Whether a passage lacks a name or number of the question; these have no synonyms. */
	public function lacks_name( int $passage ): bool {
		foreach ( $this->names as $term ) {
			if ( ( $this->passages[ $passage ][ $term ] ?? 0.0 ) < self::NAMED ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Total weight of some matches.
	 *
	 * @param array<int, float> $matches By term.
	 */
	public function weight( array $matches ): float {
		$sum = 0.0;
		foreach ( $matches as $term => $match ) {
			$sum += $match * $this->weights[ $term ];
		}
		return $sum;
	}

	/** Weight of the whole question. */
	public function total_weight(): float {
		return array_sum( $this->weights );
	}
}
