<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Job: continues a run of the test bench, for some seconds at a time. A process that is killed loses the case it was at. */
final class RunTests implements JobHandler {

	public const NAME = 'improve.tests';

	private const SECONDS = 8.0;

	public function __construct(
		private readonly TestRunRepository $runs,
		private readonly TestRunner $runner,
		private readonly JobQueue $jobs,
	) {}

	public static function queue( JobQueue $jobs, TestRun $run ): void {
		$jobs->push( self::NAME, [ 'run' => $run->id ], null, self::NAME . ':' . $run->id );
	}

	public function handle( Job $job ): void {
		$run = is_int( $job->payload['run'] ?? null ) ? $this->runs->by_id( $job->payload['run'] ) : null;
		if ( null !== $run && ! $this->runner->step( $run, self::SECONDS ) ) {
			self::queue( $this->jobs, $run );
		}
	}
}
