<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Cli;

use Aaia\Chatbot\Cli\JobsCommand;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Tests\Harness\CliRecord;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\TestCase;

final class JobsCommandTest extends TestCase {

	private TestClock $clock;

	private JobQueue $queue;

	private JobsCommand $command;

	protected function setUp(): void {
		parent::setUp();
		CliRecord::clear();
		$this->clock   = new TestClock();
		$this->queue   = new JobQueue( $this->database(), $this->clock );
		$this->command = new JobsCommand( $this->queue );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
	}

	public function test_it_lists_what_was_given_up_with_its_reason_and_time(): void {
		$this->dies( 'knowledge.sync', 'The server is gone.' );
		$died_at = $this->clock->now()->format( 'Y-m-d H:i:s' );
		$this->command->list( [], [] );
		self::assertCount( 1, CliRecord::$table );
		self::assertSame( 'knowledge.sync', CliRecord::$table[0]['handler'] );
		self::assertSame( 'The server is gone.', CliRecord::$table[0]['error'] );
		self::assertSame( JobQueue::MAX_ATTEMPTS, CliRecord::$table[0]['attempts'] );
		self::assertSame( $died_at, CliRecord::$table[0]['died_at'] );
	}

	public function test_one_job_or_all_are_tried_again(): void {
		$this->dies( 'one', 'No.' );
		$this->dies( 'two', 'No.' );
		$this->dies( 'three', 'No.' );
		$by_name = array_column( $this->queue->dead(), 'id', 'handler' );
		$this->command->retry( [ (string) $by_name['two'] ], [] );
		self::assertSame( 'two', $this->queue->claim( 60 )?->job->handler );
		self::assertNull( $this->queue->claim( 60 ) );
		$this->command->retry( [], [ 'all' => true ] );
		self::assertSame( [], $this->queue->dead() );
		self::assertSame( [ 'Success: 1 jobs are tried again.', 'Success: 2 jobs are tried again.' ], CliRecord::$said );
		$this->command->retry( [], [ 'all' => true ] );
		self::assertSame( 'Success: No job was given up.', CliRecord::$said[2] );
	}

	public function test_a_job_that_was_not_given_up_is_named(): void {
		$this->expectExceptionMessage( 'Not among the jobs that were given up: 999999.' );
		$this->command->retry( [ '999999' ], [] );
	}

	public function test_without_a_number_it_asks_for_one(): void {
		$this->expectExceptionMessage( 'Name the jobs, or say --all.' );
		$this->command->retry( [], [] );
	}

	/** A job that fails until it is dead. */
	private function dies( string $handler, string $reason ): void {
		$this->queue->push( $handler );
		for ( $attempt = 1; $attempt <= JobQueue::MAX_ATTEMPTS; $attempt++ ) {
			$this->clock->pass( '6 hours' );
			$claimed = $this->queue->claim( 60 );
			self::assertNotNull( $claimed );
			$this->queue->fail( $claimed, $reason );
		}
	}
}
