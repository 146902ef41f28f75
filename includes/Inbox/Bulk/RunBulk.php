<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Bulk;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Job that works on a bulk run, a few seconds at a time, as the user who asked for it; and forgets it after its time. */
final class RunBulk implements JobHandler {

	public const NAME = 'inbox.bulk';

	/** Seconds of one run; a further job goes on. */
	private const SECONDS = 3.0;

	public function __construct(
		private readonly BulkService $service,
		private readonly BulkRunRepository $runs,
		private readonly JobQueue $jobs,
	) {}

	public function handle( Job $job ): void {
		[ 'run' => $id, 'forget' => $forget ] = $job->payload + [ 'run' => null, 'forget' => null ];
		if ( is_int( $forget ) ) {
			$this->runs->forget( $forget );
			return;
		}
		$run = is_int( $id ) ? $this->runs->by_id( $id ) : null;
		if ( null === $run || $run->has_ended() ) {
			return;
		}
		$before = get_current_user_id();
		try {
			// Read anew: a worker that runs for hours knows the user as they were.
			clean_user_cache( $run->user_id );
			wp_set_current_user( 0 );
			wp_set_current_user( false === get_userdata( $run->user_id ) ? 0 : $run->user_id );
			$run = $this->service->work( $run, self::SECONDS );
		} finally {
			wp_set_current_user( $before );
		}
		if ( ! $run->has_ended() ) {
			$this->jobs->push( self::NAME, $job->payload );
		}
	}
}
