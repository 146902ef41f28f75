<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `test_questions`. */
final class TestQuestionRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** @param list<ChatMessage> $history */
	public function add(
		string $question,
		array $history,
		string $language,
		Expectation $expectation,
		string $origin,
		?int $conversation_id = null,
		?int $message_id = null,
	): TestQuestion {
		$now = Time::to_database( $this->clock->now() );
		$id  = $this->database->insert(
			'test_questions',
			[
				'public_id'       => Ids::random(),
				'conversation_id' => $conversation_id,
				'message_id'      => $message_id,
				'origin'          => $origin,
				'created_at'      => $now,
			] + $this->columns( $question, $history, $language, $expectation, $now )
		);
		return $this->by_ids( [ $id ] )[0] ?? throw new \LogicException( 'A case that was just written is not there.' );
	}

	/** @param list<ChatMessage> $history */
	public function change( TestQuestion $known, string $question, array $history, string $language, Expectation $expectation ): void {
		$now = Time::to_database( $this->clock->now() );
		$this->database->update(
			'test_questions',
			$this->columns( $question, $history, $language, $expectation, $now ),
			[ 'id' => $known->id ],
		);
	}

	/** Deletes a case with its results. */
	public function delete( TestQuestion $known ): void {
		$this->database->transaction( function () use ( $known ): void {
			$this->database->delete( 'test_results', [ 'question_id' => $known->id ] );
			$this->database->delete( 'test_questions', [ 'id' => $known->id ] );
		} );
	}

	/**
	 * @param literal-string $visible Condition of ConversationAccess on `q.conversation_id`.
	 */
	public function find( string $public_id, string $visible ): ?TestQuestion {
		$row = $this->database->row(
			'SELECT q.* FROM %i q WHERE q.public_id = %s AND ( q.conversation_id IS NULL OR ( ' . $visible . ' ) )',
			$this->database->table( 'test_questions' ),
			$public_id
		);
		return null === $row ? null : TestQuestion::from_row( $row );
	}

	/** The case with the same question in the same language, asked after the same words; null when there is none. */
	public function same( string $question, string $language ): ?TestQuestion {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE question_key = %s ORDER BY id LIMIT 1',
			$this->database->table( 'test_questions' ),
			self::key( $question, [], $language )
		);
		return null === $row ? null : TestQuestion::from_row( $row );
	}

	/**
	 * One page of cases, newest first.
	 *
	 * @param literal-string $visible
	 * @param string         $verdict Only those whose last result is this; empty for all.
	 *
	 * @return array<int, TestQuestion> By row id.
	 */
	public function before( ?int $row, string $text, string $verdict, string $visible, int $limit ): array {
		$like = '%' . $this->database->like( $text ) . '%';
		$rows = $this->database->rows(
			'SELECT q.* FROM %i q LEFT JOIN %i r ON r.id = COALESCE( q.now_result, q.builtin_result )
				WHERE q.id < %d AND ( %s = \'\' OR q.question LIKE %s ) AND ( %s = \'\' OR COALESCE( r.verdict, %s ) = %s )
				AND ( q.conversation_id IS NULL OR ( ' . $visible . ' ) ) ORDER BY q.id DESC LIMIT %d',
			$this->database->table( 'test_questions' ),
			$this->database->table( 'test_results' ),
			$row ?? PHP_INT_MAX,
			$text,
			$like,
			$verdict,
			'waiting',
			$verdict,
			$limit
		);
		$found = [];
		foreach ( $rows as $one ) {
			$found[ (int) $one['id'] ] = TestQuestion::from_row( $one );
		}
		return $found;
	}

	/**
	 * All cases after a row, oldest first.
	 *
	 * @return list<TestQuestion>
	 */
	public function after( int $row, int $limit ): array {
		return array_map( TestQuestion::from_row( ... ), $this->database->rows(
			'SELECT * FROM %i WHERE id > %d ORDER BY id LIMIT %d',
			$this->database->table( 'test_questions' ),
			$row,
			$limit,
		) );
	}

	/**
	 * @param list<int> $ids
	 *
	 * @return list<TestQuestion>
	 */
	public function by_ids( array $ids ): array {
		return [] === $ids ? [] : array_map( TestQuestion::from_row( ... ), $this->database->rows(
			'SELECT * FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ') ORDER BY id',
			$this->database->table( 'test_questions' ),
			...$ids
		) );
	}

	/**
	 * Row ids of the cases that are named.
	 *
	 * @param list<string>   $public_ids
	 * @param literal-string $visible
	 *
	 * @return list<int>
	 */
	public function ids( array $public_ids, string $visible ): array {
		$rows = [] === $public_ids ? [] : $this->database->rows(
			'SELECT q.id FROM %i q WHERE q.public_id IN (' . implode( ', ', array_fill( 0, count( $public_ids ), '%s' ) )
				. ') AND ( q.conversation_id IS NULL OR ( ' . $visible . ' ) )',
			$this->database->table( 'test_questions' ),
			...$public_ids
		);
		return array_map( static fn( array $row ): int => (int) $row['id'], $rows );
	}

	public function count(): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'test_questions' ) );
	}

	/**
	 * @param list<ChatMessage> $history
	 *
	 * @return array<string, string>
	 */
	private function columns( string $question, array $history, string $language, Expectation $expectation, string $now ): array {
		return [
			'question'     => $question,
			'question_key' => self::key( $question, $history, $language ),
			'history'      => TestQuestion::history_json( $history ),
			'language'     => $language,
			'expectation'  => $expectation->to_json(),
			'updated_at'   => $now,
		];
	}

	/** @param list<ChatMessage> $history */
	private static function key( string $question, array $history, string $language ): string {
		return md5( $language . "\n" . mb_strtolower( $question, 'UTF-8' ) . "\n" . TestQuestion::history_json( $history ) );
	}
}
