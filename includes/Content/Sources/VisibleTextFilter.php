<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;

/**
 * Keeps of what a post holds the lines that a stranger sees on its page: plugins for members take parts away at the last moment, others add
 * links, buttons and related pages that are no part of the post.
 */
final class VisibleTextFilter {

	/** Lines that are looked for inside other lines; more would take too long on a page of thousands of lines. */
	private const SEARCHED = 500;

	/**
	 * @param list<Section> $own   What the post holds.
	 * @param list<Section> $shown What its page shows.
	 *
	 * @return list<Section> Of what it holds, what is shown; all that is shown when that is nothing (a page builder put its own text there).
	 */
	public function filter( array $own, array $shown ): array {
		$lines = [];
		foreach ( $shown as $section ) {
			foreach ( explode( "\n", $section->text ) as $line ) {
				$lines[ $this->plain( $line ) ] = true;
			}
		}
		$all      = implode( ' ', array_keys( $lines ) );
		$searched = 0;
		$kept     = [];
		foreach ( $own as $section ) {
			$text = [];
			foreach ( explode( "\n", $section->text ) as $line ) {
				$plain = $this->plain( $line );
				if ( isset( $lines[ $plain ] ) || '' === $plain || ( ++$searched <= self::SEARCHED && str_contains( $all, $plain ) ) ) {
					$text[] = $line;
				}
			}
			$text = trim( implode( "\n", $text ) );
			if ( '' !== $text ) {
				$kept[] = new Section( $section->headings, $section->anchor, $text );
			}
		}
		return [] === $kept ? $shown : $kept;
	}

	/** Letters and digits: WordPress turns quotes, dashes and the x between figures into finer ones on the way to the page. */
	private function plain( string $line ): string {
		$line = (string) preg_replace( '/(?<=\d)\s*[x×]\s*(?=\d)/u', '', $line );
		return mb_strtolower( (string) preg_replace( '/[^\p{L}\p{N}]+/u', '', $line ), 'UTF-8' );
	}
}
