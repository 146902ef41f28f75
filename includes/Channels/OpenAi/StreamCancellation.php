<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\SseWriter;
use Aaia\Chatbot\Llm\Cancellation;

/** Cancels the model call when the client has disconnected; sends heartbeats until then. */
final class StreamCancellation implements Cancellation {

	/** @param ?SseWriter $writer Null for answers that are not streamed, which are never cancelled. */
	public function __construct( private readonly ?SseWriter $writer ) {}

	public function requested(): bool {
		$this->writer?->heartbeat();
		return null !== $this->writer && $this->writer->reader_left();
	}
}
