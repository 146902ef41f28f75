<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

/** What is looked for: a question in a person's words, the language it should be answered in, and how many passages at most. */
final class SearchQuery {

	/**
	 * @param string       $text     The question as typed; any length, the searcher reads its first 1,000 characters.
	 * @param string       $language BCP 47 primary language preferred in results, such as `fr`; empty for no preference.
	 * @param int          $limit    Passages wanted, 1 to 100.
	 * @param list<string> $without  Documents, by the ids in their sources, that are not to be found: to see what would be answered if they were not there.
	 */
	public function __construct(
		public readonly string $text,
		public readonly string $language = '',
		public readonly int $limit = 6,
		public readonly array $without = [],
	) {}
}
