<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** A piece of a document small enough to be shown and read as one passage: some sentences under one heading. */
final class Chunk {

	/** In place of the anchor: the chunk is said of the document and is not in it. No element has it, because ids hold no white space. */
	public const METADATA = ' metadata';

	/**
	 * @param list<string> $headings Headings above it, outermost first, plain text; without the document's title.
	 * @param string       $anchor   Fragment of the nearest heading that has one; may be empty.
	 * @param string       $text     Plain text; lines are kept.
	 */
	public function __construct(
		public readonly array $headings,
		public readonly string $anchor,
		public readonly string $text,
	) {}
}
