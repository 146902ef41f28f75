<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Bulk;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ConversationNotFound;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\Label;
use Aaia\Chatbot\Conversations\LabelRefused;
use Aaia\Chatbot\Conversations\LabelRepository;
use Aaia\Chatbot\Conversations\LabelService;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\TeamNotFound;
use Aaia\Chatbot\Conversations\TeamWithoutMembers;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Inbox\WakeConversation;
use Aaia\Chatbot\Support\Time;

/**
 * Changes one conversation of a bulk run, and takes the change back, through the services that do so for a single one. Inside a
 * transaction in which the conversation is locked.
 *
 * @phpstan-import-type Item from BulkRunRepository
 * @phpstan-type Values array<string, mixed>
 */
final class BulkChange {

	/** The key of labels beside the columns. */
	private const LABELS = 'labels';

	public function __construct(
		private readonly AgentService $agents,
		private readonly LabelService $labels,
		private readonly LabelRepository $label_repository,
		private readonly ConversationRepository $conversations,
		private readonly WakeConversation $wake,
		private readonly EventLog $events,
		private readonly ConversationAccess $access,
	) {}

	/**
	 * Changes a conversation.
	 *
	 * @return array{Values, Values} What changed: the values before and after.
	 *
	 * @throws BulkSkip             When it stays as it is.
	 * @throws ConversationNotFound
	 */
	public function apply( BulkRun $run, Conversation $conversation ): array {
		$before = $this->values( $run->action, $conversation );
		try {
			match ( $run->action ) {
				BulkAction::Archive, BulkAction::Unarchive => $this->archive( $run, $conversation ),
				BulkAction::Assign => $this->assign( $run, $conversation ),
				BulkAction::Label  => $this->labels->label( $conversation->id, null, $run->names( 'add' ), $run->names( 'remove' ), $run->user_id ),
				BulkAction::Status => $this->set_status( $run, $conversation ),
				default            => null,
			};
		} catch ( TeamNotFound | TeamWithoutMembers ) {
			throw new BulkSkip( BulkSkip::TEAM );
		} catch ( LabelRefused ) {
			throw new BulkSkip( BulkSkip::LABELS );
		}
		$after   = $this->values( $run->action, $this->conversations->by_id( $conversation->id ) ?? throw new ConversationNotFound() );
		$changed = array_filter( $after, static fn( mixed $value, string $key ): bool => $value !== $before[ $key ], ARRAY_FILTER_USE_BOTH );
		if ( [] === $changed ) {
			throw new BulkSkip( BulkSkip::UNCHANGED );
		}
		return [ array_intersect_key( $before, $changed ), $changed ];
	}

	/**
	 * Takes a change back, if nothing of it was changed since.
	 *
	 * @param BulkAction $action What is taken back.
	 * @param Item       $item   As apply() left it.
	 *
	 * @throws BulkSkip
	 * @throws ConversationNotFound
	 */
	public function undo( BulkAction $action, Conversation $conversation, array $item, int $agent_id ): void {
		$now   = $this->values( $action, $conversation );
		$since = $item['done_at']?->modify( '+1 second' );
		$types = $action->undone_by();
		if (
			array_intersect_key( $now, $item['became'] ) !== $item['became']
			|| [] !== $types && [] !== $this->events->of_conversation( $conversation->id, $types, $since, null, 1 )
		) {
			throw new BulkSkip( BulkSkip::CHANGED );
		}
		$was = $item['was'];
		if ( BulkAction::Label === $action ) {
			$ids = is_array( $was[ self::LABELS ] ?? null ) ? $was[ self::LABELS ] : [];
			$this->labels->restore( $conversation->id, array_values( array_filter( $ids, 'is_int' ) ), $agent_id );
			return;
		}
		$columns = [];
		foreach ( array_intersect_key( $was, array_flip( $action->columns() ) ) as $column => $value ) {
			$columns[ $column ] = is_string( $value ) ? $value : null;
		}
		if ( BulkAction::Assign === $action ) {
			$this->assign_again( $conversation, $columns, $agent_id );
			return;
		}
		$this->agents->restore( $conversation->id, $columns, $agent_id );
		$until = Time::from_database( $columns['snoozed_until'] ?? null );
		if ( Status::Snoozed->value === ( $columns['status'] ?? null ) && null !== $until ) {
			$this->wake->plan( $conversation->id, $until );
		}
	}

	private function archive( BulkRun $run, Conversation $conversation ): void {
		$archived = BulkAction::Archive === $run->action;
		if ( $conversation->archived !== $archived ) {
			$this->agents->set_archived( $conversation->id, $archived, $run->user_id );
		}
	}

	private function set_status( BulkRun $run, Conversation $conversation ): void {
		$status = Status::from( $run->text( 'status' ) );
		$until  = Status::Snoozed === $status ? Time::from_database( $run->text( 'until' ) ) : null;
		if ( $conversation->status === $status && $conversation->snoozed_until?->getTimestamp() === $until?->getTimestamp() ) {
			return;
		}
		$this->agents->set_status( $conversation->id, $status, $until, $run->user_id );
		if ( null !== $until ) {
			$this->wake->plan( $conversation->id, $until );
		}
	}

	/** A team without a person gets the conversation as a whole; "no team" alone leaves the person. */
	private function assign( BulkRun $run, Conversation $conversation ): void {
		$team     = array_key_exists( 'team', $run->params ) ? $run->number( 'team' ) : false;
		$named    = array_key_exists( 'assignee', $run->params );
		$assignee = $named ? $run->number( 'assignee' ) : ( null === $team ? $conversation->assignee_id : null );
		if ( $named ) {
			$this->check_assignee( $assignee, $conversation );
		}
		$this->agents->assign( $conversation->id, $assignee, $run->user_id, team: $team );
	}

	/** @param array<string, ?string> $was */
	private function assign_again( Conversation $conversation, array $was, int $agent_id ): void {
		$number   = static fn( ?string $id ): ?int => null === $id ? null : (int) $id;
		$assignee = array_key_exists( 'assignee_id', $was ) ? $number( $was['assignee_id'] ) : $conversation->assignee_id;
		$team     = array_key_exists( 'team_id', $was ) ? $number( $was['team_id'] ) : false;
		$this->check_assignee( $assignee, $conversation );
		try {
			$this->agents->assign( $conversation->id, $assignee, $agent_id, team: $team );
		} catch ( TeamNotFound | TeamWithoutMembers ) {
			throw new BulkSkip( BulkSkip::TEAM );
		}
	}

	/** @throws BulkSkip */
	private function check_assignee( ?int $assignee, Conversation $conversation ): void {
		$user = null === $assignee ? null : get_userdata( $assignee );
		if ( null === $user ) {
			return;
		}
		if (
			! $user instanceof \WP_User || ! user_can( $user, Capability::Reply->value ) || ! $this->access->may_read( $user, $conversation )
		) {
			throw new BulkSkip( BulkSkip::ASSIGNEE );
		}
	}

	/** @return Values What an action may change. */
	private function values( BulkAction $action, Conversation $conversation ): array {
		if ( BulkAction::Label !== $action ) {
			return $conversation->stored( $action->columns() );
		}
		$labels = $conversation->labelled ? $this->label_repository->of_conversations( [ $conversation->id ] )[ $conversation->id ] ?? [] : [];
		$ids    = array_map( static fn( Label $label ): int => $label->id, $labels );
		sort( $ids );
		return [ self::LABELS => $ids ];
	}
}
