<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/** Connection to the reader of an answer. */
interface ClientConnection {

	/** Called at least every second or two while nothing is sent, so that the connection can be kept open. */
	public function keep_alive(): void;

	/** Whether the reader is still connected. */
	public function is_open(): bool;
}
