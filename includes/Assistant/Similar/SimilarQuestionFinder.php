<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Similar;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;

/**
 * Finds earlier questions of visitors that are similar to one, with their answers.
 *
 * Rare terms have the highest weight (as in BM25, from the number of newest questions that contain them); the best candidates are read
 * and also compared by their letter trigrams, so that typing errors matter little. The number of rows read is bounded, whatever the
 * number of questions.
 *
 * @phpstan-type Answer array{author: 'assistant'|'agent', text: string, refused: bool, rating: ?string}
 * @phpstan-type Similar array{conversation: string, message: string, question: string, asked_at: string, times: int, answer: ?Answer}
 */
final class SimilarQuestionFinder {

	/** Most candidates read. */
	private const READ = 40;

	/** Least similarity of a result; 1 is the same question. */
	private const ALIKE = 0.3;

	/** Messages after a question that are searched for its answer. */
	private const AFTER = 4;

	public function __construct(
		private readonly QuestionIndexRepository $questions,
		private readonly QuestionFeatures $features,
		private readonly MessageRepository $messages,
	) {}

	/**
	 * Returns the most similar questions of other conversations that the current user may see, best first; the same text
	 * once, with its newest occurrence.
	 *
	 * @return list<Similar>
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function find( Message $question, int $limit ): array {
		$words = $this->features->term_hashes( $question->text );
		if ( [] === $words ) {
			return [];
		}
		$weights    = [];
		$candidates = [];
		foreach ( $this->questions->messages_by_shared_term( $words, $question->id ) as $word => $ids ) {
			$weights[ $word ] = log( 1 + 2 * QuestionIndexRepository::NEWEST / count( $ids ) );
			foreach ( $ids as $id ) {
				$candidates[ $id ] = ( $candidates[ $id ] ?? 0.0 ) + $weights[ $word ];
			}
		}
		if ( [] === $candidates ) {
			return [];
		}
		krsort( $candidates );
		arsort( $candidates );
		return array_map(
			$this->with_answer( ... ),
			array_slice( $this->ranked( $question, $weights, array_slice( array_keys( $candidates ), 0, self::READ ) ), 0, $limit ),
		);
	}

	/**
	 * @param array<int, float>   $weights By word.
	 * @param non-empty-list<int> $ids
	 *
	 * @return list<array{id: int, text: string, message: string, conversation_id: int, conversation: string, created_at: string, times: int}>
	 */
	private function ranked( Message $question, array $weights, array $ids ): array {
		$scores = [];
		$found  = [];
		foreach ( $this->questions->texts( $ids, $question->conversation_id ) as $row ) {
			$same = $this->features->folded( $row['text'] );
			if ( isset( $found[ $same ] ) ) {
				++$found[ $same ]['times'];
				continue;
			}
			$shared = array_sum( array_intersect_key( $weights, array_flip( $this->features->term_hashes( $row['text'] ) ) ) );
			$score  = ( $shared / max( 0.001, array_sum( $weights ) ) + $this->features->letter_similarity( $question->text, $row['text'] ) ) / 2;
			if ( $score >= self::ALIKE ) {
				$scores[ $same ] = $score;
				$found[ $same ]  = $row + [ 'times' => 1 ];
			}
		}
		arsort( $scores );
		return array_map( static fn( int|string $same ): array => $found[ $same ], array_keys( $scores ) );
	}

	/**
	 * @param array{id: int, text: string, message: string, conversation_id: int, conversation: string, created_at: string, times: int} $row
	 *
	 * @return Similar
	 */
	private function with_answer( array $row ): array {
		return [
			'conversation' => $row['conversation'],
			'message'      => $row['message'],
			'question'     => $row['text'],
			'asked_at'     => $row['created_at'],
			'times'        => $row['times'],
			'answer'       => $this->answer( $row['conversation_id'], $row['id'] ),
		];
	}

	/**
	 * Returns the answer by an agent, or else by the assistant; null when the visitor wrote again before any answer.
	 *
	 * @return ?Answer
	 */
	private function answer( int $conversation_id, int $question_id ): ?array {
		$best = null;
		foreach ( $this->messages->after( $conversation_id, $question_id, self::AFTER ) as $message ) {
			if ( AuthorType::Visitor === $message->author ) {
				break;
			}
			if (
				AuthorType::Agent === $message->author
				|| AuthorType::Assistant === $message->author && null === $best && Generation::Streaming !== $message->generation
			) {
				$best = $message;
			}
			if ( AuthorType::Agent === $message->author ) {
				break;
			}
		}
		return null === $best ? null : [
			'author'  => AuthorType::Agent === $best->author ? 'agent' : 'assistant',
			'text'    => $best->text,
			'refused' => $best->refused,
			'rating'  => $best->rating,
		];
	}
}
