<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/**
 * Outcome of a tool call, in the form that models and the built-in assistant both read: `{"status": ..., "message": ...}`.
 *
 * encode() writes the result of a ToolExchange and read() parses it, so that what the visitor is told matches what happened.
 */
enum ToolOutcome: string {

	/** Done, or stored to be done: for a support request, saved and the team is being alerted. */
	case Saved = 'saved';
	/** The visitor declined: nothing was sent. */
	case Declined = 'declined';
	/** Refused by a limit, a schema or an error: nothing was sent. */
	case Failed = 'failed';

	/** @param string $message A sentence for the model, English. */
	public function encode( string $message ): string {
		return (string) wp_json_encode( [ 'status' => $this->value, 'message' => $message ], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
	}

	/** Parses the outcome of an exchange; an unreadable result counts as failed, so that success is never claimed without evidence. */
	public static function read( string $result ): self {
		$decoded = json_decode( $result, true );
		$status  = is_array( $decoded ) && is_string( $decoded['status'] ?? null ) ? $decoded['status'] : '';
		return self::tryFrom( $status ) ?? self::Failed;
	}
}
