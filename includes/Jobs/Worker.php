<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/**
 * Runs due jobs, delivers events and queues scheduled jobs, within a time limit. Any number of workers may run in parallel; of web
 * requests only a few (see WorkerSlots).
 *
 * @phpstan-type Due array{last: int, short: bool, any: bool}
 * @phpstan-type Found array{cursors: array<string, array{position: int, failures: int}>, last: int, due: bool}
 */
final class Worker {

	/** Longer than any handler may take. After it, another worker claims the job of a worker that died. */
	private const LEASE_SECONDS = 300;

	/** Events and jobs alternate in slices of this length, so that many of one kind do not block the other. */
	private const TURN_SECONDS = 2.0;

	/** After the response to a visitor, no job starts later than this: other visitors need the process. */
	private const SHORT_SECONDS = 2.0;

	/** Name of the counter with the time a worker last ran (Unix time). */
	public const HEARTBEAT = 'worker_heartbeat';

	/** Shortest time between two writes of the heartbeat: workers run every minute and should not write each time. */
	private const HEARTBEAT_SECONDS = 240;

	private const SCHEDULE = 'schedule:';

	/**
	 * @param array<string, callable(): JobHandler> $handlers  Made when first needed.
	 * @param list<Schedule>                        $schedules
	 * @param list<string>                          $short     Names of handlers that take seconds at most.
	 */
	public function __construct(
		private readonly Database $database,
		private readonly JobQueue $queue,
		private readonly Dispatcher $dispatcher,
		private readonly Clock $clock,
		private readonly array $handlers,
		private readonly array $schedules,
		private readonly WorkerSlots $slots,
		private readonly array $short = [],
	) {}

	/**
	 * Like run(), for a web request: does nothing while the maximum number of requests work. Those go on until nothing is due.
	 *
	 * @return int Jobs done, failed ones included.
	 */
	public function run_in_request( float $seconds ): int {
		$state = $this->begin();
		$slot  = null === $state ? null : $this->slots->take();
		if ( null === $state || null === $slot ) {
			return 0;
		}
		try {
			return $this->work_for( $seconds, $state );
		} finally {
			$this->slots->leave( $slot );
		}
	}

	/**
	 * Delivers events and runs due jobs of short handlers, in the process that has just answered a visitor. Starts none after
	 * SHORT_SECONDS. Long jobs are for WP-Cron, the site's request to itself and `wp aaia worker`, which write the heartbeat.
	 *
	 * @return bool Whether another worker should continue. False when nothing is due, and while the maximum number of requests work.
	 */
	public function run_short(): bool {
		$state = $this->begin( false );
		$slot  = null === $state ? null : $this->slots->take();
		if ( null === $state || null === $slot ) {
			return false;
		}
		try {
			return $this->work_shortly( $state );
		} finally {
			$this->slots->leave( $slot );
		}
	}

	/**
	 * @param Found $found As begin() has just read it.
	 *
	 * @return bool Whether something is left to be done.
	 */
	private function work_shortly( array $found ): bool {
		$until   = microtime( true ) + self::SHORT_SECONDS;
		$cursors = $found['cursors'];
		do {
			/** @var \ArrayObject<int, Due> $reads */
			$reads  = new \ArrayObject();
			$newest = function () use ( $reads ): int {
				$due = $this->what_is_due();
				$reads->append( $due );
				return $due['last'];
			};
			$served  = $this->dispatcher->drain( max( 0.1, $until - microtime( true ) ), $cursors, $found['last'], $newest );
			$all     = $reads->getArrayCopy();
			$due     = [] === $all ? $this->what_is_due() : end( $all );
			$worked  = $due['short'] && [] !== $this->short ? $this->work_until( $until, $this->short ) : 0;
			$cursors = null;
		} while ( microtime( true ) < $until && ( $worked > 0 || ! $served ) );
		return ! $served || $due['any'] && ( 0 === $worked || $this->queue->is_due() );
	}

