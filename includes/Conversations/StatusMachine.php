<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/**
 * What happens to a conversation's status, in one table. Staff may force any status.
 *
 * | what happens            | open    | pending | snoozed | resolved < 7 days        | resolved, older    |
 * |-------------------------|---------|---------|---------|--------------------------|--------------------|
 * | the visitor writes      | open    | pending | open    | open, assistant handles  | a new conversation |
 * | a person is asked for   | pending | pending | pending | pending                  | pending            |
 * | an agent takes over     | open    | open    | open    | open                     | open               |
 * | an agent hands back     | open    | open    | snoozed | resolved                 | resolved           |
 */
final class StatusMachine {

	/** A question about something resolved is part of it for this long. Days. */
	public const REOPEN_DAYS = 7;

	/** Whether a visitor's new message belongs to another, new conversation. */
	public static function begins_anew( Conversation $conversation, \DateTimeImmutable $now ): bool {
		return Status::Resolved === $conversation->status
			&& null !== $conversation->resolved_at
			&& $conversation->resolved_at < $now->modify( '-' . self::REOPEN_DAYS . ' days' );
	}

	/** Status after the visitor wrote. */
	public static function after_visitor_message( Status $status ): Status {
		return Status::Pending === $status ? Status::Pending : Status::Open;
	}

	/** Who answers after the visitor wrote. */
	public static function handler_after_visitor_message( Conversation $conversation ): Handler {
		return Status::Resolved === $conversation->status ? Handler::Assistant : $conversation->handler;
	}

	/** Whether the conversation counts as active: shown in the default view. */
	public static function is_active( Status $status, bool $archived ): bool {
		return ! $archived && in_array( $status, [ Status::Open, Status::Pending ], true );
	}

	/** Status after an agent handed the conversation back to the assistant. */
	public static function after_release( Status $status ): Status {
		return Status::Pending === $status ? Status::Open : $status;
	}
}
