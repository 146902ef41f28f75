<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\OtherPlugins;

/** All sources: the built-in ones and those of other plugins. */
final class KnowledgeSources {

	/** @param list<KnowledgeSource> $own */
	public function __construct( private readonly array $own ) {}

	/** @return list<KnowledgeSource> Only our own when another plugin fails to add its sources. */
	public function all(): array {
		return $this->valid( OtherPlugins::ask( 'aaia_chatbot_knowledge_sources', $this->filtered( ... ), $this->own ) );
	}

	/**
	 * The source of this name, or null when no plugin adds it any more.
	 *
	 * @throws \Throwable What another plugin threw that may be the one to add it.
	 */
	public function by_name( string $name ): ?KnowledgeSource {
		foreach ( $this->all() as $source ) {
			if ( $source->name() === $name ) {
				return $source;
			}
		}
		foreach ( $this->valid( $this->filtered() ) as $source ) {
			if ( $source->name() === $name ) {
				return $source;
			}
		}
		return null;
	}

	private function filtered(): mixed {
		/**
		 * Filters the sources of the documents that the assistant answers from.
		 *
		 * @param list<KnowledgeSource> $sources
		 */
		return apply_filters( 'aaia_chatbot_knowledge_sources', $this->own );
	}

	/** @return list<KnowledgeSource> */
	private function valid( mixed $sources ): array {
		return array_values( array_filter(
			is_array( $sources ) ? $sources : $this->own,
			static fn( mixed $source ): bool => $source instanceof KnowledgeSource,
		) );
	}
}