	/** @return Due The newest event, and whether a job is due, a short one or any; in one query. */
	private function what_is_due(): array {
		[ $short, $of_short ] = [] === $this->short ? [ '0', [] ] : $this->queue->due( $this->short );
		[ $any, $of_any ]     = $this->queue->due();
		$row                  = $this->database->row(
			'SELECT ( SELECT value FROM %i WHERE name = %s ) AS last_event, ' . $short . ' AS short_due, ' . $any . ' AS any_due',
			$this->database->table( 'counters' ),
			EventLog::COUNTER,
			...[ ...$of_short, ...$of_any ]
		);
		return [
			'last'  => (int) ( $row['last_event'] ?? 0 ),
			'short' => '1' === ( $row['short_due'] ?? null ),
			'any'   => '1' === ( $row['any_due'] ?? null ),
		];
	}

	/**
	 * Works until nothing is due or the time is used up. Costs one indexed query when nothing is due at all.
	 *
	 * @param float $seconds Budget; the current job is always finished.
	 *
	 * @return int Jobs done, failed ones included.
	 */
	public function run( float $seconds ): int {
		$state = $this->begin();
		return null === $state ? 0 : $this->work_for( $seconds, $state );
	}

	/**
	 * @param Found $found Where subscribers stand, the newest event and whether a job is due, as begin() has just read them for the first
	 *                     round.
	 *
	 * @return int Jobs done.
	 */
	private function work_for( float $seconds, array $found ): int {
		$until   = microtime( true ) + $seconds;
		$done    = 0;
		$cursors = $found['cursors'];
		$due     = $found['due'];
		do {
			$served  = $this->dispatcher->drain( min( self::TURN_SECONDS, max( 0.1, $until - microtime( true ) ) ), $cursors, $found['last'] );
			$worked  = $due || $this->queue->is_due() ? $this->work_until( min( $until, microtime( true ) + self::TURN_SECONDS ) ) : 0;
			$done   += $worked;
			$cursors = null;
			$due     = true;
		} while ( microtime( true ) < $until && ( $worked > 0 || ! $served ) );
		return $done;
	}

	/**
	 * @param ?non-empty-list<string> $handlers Does jobs of these handlers only.
	 *
	 * @return int Jobs done until then, or until none is due.
	 */
	private function work_until( float $until, ?array $handlers = null ): int {
		for ( $done = 0; microtime( true ) < $until; $done++ ) {
			$claimed = $this->queue->claim( self::LEASE_SECONDS, $handlers );
			if ( null === $claimed ) {
				break;
			}
			$this->work( $claimed );
		}
		return $done;
	}

	/** When a worker last ran, or null. To ask for it, no worker and none of its subscribers has to be made. */
	public static function last_heartbeat( Database $database ): ?\DateTimeImmutable {
		$at = (int) $database->value( 'SELECT value FROM %i WHERE name = %s', $database->table( 'counters' ), self::HEARTBEAT );
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
		// Outside the try: a job that was done has not failed when the database cannot record that.
		$this->queue->finish( $claimed );
	}

