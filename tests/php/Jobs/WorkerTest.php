<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Jobs;

use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\RetryLater;
use Aaia\Chatbot\Jobs\Schedule;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Jobs\WorkerSlots;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\TestCase;

final class WorkerTest extends TestCase {

	private Database $database;

	private TestClock $clock;

	private JobQueue $queue;

	/** @var list<Job> */
	private array $done = [];

	protected function setUp(): void {
		parent::setUp();
		$this->database = $this->database();
		$this->clock    = new TestClock();
		$this->queue    = new JobQueue( $this->database, $this->clock );
	}

	public function test_it_does_what_is_due_and_stops(): void {
		$this->queue->push( 'note', [ 'n' => 1 ] );
		$this->queue->push( 'note', [ 'n' => 2 ] );
		$this->assertSame( 2, $this->worker()->run( 5.0 ) );
		$this->assertSame( [ 1, 2 ], array_map( static fn( Job $job ): mixed => $job->payload['n'], $this->done ) );
		$this->assertSame( 0, $this->worker()->run( 5.0 ) );
	}

	public function test_a_handler_can_ask_to_run_later(): void {
		$this->queue->push( 'later' );
		$this->worker()->run( 5.0 );
		$this->assertFalse( $this->queue->is_due() );
		$this->clock->pass( '2 minutes' );
		$this->assertSame( 1, $this->queue->claim( 60 )?->job->attempt );
	}

	public function test_a_handler_that_throws_is_tried_again_and_the_next_job_is_done_all_the_same(): void {
		$this->queue->push( 'breaks' );
		$this->queue->push( 'note' );
		$this->assertSame( 2, $this->worker()->run( 5.0 ) );
		$this->assertCount( 1, $this->done );
		$this->clock->pass( '31 seconds' );
		$this->assertSame( 2, $this->queue->claim( 60 )?->job->attempt );
	}

	public function test_a_job_that_nobody_handles_is_kept_for_staff_to_see(): void {
		$this->queue->push( 'from a plugin that is gone' );
		$this->worker()->run( 5.0 );
		$this->assertStringContainsString(
			'plugin that is gone',
			(string) $this->database->value(
				'SELECT last_error FROM %i WHERE handler LIKE %s',
				$this->database->table( 'jobs' ),
				'from a plugin%',
			),
		);
	}

	public function test_a_finished_job_is_not_failed_when_the_database_cannot_record_it(): void {
		$this->queue->push( 'note' );
		add_filter( 'query', static function ( string $query ): string {
			if ( str_starts_with( $query, 'DELETE' ) && str_contains( $query, 'aaia_jobs' ) ) {
				throw new DatabaseFailure( 'The disk is full.' );
			}
			return $query;
		} );
		try {
			$this->worker()->run( 5.0 );
			$this->fail( 'The database’s refusal is told.' );
		} catch ( DatabaseFailure ) {
			$row = $this->database->row( 'SELECT state, last_error FROM %i WHERE handler = %s', $this->database->table( 'jobs' ), 'note' );
			$this->assertSame( [ 'state' => 'running', 'last_error' => null ], $row );
		}
	}

	public function test_schedules_queue_a_job_once_per_interval_for_all_workers_together(): void {
		$this->worker()->run( 5.0 );
		$this->worker()->run( 5.0 );
		$this->assertCount( 1, $this->done );
		$this->clock->pass( '61 seconds' );
		$this->worker()->run( 5.0 );
		$this->assertCount( 2, $this->done );
	}

	public function test_schedules_do_not_queue_a_job_that_fails_twice_and_keep_its_growing_pauses(): void {
		$attempts = 0;
		for ( $minute = 0; $minute < 30; $minute++ ) {
			$attempts += $this->worker()->run( 5.0 );
			$this->assertSame(
				'1',
				$this->database->value( 'SELECT COUNT(*) FROM %i WHERE handler = %s', $this->database->table( 'jobs' ), 'breaks' ),
			);
			$this->clock->pass( '61 seconds' );
		}
		$this->assertSame( 6, $attempts );
	}

