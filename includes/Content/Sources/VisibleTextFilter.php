<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;

/**
 * Reduces the text of a post to the lines that a guest sees on its page. Membership plugins remove parts only when the page is shown;
 * other plugins add links, buttons and related pages that do not belong to the post.
 */
final class VisibleTextFilter {

	/** Lines that are searched inside other lines; more would take too long on a page of thousands of lines. */
	private const SEARCHED = 500;

	/**
	 * @param list<Section> $own   Text of the post.
	 * @param list<Section> $shown Text of its page.
	 *
	 * @return list<Section> Lines of the post that its page shows. If there are none (page builders show their own text), the text of the
	 *         page.
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

	/** Letters and digits only, because WordPress replaces quotes, dashes and the x between numbers with typographic characters. */
	private function plain( string $line ): string {
		$line = (string) preg_replace( '/(?<=\d)\s*[x×]\s*(?=\d)/u', '', $line );
		return mb_strtolower( (string) preg_replace( '/[^\p{L}\p{N}]+/u', '', $line ), 'UTF-8' );
	}
}
