<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentIndex;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Support\Clock;

/** Scheduled job: crawls due addresses for a few seconds at a time. Costs one indexed query when none is due. */
final class CrawlPages implements JobHandler {

	public const NAME = 'knowledge.web';

	public const EVERY_SECONDS = 60;

	private const SECONDS = 15.0;

	public function __construct(
		private readonly Crawler $crawler,
		private readonly WebAddressRepository $addresses,
		private readonly ContentIndex $index,
		private readonly JobQueue $jobs,
		private readonly Clock $clock,
	) {}

	/** Queues the job, unless it is queued already. */
	public static function queue( JobQueue $jobs ): void {
		$jobs->push( self::NAME, [], null, self::NAME );
	}

	public function handle( Job $job ): void {
		if ( ! $this->crawler->run( self::SECONDS ) ) {
			return;
		}
		$this->index->queue_merge();
		$next = $this->addresses->next_wake_up();
		if ( null !== $next && $next->getTimestamp() < $this->clock->now()->getTimestamp() + self::EVERY_SECONDS ) {
			// With a key of its own, because a job that waits for its time must not block one that an owner asks for.
			$this->jobs->push( self::NAME, [], $next, self::NAME . ':next' );
		}
	}
}
