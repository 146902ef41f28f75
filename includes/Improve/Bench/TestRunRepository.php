<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * SQL of the tables `test_runs` and `test_results`.
 *
 * @phpstan-type Counts array{waiting: int, passed: int, failed: int, gone: int, error: int, better: int, same: int, worse: int, new: int}
 */
final class TestRunRepository {

	/** Runs whose results are kept; of older ones only those that newer runs are compared with. */
	private const KEPT = 100;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Adds the run that is going on now, with a waiting result for each case. Null while another one goes on.
	 *
	 * @param ?list<int> $only Row ids of its cases; null for all.
	 */
	public function begin(
		string $cause,
		string $lane,
		Candidate $candidate,
		string $model,
		?array $only,
		bool $judge,
		?int $cap_micro,
		?int $cap_tokens,
		?int $user_id,
	): ?TestRun {
		return $this->database->transaction(
			function () use ( $cause, $lane, $candidate, $model, $only, $judge, $cap_micro, $cap_tokens, $user_id ): ?TestRun {
				$now  = Time::to_database( $this->clock->now() );
				$data = [
					'public_id'  => Ids::random(),
					'live'       => 1,
					'state'      => TestRun::RUNNING,
					'cause'      => $cause,
					'lane'       => $lane,
					'candidate'  => $candidate->to_json(),
					'model'      => mb_substr( $model, 0, 100 ),
					'user_id'    => $user_id,
					'complete'   => null === $only ? 1 : 0,
					'judge'      => $judge ? 1 : 0,
					'cap_micro'  => $cap_micro,
					'cap_tokens' => $cap_tokens,
					'created_at' => $now,
					'moved_at'   => $now,
				];
				$id = $this->database->insert_new( 'test_runs', array_filter( $data, static fn( mixed $value ): bool => null !== $value ) );
				if ( null === $id ) {
					return null;
				}
				foreach ( null === $only ? [ null ] : array_chunk( $only, 500 ) as $ids ) {
					$this->database->execute(
						'INSERT INTO %i (run_id, question_id, conversation_id) SELECT %d, id, conversation_id FROM %i'
							. ( null === $ids ? '' : ' WHERE id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')' )
							. ' ORDER BY id',
						$this->database->table( 'test_results' ),
						$id,
						$this->database->table( 'test_questions' ),
						...$ids ?? []
					);
				}
				$total = (int) $this->database->value(
					'SELECT COUNT(*) FROM %i WHERE run_id = %d',
					$this->database->table( 'test_results' ),
					$id,
				);
				$this->database->update( 'test_runs', [ 'total' => $total ], [ 'id' => $id ] );
				return $this->by_id( $id );
			}
		);
	}

