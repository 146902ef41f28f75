<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\OtherPlugins;

/** The search everybody uses: the built-in one, or an external engine that another plugin puts in its place. */
final class ChosenSearch implements PassageSearch {

	public function __construct( private readonly PassageSearch $builtin ) {}

	public function search( SearchQuery $query ): array {
		/**
		 * Where passages are found. Another plugin returns its own engine, an object that implements PassageSearch.
		 *
		 * @param PassageSearch $search The built-in search, which may be asked too.
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
