<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Jobs;

use Aaia\Chatbot\Jobs\ClaimedJob;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\TestCase;

final class JobQueueTest extends TestCase {

	private TestClock $clock;

	private JobQueue $queue;

	protected function setUp(): void {
		parent::setUp();
		$this->clock = new TestClock();
		$this->queue = new JobQueue( $this->database(), $this->clock );
	}

	public function test_jobs_come_in_the_order_they_are_due_and_not_before(): void {
		$this->queue->push( 'later', [], $this->clock->now()->modify( '+1 minute' ) );
		$this->queue->push( 'first' );
		$this->queue->push( 'second' );
		$this->assertTrue( $this->queue->is_due() );
		$this->assertSame( [ 'first', 'second', null ], [ $this->next(), $this->next(), $this->next() ] );
		$this->clock->pass( '1 minute' );
		$this->assertSame( 'later', $this->next() );
	}

	public function test_the_payload_comes_back_as_it_was(): void {
		$payload = [ 'id' => 7, 'words' => "ünï 'q' \\ %s", 'list' => [ 1, 2 ], 'nothing' => null ];
		$this->queue->push( 'job', $payload );
		$this->assertSame( $payload, $this->queue->claim( 60 )?->job->payload );
	}

	public function test_a_job_of_the_same_key_is_queued_once_while_it_waits(): void {
		$this->queue->push( 'job', [ 'n' => 1 ], null, 'key' );
		$this->queue->push( 'job', [ 'n' => 2 ], null, 'key' );
		$claimed = $this->queue->claim( 60 );
		$this->assertSame( [ 'n' => 1 ], $claimed?->job->payload );
		$this->queue->push( 'job', [ 'n' => 3 ], null, 'key' );
		$this->assertSame( [ 'n' => 3 ], $this->queue->claim( 60 )?->job->payload, 'While one runs another may wait.' );
	}

	public function test_a_job_is_part_of_the_transaction_around_it(): void {
		$database = $this->database();
		$queue    = new JobQueue( $database, $this->clock );
		try {
			$database->transaction(
				static function () use ( $queue ): void {
					$queue->push( 'job' );
					throw new \RuntimeException( 'No.' );
				}
			);
		} catch ( \RuntimeException ) {
			$this->assertNull( $queue->claim( 60 ) );
		}
	}

	public function test_failed_jobs_are_retried_with_growing_pauses_and_end_as_dead(): void {
		$this->queue->push( 'job' );
		$pauses = [];
		for ( $attempt = 1; $attempt <= JobQueue::MAX_ATTEMPTS; $attempt++ ) {
			$waited = 0;
			while ( null === ( $claimed = $this->queue->claim( 60 ) ) ) {
				$this->clock->pass( '30 seconds' );
				$waited += 30;
			}
			$pauses[] = $waited;
			$this->assertSame( $attempt, $claimed->job->attempt );
			$this->queue->fail( $claimed, "Failure $attempt" );
		}
		$this->assertSame( [ 0, 30, 60, 120, 240 ], array_slice( $pauses, 0, 5 ) );
		$this->assertSame( 6 * 3600, max( $pauses ) );
		$this->assertGreaterThan( 48 * 3600, array_sum( $pauses ), 'Two days of somebody else’s trouble are survived.' );
		$this->assertLessThan( 54 * 3600, array_sum( $pauses ) );
		$this->clock->pass( '7 days' );
		$this->assertNull( $this->queue->claim( 60 ) );
		$this->assertSame( [ 'Failure ' . JobQueue::MAX_ATTEMPTS ], array_column( $this->queue->dead(), 'error' ) );
	}

	public function test_a_dead_job_can_be_retried(): void {
		$this->queue->push( 'job' );
		for ( $attempt = 1; $attempt <= JobQueue::MAX_ATTEMPTS; $attempt++ ) {
			$this->clock->pass( '1 day' );
			$claimed = $this->queue->claim( 60 );
			$this->assertNotNull( $claimed );
			$this->queue->fail( $claimed, 'No.' );
		}
		$id = $this->queue->dead()[0]['id'];
		$this->assertTrue( $this->queue->retry_dead( $id ) );
		$this->assertFalse( $this->queue->retry_dead( $id ) );
		$this->assertSame( 1, $this->queue->claim( 60 )?->job->attempt );
	}

	public function test_a_job_that_asks_to_be_called_later_has_not_failed(): void {
		$this->queue->push( 'job' );
		$claimed = $this->queue->claim( 60 );
		$this->assertNotNull( $claimed );
		$this->queue->postpone( $claimed, 90 );
		$this->clock->pass( '89 seconds' );
		$this->assertFalse( $this->queue->is_due() );
		$this->clock->pass( '1 second' );
		$this->assertSame( 1, $this->queue->claim( 60 )?->job->attempt );
	}

	/** Handler of the next job. */
	private function next(): ?string {
		return $this->queue->claim( 60 )?->job->handler;
	}

	public function test_a_job_whose_worker_died_is_claimed_again_and_the_old_claim_is_invalid(): void {
		$this->queue->push( 'job' );
		$first = $this->queue->claim( 60 );
		$this->assertNotNull( $first );
		$this->clock->pass( '61 seconds' );
		$this->assertTrue( $this->queue->is_due() );
		$second = $this->queue->claim( 60 );
		$this->assertNotNull( $second );
		$this->assertSame( 2, $second->job->attempt );
		$this->assertFalse( $this->queue->finish( $first ), 'Whoever lost the lease cannot finish it.' );
		$this->queue->fail( $first, 'Too late.' );
		$this->assertTrue( $this->queue->finish( $second ) );
	}

