<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;

/**
 * One page of a list.
 *
 * @phpstan-type Found array{message: string, author: string, private: bool, excerpt: list<array{text: string, hit: bool}>}
 */
final class InboxPage {

	/**
	 * @param list<Conversation>  $items
	 * @param ?list<string|int>   $next  Position after which the next page starts; null at the end. A page may contain fewer items than asked
	 *                                   for and still have a next page.
	 * @param array<int, Found>   $found What a search found in them, by row id.
	 * @param list<string>        $words Folded words of the search that count.
	 */
	public function __construct(
		public readonly array $items,
		public readonly ?array $next,
		public readonly array $found = [],
		public readonly array $words = [],
	) {}
}
