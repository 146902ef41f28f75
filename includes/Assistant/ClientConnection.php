<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/** Whoever the answer is written for. */
interface ClientConnection {

	/** Called at least every second or two while nothing else happens: the chance to keep a line warm. */
	public function keep_alive(): void;

	/** Whether somebody still reads along. */
	public function is_open(): bool;
}
