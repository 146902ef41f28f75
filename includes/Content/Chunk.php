<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

/** A part of a document that is small enough to show as one passage: a few sentences under one heading. */
final class Chunk {

	/**
	 * Replaces the anchor of a chunk that describes the document and is not part of its text. No element has this id, because ids hold no
	 * white space.
	 */
	public const METADATA = ' metadata';

	/**
	 * @param list<string> $headings Plain text of the headings above the chunk, outermost first, without the document's title.
	 * @param string       $anchor   URL fragment of the nearest heading that has one; may be empty.
	 * @param string       $text     Plain text with its line breaks.
	 */
	public function __construct(
		public readonly array $headings,
		public readonly string $anchor,
		public readonly string $text,
	) {}
}
