<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;

/** Job that answers a failed turn again, on request of staff, with the configured model. */
final class RetryTurn implements JobHandler {

	public const NAME = 'retry_turn';

	public function __construct(
		private readonly AnswerService $answers,
		private readonly TurnRunner $runner,
	) {}

	public function handle( Job $job ): void {
		$turn_id = $job->payload['turn'] ?? null;
		$lease   = is_int( $turn_id ) ? $this->answers->begin( $turn_id ) : null;
		foreach ( null === $lease ? [] : $this->runner->run( $lease, new AlwaysConnected() ) as $progress ) {
			continue;
		}
	}
}
