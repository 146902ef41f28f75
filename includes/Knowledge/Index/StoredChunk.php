<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Index;

/** A chunk as a search reads it, with its place. */
final class StoredChunk {

	/**
	 * @param int          $id
	 * @param int          $unit_id
	 * @param int          $position Position in the document, from 0.
	 * @param list<string> $headings Headings above it, outermost first.
	 * @param string       $anchor   Fragment; may be empty.
	 * @param string       $text     Plain text.
	 */
	public function __construct(
		public readonly int $id,
		public readonly int $unit_id,
		public readonly int $position,
		public readonly array $headings,
		public readonly string $anchor,
		public readonly string $text,
	) {}

	/**
	 * Headings from their column.
	 *
	 * @return list<string> Empty when the column is damaged.
	 */
	public static function headings( string $json ): array {
		if ( '[]' === $json ) {
			return [];
		}
		$headings = json_decode( $json, true );
		return is_array( $headings ) ? array_values( array_filter( $headings, is_string( ... ) ) ) : [];
	}
}
