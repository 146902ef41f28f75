<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AwaitedPerson;

/** The turn in which a tool is called. */
final class TurnContext {

	/**
	 * @param ?int   $conversation_id Null when nothing is stored: the CLI, the test bench.
	 * @param string $locale          WordPress locale of the page.
	 * @param bool   $person_requested Whether a person has been requested in this conversation.
	 * @param string $question        The visitor's newest message.
	 * @param ?AwaitedPerson $awaited What is known while the visitor waits for a person.
	 */
	public function __construct(
		public readonly ?int $conversation_id,
		public readonly string $locale,
		public readonly bool $person_requested,
		public readonly string $question,
		public readonly string $page_url = '',
		public readonly string $page_title = '',
		public readonly ?AwaitedPerson $awaited = null,
	) {}
}
