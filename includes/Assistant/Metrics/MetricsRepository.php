<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * SQL of answer metrics.
 *
 * @phpstan-type Row array{message: string, conversation: string, conversation_id: int, made_at: ?string, metrics: AnswerMetricsRecord}
 */
final class MetricsRepository {

	/** Rows of one page of an export. */
	private const PAGE = 500;

	/** Conversations read in one query. */
	private const CONVERSATIONS = 25;

	/** Percent of support by passages below which an answer is weak. */
	private const WEAK = 50;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly AnswerService $answers,
	) {}

	/**
	 * Stores the metrics of a message, unless the message was erased meanwhile.
	 *
	 * @param bool $replace Whether to replace earlier metrics; otherwise those are kept.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function save( int $message_id, int $conversation_id, AnswerMetricsRecord $metrics, bool $replace ): void {
		$this->database->transaction(
			function () use ( $message_id, $conversation_id, $metrics, $replace ): void {
				// Erasing a message locks its conversation; here, too, the conversation is locked first.
				$there = $this->database->row(
					'SELECT c.weak_answers, c.flagged_answers, c.refused_answers, m.id, a.message_id AS earlier FROM %i c LEFT JOIN %i m ON m.id = %d'
						. ' LEFT JOIN %i a ON a.message_id = m.id WHERE c.id = %d FOR UPDATE',
					$this->database->table( 'conversations' ),
					$this->database->table( 'messages' ),
					$message_id,
					$this->database->table( 'answer_metrics' ),
					$conversation_id
				);
				if ( null === $there || null === $there['id'] || ! $replace && null !== $there['earlier'] ) {
					return;
				}
				$marks = array_intersect_key( $there, array_flip( [ 'weak_answers', 'flagged_answers', 'refused_answers' ] ) );
				$row = [
					'refused' => $metrics->data['refused'] ? 1 : 0,
					'flags'   => count( $metrics->data['flags'] ),
					'support' => null === $metrics->data['support'] ? null : (int) round( 100 * $metrics->data['support'] ),
				];
				if ( null !== $there['earlier'] ) {
					$this->database->delete( 'answer_metrics', [ 'message_id' => $message_id ] );
				}
				$this->database->insert(
					'answer_metrics',
					[
						'message_id'      => $message_id,
						'conversation_id' => $conversation_id,
						'created_at'      => Time::to_database( $this->clock->now() ),
						'model'           => $metrics->data['model'],
						'cost'            => $metrics->data['cost']['micro'] ?? null,
						'currency'        => $metrics->data['cost']['currency'] ?? null,
						'data'            => $metrics->to_json(),
					] + $row
				);
				// A further answer can only set marks; all answers are read only when one was replaced.
				$this->mark( $conversation_id, $marks, null !== $there['earlier'] ? null : [
					'weak_answers'    => max( (int) $marks['weak_answers'], null !== $row['support'] && $row['support'] < self::WEAK ? 1 : 0 ),
					'flagged_answers' => max( (int) $marks['flagged_answers'], $row['flags'] > 0 ? 1 : 0 ),
					'refused_answers' => max( (int) $marks['refused_answers'], $row['refused'] ),
				] );
			}
		);
	}

	/**
	 * Updates the marks of a conversation from the metrics of its answers, where they change.
	 *
	 * @param array<string, ?string>  $before
	 * @param ?array<string, int> $now    New marks; null to compute them.
	 */
	private function mark( int $conversation_id, array $before, ?array $now ): void {
		$now ??= array_map( static fn( ?string $mark ): int => (int) $mark, $this->database->row(
			'SELECT MAX( CASE WHEN support < %d THEN 1 ELSE 0 END ) AS weak_answers,
				MAX( CASE WHEN flags > 0 THEN 1 ELSE 0 END ) AS flagged_answers, MAX( refused ) AS refused_answers
				FROM %i WHERE conversation_id = %d',
			self::WEAK,
			$this->database->table( 'answer_metrics' ),
			$conversation_id
		) ?? [] );
		if ( $now !== array_map( static fn( ?string $mark ): int => (int) $mark, $before ) ) {
			$this->answers->mark( $conversation_id, $now );
		}
	}

	/** @return ?array{metrics: AnswerMetricsRecord, made_at: \DateTimeImmutable} */
	public function for_message( int $message_id ): ?array {
		$row     = $this->database->row(
			'SELECT data, created_at FROM %i WHERE message_id = %d',
			$this->database->table( 'answer_metrics' ),
			$message_id,
		);
		$metrics = null === $row ? null : AnswerMetricsRecord::from_json( (string) $row['data'] );
		return null === $metrics ? null : [
			'metrics' => $metrics,
			'made_at' => Time::required( $row['created_at'] ?? null ),
		];
	}

	/** Time since which metrics can exist: the first indexed page or the first metrics, whichever is later; null when nothing is indexed. */
	public function possible_since(): ?\DateTimeImmutable {
		$indexed = Time::from_database( $this->database->value(
			'SELECT MIN(indexed_at) FROM %i',
			$this->database->table( 'knowledge_documents' ),
		) );
		$kept    = Time::from_database( $this->database->value(
			'SELECT created_at FROM %i ORDER BY message_id LIMIT 1',
			$this->database->table( 'answer_metrics' ),
		) );
		return null === $indexed ? null : max( $indexed, $kept ?? $this->clock->now() );
	}

	/**
	 * Returns finished answers without metrics among the newest messages, newest first.
	 *
	 * @return array<int, string> Locale of the conversation by message.
	 */
	public function missing( \DateTimeImmutable $since, \DateTimeImmutable $before, int $newest, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT m.id, c.language FROM ( SELECT id FROM %i ORDER BY id DESC LIMIT %d ) AS newest JOIN %i m ON m.id = newest.id
				JOIN %i c ON c.id = m.conversation_id'
				. ' LEFT JOIN %i a ON a.message_id = m.id
					WHERE a.message_id IS NULL AND m.author_type = %s AND m.generation <> %s AND m.question_id IS NOT NULL'
				. ' AND m.text <> %s AND m.created_at >= %s AND m.created_at < %s ORDER BY m.id DESC LIMIT %d',
			$this->database->table( 'messages' ),
			$newest,
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			$this->database->table( 'answer_metrics' ),
			AuthorType::Assistant->value,
			Generation::Streaming->value,
			'',
			Time::to_database( $since ),
			Time::to_database( $before ),
			$limit
		);
		$locales = [];
		foreach ( $rows as $row ) {
			$locales[ (int) $row['id'] ] = (string) $row['language'];
		}
		return $locales;
	}

	/**
	 * Yields all metrics, oldest message first, with one page in memory at a time.
	 *
	 * @return \Generator<int, Row>
	 */
	public function all(): \Generator {
		$after = 0;
		do {
			$rows = $this->database->rows(
				'SELECT a.message_id, a.conversation_id, a.created_at, a.data, m.public_id AS message, c.public_id AS conversation FROM %i a
					JOIN %i m ON m.id = a.message_id JOIN %i c ON c.id = a.conversation_id WHERE a.message_id > %d ORDER BY a.message_id LIMIT %d',
				$this->database->table( 'answer_metrics' ),
				$this->database->table( 'messages' ),
				$this->database->table( 'conversations' ),
				$after,
				self::PAGE
			);
			foreach ( $rows as $row ) {
				$after = (int) $row['message_id'];
				yield from $this->read( $row );
			}
		} while ( self::PAGE === count( $rows ) );
	}

	/**
	 * Yields the metrics of some conversations, in the order of the ids.
	 *
	 * @param list<int> $ids
	 *
	 * @return \Generator<int, Row>
	 */
	public function for_conversations( array $ids ): \Generator {
		foreach ( array_chunk( $ids, self::CONVERSATIONS ) as $some ) {
			$rows = $this->database->rows(
				'SELECT a.conversation_id, a.created_at, a.data, m.public_id AS message, c.public_id AS conversation FROM %i a
					JOIN %i m ON m.id = a.message_id JOIN %i c ON c.id = a.conversation_id WHERE a.conversation_id IN ('
					. implode( ', ', array_fill( 0, count( $some ), '%d' ) ) . ') ORDER BY a.conversation_id, a.message_id',
				$this->database->table( 'answer_metrics' ),
				$this->database->table( 'messages' ),
				$this->database->table( 'conversations' ),
				...$some
			);
			$by_conversation = [];
			foreach ( $rows as $row ) {
				$by_conversation[ (int) $row['conversation_id'] ][] = $row;
			}
			foreach ( $some as $id ) {
				foreach ( $by_conversation[ $id ] ?? [] as $row ) {
					yield from $this->read( $row );
				}
			}
		}
	}

	/**
	 * @param array<string, ?string> $row
	 *
	 * @return list<Row> None when the row is damaged.
	 */
	private function read( array $row ): array {
		$metrics = AnswerMetricsRecord::from_json( (string) $row['data'] );
		return null === $metrics ? [] : [
			[
				'message'         => (string) $row['message'],
				'conversation'    => (string) $row['conversation'],
				'conversation_id' => (int) $row['conversation_id'],
				'made_at'         => Time::to_wire( Time::required( $row['created_at'] ) ),
				'metrics'         => $metrics,
			],
		];
	}
}
