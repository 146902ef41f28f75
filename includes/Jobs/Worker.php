<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** Does due jobs, serves event subscribers and keeps the schedules, within a time limit. Any number may run side by side. */
final class Worker {

	/** Longer than any handler may take; a job whose worker died is taken up again after it. */
	private const LEASE_SECONDS = 300;

	/** Events and jobs take turns of this length, so that in a flood of either the other goes on: mails leave while alerts are still raised. */
	private const TURN_SECONDS = 2.0;

	/** Name of the counter that holds when a worker last ran (Unix time): the heartbeat. */
	public const HEARTBEAT = 'worker_heartbeat';

	/**
	 * @param array<string, callable(): JobHandler> $handlers  Made when first needed.
	 * @param list<Schedule>                        $schedules
	 */
	public function __construct(
		private readonly Database $database,
		private readonly JobQueue $queue,
		private readonly Dispatcher $dispatcher,
		private readonly Clock $clock,
		private readonly array $handlers,
		private readonly array $schedules,
	) {}

	/**
	 * Works until nothing is due or the time is used up.
	 *
	 * @param float $seconds A job in hand is always finished.
	 *
	 * @return int Jobs done, failed ones included.
	 */
	public function run( float $seconds ): int {
		$until = microtime( true ) + $seconds;
		$done  = 0;
		$this->beat();
		do {
			$served = $this->dispatcher->drain( min( self::TURN_SECONDS, max( 0.1, $until - microtime( true ) ) ) );
			$worked = $this->work_until( min( $until, microtime( true ) + self::TURN_SECONDS ) );
			$done  += $worked;
		} while ( microtime( true ) < $until && ( $worked > 0 || ! $served ) );
		return $done;
	}

	/** @return int Jobs done until then, or until none is due. */
	private function work_until( float $until ): int {
		for ( $done = 0; microtime( true ) < $until; $done++ ) {
			$claimed = $this->queue->claim( self::LEASE_SECONDS );
			if ( null === $claimed ) {
				break;
			}
			$this->work( $claimed );
		}
		return $done;
	}

	/** When a worker last ran, or null. */
	public function last_beat(): ?\DateTimeImmutable {
		$at = (int) $this->database->value( 'SELECT value FROM %i WHERE name = %s', $this->database->table( 'counters' ), self::HEARTBEAT );
		return 0 === $at ? null : new \DateTimeImmutable( '@' . $at );
	}

	private function work( ClaimedJob $claimed ): void {
		$make = $this->handlers[ $claimed->job->handler ] ?? null;
		if ( null === $make ) {
			$this->queue->fail( $claimed, sprintf( 'Nobody handles jobs named %s.', $claimed->job->handler ) );
			return;
		}
		try {
			$make()->handle( $claimed->job );
		} catch ( RetryLater $later ) {
			$this->queue->postpone( $claimed, $later->seconds );
			return;
		} catch ( \Throwable $failure ) {
			$this->queue->fail( $claimed, $failure->getMessage() );
			return;
		}
		// Outside the try: a job that was done has not failed because the database could not note it.
		$this->queue->finish( $claimed );
	}

	/** Notes that work is being done, and queues each scheduled job whose time has come. */
	private function beat(): void {
		$now = $this->clock->now();
		$this->database->insert_new( 'counters', [ 'name' => self::HEARTBEAT ] );
		$this->database->update( 'counters', [ 'value' => $now->getTimestamp() ], [ 'name' => self::HEARTBEAT ] );
		foreach ( $this->schedules as $schedule ) {
			$name = 'schedule:' . $schedule->handler;
			$this->database->insert_new( 'counters', [ 'name' => $name ] );
			$won = $this->database->execute(
				'UPDATE %i SET value = %d WHERE name = %s AND value <= %d',
				$this->database->table( 'counters' ),
				$now->getTimestamp() + $schedule->seconds,
				$name,
				$now->getTimestamp()
			);
			if ( 1 === $won ) {
				$this->queue->push( $schedule->handler, [], null, $name );
			}
		}
	}
}
