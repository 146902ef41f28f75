<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Operations;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\PurgeDeadJobs;
use Aaia\Chatbot\Operations\JobHealth;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\TestCase;

/** Site Health reports dead jobs until they are purged. */
final class JobHealthTest extends TestCase {

	private TestClock $clock;

	private JobQueue $queue;

	protected function setUp(): void {
		parent::setUp();
		$this->clock = new TestClock();
		$this->queue = new JobQueue( $this->database(), $this->clock );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
	}

	public function test_it_counts_them_and_says_why_the_last_one_failed_and_how_to_try_again(): void {
		self::assertSame( 'good', $this->tested()['status'] );
		$this->dies( 'knowledge.sync', 'The <b>server</b> is gone.' );
		$this->clock->pass( '1 hour' );
		$this->dies( 'alerts.digest', 'No such table.' );

		$result = $this->tested();
		self::assertSame( 'recommended', $result['status'] );
		$said = $result['description'];
		self::assertIsString( $said );
		self::assertStringContainsString(
			'2 jobs of the chatbot failed for two days and were given up; the last one: alerts.digest (No such table.).',
			$said,
		);
		self::assertStringContainsString( 'wp aaia jobs retry --all', $said );

		$this->queue->retry_dead( $this->queue->dead()[0]['id'] );
		self::assertStringContainsString( '1 job of the chatbot', (string) $this->tested()['description'] );
		self::assertStringContainsString( 'The &lt;b&gt;server', (string) $this->tested()['description'] );
	}

	public function test_site_health_finds_the_test_through_wordpress(): void {
		$tests = apply_filters( 'site_status_tests', [ 'direct' => [], 'async' => [] ] );
		self::assertSame( 'good', $tests['direct']['aaia_chatbot_jobs']['test']()['status'] );
	}

	public function test_after_a_month_they_are_forgotten(): void {
		$this->dies( 'one', 'No.' );
		$forget = new PurgeDeadJobs( $this->queue, $this->clock );
		$this->clock->pass( '29 days' );
		$forget->handle( new Job( 0, PurgeDeadJobs::NAME, [], 1 ) );
		self::assertSame( 1, $this->queue->count_dead() );
		$this->queue->push( 'waits', [], $this->clock->now()->modify( '-90 days' ) );
		$this->clock->pass( '2 days' );
		$forget->handle( new Job( 0, PurgeDeadJobs::NAME, [], 1 ) );
		self::assertSame( 0, $this->queue->count_dead() );
		self::assertSame( 'waits', $this->queue->claim( 60 )?->job->handler, 'What waits is not touched, however old it is.' );
	}

	/** @return array<string, mixed> */
	private function tested(): array {
		return ( new JobHealth( $this->queue ) )->test();
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
