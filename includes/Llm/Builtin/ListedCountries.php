<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Countries;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Search\Passage;

/** Answers "Do you deliver to Germany?" where a page lists the countries without it: the list decides it. */
final class ListedCountries {

	/** Least countries in a sentence that is a list. */
	private const LIST = 2;

	/** Least match of the other words of the question in the sentence and above it. */
	private const MATCH = 0.7;

	/** Questions that are answered by yes or no, folded. */
	private const YES_OR_NO = '/^(?:\w+ ){0,2}?(?:do|does|can|could|is|are|will|would)\b|\b(?:est ce|peut on|puis je|\w+ez vous|'
		. '(?:vous|tu|on) \w+)\b/';

	public function __construct( private readonly QuoteBuilder $quotes ) {}

	/**
	 * @param list<Passage> $passages Best first.
	 *
	 * @return ?array{quote: PassageQuote, country: array{en: string, fr: string}} Null when no list decides it.
	 */
	public function missing_from_list( string $question, QuestionAnalysis $analysis, array $passages, string $language ): ?array {
		$asked = Countries::named_in( $question );
		if ( 1 !== count( $asked ) || 1 !== preg_match( self::YES_OR_NO, implode( ' ', Tokenizer::words_of_message( $question ) ) ) ) {
			return null;
		}
		$country = [ ...Tokenizer::words( $asked[0]['en'] ), ...Tokenizer::words( $asked[0]['fr'] ) ];
		foreach ( $analysis->candidates as $candidate ) {
			$listed = Countries::named_in( $candidate->segment->text );
			if (
				AnswerabilityCheck::is_in_language( $passages[ $candidate->passage ], $language )
				&& count( $listed ) >= self::LIST
				&& ! in_array( $asked[0], $listed, true )
				&& $this->speaks_of_the_rest( $analysis, $candidate, $country )
			) {
				return [
					'quote'   => $this->quotes->build(
						$candidate->passage + 1,
						$passages[ $candidate->passage ],
						$analysis->segments[ $candidate->passage ],
						[ $candidate ],
					),
					'country' => $asked[0],
				];
			}
		}
		return null;
	}

	/** @param list<string> $country Folded words of its names. */
	private function speaks_of_the_rest( QuestionAnalysis $analysis, SentenceCandidate $candidate, array $country ): bool {
		$rest = array_filter( $analysis->keys, static fn( int $term ): bool => ! in_array( $analysis->words[ $term ], $country, true ) );
		return [] !== $rest && [] === array_filter( $rest, static fn( int $term ): bool => ( $candidate->own[ $term ] ?? 0.0 ) < self::MATCH );
	}
}
