<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

/**
 * Finds passages for a question. All retrieval goes through this interface; an external engine implements it to replace the built-in
 * search.
 */
interface PassageSearch {

	/**
	 * The best passages, best first; an empty list when nothing shares a term with the question.
	 *
	 * @return list<Passage>
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure When the index cannot be read.
	 */
	public function search( SearchQuery $query ): array;
}
