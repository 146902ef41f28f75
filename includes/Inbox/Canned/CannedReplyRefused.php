<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Canned;

defined( 'ABSPATH' ) || exit;

/** A canned reply cannot be saved; the message, translated, says why and what to do. */
final class CannedReplyRefused extends \RuntimeException {

	/** @param string $reason Such as `aaia_code_taken`, for programs. */
	public function __construct( public readonly int $status, public readonly string $reason, string $message ) {
		parent::__construct( $message );
	}
}
