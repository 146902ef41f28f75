<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/**
 * What came of a tool call, in the one form that models and the built-in assistant both read: `{"status": ..., "message": ...}`.
 *
 * A ToolExchange's result is written by encode() and read back by read(), so that what a visitor is told is what happened.
 */
enum ToolOutcome: string {

	/** Done, or stored to be done: for a support request, saved and the team is being alerted. */
	case Saved = 'saved';
	/** The visitor said no: nothing was sent. */
	case Declined = 'declined';
	/** Refused by a limit, a schema or an error: nothing was sent. */
	case Failed = 'failed';

	/** @param string $message A sentence for the model, English. */
	public function encode( string $message ): string {
		return (string) wp_json_encode( [ 'status' => $this->value, 'message' => $message ], JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
	}

	/** The outcome of an exchange; what cannot be read counts as failed, because nothing may be claimed that is not known. */
	public static function read( string $result ): self {
		$decoded = json_decode( $result, true );
		$status  = is_array( $decoded ) && is_string( $decoded['status'] ?? null ) ? $decoded['status'] : '';
		return self::tryFrom( $status ) ?? self::Failed;
	}
}
