<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\ClientConnection;
use Aaia\Chatbot\Http\SseWriter;

/** Watches a visitor who reads a stream: sends heartbeats, and is present while the connection is open. */
final class StreamWatcher implements ClientConnection {

	public function __construct( private readonly SseWriter $writer ) {}

	public function keep_alive(): void {
		$this->writer->heartbeat();
	}

	public function is_open(): bool {
		return ! $this->writer->reader_left();
	}
}
