<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** The text under one heading of a document, before it is split into chunks. */
final class Section {

	/**
	 * @param list<string> $headings Plain text of the headings above it, outermost first.
	 * @param string       $anchor   URL fragment of its heading; may be empty. Chunk::METADATA for text that is not on the page.
	 * @param string       $text     Plain text; each paragraph, list item and table row is one line.
	 */
	public function __construct(
		public readonly array $headings,
		public readonly string $anchor,
		public readonly string $text,
	) {}

	/** Text about a document that is not part of it, such as its categories. It helps to find the document and is not quoted. */
	public static function metadata( string $text ): self {
		return new self( [], Chunk::METADATA, $text );
	}
}
