<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\OtherPlugins;

/** All sources: the built-in ones and those of other plugins. */
final class KnowledgeSources {

	/** @param list<KnowledgeSource> $own */
	public function __construct( private readonly array $own ) {}

	/** @return list<KnowledgeSource> */
	public function all(): array {
		/**
		 * Filters the sources of the documents that the assistant answers from.
		 *
		 * @param list<KnowledgeSource> $sources
		 */
		$sources = OtherPlugins::ask(
			'aaia_chatbot_knowledge_sources',
			fn(): mixed => apply_filters( 'aaia_chatbot_knowledge_sources', $this->own ),
			$this->own,
		);
		return array_values( array_filter(
			is_array( $sources ) ? $sources : $this->own,
			static fn( mixed $source ): bool => $source instanceof KnowledgeSource,
		) );
	}
}
