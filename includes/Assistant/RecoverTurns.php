<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\TurnRepository;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Support\Clock;

/** Answers what was left lying: turns whose worker died, and questions that have waited too long for a free place. */
final class RecoverTurns implements JobHandler {

	public const NAME = 'recover_turns';

	/** Turns of one run. */
	private const BATCH = 10;

	public function __construct(
		private readonly AnswerService $answers,
		private readonly TurnRepository $turns,
		private readonly TurnRunner $runner,
		private readonly Clock $clock,
	) {}

	public function handle( Job $job ): void {
		$turn_id = $job->payload['turn'] ?? null;
		if ( is_int( $turn_id ) ) {
			$this->answer( $turn_id );
			return;
		}
		foreach ( $this->turns->abandoned( $this->clock->now(), self::BATCH ) as $turn ) {
			$this->answer( $turn->id );
		}
	}

	private function answer( int $turn_id ): void {
		$lease = $this->answers->begin( $turn_id );
		if ( null === $lease ) {
			return;
		}
		foreach ( $this->runner->run( $lease, new PatientWatcher(), true ) as $progress ) {
			continue;
		}
	}
}
