<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/** For readers who take the answer whole: jobs, the command line, programs. Always there. */
final class AlwaysConnected implements ClientConnection {

	public function keep_alive(): void {}

	public function is_open(): bool {
		return true;
	}
}