	public function test_jobs_go_on_while_events_pile_up_and_events_are_served_to_their_end(): void {
		$log = new EventLog( $this->database, $this->clock );
		for ( $i = 0; $i < 5; $i++ ) {
			$this->database->transaction( static fn() => $log->append( EventType::ConversationUpdated, 1 ) );
		}
		$slow = new class() implements Subscriber {

			/** @var list<int> */
			public array $served = [];

			public \Closure $jobs_done;

			/** @var list<int> Jobs done when each event was served. */
			public array $jobs = [];

			public function name(): string {
				return 'test.slow';
			}

			public function on( Event $event ): void {
				usleep( 1_100_000 );
				$this->served[] = $event->id;
				$this->jobs[]   = ( $this->jobs_done )();
			}
		};
		$slow->jobs_done = fn(): int => count( $this->done );
		$this->database->insert_new( 'event_cursors', [ 'subscriber' => 'test.slow', 'last_event_id' => $log->last_id() - 5 ] );
		$this->queue->push( 'note' );
		$this->assertSame( 1, $this->worker( $slow )->run( 20.0 ) );

		$this->assertCount( 5, $slow->served );
		$this->assertSame( 0, $slow->jobs[0] );
		$this->assertSame( 1, $slow->jobs[4], 'The job did not wait for the last event.' );
	}

	public function test_two_web_requests_work_at_the_same_time_and_leave_nothing_undone(): void {
		foreach ( [ 'nested', 'nested', 'note' ] as $handler ) {
			$this->queue->push( $handler );
		}
		$this->assertSame(
			1,
			$this->worker()->run_in_request( 5.0 ),
			'The second, begun inside of the first one’s job, did the rest; a third inside of that did nothing.',
		);
		$this->assertCount( 1, $this->done );
		$this->assertFalse( $this->queue->is_due() );
	}

	public function test_while_two_web_requests_work_a_third_leaves_the_queue_to_them_and_the_command_line_does_not(): void {
		$slots = new WorkerSlots( $this->database, $this->clock );
		$first = $slots->take();
		$this->assertNotNull( $first );
		$this->assertNotNull( $slots->take() );
		$this->queue->push( 'note' );
		$this->assertSame( 0, $this->worker()->run_in_request( 5.0 ) );
		$this->assertSame( 1, $this->worker()->run( 5.0 ) );

		$this->queue->push( 'note' );
		$slots->leave( $first );
		$this->assertSame( 1, $this->worker()->run_in_request( 5.0 ) );
	}

	public function test_killed_web_requests_hold_up_the_queue_for_a_minute_only(): void {
		$slots = new WorkerSlots( $this->database, $this->clock );
		$dead  = $slots->take();
		$slots->take();
		$this->queue->push( 'note' );
		$this->clock->pass( '61 seconds' );
		$this->assertSame( 1, $this->worker()->run_in_request( 5.0 ) );

		$taken = $slots->take();
		$this->assertNotNull( $dead );
		$slots->leave( $dead );
		$this->assertNotNull( $slots->take() );
		$this->assertNull( $slots->take(), 'Whoever comes back too late gives away nobody else’s slot.' );
		$this->assertNotNull( $taken );
	}

	public function test_it_writes_a_heartbeat(): void {
		$this->database()->delete( 'counters', [ 'name' => Worker::HEARTBEAT ] );
		$beat = fn(): ?string => Worker::last_heartbeat( $this->database() )?->format( 'U' );
		$this->assertNull( $beat() );
		$this->worker()->run( 1.0 );
		$this->assertSame( $this->clock->now()->format( 'U' ), $beat() );
	}

