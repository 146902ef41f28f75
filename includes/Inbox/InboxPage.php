<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;

/** One page of a list. */
final class InboxPage {

	/**
	 * @param list<Conversation>  $items
	 * @param ?list<string|int>   $next  Position after which the next page starts; null at the end. A page may contain fewer items than asked
	 *                                   for and still have a next page.
	 */
	public function __construct(
		public readonly array $items,
		public readonly ?array $next,
	) {}
}
