<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Today;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Similar\QuestionFeatures;
use Aaia\Chatbot\Assistant\Similar\QuestionIndexRepository;
use Aaia\Chatbot\Assistant\Similar\SimilarQuestionFinder;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Language\Fact;
use Aaia\Chatbot\Language\FactExtractor;
use Aaia\Chatbot\Language\FactKind;
use Aaia\Chatbot\Storage\Database;

/**
 * Finds an earlier answer to nearly the same question that gives other prices, dates, times, numbers or addresses.
 *
 * Prefers precision: the questions must be alike letter by letter and name the same figures, and no figure of a kind may be in both
 * answers. Conversations that are limited to a team or a role are never compared with others.
 */
final class AnswerContradictions {

	/** Least likeness of two questions by their letters. */
	private const ALIKE = 0.6;

	/** Like questions that are compared. */
	private const COMPARED = 3;

	/** An answer with more plain numbers is a list. */
	private const NUMBERS = 3;

	private readonly SimilarQuestionFinder $similar;

	public function __construct(
		Database $database,
		ConversationAccess $access,
		private readonly QuestionFeatures $features,
		private readonly MessageRepository $messages,
		private readonly ConversationRepository $conversations,
	) {
		$this->similar = new SimilarQuestionFinder( new QuestionIndexRepository( $database, $access->for_addresses() ), $features, $messages );
	}

	/** @return ?int Row id of the earlier question. */
	public function find( int $question_id, string $answer ): ?int {
		$facts = self::facts( $answer );
		if ( [] === $facts ) {
			return null;
		}
		$question = $this->messages->by_id( $question_id );
		if ( null === $question ) {
			return null;
		}
		foreach ( $this->similar->find( $question, self::COMPARED ) as $similar ) {
			$earlier = $similar['answer'];
			if (
				null !== $earlier && ! $earlier['refused']
				&& $this->is_same_question( $question->text, $similar['question'] )
				&& self::differ( $facts, self::facts( $earlier['text'] ) )
			) {
				$of = $this->conversations->by_public_id( $similar['conversation'] );
				return null === $of ? null : $this->messages->by_public_id( $of->id, $similar['message'] )?->id;
			}
		}
		return null;
	}

	private function is_same_question( string $one, string $other ): bool {
		return $this->features->letter_similarity( $one, $other ) >= self::ALIKE && self::figures( $one ) === self::figures( $other );
	}

	/**
	 * Whether the answers have facts of one kind, and none in common.
	 *
	 * @param array<string, list<list<string>>> $ones
	 * @param array<string, list<list<string>>> $others
	 */
	private static function differ( array $ones, array $others ): bool {
		foreach ( array_intersect_key( $ones, $others ) as $kind => $keys ) {
			if ( [] === array_intersect( array_merge( ...$keys ), array_merge( ...$others[ $kind ] ) ) ) {
				return true;
			}
		}
		return false;
	}

	/** @return array<string, list<list<string>>> Normalized values of the facts of an answer, by kind; addresses of pages are left out. */
	private static function facts( string $answer ): array {
		$facts = [];
		foreach ( FactExtractor::extract( $answer ) as $fact ) {
			$facts[ $fact->kind->value ][] = $fact->keys;
		}
		unset( $facts[ FactKind::Url->value ] );
		if ( self::NUMBERS < count( $facts[ FactKind::Number->value ] ?? [] ) ) {
			unset( $facts[ FactKind::Number->value ] );
		}
		return $facts;
	}

	/** @return list<string> */
	private static function figures( string $question ): array {
		$values = array_map( static fn( Fact $fact ): string => mb_strtolower( $fact->value, 'UTF-8' ), FactExtractor::extract( $question ) );
		sort( $values );
		return $values;
	}
}