	public function by_id( int $id ): ?TestRun {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'test_runs' ), $id );
		return null === $row ? null : TestRun::from_row( $row );
	}

	public function find( string $public_id ): ?TestRun {
		$row = $this->database->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database->table( 'test_runs' ), $public_id );
		return null === $row ? null : TestRun::from_row( $row );
	}

	/** The run that is going on. */
	public function live(): ?TestRun {
		$row = $this->database->row( 'SELECT * FROM %i WHERE live = 1', $this->database->table( 'test_runs' ) );
		return null === $row ? null : TestRun::from_row( $row );
	}

	/** When the newest run of a cause began; null before the first. */
	public function newest_of( string $cause ): ?\DateTimeImmutable {
		return Time::from_database( $this->database->value(
			'SELECT created_at FROM %i WHERE cause = %s ORDER BY id DESC LIMIT 1',
			$this->database->table( 'test_runs' ),
			$cause,
		) );
	}

	/** @return array<int, TestRun> Newest first, by row id. */
	public function before( ?int $row, int $limit ): array {
		$runs = [];
		foreach ( $this->database->rows(
			'SELECT * FROM %i WHERE id < %d ORDER BY id DESC LIMIT %d',
			$this->database->table( 'test_runs' ),
			$row ?? PHP_INT_MAX,
			$limit,
		) as $found ) {
			$runs[ (int) $found['id'] ] = TestRun::from_row( $found );
		}
		return $runs;
	}

	/**
	 * How many results of each verdict, and of each outcome of the comparison with the last run.
	 *
	 * @param list<int> $run_ids
	 *
	 * @return array<int, Counts>
	 */
	public function counts( array $run_ids ): array {
		$none   = [
			'waiting' => 0, 'passed' => 0, 'failed' => 0, 'gone' => 0, 'error' => 0, 'better' => 0, 'same' => 0, 'worse' => 0, 'new' => 0,
		];
		/** @var array<int, array<string, int>> $counts */
		$counts = array_fill_keys( $run_ids, $none );
		foreach ( [] === $run_ids ? [] : $this->database->rows(
			'SELECT run_id, verdict, compared, COUNT(*) AS results FROM %i WHERE run_id IN ('
				. implode( ', ', array_fill( 0, count( $run_ids ), '%d' ) ) . ') GROUP BY run_id, verdict, compared',
			$this->database->table( 'test_results' ),
			...$run_ids
		) as $row ) {
			foreach ( [ (string) $row['verdict'], (string) $row['compared'] ] as $name ) {
				if ( isset( $none[ $name ] ) ) {
					$counts[ (int) $row['run_id'] ][ $name ] += (int) $row['results'];
				}
			}
		}
		/** @var array<int, Counts> */
		return $counts;
	}

	/**
	 * Cases that are still to be run.
	 *
	 * @return array<int, int> Row id of the case, by row id of its result.
	 */
	public function waiting( int $run_id, int $limit ): array {
		$waiting = [];
		foreach ( $this->database->rows(
			'SELECT id, question_id FROM %i WHERE run_id = %d AND verdict = %s ORDER BY id LIMIT %d',
			$this->database->table( 'test_results' ),
			$run_id,
			'waiting',
			$limit,
		) as $row ) {
			$waiting[ (int) $row['id'] ] = (int) $row['question_id'];
		}
		return $waiting;
	}

	/**
	 * Stores the result of a case, unless another process has.
	 *
	 * @param array<string, string|int|null> $data
	 */
	public function store( int $result_id, array $data ): void {
		$this->database->update( 'test_results', $data, [ 'id' => $result_id, 'verdict' => 'waiting' ] );
	}

	/** Forgets a waiting case that was deleted meanwhile. */
	public function drop( int $result_id ): void {
		$this->database->delete( 'test_results', [ 'id' => $result_id, 'verdict' => 'waiting' ] );
	}

	/** Counts what a run has used, and notes that it goes on. */
	public function moved( int $run_id, int $micro, int $tokens ): void {
		$this->database->execute(
			'UPDATE %i SET micro = micro + %d, tokens = tokens + %d, moved_at = %s WHERE id = %d',
			$this->database->table( 'test_runs' ),
			$micro,
			$tokens,
			Time::to_database( $this->clock->now() ),
			$run_id
		);
	}

	/** Ends a run, unless it has ended. */
	public function end( TestRun $run, string $state, string $reason = '', string $fingerprint = '' ): bool {
		return 1 === $this->database->update(
			'test_runs',
			[
				'state'       => $state,
				'reason'      => $reason,
				'live'        => null,
				'fingerprint' => $fingerprint,
				'ended_at'    => Time::to_database( $this->clock->now() ),
			],
			[ 'id' => $run->id, 'state' => TestRun::RUNNING ]
		);
	}

	/**
	 * Makes the results of a run those that the next runs are compared with.
	 *
	 * @param list<'now_result'|'builtin_result'> $columns
	 */
	public function keep_for_comparison( TestRun $run, array $columns ): void {
		foreach ( $columns as $column ) {
			$this->database->execute(
				'UPDATE %i SET %i = ( SELECT r.id FROM %i r WHERE r.run_id = %d AND r.question_id = %i.id )
					WHERE id IN ( SELECT question_id FROM %i WHERE run_id = %d AND verdict IN (%s, %s, %s) )',
				$this->database->table( 'test_questions' ),
				$column,
				$this->database->table( 'test_results' ),
				$run->id,
				$this->database->table( 'test_questions' ),
				$this->database->table( 'test_results' ),
				$run->id,
				'passed',
				'failed',
				'gone'
			);
		}
	}

	/**
	 * Results by row id.
	 *
	 * @param list<int> $ids
	 *
	 * @return array<int, array<string, ?string>>
	 */
	public function results( array $ids ): array {
		$found = [];
		foreach ( [] === $ids ? [] : $this->database->rows(
			'SELECT * FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')',
			$this->database->table( 'test_results' ),
			...$ids
		) as $row ) {
			$found[ (int) $row['id'] ] = $row;
		}
		return $found;
	}

	/**
	 * One page of a run's results with their cases, in the order of the cases.
	 *
	 * @param literal-string $visible Condition of ConversationAccess on `q.conversation_id`.
	 *
	 * @return list<array<string, ?string>>
	 */
	public function page( int $run_id, string $verdict, string $compared, int $after, string $visible, int $limit ): array {
		return $this->database->rows(
			'SELECT r.*, q.public_id, q.question, q.language, q.expectation FROM %i r JOIN %i q ON q.id = r.question_id
				WHERE r.run_id = %d AND r.id > %d AND ( %s = \'\' OR r.verdict = %s ) AND ( %s = \'\' OR r.compared = %s )
				AND ( q.conversation_id IS NULL OR ( ' . $visible . ' ) ) ORDER BY r.id LIMIT %d',
			$this->database->table( 'test_results' ),
			$this->database->table( 'test_questions' ),
			$run_id,
			$after,
			$verdict,
			$verdict,
			$compared,
			$compared,
			$limit
		);
	}

	/** The same for two runs whose cases got the same answers and verdicts; differs by any character. */
	public function fingerprint( int $run_id ): string {
		$hash = hash_init( 'sha256' );
		$last = 0;
		do {
			$rows = $this->database->rows(
				'SELECT r.id, q.public_id, r.verdict, r.refused, r.sources, r.answer FROM %i r JOIN %i q ON q.id = r.question_id
					WHERE r.run_id = %d AND r.id > %d ORDER BY r.id LIMIT 500',
				$this->database->table( 'test_results' ),
				$this->database->table( 'test_questions' ),
				$run_id,
				$last
			);
			foreach ( $rows as $row ) {
				$last = (int) $row['id'];
				hash_update( $hash, implode( "\0", array_map( strval( ... ), array_slice( $row, 1 ) ) ) . "\1" );
			}
		} while ( [] !== $rows );
		return hash_final( $hash );
	}

	/** Deletes old results that nothing is compared with any more. */
	public function purge(): void {
		$oldest = $this->database->value(
			'SELECT id FROM %i ORDER BY id DESC LIMIT 1 OFFSET %d',
			$this->database->table( 'test_runs' ),
			self::KEPT,
		);
		if ( null === $oldest ) {
			return;
		}
		$this->database->execute(
			'DELETE FROM %i WHERE run_id <= %d AND id NOT IN ( SELECT now_result FROM %i WHERE now_result IS NOT NULL )
				AND id NOT IN ( SELECT builtin_result FROM %i WHERE builtin_result IS NOT NULL )',
			$this->database->table( 'test_results' ),
			(int) $oldest,
			$this->database->table( 'test_questions' ),
			$this->database->table( 'test_questions' ),
		);
	}
}
