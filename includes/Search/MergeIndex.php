<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Search\Index\SegmentMerger;

/** Job: merges segments of the index, a few seconds per run. */
final class MergeIndex implements JobHandler {

	public const NAME = 'knowledge.keep';

	public const EVERY_SECONDS = 3600;

	private const SECONDS = 10.0;

	public function __construct(
		private readonly SegmentMerger $merger,
		private readonly JobQueue $jobs,
	) {}

	/** Queues the job when the index needs a merge. */
	public function queue_if_needed(): void {
		if ( $this->merger->is_needed() ) {
			$this->jobs->push( self::NAME, [], null, self::NAME );
		}
	}

	public function handle( Job $job ): void {
		$until = microtime( true ) + self::SECONDS;
		while ( $this->merger->run_step() ) {
			if ( microtime( true ) > $until ) {
				$this->jobs->push( self::NAME, [], null, self::NAME );
				return;
			}
		}
	}
}
