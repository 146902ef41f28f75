<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/** Connection for callers that wait for the complete answer: jobs, the command line, programs. Never closes. */
final class AlwaysConnected implements ClientConnection {

	public function keep_alive(): void {}

	public function is_open(): bool {
		return true;
	}
}
