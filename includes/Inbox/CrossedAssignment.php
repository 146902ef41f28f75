<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AssignmentConflict;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;

/** Two people assign one conversation at once: what a request says that its agent saw, and the answer to the slower one. */
final class CrossedAssignment {

	public function __construct(
		private readonly AgentNames $agents,
		private readonly TeamRepository $teams,
	) {}

	/** Whom, or which team, a request says the conversation was assigned to when the agent looked; false when it does not say. */
	public static function seen( Input $input, string $key = 'assignee_seen' ): int|false|null {
		return $input->has( $key ) ? ( $input->int( $key ) ?: null ) : false;
	}

	/** The answer when somebody else has assigned the conversation meanwhile: says to whom. */
	public function answer( AssignmentConflict $conflict ): RouteResult {
		$team     = null === $conflict->team ? null : $this->teams->by_id( $conflict->team );
		$sentence = match ( true ) {
			null !== $conflict->assignee =>
				/* translators: %s: name of an agent. */
				sprintf( __( '%s has just taken this conversation.', 'aaia-chatbot' ), $this->agents->name( $conflict->assignee ) ),
			null !== $team               => sprintf(
				/* translators: %s: name of a team. */
				__( 'A colleague has just assigned this conversation to the team “%s”. Look again before you go on.', 'aaia-chatbot' ),
				$team->name,
			),
			default                      =>
				__( 'A colleague has just assigned this conversation to nobody. Look again before you go on.', 'aaia-chatbot' ),
		};
		return RouteResult::problem( 409, 'aaia_assigned_meanwhile', $sentence );
	}
}
