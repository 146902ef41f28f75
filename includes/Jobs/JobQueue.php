<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * Background jobs, kept in the database until they are done.
 *
 * A worker claims a job with a lease in one atomic UPDATE. When the worker dies, the lease expires and another worker claims the job.
 */
final class JobQueue {

	/** Failures after which a job is dead. The pauses below sum to 50 hours, so that a service may be down for two days. */
	public const MAX_ATTEMPTS = 18;

	private const FIRST_PAUSE_SECONDS = 30;

	private const LONGEST_PAUSE_SECONDS = 6 * 3600;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Adds a job; inside a transaction, as part of it.
	 *
	 * @param array<string, mixed> $payload JSON values, at most 60 kB.
	 * @param ?string              $unique  Unique key (at most 120 characters). While a job with this key is queued, no other is added;
	 *                                      one that waits for a retry runs at $run_at, if that is earlier.
	 */
	public function push( string $handler, array $payload = [], ?\DateTimeImmutable $run_at = null, ?string $unique = null ): void {
		if ( $this->push_new( $handler, $payload, $run_at, $unique ) || null === $unique ) {
			return;
		}
		$at = Time::to_database( $run_at ?? $this->clock->now() );
		$this->database->execute(
			'UPDATE %i SET run_at = %s WHERE unique_key = %s AND run_at > %s AND ( attempts > 0 OR retry_key IS NOT NULL )',
			$this->database->table( 'jobs' ),
			$at,
			$unique,
			$at
		);
	}

	/**
	 * Like push(), but does not shorten the pause of a job that waits for a retry: for scheduled work.
	 *
	 * @param array<string, mixed> $payload
	 *
	 * @return bool Whether it was added.
	 */
	public function push_new( string $handler, array $payload = [], ?\DateTimeImmutable $run_at = null, ?string $unique = null ): bool {
		$now = $this->clock->now();
		$row = [
			'handler'    => $handler,
			'payload'    => (string) wp_json_encode( (object) $payload ),
			'state'      => 'queued',
			'run_at'     => Time::to_database( $run_at ?? $now ),
			'created_at' => Time::to_database( $now ),
		];
		if ( null !== $unique ) {
			$row['unique_key'] = $unique;
		}
		return null !== $this->database->insert_new( 'jobs', $row );
	}

	/**
	 * Claims the next due job for $seconds; null when none is due.
	 *
	 * A job whose workers died each time, so that it never failed, is dead after MAX_ATTEMPTS too.
	 *
	 * @param ?non-empty-list<string> $handlers Takes jobs of these handlers only.
	 */
	public function claim( int $seconds, ?array $handlers = null ): ?ClaimedJob {
		do {
			$claimed = $this->claim_next( $seconds, $handlers );
			$is_dead = null !== $claimed && $claimed->job->attempt > self::MAX_ATTEMPTS;
			if ( $is_dead ) {
				$this->release( $claimed, 'dead', 0, 'The worker died repeatedly while running this job.', self::MAX_ATTEMPTS );
			}
		} while ( $is_dead );
		return $claimed;
	}

	/** @param ?non-empty-list<string> $handlers */
	private function claim_next( int $seconds, ?array $handlers ): ?ClaimedJob {
		$now    = $this->clock->now();
		$token  = Ids::random();
		$wanted = self::of_handlers( $handlers );
		foreach ( [ 'queued' => 'run_at', 'running' => 'lease_until' ] as $state => $due ) {
			$won = $this->database->execute(
				'UPDATE %i SET state = %s, lease_token = %s, lease_until = %s, attempts = attempts + 1, '
					. 'retry_key = COALESCE( unique_key, retry_key ), unique_key = NULL WHERE state = %s AND %i <= %s' . $wanted
						. ' ORDER BY %i, id LIMIT 1',
				$this->database->table( 'jobs' ),
				'running',
				$token,
				Time::to_database( $now->modify( '+' . $seconds . ' seconds' ) ),
				$state,
				$due,
				Time::to_database( $now ),
				...[ ...$handlers ?? [], $due ]
			);
			if ( $won > 0 ) {
				break;
			}
		}
		if ( 0 === $won ) {
			return null;
		}
		$row = $this->database->row(
			'SELECT id, handler, payload, attempts, retry_key FROM %i WHERE lease_token = %s',
			$this->database->table( 'jobs' ),
			$token,
		);
		if ( null === $row ) {
			return null;
		}
		$payload = json_decode( (string) $row['payload'], true );
		$job     = new Job( (int) $row['id'], (string) $row['handler'], is_array( $payload ) ? $payload : [], (int) $row['attempts'] );
		return new ClaimedJob( $job, $token, $row['retry_key'] );
	}

