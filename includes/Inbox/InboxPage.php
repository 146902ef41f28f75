<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;

/** One page of a list. */
final class InboxPage {

	/**
	 * @param list<Conversation>  $items
	 * @param ?list<string|int>   $next  Where the next page begins; null at the end. A page may hold fewer than asked for and still go on.
	 */
	public function __construct(
		public readonly array $items,
		public readonly ?array $next,
	) {}
}
