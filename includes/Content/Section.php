<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** What stands under one heading of a document, before it is cut into chunks. */
final class Section {

	/**
	 * @param list<string> $headings Headings above it, outermost first, plain text.
	 * @param string       $anchor   Fragment of its heading; may be empty. Chunk::METADATA for what is not on the page.
	 * @param string       $text     Plain text: a paragraph, list item or table row a line.
	 */
	public function __construct(
		public readonly array $headings,
		public readonly string $anchor,
		public readonly string $text,
	) {}

	/** What is said of a document and not in it, such as its categories: it helps to find the document and is not quoted. */
	public static function metadata( string $text ): self {
		return new self( [], Chunk::METADATA, $text );
	}
}
