<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;

/** Limits conversations to a team or a role. */
final class LimitService {

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
		private readonly LimitRepository $limits,
		private readonly TeamRepository $teams,
		private readonly ConversationAccess $access,
		private readonly AgentService $agents,
	) {}

	/**
	 * Limits the conversation, or takes its limit away. It is unassigned when its assignee may no longer see it.
	 *
	 * @param ?Limit $limit    Null: everybody who may see conversations may see it.
	 * @param int    $agent_id Who does it; must be able to see it afterwards.
	 *
	 * @throws ConversationNotFound
	 * @throws TeamNotFound
	 * @throws LimitRefused When the agent could no longer see it.
	 */
	public function limit( int $conversation_id, ?Limit $limit, int $agent_id ): void {
		if ( null !== $limit ) {
			$this->limits->mark_used();
		}
		$this->database->transaction(
			function () use ( $conversation_id, $limit, $agent_id ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$before       = $this->limits->of( $conversation_id );
				if ( $before?->team_id === $limit?->team_id && $before?->role === $limit?->role ) {
					return;
				}
				if ( null !== $limit?->team_id ) {
					$this->teams->lock( $limit->team_id ) || throw new TeamNotFound();
				}
				$this->limits->set( $conversation_id, $limit );
				$may_read = function ( int $user_id ) use ( $conversation ): bool {
					$user = get_userdata( $user_id );
					return $user instanceof \WP_User && $this->access->may_read( $user, $conversation );
				};
				if ( ! $may_read( $agent_id ) ) {
					throw new LimitRefused();
				}
				if ( null !== $conversation->assignee_id && ! $may_read( $conversation->assignee_id ) ) {
					$this->agents->assign( $conversation_id, null, $agent_id );
				}
				$data = [ 'team' => $limit?->team_id, 'role' => $limit?->role, 'agent' => $agent_id ];
				$this->events->append( EventType::ConversationLimited, $conversation_id, null, $data );
			}
		);
	}
}
