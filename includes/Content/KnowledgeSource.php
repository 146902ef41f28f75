<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/**
 * A source of documents, such as the site's posts, a shop or files.
 *
 * Other plugins add sources with the filter `aaia_chatbot_knowledge_sources`.
 */
interface KnowledgeSource {

	/** Unique name, `[a-z0-9_-]{1,120}`, which must never change. */
	public function name(): string;

	/** Translated name that owners see. */
	public function label(): string;

	/** Number of documents, to show progress. An estimate is enough. */
	public function count(): int;

	/**
	 * Yields all documents after a position, in an order that does not change while they are read.
	 *
	 * The key of a document is the position after it, where an interrupted sync continues. Null is an entry without a document.
	 *
	 * @param string $position Empty for the start.
	 *
	 * @return iterable<string, ?SourceDocument>
	 */
	public function after( string $position ): iterable;
}
