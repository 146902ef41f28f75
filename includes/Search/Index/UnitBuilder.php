<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Language\TextFolder;

/**
 * Divides a document into units of ranking.
 *
 * Whole documents rank better than chunks alone (see the decision record on ranking), so chunks are joined again here; only
 * very long documents are divided. The same chunks and title always give the same vectors: removed units are subtracted that way.
 */
final class UnitBuilder {

	/** Bytes of text after which a new unit begins. */
	private const BYTES = 16_000;

	public function __construct( private readonly Impacts $impacts ) {}

	/**
	 * Units of a document. Chunks without a letter or digit belong to none.
	 *
	 * @param list<Chunk> $chunks
	 *
	 * @return list<Unit>
	 */
	public function units( string $title, array $chunks ): array {
		$units = [];
		foreach ( $this->groups( $chunks ) as $group ) {
			$vector = $this->vector( $title, $group );
			if ( [] !== $vector ) {
				$units[] = new Unit( $group, $vector );
			}
		}
		return $units;
	}

	/**
	 * Term vector of one unit. A heading counts once, at its first chunk.
	 *
	 * @param list<Chunk> $chunks
	 *
	 * @return array<int, int>
	 */
	public function vector( string $title, array $chunks ): array {
		$text  = '';
		$above = [];
		foreach ( $chunks as $chunk ) {
			$text .= "\n" . implode( "\n", array_diff_assoc( $chunk->headings, $above ) ) . "\n" . $chunk->text;
			$above = $chunk->headings;
		}
		return $this->impacts->of_text( TextFolder::fold( $title ), TextFolder::fold( $text ) );
	}

	/**
	 * @param list<Chunk> $chunks
	 *
	 * @return list<list<Chunk>>
	 */
	private function groups( array $chunks ): array {
		$groups = [];
		$group  = [];
		$bytes  = 0;
		foreach ( $chunks as $chunk ) {
			if ( $bytes > self::BYTES ) {
				$groups[] = $group;
				$group    = [];
				$bytes    = 0;
			}
			$group[] = $chunk;
			$bytes  += strlen( $chunk->text );
		}
		return [] === $group ? $groups : [ ...$groups, $group ];
	}
}
