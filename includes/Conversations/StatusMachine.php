<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/**
 * Transitions of a conversation's status. Staff may set any status.
 *
 * | what happens            | open    | pending | snoozed | resolved < 7 days        | resolved, older    |
 * |-------------------------|---------|---------|---------|--------------------------|--------------------|
 * | the visitor writes      | open    | pending | open *  | open, assistant handles  | a new conversation |
 * | a person is asked for   | pending | pending | pending | pending                  | pending            |
 * | an agent takes over     | open    | open    | open    | open                     | open               |
 * | an agent hands back     | open    | open    | snoozed | resolved                 | resolved           |
 *
 * * Pending when the assistant answers and the visitor still waits for a person.
 */
final class StatusMachine {

	/** A message reopens a resolved conversation for this long; later it starts a new one. Days. */
	public const REOPEN_DAYS = 7;

	/** Whether a visitor's message starts a new conversation instead of reopening this one. */
	public static function starts_new_conversation( Conversation $conversation, \DateTimeImmutable $now ): bool {
		return Status::Resolved === $conversation->status
			&& null !== $conversation->resolved_at
			&& $conversation->resolved_at < $now->modify( '-' . self::REOPEN_DAYS . ' days' );
	}

	/** Status after the visitor wrote. */
	public static function after_visitor_message( Conversation $conversation ): Status {
		return match ( $conversation->status ) {
			Status::Pending => Status::Pending,
			Status::Snoozed => self::after_snooze( $conversation ),
			default         => Status::Open,
		};
	}

	/** Status of a conversation that comes back from a snooze: pending when the assistant answers and the visitor waits for a person. */
	public static function after_snooze( Conversation $conversation ): Status {
		return Handler::Assistant === $conversation->handler && null !== $conversation->waiting_since ? Status::Pending : Status::Open;
	}

	/** Whether a person has to look: one answers, or one was asked for. Otherwise the assistant handles the conversation alone. */
	public static function needs_a_person( Status $status, Handler $handler ): bool {
		return Handler::Human === $handler || Status::Pending === $status;
	}

	/** Who answers after the visitor wrote. */
	public static function handler_after_visitor_message( Conversation $conversation ): Handler {
		return Status::Resolved === $conversation->status ? Handler::Assistant : $conversation->handler;
	}

	/** Whether the conversation is active, that is, shown in the default view. */
	public static function is_active( Status $status, bool $archived ): bool {
		return ! $archived && in_array( $status, [ Status::Open, Status::Pending ], true );
	}

	/** Status after an agent handed the conversation back to the assistant. */
	public static function after_release( Status $status ): Status {
		return Status::Pending === $status ? Status::Open : $status;
	}
}