	public function test_after_a_response_short_jobs_are_done_and_long_ones_are_left_to_others(): void {
		foreach ( [ 'often', 'note', 'breaks', 'note' ] as $handler ) {
			$this->queue->push( $handler );
		}
		$this->assertTrue( $this->worker()->run_short(), 'Somebody should be asked to do the others.' );
		$this->assertSame( [ 'note', 'note' ], array_column( $this->done, 'handler' ) );

		$this->worker()->run( 5.0 );
		$this->assertSame( [ 'note', 'note', 'often' ], array_column( $this->done, 'handler' ) );
		$this->queue->push( 'note' );
		$this->assertFalse( $this->worker()->run_short(), 'Nothing is left.' );
	}

	public function test_after_a_response_no_job_is_begun_once_two_seconds_have_passed(): void {
		$this->queue->push( 'slow mail' );
		$this->queue->push( 'note' );
		$this->assertTrue( $this->worker()->run_short(), 'Somebody should be asked to go on.' );
		$this->assertSame( [ 'slow mail' ], array_column( $this->done, 'handler' ), 'The one in hand is finished.' );
		$this->assertTrue( $this->queue->is_due() );
	}

	public function test_after_a_response_what_subscribers_leave_to_do_is_done_at_once(): void {
		$log        = new EventLog( $this->database, $this->clock );
		$subscriber = new class( $this->queue ) implements Subscriber {

			public function __construct( private readonly JobQueue $queue ) {}

			public function name(): string {
				return 'test.alerts';
			}

			public function on( Event $event ): void {
				$this->queue->push( 'note', [ 'event' => $event->id ] );
			}
		};
		$this->database->insert_new( 'event_cursors', [ 'subscriber' => 'test.alerts', 'last_event_id' => $log->last_id() ] );
		$this->database->transaction( static fn() => $log->append( EventType::ConversationUpdated, 1 ) );
		$this->assertFalse( $this->worker( $subscriber )->run_short() );
		$this->assertSame( [ [ 'event' => $log->last_id() ] ], array_column( $this->done, 'payload' ) );
	}

	public function test_after_a_response_nothing_is_done_while_as_many_requests_work_as_may_and_nobody_is_asked_to(): void {
		$slots = new WorkerSlots( $this->database, $this->clock );
		$slots->take();
		$slots->take();
		$this->queue->push( 'note' );
		$this->assertFalse( $this->worker()->run_short() );
		$this->assertSame( [], $this->done );
	}

	public function test_work_after_a_response_gives_no_sign_of_life_because_long_jobs_may_still_have_nobody(): void {
		$this->database()->delete( 'counters', [ 'name' => Worker::HEARTBEAT ] );
		$this->queue->push( 'note' );
		$this->worker()->run_short();
		$this->assertCount( 1, $this->done );
		$this->assertNull( Worker::last_heartbeat( $this->database() ) );
	}

	private function worker( Subscriber ...$subscribers ): Worker {
		$handler = fn( \Closure $handle ): \Closure => static fn(): JobHandler => new class( $handle ) implements JobHandler {

			public function __construct( private readonly \Closure $handle ) {}

			public function handle( Job $job ): void {
				( $this->handle )( $job );
			}
		};
		return new Worker(
			$this->database,
			$this->queue,
			new Dispatcher( $this->database, new EventLog( $this->database, $this->clock ), $this->clock, array_values( $subscribers ) ),
			$this->clock,
			[
				'note'   => $handler( function ( Job $job ): void {
					$this->done[] = $job;
				} ),
				'often'  => $handler( function ( Job $job ): void {
					$this->done[] = $job;
				} ),
				'nested' => $handler( fn(): int => $this->worker()->run_in_request( 5.0 ) ),
				'slow mail' => $handler( function ( Job $job ): void {
					usleep( 2_050_000 );
					$this->done[] = $job;
				} ),
				'later'  => $handler( static fn() => throw new RetryLater( 60 ) ),
				'breaks' => $handler( static fn() => throw new \RuntimeException( 'Broken.' ) ),
			],
			str_contains( $this->name(), 'schedules' ) ? [ new Schedule( str_contains( $this->name(), 'fails' ) ? 'breaks' : 'often', 60 ) ] : [],
			new WorkerSlots( $this->database, $this->clock ),
			[ 'note', 'slow mail' ]
		);
	}
}
