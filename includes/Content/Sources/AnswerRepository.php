<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** Stores answers written by owners. SQL only. */
final class AnswerRepository {

	/** Answers whose time has ended, and those whose time has begun. */
	private const DUE = '( live = 1 AND valid_until <= %s )'
		. ' OR ( live = 0 AND ( valid_from IS NULL OR valid_from <= %s ) AND ( valid_until IS NULL OR valid_until > %s ) )';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** @return string The answer's public id. */
	public function add( string $question, string $answer, string $language, int $author, AnswerTerms $terms = new AnswerTerms() ): string {
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
			] + self::columns( $terms )
		);
		return $id;
	}

	/** @param ?AnswerTerms $terms Null keeps them. */
	public function change( string $id, string $question, string $answer, string $language, ?AnswerTerms $terms = null ): void {
		$this->database->update(
			'knowledge_answers',
			[
				'question'     => $question,
				'question_key' => self::key( $question, $language ),
				'answer'       => $answer,
				'language'     => $language,
				'updated_at'   => Time::to_database( $this->clock->now() ),
			] + ( null === $terms ? [] : self::columns( $terms ) ),
			[ 'public_id' => $id ]
		);
	}

	/** @return array<string, ?string> */
	private static function columns( AnswerTerms $terms ): array {
		return [
			'wordings'    => [] === $terms->wordings ? null : (string) wp_json_encode( $terms->wordings, JSON_UNESCAPED_UNICODE ),
			'pages'       => $terms->pages,
			'url'         => $terms->url,
			'valid_from'  => null === $terms->valid_from ? null : Time::to_database( $terms->valid_from ),
			'valid_until' => null === $terms->valid_until ? null : Time::to_database( $terms->valid_until ),
		];
	}

	/** Notes whether an answer is in the index. */
	public function set_live( string $id, bool $live ): void {
		$this->database->update( 'knowledge_answers', [ 'live' => (int) $live ], [ 'public_id' => $id ] );
	}

	/**
	 * Answers whose time has begun or ended since they were indexed.
	 *
	 * @return list<WrittenAnswer>
	 */
	public function due_for_index( int $limit ): array {
		[ , $values ] = $this->due();
		$rows         = $this->database->rows( 'SELECT * FROM %i WHERE ' . self::DUE . ' LIMIT %d', ...[ ...$values, $limit ] );
		return array_values( $this->by_row( $rows ) );
	}

	/** @return array{literal-string, list<string>} Query that finds a row while the time of an answer has begun or ended. */
	public function due(): array {
		$now = Time::to_database( $this->clock->now() );
		return [
			'SELECT 1 FROM %i WHERE ' . self::DUE,
			[ $this->database->table( 'knowledge_answers' ), $now, $now, $now ],
		];
	}

	/**
	 * Answers by their public ids.
	 *
	 * @param non-empty-list<string> $ids
	 *
	 * @return array<string, WrittenAnswer> By public id.
	 */
	public function several( array $ids ): array {
		$found = [];
		foreach ( $this->by_row( $this->database->rows(
			'SELECT * FROM %i WHERE public_id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%s' ) ) . ')',
			$this->database->table( 'knowledge_answers' ),
			...$ids,
		) ) as $answer ) {
			$found[ $answer->id ] = $answer;
		}
		return $found;
	}

	/** Keeps an answer as it is, before somebody changes it. */
	public function keep_version( string $id, int $author ): void {
		$row = $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'knowledge_answers' ), $id );
		$this->keep( $id, $author, $row );
	}

	/** Keeps that there was no answer before this one. */
	public function keep_no_version( string $id, int $author ): void {
		$this->keep( $id, $author, null );
	}

	/** @param ?array<string, ?string> $row */
	private function keep( string $id, int $author, ?array $row ): void {
		$this->database->insert(
			'answer_versions',
			[
				'answer_id'  => $id,
				'before_row' => null === $row ? null : (string) wp_json_encode( $row, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ),
				'author_id'  => $author,
				'created_at' => Time::to_database( $this->clock->now() ),
			],
		);
	}

	/**
	 * What an answer was before its changes, newest change first.
	 *
	 * @return list<array{id: int, before: ?WrittenAnswer, author: int, at: \DateTimeImmutable}>
	 */
	public function versions( string $id, int $limit ): array {
		return array_map(
			function ( array $row ): array {
				$before = json_decode( (string) $row['before_row'], true );
				return [
					'id'     => (int) $row['id'],
					'before' => is_array( $before ) ? $this->answer( $before ) : null,
					'author' => (int) $row['author_id'],
					'at'     => Time::required( $row['created_at'] ),
				];
			},
			$this->database->rows(
				'SELECT * FROM %i WHERE answer_id = %s ORDER BY id DESC LIMIT %d',
				$this->database->table( 'answer_versions' ),
				$id,
				$limit,
			),
		);
	}

	/** Puts the row back as it was before the newest change, to the letter. @return bool False without a change. */
	public function restore( string $id ): bool {
		$version = $this->database->row(
			'SELECT id, before_row FROM %i WHERE answer_id = %s ORDER BY id DESC LIMIT 1',
			$this->database->table( 'answer_versions' ),
			$id,
		);
		if ( null === $version ) {
			return false;
		}
		$this->database->delete( 'answer_versions', [ 'id' => (int) $version['id'] ] );
		$this->database->delete( 'knowledge_answers', [ 'public_id' => $id ] );
		$row = json_decode( (string) $version['before_row'], true );
		if ( is_array( $row ) ) {
			$this->database->insert( 'knowledge_answers', $row );
		}
		return true;
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
			new AnswerTerms(
				Text::strings( json_decode( (string) $row['wordings'], true ) ),
				(string) $row['pages'],
				(string) $row['url'],
				Time::from_database( $row['valid_from'] ),
				Time::from_database( $row['valid_until'] ),
			),
			1 === (int) $row['live'],
		);
	}
}
