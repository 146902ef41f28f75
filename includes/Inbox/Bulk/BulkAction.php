<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Bulk;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Capability;

/** What can be done to many conversations at once. */
enum BulkAction: string {

	case Archive   = 'archive';
	case Unarchive = 'unarchive';
	case Delete    = 'delete';
	case Assign    = 'assign';
	case Label     = 'label';
	case Status    = 'status';
	case Undo      = 'undo';

	/** @return list<string> Those that can be asked for by name. */
	public static function names(): array {
		return array_values( array_diff( array_column( self::cases(), 'value' ), [ self::Undo->value ] ) );
	}

	public function capability(): Capability {
		return self::Delete === $this ? Capability::Delete : Capability::Reply;
	}

	public function can_be_undone(): bool {
		return self::Delete !== $this && self::Undo !== $this;
	}

	/**
	 * Columns of a conversation that the action may change, and that must still be as it left them when it is undone.
	 *
	 * @return list<string>
	 */
	public function columns(): array {
		return match ( $this ) {
			self::Archive, self::Unarchive => [ 'archived_at', 'promise' ],
			self::Status                   => [
				'status', 'snoozed_until', 'resolved_at', 'resolved_by', 'waiting_since', 'person_requested', 'promise', 'unread',
			],
			self::Assign                   => [ 'assignee_id', 'team_id' ],
			default                        => [],
		};
	}

	/**
	 * Events after which it is no longer undone in a conversation.
	 *
	 * @return list<EventType>
	 */
	public function undone_by(): array {
		return match ( $this ) {
			self::Status => [ EventType::StatusChanged, EventType::HandlerChanged, EventType::MessageReceived, EventType::MessageReplied ],
			self::Assign => [ EventType::ConversationAssigned, EventType::HandlerChanged ],
			self::Label  => [ EventType::LabelsChanged ],
			default      => [],
		};
	}
}