	/** Deletes a finished job. False when the lease was lost and another worker has the job. */
	public function finish( ClaimedJob $claimed ): bool {
		return 1 === $this->database->delete( 'jobs', [ 'id' => $claimed->job->id, 'lease_token' => $claimed->token ] );
	}

	/** Queues the job again without counting an attempt. */
	public function postpone( ClaimedJob $claimed, int $seconds ): void {
		$this->release( $claimed, 'queued', max( 1, $seconds ), null, $claimed->job->attempt - 1 );
	}

	/** Queues a failed job for a retry; dead after MAX_ATTEMPTS. */
	public function fail( ClaimedJob $claimed, string $reason ): void {
		$attempt = $claimed->job->attempt;
		$is_dead = $attempt >= self::MAX_ATTEMPTS;
		$pause   = (int) min( self::LONGEST_PAUSE_SECONDS, self::FIRST_PAUSE_SECONDS * 2 ** ( $attempt - 1 ) );
		$this->release( $claimed, $is_dead ? 'dead' : 'queued', $is_dead ? 0 : $pause, $reason, $attempt );
	}

	/**
	 * Those of some unique keys whose job is due and waits for a worker.
	 *
	 * @param non-empty-list<string> $keys
	 *
	 * @return list<string>
	 */
	public function waiting( array $keys ): array {
		$rows = $this->database->rows(
			'SELECT unique_key FROM %i WHERE unique_key IN (' . implode( ', ', array_fill( 0, count( $keys ), '%s' ) ) . ') AND run_at <= %s',
			$this->database->table( 'jobs' ),
			...[ ...$keys, Time::to_database( $this->clock->now() ) ]
		);
		return array_map( static fn( array $row ): string => (string) $row['unique_key'], $rows );
	}

	/** Whether a job is due now. One indexed read. */
	public function is_due(): bool {
		[ $sql, $values ] = $this->due();
		return '1' === $this->database->value( 'SELECT ' . $sql, ...$values );
	}

	/**
	 * SQL for whether a job is due (1 or 0), to be part of a larger query. Uses an index.
	 *
	 * @param ?non-empty-list<string> $handlers Asks for jobs of these handlers only.
	 *
	 * @return array{literal-string, list<string>} SQL, and the values of its placeholders.
	 */
	public function due( ?array $handlers = null ): array {
		$table  = $this->database->table( 'jobs' );
		$now    = Time::to_database( $this->clock->now() );
		$wanted = self::of_handlers( $handlers );
		return [
			'( EXISTS ( SELECT 1 FROM %i WHERE state = %s AND run_at <= %s' . $wanted
				. ' ) OR EXISTS ( SELECT 1 FROM %i WHERE state = %s AND lease_until <= %s' . $wanted . ' ) )',
			[ $table, 'queued', $now, ...$handlers ?? [], $table, 'running', $now, ...$handlers ?? [] ],
		];
	}

	/**
	 * A condition that a job is of one of these handlers.
	 *
	 * @param ?non-empty-list<string> $handlers Null: of any.
	 *
	 * @return literal-string
	 */
	private static function of_handlers( ?array $handlers ): string {
		return null === $handlers ? '' : ' AND handler IN ( ' . implode( ', ', array_fill( 0, count( $handlers ), '%s' ) ) . ' )';
	}

	/**
	 * Dead jobs, newest first.
	 *
	 * @return list<array{id: int, handler: string, attempts: int, error: string, created_at: string, died_at: string}> Times in UTC.
	 */
	public function dead( int $limit = 50 ): array {
		$rows = $this->database->rows(
			'SELECT id, handler, attempts, last_error, created_at, run_at FROM %i WHERE state = %s ORDER BY run_at DESC, id DESC LIMIT %d',
			$this->database->table( 'jobs' ),
			'dead',
			$limit
		);
		return array_map(
			static fn( array $row ): array => [
				'id'         => (int) $row['id'],
				'handler'    => (string) $row['handler'],
				'attempts'   => (int) $row['attempts'],
				'error'      => (string) $row['last_error'],
				'created_at' => (string) $row['created_at'],
				'died_at'    => (string) $row['run_at'],
			],
			$rows
		);
	}

