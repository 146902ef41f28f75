<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Support\Text;

/** A chunk as it is stored in the index, with its position. */
final class StoredChunk {

	/** Folded on first use: a search reads a chunk several times. */
	private ?string $folded_headings = null;

	private ?string $folded_text = null;

	/**
	 * @param int          $id
	 * @param int          $position Position in the document, from 0.
	 * @param list<string> $headings Headings above it, outermost first.
	 * @param string       $anchor   Fragment; may be empty, or Chunk::METADATA.
	 * @param string       $text     Plain text.
	 */
	public function __construct(
		public readonly int $id,
		public readonly int $position,
		public readonly array $headings,
		public readonly string $anchor,
		public readonly string $text,
	) {}

	/** The headings, folded as one line; empty without any. */
	public function folded_headings(): string {
		return $this->folded_headings ??= [] === $this->headings ? '' : TextFolder::fold( implode( ' / ', $this->headings ) );
	}

	public function folded_text(): string {
		return $this->folded_text ??= TextFolder::fold( $this->text );
	}

	/**
	 * Decodes the headings column.
	 *
	 * @return list<string> Empty when the column is damaged.
	 */
	public static function headings( string $json ): array {
		if ( '[]' === $json ) {
			return [];
		}
		return Text::strings( json_decode( $json, true ) );
	}

	/** Adds the chunk's anchor to the URL of its document. */
	public function address_on( string $url ): string {
		return '' === $url || '' === $this->anchor || Chunk::METADATA === $this->anchor ? $url : $url . '#' . $this->anchor;
	}

	/**
	 * Joins the metadata of a document, which searches match like its title.
	 *
	 * @param list<self> $chunks
	 */
	public static function metadata_of( array $chunks ): string {
		return implode( "\n", array_map( static fn( self $chunk ): string => Chunk::METADATA === $chunk->anchor ? $chunk->text : '', $chunks ) );
	}

	/**
	 * The chunks that can be quoted. Returns all chunks when there is only metadata, because the document could not be found otherwise.
	 *
	 * @param non-empty-list<self> $chunks
	 *
	 * @return non-empty-list<self>
	 */
	public static function quotable( array $chunks ): array {
		$quotable = array_values( array_filter( $chunks, static fn( self $chunk ): bool => Chunk::METADATA !== $chunk->anchor ) );
		return [] === $quotable ? $chunks : $quotable;
	}
}
