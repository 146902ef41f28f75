<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Turn;
use Aaia\Chatbot\Conversations\TurnRepository;
use Aaia\Chatbot\Conversations\TurnState;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Support\Clock;

/**
 * Job: ends stale turns. Answers turns whose worker died and questions that waited too long for a free slot, and
 * withdraws approvals that visitors never gave or denied, so that no turn stays open for ever.
 */
final class RecoverTurns implements JobHandler {

	public const NAME = 'recover_turns';

	/** Most turns of one run. */
	private const BATCH = 10;

	/** A question that waits longer than this has lost its worker. Seconds. */
	private const QUEUED = 30;

	/** Age at which an unfinished answer is given up, despite retries. Hours. */
	private const HOPELESS = 24;

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
		$now     = $this->clock->now();
		$failure = null;
		foreach ( $this->turns->abandoned( $now, $now->modify( '-' . self::QUEUED . ' seconds' ), self::BATCH ) as $turn ) {
			try {
				$this->recover( $turn, $now );
			} catch ( \Throwable $failure ) {
				// A turn that cannot be answered must not block the others.
				do_action( 'aaia_chatbot_log', 'error', sprintf( 'Turn %d could not be taken up again: %s', $turn->id, $failure->getMessage() ) );
			}
		}
		foreach ( $this->turns->expired_approvals( $now, self::BATCH ) as $turn ) {
			$this->answers->give_up( $turn->id, TurnState::Stopped );
		}
		if ( null !== $failure ) {
			throw $failure;
		}
	}

	private function recover( Turn $turn, \DateTimeImmutable $now ): void {
		if ( $turn->stop_requested ) {
			$this->answers->give_up( $turn->id, TurnState::Stopped );
		} elseif ( null !== $turn->answer_id && $turn->created_at < $now->modify( '-' . self::HOPELESS . ' hours' ) ) {
			$this->answers->give_up( $turn->id, TurnState::Failed );
		} else {
			$this->answer( $turn->id );
		}
	}

	private function answer( int $turn_id ): void {
		$lease = $this->answers->begin( $turn_id );
		if ( null === $lease ) {
			return;
		}
		foreach ( $this->runner->run( $lease, new AlwaysConnected(), true ) as $progress ) {
			continue;
		}
	}
}
