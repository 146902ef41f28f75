<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Job that takes a deleted label off the conversations that had it, so many at once that nobody waits for the table. */
final class ForgetLabel implements JobHandler {

	public const NAME = 'labels.forget';

	/** Conversations of one statement. */
	public const STEP = 2000;

	/** Statements of one run; a further job goes on. */
	private const STEPS = 20;

	public function __construct(
		private readonly LabelRepository $labels,
		private readonly JobQueue $jobs,
	) {}

	public function handle( Job $job ): void {
		$label = $job->payload['label'] ?? null;
		for ( $step = 0; is_int( $label ) && $step < self::STEPS; $step++ ) {
			if ( self::STEP > $this->labels->forget( $label, self::STEP ) ) {
				return;
			}
		}
		if ( is_int( $label ) ) {
			$this->jobs->push( self::NAME, [ 'label' => $label ] );
		}
	}
}
