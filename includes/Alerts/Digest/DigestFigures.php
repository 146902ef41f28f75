<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** Counts what a summary tells. */
final class DigestFigures {

	/** Messages and questions read for one summary. */
	private const READ = 20_000;

	/** A request that waits longer is a promise broken. */
	private const PROMISE = '-24 hours';

	public function __construct(
		private readonly Database $database,
		private readonly QuestionGroups $groups,
	) {}

	/** How many conversations began. */
	public function conversations( DigestPeriod $period ): int {
		return $this->count( 'SELECT COUNT(*) FROM %i WHERE created_at >= %s AND created_at < %s', 'conversations', $period );
	}

	/** How many requests for a person were made. */
	public function requests( DigestPeriod $period ): int {
		return $this->count( 'SELECT COUNT(*) FROM %i WHERE created_at >= %s AND created_at < %s', 'support_requests', $period );
	}

	/**
	 * Messages of visitors with the hours they were written at (site's zone), and questions by what became of them.
	 *
	 * @return array{messages: int, hours: array<int, int>, questions: list<array{text: string, conversation: string, count: int}>}
	 */
	public function messages( DigestPeriod $period ): array {
		$rows  = $this->database->rows(
			'SELECT m.text, m.created_at, c.public_id FROM %i m JOIN %i c ON c.id = m.conversation_id WHERE m.created_at >= %s AND m.created_at < %s AND m.author_type = %s ORDER BY m.id LIMIT %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			Time::to_database( $period->from ),
			Time::to_database( $period->to ),
			'visitor',
			self::READ
		);
		$hours = [];
		foreach ( $rows as $row ) {
			$hour           = (int) Time::required( $row['created_at'] )->setTimezone( wp_timezone() )->format( 'G' );
			$hours[ $hour ] = ( $hours[ $hour ] ?? 0 ) + 1;
		}
		arsort( $hours );
		return [
			'messages'  => count( $rows ),
			'hours'     => $hours,
			'questions' => $this->groups->of( $this->texts( $rows ) ),
		];
	}

	/**
	 * Answers of the assistant: how many, how many said "I do not know", and the questions those left open.
	 *
	 * @return array{answers: int, refused: int, open: list<array{text: string, conversation: string, count: int}>}
	 */
	public function answers( DigestPeriod $period ): array {
		$rows = $this->database->rows(
			'SELECT q.text, c.public_id, a.refused FROM %i a JOIN %i c ON c.id = a.conversation_id LEFT JOIN %i q ON q.id = a.question_id WHERE a.created_at >= %s AND a.created_at < %s AND a.author_type = %s AND a.generation = %s ORDER BY a.id LIMIT %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			$this->database->table( 'messages' ),
			Time::to_database( $period->from ),
			Time::to_database( $period->to ),
			'assistant',
			'complete',
			self::READ
		);
		$open = array_values( array_filter( $rows, static fn( array $row ): bool => 1 === (int) $row['refused'] ) );
		return [
			'answers' => count( $rows ),
			'refused' => count( $open ),
			'open'    => $this->groups->of( $this->texts( $open ) ),
		];
	}

	/**
	 * Ratings given to answers.
	 *
	 * @return array{up: int, down: int}
	 */
	public function ratings( DigestPeriod $period ): array {
		$sql = 'SELECT COUNT(*) FROM %i WHERE updated_at >= %s AND updated_at < %s AND message_id > 0 AND value ';
		return [
			'up'   => $this->count( $sql . '> 0', 'ratings', $period ),
			'down' => $this->count( $sql . '< 0', 'ratings', $period ),
		];
	}

	/**
	 * The requests of the period by the status of their conversation now.
	 *
	 * @return array<string, int>
	 */
	public function states( DigestPeriod $period ): array {
		$states = [];
		foreach ( $this->database->rows( 'SELECT c.status, COUNT(*) AS requests FROM %i r JOIN %i c ON c.id = r.conversation_id WHERE r.created_at >= %s AND r.created_at < %s GROUP BY c.status ORDER BY c.status', $this->database->table( 'support_requests' ), $this->database->table( 'conversations' ), Time::to_database( $period->from ), Time::to_database( $period->to ) ) as $row ) {
			$states[ (string) $row['status'] ] = (int) $row['requests'];
		}
		return $states;
	}

	/**
	 * Conversations that wait for a person, longest first, and how many have waited for more than a day.
	 *
	 * @return array{waiting: list<array{conversation: string, preview: string, since: \DateTimeImmutable}>, overdue: int}
	 */
	public function waiting( \DateTimeImmutable $at, int $limit ): array {
		$table = $this->database->table( 'conversations' );
		$rows  = $this->database->rows( 'SELECT public_id, preview, waiting_since FROM %i WHERE active = 1 AND waiting_since IS NOT NULL AND waiting_since < %s ORDER BY waiting_since, id LIMIT %d', $table, Time::to_database( $at ), $limit );
		return [
			'waiting' => array_map(
				static fn( array $row ): array => [
					'conversation' => (string) $row['public_id'],
					'preview'      => (string) $row['preview'],
					'since'        => Time::required( $row['waiting_since'] ),
				],
				$rows
			),
			'overdue' => (int) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE active = 1 AND waiting_since IS NOT NULL AND waiting_since < %s', $table, Time::to_database( $at->modify( self::PROMISE ) ) ),
		];
	}

	/**
	 * What models were asked and what that took, by the days (UTC) the period touches.
	 *
	 * @return array{requests: int, tokens: int}
	 */
	public function model_use( DigestPeriod $period ): array {
		$row = $this->database->row( 'SELECT SUM( requests ) AS requests, SUM( input_tokens + output_tokens ) AS tokens FROM %i WHERE day >= %s AND day < %s', $this->database->table( 'model_usage' ), $period->from->format( 'Y-m-d' ), $period->to->format( 'Y-m-d' ) );
		return [
			'requests' => (int) ( $row['requests'] ?? 0 ),
			'tokens'   => (int) ( $row['tokens'] ?? 0 ),
		];
	}

	/** @param literal-string $sql */
	private function count( string $sql, string $table, DigestPeriod $period ): int {
		return (int) $this->database->value( $sql, $this->database->table( $table ), Time::to_database( $period->from ), Time::to_database( $period->to ) );
	}

	/**
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return list<array{text: string, conversation: string}>
	 */
	private function texts( array $rows ): array {
		return array_map(
			static fn( array $row ): array => [
				'text'         => (string) $row['text'],
				'conversation' => (string) $row['public_id'],
			],
			$rows
		);
	}
}
