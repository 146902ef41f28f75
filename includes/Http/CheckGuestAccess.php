<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Job: checks whether guests may read the site, at intervals and after changes that may have closed or opened it. */
final class CheckGuestAccess implements JobHandler {

	public const NAME = 'site.look';

	/** Interval, because a plugin can close the site without any hook. Seconds. */
	public const EVERY_SECONDS = 15 * MINUTE_IN_SECONDS;

	/** @param \Closure(): void $reopened Called when the site may be read again. */
	public function __construct(
		private readonly GuestProbe $probe,
		private readonly GuestAccess $access,
		private readonly \Closure $reopened,
	) {}

	/** Queues a check, unless one is queued already. */
	public static function queue( JobQueue $jobs ): void {
		$jobs->push( self::NAME, [], null, self::NAME );
	}

	public function handle( Job $job ): void {
		$could_read = $this->access->may_be_read();
		$this->probe->probe();
		if ( ! $could_read && $this->access->may_be_read() ) {
			( $this->reopened )();
		}
	}
}
