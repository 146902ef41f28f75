<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Job that takes conversations out of a deleted category, so many at once that nobody waits for the table. */
final class ForgetCategory implements JobHandler {

	public const NAME = 'categories.forget';

	/** Conversations of one statement. */
	public const STEP = 2000;

	/** Statements of one run; a further job goes on. */
	private const STEPS = 20;

	public function __construct(
		private readonly CategoryRepository $categories,
		private readonly JobQueue $jobs,
	) {}

	public function handle( Job $job ): void {
		$category = $job->payload['category'] ?? null;
		for ( $step = 0; is_int( $category ) && $step < self::STEPS; $step++ ) {
			if ( self::STEP > $this->categories->forget( $category, self::STEP ) ) {
				return;
			}
		}
		if ( is_int( $category ) ) {
			$this->jobs->push( self::NAME, [ 'category' => $category ] );
		}
	}
}
