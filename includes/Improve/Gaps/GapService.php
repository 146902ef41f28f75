<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Gaps;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** What staff do about gaps: ignore with a reason, open again, give to a colleague, mark as answered. Nothing expires by itself. */
final class GapService {

	public function __construct(
		private readonly Database $database,
		private readonly GapRepository $gaps,
		private readonly DeliveryService $deliveries,
		private readonly Clock $clock,
	) {}

	/** Hides a gap until it is asked again often. @param string $reason Not empty. */
	public function ignore( Gap $gap, string $reason, int $user_id ): void {
		$this->close( $gap, GapState::Ignored, [ 'reason' => $reason ], $user_id );
	}

	/** @param string $answer_id Public id of the written answer. */
	public function mark_answered( Gap $gap, string $answer_id, int $user_id ): void {
		$this->close( $gap, GapState::Answered, [ 'answer_id' => $answer_id ], $user_id );
	}

	public function open( Gap $gap ): void {
		$this->gaps->change( $gap->row, [ 'state' => GapState::Open->value, 'closed_at' => null, 'closed_by' => null, 'reason' => '' ] );
	}

	/**
	 * Gives a gap to a colleague, who gets a mail, or takes it back.
	 *
	 * @param ?int $assignee WordPress user who may see conversations; null for nobody.
	 */
	public function assign( Gap $gap, ?int $assignee, string $task, int $user_id ): void {
		$this->database->transaction( function () use ( $gap, $assignee, $task, $user_id ): void {
			$this->gaps->change( $gap->row, [ 'assignee_id' => $assignee, 'task' => null === $assignee ? '' : $task ] );
			$user = null === $assignee || $assignee === $user_id || $assignee === $gap->assignee_id ? false : get_userdata( $assignee );
			if ( $user instanceof \WP_User && false !== is_email( $user->user_email ) ) {
				$about = "gap $gap->row at " . $this->clock->now()->getTimestamp();
				$this->deliveries->add( new NewDelivery( Delivery::TASK, Delivery::EMAIL, $user->user_email, $about, cause_id: $gap->row ) );
			}
		} );
	}

	/** @param array<string, string> $changes */
	private function close( Gap $gap, GapState $state, array $changes, int $user_id ): void {
		$this->gaps->change( $gap->row, [
			'state'     => $state->value,
			'closed_at' => Time::to_database( $this->clock->now() ),
			'closed_by' => $user_id,
			'came_back' => 0,
		] + $changes );
	}
}
