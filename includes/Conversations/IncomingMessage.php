<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** A message that a visitor sends, before it is stored. */
final class IncomingMessage {

	/**
	 * @param ?string $conversation Public id; null lets the server choose.
	 * @param string  $client_id    The browser's id of the message: the same id is never stored twice.
	 * @param string  $text         Clean; not empty unless there are attachments.
	 * @param string  $locale       WordPress locale of the page, such as `fr_FR`.
	 * @param list<string> $attachments Public ids of files that the visitor uploaded.
	 */
	public function __construct(
		public readonly ?string $conversation,
		public readonly string $client_id,
		public readonly string $text,
		public readonly string $locale,
		public readonly string $page_url = '',
		public readonly string $page_title = '',
		public readonly array $attachments = [],
	) {}
}
