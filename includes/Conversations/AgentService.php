<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Attachments\AttachmentRefused;
use Aaia\Chatbot\Conversations\Attachments\AttachmentService;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * Actions of agents on conversations: reply, note, take over, hand back, assign to people and teams, change status and priority, archive,
 * mark as read; and what happens to agents' conversations by itself: waking, handing back after a silence.
 */
final class AgentService {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly TurnCanceller $turn_canceller,
		private readonly UnreadMarkRepository $marks,
		private readonly MentionRepository $mentions,
		private readonly TeamRepository $teams,
		private readonly StuckService $stuck,
		private readonly AttachmentService $attachments,
		private readonly ConversationAccess $access,
	) {}

	/**
	 * Stores an agent's reply or private note. A reply also takes the conversation over.
	 *
	 * @param int     $agent_id  WordPress user.
	 * @param string  $text      Clean; not empty unless there are attachments.
	 * @param ?string $client_id The browser's id of the message; when it is sent again, the stored message is returned.
	 * @param ?string $seen      Public id of the newest public message the agent has seen; null skips the check.
	 * @param list<int> $mentioned Users named in a private note, for whom the conversation becomes unread. They may read it.
	 * @param list<string> $attachments Public ids of files that the agent uploaded.
	 *
	 * @throws ConversationNotFound When the conversation is gone.
	 * @throws ReplyConflict        When a newer message exists; nothing was stored.
	 * @throws AttachmentRefused    When a file is not there, or not the agent's; nothing was stored.
	 */
	public function reply(
		int $conversation_id,
		int $agent_id,
		string $text,
		bool $private,
		?string $client_id,
		?string $seen,
		array $mentioned = [],
		array $attachments = [],
	): Message {
		$write = fn(): Message => $this->write( $conversation_id, $agent_id, $text, $private, $client_id, $seen, $mentioned, $attachments );
		try {
			return $write();
		} catch ( DuplicateMessage ) {
			// The second call finds the message that the parallel request stored.
			return $write();
		}
	}

	/**
	 * Gives the conversation to an agent; an answer that is being written stops at once.
	 *
	 * @param int|false|null $seen Who it was assigned to when the agent looked; false skips the check.
	 *
	 * @throws ConversationNotFound When the conversation is gone.
	 * @throws AssignmentConflict   When it is assigned to somebody else by now; nothing was stored.
	 */
	public function take_over( int $conversation_id, int $agent_id, int|false|null $seen = false ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $agent_id, $seen ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				self::check_seen_as_is( $conversation, $seen, $agent_id );
				$this->note_taken( $conversation, $agent_id );
				$this->turn_canceller->cancel_all( $conversation_id, TurnState::Stopped );
				$this->conversations->change(
					$conversation_id,
					[
						'handler'       => Handler::Human->value,
						'status'        => Status::Open->value,
						'active'        => 1,
						'archived_at'   => null,
						'snoozed_until' => null,
						'resolved_at'   => null,
						'assignee_id'   => $agent_id,
					] + $this->stuck->cleared( $conversation, StuckService::SOLVED, $agent_id, StuckReason::Turn )
				);
				$this->note_status( $conversation, Status::Open, $agent_id );
				if ( Handler::Human !== $conversation->handler || $agent_id !== $conversation->assignee_id ) {
					$data = [ 'to' => Handler::Human->value, 'agent' => $agent_id ];
					$this->events->append( EventType::HandlerChanged, $conversation_id, null, $data );
				}
			}
		);
	}

	/**
	 * Assigns the conversation to an agent, to a team whose members all have it in "Mine" until one takes it, or to nobody. It counts as
	 * unread for those it is assigned to. Who answers does not change.
	 *
	 * @param ?int           $assignee  WordPress user who may reply; null for nobody.
	 * @param ?int           $agent_id  Who assigns it; null for no person.
	 * @param int|false|null $seen      Who it was assigned to when the agent looked; false skips the check.
	 * @param int|false|null $team      The team it is in from now on; null for none, false for the one before.
	 * @param int|false|null $team_seen The team it was in when the agent looked; false skips the check.
	 *
	 * @throws ConversationNotFound When the conversation is gone.
	 * @throws AssignmentConflict   When it is assigned to somebody else by now; nothing was stored.
	 * @throws TeamNotFound
	 * @throws TeamWithoutMembers
	 */
	public function assign(
		int $conversation_id,
		?int $assignee,
		?int $agent_id,
		int|false|null $seen = false,
		int|false|null $team = false,
		int|false|null $team_seen = false,
	): void {
		$this->database->transaction(
			function () use ( $conversation_id, $assignee, $agent_id, $seen, $team, $team_seen ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$before       = $conversation->assignee_id;
				$to_team      = false === $team ? $conversation->team_id : $team;
				if ( $before === $assignee && $conversation->team_id === $to_team ) {
					return;
				}
				self::check_seen_as_is( $conversation, $seen, $assignee, $team_seen, $to_team );
				if ( null !== $to_team && $to_team !== $conversation->team_id ) {
					$this->teams->lock( $to_team ) || throw new TeamNotFound();
					[] !== $this->readers( $to_team, $conversation ) || throw new TeamWithoutMembers();
				}
				$this->conversations->change( $conversation_id, [ 'assignee_id' => $assignee, 'team_id' => $to_team ] );
				$this->note_taken( $conversation, $assignee );
				foreach ( null !== $assignee ? [ $assignee ] : ( null === $to_team ? [] : $this->readers( $to_team, $conversation ) ) as $user ) {
					if ( $user !== $agent_id ) {
						$this->marks->add( $user, $conversation_id );
					}
				}
				$this->note_assigned( $conversation, $assignee, $to_team, $agent_id );
			}
		);
	}

	/** @return list<int> The members of a team who may read the conversation. */
	private function readers( int $team, Conversation $conversation ): array {
		$members = $this->teams->members( $team );
		cache_users( $members );
		return array_values( array_filter( $members, function ( int $member ) use ( $conversation ): bool {
			$user = get_userdata( $member );
			return $user instanceof \WP_User && $this->access->may_read( $user, $conversation );
		} ) );
	}

	/** Takes the conversation out of a team, if it is still in it; who it is assigned to stays. */
	public function leave_team( int $conversation_id, int $team, ?int $agent_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $team, $agent_id ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				if ( $conversation->team_id === $team ) {
					$this->conversations->change( $conversation_id, [ 'team_id' => null ] );
					$this->note_assigned( $conversation, $conversation->assignee_id, null, $agent_id );
				}
			}
		);
	}

	private function note_assigned( Conversation $before, ?int $assignee, ?int $team, ?int $agent_id ): void {
		$data = [ 'from' => $before->assignee_id, 'to' => $assignee ];
		if ( $before->team_id !== $team ) {
			$data += [ 'from_team' => $before->team_id, 'to_team' => $team ];
		}
		$this->events->append( EventType::ConversationAssigned, $before->id, null, $data + self::agent( $agent_id ) );
	}

	/** When somebody takes what a team had, it is no longer unread for the other members. */
	private function note_taken( Conversation $before, ?int $assignee ): void {
		if ( null !== $assignee && null === $before->assignee_id && null !== $before->team_id ) {
			$this->marks->remove_others( $this->teams->members( $before->team_id ), $before->id, $assignee );
		}
	}

	public function set_priority( int $conversation_id, Priority $priority, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $priority, $agent_id ): void {
				$before = ( $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound() )->priority;
				if ( $before !== $priority ) {
					$this->conversations->change( $conversation_id, [ 'priority' => $priority->value ] );
					$data = [ 'from' => $before->word(), 'to' => $priority->word(), 'agent' => $agent_id ];
					$this->events->append( EventType::PriorityChanged, $conversation_id, null, $data );
				}
			}
		);
	}

	/** @throws AssignmentConflict */
	private static function check_seen_as_is(
		Conversation $now,
		int|false|null $seen,
		?int $wanted,
		int|false|null $team_seen = false,
		?int $wanted_team = null,
	): void {
		$moved      = false !== $seen && $seen !== $now->assignee_id && $wanted !== $now->assignee_id;
		$team_moved = false !== $team_seen && $team_seen !== $now->team_id && $wanted_team !== $now->team_id;
		if ( $moved || $team_moved ) {
			throw new AssignmentConflict( $now->assignee_id, $now->team_id );
		}
	}

	/**
	 * Hands the conversation back to the assistant.
	 *
	 * @param ?int                $agent_id     Who hands it back; null for no person.
	 * @param ?\DateTimeImmutable $silent_since Only if a person still holds it, nobody waits, and nothing was written since then.
	 */
	public function release( int $conversation_id, ?int $agent_id = null, ?\DateTimeImmutable $silent_since = null ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $agent_id, $silent_since ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				if ( null !== $silent_since && ! $this->is_silent( $conversation, $silent_since ) ) {
					return;
				}
				$status       = StatusMachine::after_release( $conversation->status );
				$this->conversations->change(
					$conversation_id,
					[
						'handler'          => Handler::Assistant->value,
						'status'           => $status->value,
						'active'           => StatusMachine::is_active( $status, $conversation->archived ) ? 1 : 0,
						'unread'           => 0,
						'waiting_since'    => null,
						'person_requested' => null,
					] + ( Promise::Open === $conversation->promise ? [ 'promise' => null ] : [] )
				);
				$this->note_status( $conversation, $status, $agent_id );
				if ( Handler::Assistant !== $conversation->handler ) {
					$data = [ 'to' => Handler::Assistant->value ] + self::agent( $agent_id );
					$this->events->append( EventType::HandlerChanged, $conversation_id, null, $data );
				}
			}
		);
	}

	/** Whether nothing happened in a conversation that a person holds, no note or assignment either, and nobody has to look. */
	private function is_silent( Conversation $conversation, \DateTimeImmutable $since ): bool {
		return Handler::Human === $conversation->handler
			&& Status::Open === $conversation->status
			&& null === $conversation->waiting_since
			&& ! $conversation->unread
			&& $conversation->last_activity_at < $since
			&& [] === $this->events->of_conversation( $conversation->id, EventType::cases(), $since, null, 1 );
	}

	/** Sets any status. `snoozed` needs the time at which the conversation returns. */
	public function set_status(
		int $conversation_id,
		Status $status,
		?\DateTimeImmutable $snoozed_until = null,
		?int $agent_id = null,
	): void {
		$this->database->transaction(
			function () use ( $conversation_id, $status, $snoozed_until, $agent_id ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$now          = $this->clock->now();
				$changes      = [
					'status'        => $status->value,
					'active'        => StatusMachine::is_active( $status, $conversation->archived ) ? 1 : 0,
					'snoozed_until' => Status::Snoozed === $status && null !== $snoozed_until ? Time::to_database( $snoozed_until ) : null,
					'resolved_at'   => Status::Resolved === $status ? Time::to_database( $conversation->resolved_at ?? $now ) : null,
					'resolved_by'   => Status::Resolved === $status ? Conversation::BY_AGENT : null,
				];
				if ( Status::Resolved === $status ) {
					$changes += $this->keep_promise( $conversation, $now )
						+ $this->stuck->cleared( $conversation, StuckService::SOLVED, $agent_id, StuckReason::Turn );
					$this->turn_canceller->cancel_all( $conversation_id, TurnState::Stopped );
					$changes['waiting_since']    = null;
					$changes['person_requested'] = null;
				}
				if ( Status::Pending === $status && null === $conversation->waiting_since ) {
					$changes['waiting_since'] = Time::to_database( $now );
				}
				if ( Status::Open === $status && Handler::Assistant === $conversation->handler ) {
					$changes += [ 'waiting_since' => null, 'unread' => 0 ];
				}
				$this->conversations->change( $conversation_id, $changes );
				$this->note_status( $conversation, $status, $agent_id );
			}
		);
	}

	/** Brings a snoozed conversation back: unread and on top of the lists, so that it is seen. */
	public function wake( int $conversation_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				if ( Status::Snoozed !== $conversation->status ) {
					return;
				}
				$status = StatusMachine::after_snooze( $conversation );
				$now    = Time::to_database( $this->clock->now() );
				$this->conversations->change(
					$conversation_id,
					[
						'status'           => $status->value,
						'active'           => StatusMachine::is_active( $status, $conversation->archived ) ? 1 : 0,
						'snoozed_until'    => null,
						'unread'           => 1,
						'last_activity_at' => $now,
						'woken_at'         => $now,
					]
				);
				$data = [ 'from' => Status::Snoozed->value, 'to' => $status->value, 'by' => 'system' ];
				$this->events->append( EventType::StatusChanged, $conversation_id, null, $data );
			}
		);
	}

	/** Archives or unarchives a conversation; its status does not change. */
	public function set_archived( int $conversation_id, bool $archived, ?int $agent_id = null ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $archived, $agent_id ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$this->conversations->change(
					$conversation_id,
					[
						'archived_at' => $archived ? Time::to_database( $this->clock->now() ) : null,
						'active'      => StatusMachine::is_active( $conversation->status, $archived ) ? 1 : 0,
					] + ( $archived && Promise::Open === $conversation->promise ? [ 'promise' => null ] : [] )
				);
				$data = [ 'archived' => $archived ] + self::agent( $agent_id );
				$this->events->append( EventType::ConversationUpdated, $conversation_id, null, $data );
			}
		);
	}

	/** Archives a conversation that was resolved before a time, if nothing happened in it since then. */
	public function archive_resolved( int $conversation_id, \DateTimeImmutable $before ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $before ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				if (
					Status::Resolved === $conversation->status
					&& ! $conversation->archived
					&& $conversation->resolved_at < $before
					&& [] === $this->events->of_conversation( $conversation_id, EventType::cases(), $before, null, 1 )
				) {
					$this->set_archived( $conversation_id, true );
				}
			}
		);
	}

	/**
	 * Gives the conversation back what it had before a change of status or archive that is undone.
	 *
	 * @param array<string, ?string> $columns As Conversation::stored() gave them.
	 */
	public function restore( int $conversation_id, array $columns, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $columns, $agent_id ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$after        = $conversation->with( $columns );
				$active       = StatusMachine::is_active( $after->status, $after->archived ) ? 1 : 0;
				$this->conversations->change( $conversation_id, $columns + [ 'active' => $active ] );
				$this->note_status( $conversation, $after->status, $agent_id );
				if ( $after->archived !== $conversation->archived ) {
					$data = [ 'archived' => $after->archived, 'agent' => $agent_id ];
					$this->events->append( EventType::ConversationUpdated, $conversation_id, null, $data );
				}
			}
		);
	}

	/** Marks the conversation as read, for everybody; the agent's own mark is removed, and what names them is seen. */
	public function mark_read( int $conversation_id, ?int $agent_id = null ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $agent_id ): void {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$marked       = null !== $agent_id && $this->marks->remove( $agent_id, $conversation_id );
				$marked       = null !== $agent_id && $this->mentions->mark_seen( $conversation_id, $agent_id ) || $marked;
				if ( $conversation->unread ) {
					$this->conversations->change( $conversation_id, [ 'unread' => 0 ] );
					$this->events->append( EventType::ConversationRead, $conversation_id, null, [ 'by' => 'agent' ] + self::agent( $agent_id ) );
				} elseif ( $marked ) {
					$this->events->append( EventType::ConversationUpdated, $conversation_id, null, [ 'unread_for' => 0 ] );
				}
			}
		);
	}

	/** Marks the conversation as unread for one agent, until that agent opens it again. */
	public function mark_unread( int $conversation_id, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $agent_id ): void {
				$this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$this->marks->add( $agent_id, $conversation_id );
				$this->events->append( EventType::ConversationUpdated, $conversation_id, null, [ 'unread_for' => $agent_id ] );
			}
		);
	}

	/**
	 * @param list<int> $mentioned
	 *
	 * @throws ConversationNotFound
	 * @throws ReplyConflict
	 * @throws DuplicateMessage When a parallel request was faster.
	 */
	/**
	 * @param list<int>    $mentioned
	 * @param list<string> $attachments
	 */
	private function write(
		int $conversation_id,
		int $agent_id,
		string $text,
		bool $private,
		?string $client_id,
		?string $seen,
		array $mentioned,
		array $attachments,
	): Message {
		return $this->database->transaction(
			function () use ( $conversation_id, $agent_id, $text, $private, $client_id, $seen, $mentioned, $attachments ): Message {
				$conversation = $this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
				$before       = null === $client_id ? null : $this->messages->by_client_id( $conversation_id, $agent_id, $client_id );
				if ( null !== $before ) {
					return $before;
				}
				if ( ! $private ) {
					$this->check_seen( $conversation_id, $seen );
					$this->turn_canceller->cancel_all( $conversation_id, TurnState::Stopped );
				}
				$files   = $this->attachments->lock_for_message( $attachments, $conversation_id, $agent_id, null );
				$words   = [] === $files ? $text : AttachmentService::text( $text, $files );
				$now     = $this->clock->now();
				$data    = [
					'public_id'       => Ids::random(),
					'conversation_id' => $conversation_id,
					'author_type'     => AuthorType::Agent->value,
					'author_id'       => $agent_id,
					'private'         => $private ? 1 : 0,
					'parts'           => Parts::with_attachments( $text, $files )->to_json(),
					'text'            => $words,
					'created_at'      => Time::to_database( $now ),
				];
				$message = null === $client_id
					? $this->messages->create( $data )
					: $this->messages->create_once( $data + [ 'client_id' => $client_id ] );
				$this->attachments->give_to_message( $files, $conversation_id, $message->id );
				if ( ! $private ) {
					$this->show_reply( $conversation, $agent_id, $message->id, $words, $now );
				}
				foreach ( $private ? $mentioned : [] as $user_id ) {
					$this->mentions->add( $message->id, $conversation_id, $user_id );
					$this->marks->add( $user_id, $conversation_id );
				}
				$type = $private ? EventType::MessageNoted : EventType::MessageReplied;
				$data = [ 'agent' => $agent_id ] + ( $private && [] !== $mentioned ? [ 'mentions' => count( $mentioned ) ] : [] );
				$this->events->append( $type, $conversation_id, $message->id, $data );
				return $message;
			}
		);
	}

	/** @throws ReplyConflict */
	private function check_seen( int $conversation_id, ?string $seen ): void {
		if ( null === $seen ) {
			return;
		}
		$known = $this->messages->by_public_id( $conversation_id, $seen );
		if ( $this->messages->has_newer( $conversation_id, $known->id ?? 0 ) ) {
			throw new ReplyConflict();
		}
	}

	private function show_reply( Conversation $conversation, int $agent_id, int $message_id, string $text, \DateTimeImmutable $now ): void {
		$taken_over = Handler::Human !== $conversation->handler;
		$this->note_taken( $conversation, $agent_id );
		$this->conversations->change(
			$conversation->id,
			[
				'handler'          => Handler::Human->value,
				'status'           => Status::Open->value,
				'active'           => 1,
				'archived_at'      => null,
				'snoozed_until'    => null,
				'resolved_at'      => null,
				'waiting_since'    => null,
				'assignee_id'      => $conversation->assignee_id ?? $agent_id,
				'unread'           => 0,
				'last_message_id'  => $message_id,
				'last_activity_at' => Time::to_database( $now ),
				'first_reply_at'   => Time::to_database( $conversation->first_reply_at ?? $now ),
			] + Conversation::preview( Text::without_markdown( $text ), AuthorType::Agent, $agent_id )
				+ $this->keep_promise( $conversation, $now )
				+ $this->stuck->cleared( $conversation, StuckService::SOLVED, $agent_id, StuckReason::Turn )
		);
		$this->note_status( $conversation, Status::Open, $agent_id );
		if ( $taken_over ) {
			$data = [ 'to' => Handler::Human->value, 'agent' => $agent_id ];
			$this->events->append( EventType::HandlerChanged, $conversation->id, $message_id, $data );
		}
	}

	/**
	 * Notes that the time promised to the visitor was kept, when it is still open.
	 *
	 * @return array{promise?: string} Columns to change.
	 */
	private function keep_promise( Conversation $conversation, \DateTimeImmutable $now ): array {
		if ( Promise::Open !== $conversation->promise || null === $conversation->promised_until ) {
			return [];
		}
		$promise = $now <= $conversation->promised_until ? Promise::Kept : Promise::Broken;
		$this->events->append( EventType::PromiseEnded, $conversation->id, null, [ 'to' => $promise->value ] );
		return [ 'promise' => $promise->value ];
	}

	private function note_status( Conversation $before, Status $now, ?int $agent_id = null ): void {
		if ( $before->status !== $now ) {
			$this->events->append(
				EventType::StatusChanged,
				$before->id,
				null,
				[ 'from' => $before->status->value, 'to' => $now->value, 'by' => 'agent' ] + self::agent( $agent_id ),
			);
		}
	}

	/** @return array{agent?: int} For an event's data. */
	private static function agent( ?int $agent_id ): array {
		return null === $agent_id ? [] : [ 'agent' => $agent_id ];
	}
}
