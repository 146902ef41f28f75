<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/**
 * A place documents come from: the site's posts, a shop, files.
 *
 * Another plugin adds its own through the filter `aaia_chatbot_knowledge_sources`.
 */
interface KnowledgeSource {

	/** Unique name, `[a-z0-9_-]{1,120}`; stays the same for ever. */
	public function name(): string;

	/** What owners see, translated. */
	public function label(): string;

	/** Documents there are, for showing progress; an estimate will do. */
	public function count(): int;

	/**
	 * All documents after a position, in an order that does not change while they are read.
	 *
	 * The key of each is the position after it, where a sync that was stopped goes on. Null stands for an entry that is no document.
	 *
	 * @param string $position Empty for the beginning.
	 *
	 * @return iterable<string, ?SourceDocument>
	 */
	public function after( string $position ): iterable;
}
