<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Docx;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\ReadingBudget;

/**
 * Tells which styles of a Word file are headings, and which belong to tables of contents.
 *
 * Word translates the ids of styles ("Titre1") but not their names ("heading 1"). Custom styles are based on these, or have an outline
 * level of their own.
 */
final class Styles {

	/** Deepest heading level. */
	public const LEVELS = 6;

	/** Maximum steps from a style to the styles it is based on. */
	private const STEPS = 12;

	/** @param array<string, array{name: string, base: string, level: ?int}> $styles By id. */
	private function __construct( private readonly array $styles ) {}

	/** @throws \Aaia\Chatbot\Content\Text\ReadingFailed */
	public static function read( ?string $content, ReadingBudget $budget ): self {
		$styles = [];
		$id     = '';
		$part   = null === $content ? null : new XmlPart( $content, $budget );
		while ( null !== $part && $part->next() ) {
			$name = $part->begins();
			if ( 'style' === $name ) {
				$id            = $part->attribute( 'styleId' );
				$styles[ $id ] = [
					'name'  => '',
					'base'  => '',
					'level' => null,
				];
			} elseif ( 'name' === $name && isset( $styles[ $id ] ) ) {
				$styles[ $id ]['name'] = strtolower( $part->attribute( 'val' ) );
			} elseif ( 'basedOn' === $name && isset( $styles[ $id ] ) ) {
				$styles[ $id ]['base'] = $part->attribute( 'val' );
			} elseif ( 'outlineLvl' === $name && isset( $styles[ $id ] ) ) {
				$styles[ $id ]['level'] = (int) $part->attribute( 'val' );
			}
		}
		return new self( $styles );
	}

	/** Heading level of a style; 0 when it is not a heading. */
	public function level( string $id ): int {
		for ( $step = 0; $step < self::STEPS; $step++ ) {
			$style = $this->styles[ $id ] ?? null;
			$name  = $style['name'] ?? $id;
			if ( isset( $style['level'] ) ) {
				return self::heading_level( $style['level'] );
			}
			if ( 1 === preg_match( '/^(?:heading|titre)\s?([1-9])$/i', $name, $found ) ) {
				return min( self::LEVELS, (int) $found[1] );
			}
			if ( 'title' === $name ) {
				return 1;
			}
			if ( null === $style || '' === $style['base'] ) {
				return 0;
			}
			$id = $style['base'];
		}
		return 0;
	}

	/** Whether a style belongs to a table of contents, which only repeats the headings. */
	public function is_contents( string $id ): bool {
		return 1 === preg_match( '/^(?:toc\s?(?:[1-9]|heading)|table of figures)$/i', $this->styles[ $id ]['name'] ?? $id );
	}

	/** Heading level of an outline level of Word, which starts at 0 and is 9 for body text. */
	public static function heading_level( int $level ): int {
		return $level < 0 || $level > 8 ? 0 : min( self::LEVELS, $level + 1 );
	}
}
