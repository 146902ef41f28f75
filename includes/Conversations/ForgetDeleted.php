<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Takes a deleted label or category off its conversations: some at once, the others by a job, so that nobody waits for the table. */
final class ForgetDeleted implements JobHandler {

	/** Names of the job. */
	public const LABEL = 'labels.forget';

	public const CATEGORY = 'categories.forget';

	/** Conversations of one statement. */
	public const STEP = 2000;

	/** Statements of one run; a further job goes on. */
	private const STEPS = 20;

	public function __construct(
		private readonly LabelRepository $labels,
		private readonly CategoryRepository $categories,
		private readonly JobQueue $jobs,
	) {}

	/**
	 * Takes it off the first conversations, and queues the job when there may be more. Inside the transaction that deletes it.
	 *
	 * @param self::LABEL|self::CATEGORY $name
	 */
	public function begin( string $name, int $id ): void {
		if ( $this->step( $name, $id ) ) {
			$this->jobs->push( $name, [ 'id' => $id ] );
		}
	}

	public function handle( Job $job ): void {
		$id = $job->payload['id'] ?? null;
		if ( ! is_int( $id ) ) {
			return;
		}
		for ( $step = 0; $step < self::STEPS; $step++ ) {
			if ( ! $this->step( $job->handler, $id ) ) {
				return;
			}
		}
		$this->jobs->push( $job->handler, [ 'id' => $id ] );
	}

	/** @return bool Whether more conversations may have it. */
	private function step( string $name, int $id ): bool {
		$repository = self::LABEL === $name ? $this->labels : $this->categories;
		return self::STEP === $repository->forget( $id, self::STEP );
	}
}