	/**
	 * Writes the heartbeat and queues the scheduled jobs that are due.
	 *
	 * One query reads all that may be due: counters by name, jobs and the tables of schedules through their indexes.
	 *
	 * @param bool $may_take_all Whether this worker runs jobs of all handlers; only such a worker writes the heartbeat.
	 *
	 * @return ?Found Null when there is nothing to do.
	 */
	private function begin( bool $may_take_all = true ): ?array {
		$now    = $this->clock->now();
		$state  = $this->state();
		$queued = false;
		if ( $may_take_all && ( $state['counter'][ self::HEARTBEAT ] ?? 0 ) <= $now->getTimestamp() - self::HEARTBEAT_SECONDS ) {
			$this->write_heartbeat( $now, isset( $state['counter'][ self::HEARTBEAT ] ) );
		}
		foreach ( $this->schedules as $schedule ) {
			$due    = $state['counter'][ self::SCHEDULE . $schedule->handler ] ?? null;
			$queued = ( null === $due || $due <= $now->getTimestamp() )
				&& 0 !== ( $state['exists'][ $schedule->handler ] ?? 1 )
				&& $this->queue_scheduled( $schedule, $now, null !== $due ) || $queued;
		}
		$cursors = [];
		foreach ( $state['cursor'] ?? [] as $subscriber => $position ) {
			$cursors[ $subscriber ] = [ 'position' => $position, 'failures' => $state['failures'][ $subscriber ] ?? 0 ];
		}
		$found = [
			'cursors' => $cursors,
			'last'    => $state['counter'][ EventLog::COUNTER ] ?? 0,
			'due'     => $queued || 1 === ( $state['jobs']['due'] ?? 1 ),
		];
		return $found['due'] || $this->dispatcher->has_pending( $found['last'], $cursors ) ? $found : null;
	}

	/**
	 * @return array<string, array<string, int>> Kind => name => number: counters, cursors of subscribers, whether jobs are due, whether a
	 *                                           schedule's rows exist.
	 */
	private function state(): array {
		$names  = [
			self::HEARTBEAT,
			EventLog::COUNTER,
			...array_map( static fn( Schedule $schedule ): string => self::SCHEDULE . $schedule->handler, $this->schedules ),
		];
		$sql    = 'SELECT %s AS kind, name, value FROM %i WHERE name IN ('
			. implode( ', ', array_fill( 0, count( $names ), '%s' ) )
			. ') UNION ALL SELECT %s, subscriber, last_event_id FROM %i UNION ALL SELECT %s, subscriber, failures FROM %i';
		$values = [
			'counter',
			$this->database->table( 'counters' ),
			...$names,
			'cursor',
			$this->database->table( 'event_cursors' ),
			'failures',
			$this->database->table( 'event_cursors' ),
		];

		[ $due, $of_due ] = $this->queue->due();
		$sql             .= ' UNION ALL SELECT %s, %s, ' . $due;
		array_push( $values, 'jobs', 'due', ...$of_due );
		foreach ( $this->schedules as $schedule ) {
			if ( null !== $schedule->while ) {
				[ $rows, $of_rows ] = ( $schedule->while )();
				$sql               .= ' UNION ALL SELECT %s, %s, EXISTS ( ' . $rows . ' )';
				array_push( $values, 'exists', $schedule->handler, ...$of_rows );
			}
		}
		$state = [];
		foreach ( $this->database->rows( $sql, ...$values ) as $row ) {
			$state[ (string) $row['kind'] ][ (string) $row['name'] ] = (int) $row['value'];
		}
		return $state;
	}

	private function write_heartbeat( \DateTimeImmutable $now, bool $is_there ): void {
		if ( ! $is_there ) {
			$this->database->insert_new( 'counters', [ 'name' => self::HEARTBEAT ] );
		}
		$this->database->update( 'counters', [ 'value' => $now->getTimestamp() ], [ 'name' => self::HEARTBEAT ] );
	}

	/** Whether this worker queued the job; of several workers only one does. */
	private function queue_scheduled( Schedule $schedule, \DateTimeImmutable $now, bool $is_there ): bool {
		$name = self::SCHEDULE . $schedule->handler;
		if ( ! $is_there ) {
			$this->database->insert_new( 'counters', [ 'name' => $name ] );
		}
		$won = $this->database->execute(
			'UPDATE %i SET value = %d WHERE name = %s AND value <= %d',
			$this->database->table( 'counters' ),
			$now->getTimestamp() + $schedule->seconds,
			$name,
			$now->getTimestamp()
		);
		if ( 1 !== $won ) {
			return false;
		}
		return $this->queue->push_new( $schedule->handler, [], null, $name );
	}
}
