<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

/** A query: a question, the preferred language of results, and the maximum number of passages. */
final class SearchQuery {

	/**
	 * @param string       $text     The question as typed; any length, the searcher reads its first 1,000 characters.
	 * @param string       $language BCP 47 primary language preferred in results, such as `fr`; empty for no preference.
	 * @param int          $limit    Passages wanted, 1 to 100.
	 * @param list<string> $without  Documents to leave out, by the ids in their sources: shows the answer without them.
	 */
	public function __construct(
		public readonly string $text,
		public readonly string $language = '',
		public readonly int $limit = 6,
		public readonly array $without = [],
	) {}
}
