<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\OtherPlugins;

/**
 * Uses the built-in search, or the engine that another plugin provides through a filter. When that engine throws, the built-in search
 * answers.
 */
final class ChosenSearch implements PassageSearch {

	public function __construct( private readonly PassageSearch $builtin ) {}

	public function search( SearchQuery $query ): array {
		/**
		 * Filters the search engine. Another plugin returns its own engine, an object that implements PassageSearch.
		 *
		 * @param PassageSearch $search The built-in search, which the engine may use as well.
		 */
		$chosen = OtherPlugins::ask(
			'aaia_chatbot_passage_search',
			fn(): mixed => apply_filters( 'aaia_chatbot_passage_search', $this->builtin ),
			$this->builtin,
		);
		if ( ! $chosen instanceof PassageSearch || $chosen === $this->builtin ) {
			return $this->builtin->search( $query );
		}
		try {
			return $chosen->search( $query );
		} catch ( DatabaseFailure $failure ) {
			throw $failure;
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Search engine: ' . $failure->getMessage() );
			return $this->builtin->search( $query );
		}
	}
}
