<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/** Stores answers written by owners. SQL only. */
final class AnswerRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** @return string The answer's public id. */
	public function add( string $question, string $answer, string $language, int $author ): string {
		$id  = Ids::random();
		$now = Time::to_database( $this->clock->now() );
		$this->database->insert(
			'knowledge_answers',
			[
				'public_id'    => $id,
				'question'     => $question,
				'question_key' => self::key( $question, $language ),
				'answer'       => $answer,
				'language'     => $language,
				'author_id'    => $author,
				'created_at'   => $now,
				'updated_at'   => $now,
			]
		);
		return $id;
	}

	public function change( string $id, string $question, string $answer, string $language ): void {
		$this->database->update(
			'knowledge_answers',
			[
				'question'     => $question,
				'question_key' => self::key( $question, $language ),
				'answer'       => $answer,
				'language'     => $language,
				'updated_at'   => Time::to_database( $this->clock->now() ),
			],
			[ 'public_id' => $id ]
		);
	}

	public function delete( string $id ): void {
		$this->database->delete( 'knowledge_answers', [ 'public_id' => $id ] );
	}

	public function find( string $id ): ?WrittenAnswer {
		$row = $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'knowledge_answers' ), $id );
		return null === $row ? null : $this->answer( $row );
	}

	/** The oldest answer to a question in a language; capitals make no difference. */
	public function by_question( string $question, string $language ): ?WrittenAnswer {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE question_key = %s ORDER BY id LIMIT 1',
			$this->database->table( 'knowledge_answers' ),
			self::key( $question, $language ),
		);
		return null === $row ? null : $this->answer( $row );
	}

	/**
	 * Those of some questions that have an answer in one of the languages.
	 *
	 * @param list<string> $questions
	 * @param list<string> $languages
	 *
	 * @return list<string>
	 */
	public function answered( array $questions, array $languages ): array {
		$by_key = [];
		foreach ( $questions as $question ) {
			foreach ( $languages as $language ) {
				$by_key[ self::key( $question, $language ) ] = $question;
			}
		}
		$rows = [] === $by_key ? [] : $this->database->rows(
			'SELECT DISTINCT question_key FROM %i WHERE question_key IN (' . implode( ', ', array_fill( 0, count( $by_key ), '%s' ) ) . ')',
			$this->database->table( 'knowledge_answers' ),
			...array_map( strval( ... ), array_keys( $by_key ) )
		);
		return array_values( array_unique( array_map( static fn( array $row ): string => $by_key[ (string) $row['question_key'] ], $rows ) ) );
	}

	/** As migration 240 made it for earlier answers. */
	private static function key( string $question, string $language ): string {
		return md5( $language . "\n" . mb_strtolower( $question, 'UTF-8' ) );
	}

	public function count(): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'knowledge_answers' ) );
	}

	/**
	 * One page of answers, oldest first.
	 *
	 * @return array<int, WrittenAnswer> By row id.
	 */
	public function after( int $row, int $limit ): array {
		return $this->by_row( $this->database->rows(
			'SELECT * FROM %i WHERE id > %d ORDER BY id LIMIT %d',
			$this->database->table( 'knowledge_answers' ),
			$row,
			$limit,
		) );
	}

	/**
	 * One page of answers, newest first.
	 *
	 * @param ?int $row Row id of the last answer of the previous page; null for the first page.
	 *
	 * @return array<int, WrittenAnswer> By row id.
	 */
	public function before( ?int $row, string $text, int $limit ): array {
		$like = '%' . $this->database->like( $text ) . '%';
		return $this->by_row(
			$this->database->rows(
				'SELECT * FROM %i WHERE id < %d AND ( %s = \'\' OR question LIKE %s OR answer LIKE %s ) ORDER BY id DESC LIMIT %d',
				$this->database->table( 'knowledge_answers' ),
				$row ?? PHP_INT_MAX,
				$text,
				$like,
				$like,
				$limit
			)
		);
	}

	/**
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return array<int, WrittenAnswer>
	 */
	private function by_row( array $rows ): array {
		$answers = [];
		foreach ( $rows as $row ) {
			$answers[ (int) $row['id'] ] = $this->answer( $row );
		}
		return $answers;
	}

	/** @param array<string, ?string> $row */
	private function answer( array $row ): WrittenAnswer {
		return new WrittenAnswer(
			(string) $row['public_id'],
			(string) $row['question'],
			(string) $row['answer'],
			(string) $row['language'],
			Time::required( $row['updated_at'] ),
		);
	}
}