	/** Number of dead jobs that are kept. */
	public function count_dead(): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE state = %s', $this->database->table( 'jobs' ), 'dead' );
	}

	/** Deletes jobs that died before a time. */
	public function purge_dead_before( \DateTimeImmutable $time ): void {
		$this->database->execute(
			'DELETE FROM %i WHERE state = %s AND run_at < %s',
			$this->database->table( 'jobs' ),
			'dead',
			Time::to_database( $time ),
		);
	}

	/** Queues a dead job again with all its attempts. False when there is no such job. */
	public function retry_dead( int $id ): bool {
		$row = $this->database->row( 'SELECT retry_key FROM %i WHERE id = %d AND state = %s', $this->database->table( 'jobs' ), $id, 'dead' );
		if ( null === $row ) {
			return false;
		}
		$key     = $row['retry_key'];
		$waiting = null !== $key && null !== $this->database->value(
			'SELECT id FROM %i WHERE unique_key = %s',
			$this->database->table( 'jobs' ),
			$key,
		);
		if ( $waiting ) {
			// A job with the same key is queued already.
			return 1 === $this->database->delete( 'jobs', [ 'id' => $id, 'state' => 'dead' ] );
		}
		return 1 === $this->database->update(
			'jobs',
			[
				'state'      => 'queued',
				'attempts'   => 0,
				'run_at'     => Time::to_database( $this->clock->now() ),
				'unique_key' => $key,
			],
			[
				'id'    => $id,
				'state' => 'dead',
			]
		);
	}

	/**
	 * Ends a claim. A job that is queued again gets its key back. When another job with that key was pushed meanwhile, the two are merged:
	 * the other one takes over the attempts, because a job that pushes itself before it fails would otherwise be retried for ever, without
	 * a pause.
	 *
	 * If another job is pushed between the two statements, the second one fails and the job waits until its lease ends.
	 */
	private function release( ClaimedJob $claimed, string $state, int $seconds, ?string $error, int $attempts ): void {
		$waits = 'queued' === $state && null !== $claimed->key;
		$error = null === $error ? null : mb_substr( $error, 0, 1000 );
		$at    = Time::to_database( $this->clock->now()->modify( '+' . $seconds . ' seconds' ) );
		if ( $waits && $this->merge_into_waiting( $claimed, $at, $error, $attempts ) ) {
			return;
		}
		$conversation = 'dead' === $state ? $claimed->job->payload['conversation'] ?? null : null;
		if ( is_int( $conversation ) ) {
			// With its event, for those who see the conversation.
			$this->database->transaction( function () use ( $claimed, $conversation, $at, $error, $attempts ): void {
				if ( $this->end_claim( $claimed, 'dead', $at, $error, $attempts, false ) ) {
					( new EventLog( $this->database, $this->clock ) )
						->append( EventType::JobDied, $conversation, null, [ 'job' => $claimed->job->id ] );
				}
			} );
			return;
		}
		$this->end_claim( $claimed, $state, $at, $error, $attempts, $waits );
	}

	/** @return bool False when the lease was lost. */
	private function end_claim( ClaimedJob $claimed, string $state, string $at, ?string $error, int $attempts, bool $waits ): bool {
		return 1 === $this->database->update(
			'jobs',
			[
				'state'       => $state,
				'attempts'    => $attempts,
				'run_at'      => $at,
				'last_error'  => $error,
				'lease_token' => null,
				'lease_until' => null,
			] + ( $waits ? [ 'unique_key' => $claimed->key ] : [] ),
			[
				'id'          => $claimed->job->id,
				'lease_token' => $claimed->token,
			]
		);
	}

	/** Merges the job into the queued job with the same key. False when there is none, or the lease was lost. */
	private function merge_into_waiting( ClaimedJob $claimed, string $at, ?string $error, int $attempts ): bool {
		$other = $this->database->row(
			'SELECT id, attempts, run_at FROM %i WHERE unique_key = %s',
			$this->database->table( 'jobs' ),
			(string) $claimed->key,
		);
		if ( null === $other ) {
			return false;
		}
		return $this->database->transaction(
			function () use ( $claimed, $other, $at, $error, $attempts ): bool {
				if ( ! $this->finish( $claimed ) ) {
					return false;
				}
				if ( null !== $error ) {
					$this->database->update(
						'jobs',
						[
							'attempts'   => max( $attempts, (int) $other['attempts'] ),
							'run_at'     => max( $at, (string) $other['run_at'] ),
							'last_error' => $error,
						],
						[
							'id'         => (int) $other['id'],
							'unique_key' => $claimed->key,
						]
					);
				}
				return true;
			}
		);
	}
}
