<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Lease;
use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Storage\DatabaseFailure;

/** Cancels the model when the turn was stopped or taken over, its lease was lost, or the answer is no longer wanted. */
final class TurnCancellation implements Cancellation {

	/** Least interval between two checks of the database. Seconds. */
	private const EVERY = 1.0;

	private float $asked = 0.0;

	private bool $cancelled = false;

	public function __construct(
		private readonly AnswerService $answers,
		private readonly Lease $lease,
		private readonly ClientConnection $connection,
	) {
		$this->asked = microtime( true );
	}

	public function requested(): bool {
		if ( ! $this->cancelled && microtime( true ) - $this->asked >= self::EVERY ) {
			$this->connection->keep_alive();
			try {
				$this->cancelled = ! $this->answers->tick( $this->lease, $this->connection->is_open() );
			} catch ( DatabaseFailure ) {
				// A temporary database failure must not cancel an answer; the next tick decides.
				$this->cancelled = false;
			}
			$this->asked = microtime( true );
		}
		return $this->cancelled;
	}
}
