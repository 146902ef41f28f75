<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Lessons;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Similar\SimilarQuestionFinder;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Improve\Changes\Proportions;

/**
 * What an action brought: how answers were rated before and since, in the conversations of a lesson and those with like questions.
 *
 * "Better" and "worse" are said only where the 95 % intervals (Wilson) of both shares do not overlap.
 *
 * @phpstan-type Side array{up: int, rated: int}
 */
final class LessonFigures {

	/** Ratings before and since, below which nothing is said. */
	public const ENOUGH = 10;

	/** Like questions of each conversation. */
	private const LIKE = 40;

	/** Conversations of a lesson whose like questions are looked for. */
	private const LINKED = 5;

	public function __construct(
		private readonly LessonRepository $lessons,
		private readonly MessageRepository $messages,
		private readonly ConversationRepository $conversations,
		private readonly SimilarQuestionFinder $similar,
	) {}

	/**
	 * @param list<int> $linked Row ids of the lesson's conversations.
	 *
	 * @return array{before: Side, after: Side, says: 'few'|'same'|'better'|'worse'}
	 */
	public function of( array $linked, \DateTimeImmutable $acted_on ): array {
		$ids = $linked;
		foreach ( array_slice( $linked, 0, self::LINKED ) as $conversation_id ) {
			foreach ( $this->messages->after( $conversation_id, 0, 3 ) as $message ) {
				if ( AuthorType::Visitor === $message->author ) {
					foreach ( $this->similar->find( $message, self::LIKE ) as $question ) {
						$ids[] = $this->conversations->by_public_id( $question['conversation'] )->id ?? 0;
					}
					break;
				}
			}
		}
		$ids     = array_values( array_unique( $ids ) );
		$nothing = [ 'up' => 0, 'rated' => 0 ];
		$found   = [] === $ids ? [ 'before' => $nothing, 'after' => $nothing ] : $this->lessons->ratings( $ids, $acted_on );
		return $found + [ 'says' => self::says( $found['before'], $found['after'] ) ];
	}

	/**
	 * @param Side $before
	 * @param Side $after
	 *
	 * @return 'few'|'same'|'better'|'worse'
	 */
	public static function says( array $before, array $after ): string {
		if ( $before['rated'] < self::ENOUGH || $after['rated'] < self::ENOUGH ) {
			return 'few';
		}
		[ $least, $most ]             = Proportions::wilson( $before['up'], $before['rated'] );
		[ $least_after, $most_after ] = Proportions::wilson( $after['up'], $after['rated'] );
		return $least_after > $most ? 'better' : ( $most_after < $least ? 'worse' : 'same' );
	}
}