	public function test_a_job_that_kills_every_worker_is_dead_in_the_end(): void {
		$this->queue->push( 'deadly' );
		for ( $attempt = 1; $attempt <= JobQueue::MAX_ATTEMPTS; $attempt++ ) {
			$this->assertNotNull( $this->queue->claim( 60 ) );
			$this->clock->pass( '61 seconds' );
		}
		$this->queue->push( 'harmless' );
		$this->assertSame( [ 'harmless', null ], [ $this->next(), $this->next() ] );
		$this->assertSame( [ 'deadly' ], array_column( $this->queue->dead(), 'handler' ) );
	}

	public function test_a_job_that_waits_for_another_try_keeps_its_key_so_that_nothing_is_added_beside_it(): void {
		$this->queue->push( 'job', [], null, 'key' );
		$this->queue->fail( $this->claimed(), 'No.' );
		$this->assertFalse( $this->queue->push_new( 'job', [], null, 'key' ) );
		$this->assertNull( $this->queue->claim( 60 ), 'Work that nobody asked for leaves the pause alone.' );
		$this->clock->pass( '30 seconds' );
		$this->queue->postpone( $this->claimed(), 90 );
		$this->assertFalse( $this->queue->push_new( 'job', [], null, 'key' ) );
		$this->clock->pass( '90 seconds' );
		$this->queue->finish( $this->claimed() );
		$this->assertTrue( $this->queue->push_new( 'job', [], null, 'key' ), 'Done: the key is free.' );
	}

	public function test_work_asked_for_again_is_tried_at_once_though_its_last_try_failed(): void {
		$this->queue->push( 'job', [], null, 'key' );
		$this->queue->fail( $this->claimed(), 'No.' );
		$this->queue->push( 'job', [], $this->clock->now()->modify( '+1 day' ), 'key' );
		$this->queue->push( 'job', [], null, 'key' );
		$this->assertSame( 2, $this->claimed()->job->attempt, 'The same job, counted on.' );
		$this->assertNull( $this->queue->claim( 60 ) );
	}

	public function test_a_job_of_the_same_key_pushed_while_one_ran_stands_for_both_when_that_fails(): void {
		$this->queue->push( 'job', [], null, 'key' );
		$claimed = $this->claimed();
		$this->queue->push( 'job', [], null, 'key' );
		$this->queue->fail( $claimed, 'No.' );
		$this->assertNull( $this->queue->claim( 60 ), 'The pause counts for it too.' );
		$this->clock->pass( '30 seconds' );
		$this->assertSame( 2, $this->claimed()->job->attempt );
		$this->assertSame(
			'1',
			$this->database()->value( 'SELECT COUNT(*) FROM %i WHERE handler = %s', $this->database()->table( 'jobs' ), 'job' ),
		);
	}

	public function test_a_job_pushed_while_one_ran_that_only_wants_to_come_later_is_done_at_once(): void {
		$this->queue->push( 'job', [], null, 'key' );
		$claimed = $this->claimed();
		$this->queue->push( 'job', [], null, 'key' );
		$this->queue->postpone( $claimed, 600 );
		$this->assertSame( 1, $this->claimed()->job->attempt );
		$this->assertNull( $this->queue->claim( 60 ) );
	}

	public function test_a_killed_workers_job_has_its_key_again_when_it_fails(): void {
		$this->queue->push( 'job', [], null, 'key' );
		$this->claimed();
		$this->clock->pass( '61 seconds' );
		$this->queue->fail( $this->claimed(), 'No.' );
		$this->assertFalse( $this->queue->push_new( 'job', [], null, 'key' ) );
	}

	public function test_a_dead_job_has_no_key_and_retrying_it_merges_it_into_the_queued_job(): void {
		$this->queue->push( 'job', [], null, 'key' );
		$this->let_die();
		$this->assertTrue( $this->queue->push_new( 'job', [], null, 'key' ) );
		$this->assertTrue( $this->queue->retry_dead( $this->queue->dead()[0]['id'] ) );
		$this->assertSame( [], $this->queue->dead() );
		$this->assertSame( 1, $this->claimed()->job->attempt );
		$this->assertNull( $this->queue->claim( 60 ) );
	}

	public function test_a_retried_dead_job_gets_its_key_back(): void {
		$this->queue->push( 'job', [], null, 'key' );
		$this->let_die();
		$this->assertTrue( $this->queue->retry_dead( $this->queue->dead()[0]['id'] ) );
		$this->assertFalse( $this->queue->push_new( 'job', [], null, 'key' ) );
	}

	private function claimed(): ClaimedJob {
		$claimed = $this->queue->claim( 60 );
		$this->assertNotNull( $claimed );
		return $claimed;
	}

	/** Fails the only job until it is dead. */
	private function let_die(): void {
		while ( [] === $this->queue->dead() ) {
			$this->clock->pass( '1 day' );
			$this->queue->fail( $this->claimed(), 'No.' );
		}
	}
}
