<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Similar\QuestionWords;
use Aaia\Chatbot\Content\Sources\AnswerRepository;
use Aaia\Chatbot\Content\Sources\AnswerSource;
use Aaia\Chatbot\Content\Sources\WrittenAnswer;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Search\Passage;

/**
 * Ranks the answers that the team wrote: for a question like the one they were written for they come first, and for nearly the same
 * question they are the answer, word for word, whatever the model. Costs one query, only where the search found such an answer.
 */
final class TeamAnswers {

	/** Share of common content words, and of all words, from which two questions are the same. */
	private const SAME = 0.75;

	private const SAME_WORDS = 0.5;

	public function __construct( private readonly AnswerRepository $answers ) {}

	/**
	 * Puts answers for like questions first, and leaves out those that do not hold on the visitor's page.
	 *
	 * @param list<Passage> $found Best first.
	 *
	 * @return array{list<Passage>, ?WrittenAnswer} The passages, and the answer to nearly the same question in the visitor's language.
	 */
	public function rank( array $found, string $question, string $language, string $page_url ): array {
		$ids = [];
		foreach ( $found as $at => $passage ) {
			if ( str_starts_with( $passage->external_id, AnswerSource::PREFIX ) ) {
				$ids[ $at ] = substr( $passage->external_id, strlen( AnswerSource::PREFIX ) );
			}
		}
		$known  = [] === $ids ? [] : $this->answers->several( array_values( $ids ) );
		$shares = [];
		foreach ( $ids as $at => $id ) {
			$answer = $known[ $id ] ?? null;
			if ( null === $answer ) {
				continue;
			}
			if ( ! $answer->terms->holds_on( $page_url ) ) {
				unset( $found[ $at ] );
				continue;
			}
			$shares[ $at ] = self::share( $question, $answer );
		}
		arsort( $shares );
		$first = array_key_first( $shares );
		if ( null === $first || $shares[ $first ] < QuestionWords::ALIKE ) {
			return [ array_values( $found ), null ];
		}
		$answer = $known[ $ids[ $first ] ];
		$same   = in_array( $answer->language, [ '', $language ], true ) && self::is_same( $question, $answer ) ? $answer : null;
		return [ array_values( [ $first => $found[ $first ] ] + $found ), $same ];
	}

	/** How like a question is to that of an answer, or to another of its wordings, 0 to 1. */
	public static function share( string $question, WrittenAnswer $answer ): float {
		$words = QuestionWords::of( $question );
		return max( array_map(
			static fn( string $asked ): float => QuestionWords::share( $words, QuestionWords::of( $asked ) ),
			[ $answer->question, ...$answer->terms->wordings ],
		) );
	}

	private static function is_same( string $question, WrittenAnswer $answer ): bool {
		$words = QuestionWords::of( $question );
		$all   = array_unique( Tokenizer::words_of_message( $question ) );
		foreach ( [ $answer->question, ...$answer->terms->wordings ] as $asked ) {
			$others = array_unique( Tokenizer::words_of_message( $asked ) );
			$common = count( array_intersect( $all, $others ) );
			if (
				QuestionWords::share( $words, QuestionWords::of( $asked ) ) >= self::SAME
				&& $common >= self::SAME_WORDS * ( count( $all ) + count( $others ) - $common )
			) {
				return true;
			}
		}
		return false;
	}
}
