<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Search\Passage;

/** Formats quotes as text: sentences as paragraphs, list items as a list. The site's text is not changed. */
final class AnswerFormatter {

	/**
	 * @param non-empty-list<PassageQuote> $quotes
	 * @param array<int, Passage>   $passages By position in the request.
	 * @param string                $language Language of the question; a passage in another language gets an introduction.
	 */
	public function format( array $quotes, array $passages, string $language, Phrases $phrases ): string {
		$paragraphs = [];
		foreach ( $quotes as $quote ) {
			$paragraphs[] = $this->quoted( $quote, $this->is_french( $passages[ $quote->number - 1 ], $phrases ) );
		}
		$text = implode( "\n\n", $paragraphs );
		$first = $passages[ $quotes[0]->number - 1 ];
		if ( ! AnswerabilityCheck::is_in_language( $first, $language ) ) {
			$text = $phrases->in_language( $first->language, $first->title ) . "\n\n" . $text;
		}
		return $text;
	}

	/** A heading as it is shown before what stands under it. */
	public static function heading( string $heading ): string {
		return (string) preg_replace( '/[\s\x{A0}\x{202F}:.]+$/u', '', $heading );
	}

	/** Formats the sections of a quote, each with its heading when it begins with a list item. */
	private function quoted( PassageQuote $quote, bool $french ): string {
		$sections = [];
		foreach ( $quote->segments as $segment ) {
			$last = count( $sections ) - 1;
			if ( $last >= 0 && $sections[ $last ][0]->heading === $segment->heading ) {
				$sections[ $last ][] = $segment;
			} else {
				$sections[] = [ $segment ];
			}
		}
		$texts = [];
		foreach ( $sections as $at => $segments ) {
			$heading = ( TextSegmentKind::Item === $segments[0]->kind || $segments[0]->is_excluded() ) && ! $segments[0]->is_answer()
				? self::heading( $segments[0]->heading )
				: '';
			$texts[] = $this->section( $segments, 0 === $at && '' !== $quote->context ? $quote->context : $heading, $french );
		}
		return implode( "\n\n", $texts );
	}

	/** Whether a passage is in French; one in no known language is in that of the answer. */
	private function is_french( Passage $passage, Phrases $phrases ): bool {
		return 'fr' === ( '' === $passage->language ? $phrases->language() : strtolower( substr( $passage->language, 0, 2 ) ) );
	}

	/**
	 * @param non-empty-list<TextSegment> $segments Segments under one heading.
	 * @param bool                        $french   Punctuation is that of the quoted page.
	 */
	private function section( array $segments, string $heading, bool $french ): string {
		$items = count( array_filter( $segments, static fn( TextSegment $segment ): bool => TextSegmentKind::Item === $segment->kind ) );
		$alone = 1 === $items && 1 === count( $segments ) && ( '' === $heading || ! str_contains( $segments[0]->text, ':' ) );
		$colon = $french ? "\u{A0}:" : ':';
		$text  = '';
		foreach ( $segments as $segment ) {
			$shown = $french && TextSegmentKind::Item === $segment->kind ? $this->french_row( $segment->text ) : $segment->text;
			$text .= TextSegmentKind::Item === $segment->kind && ! $alone
				? "\n- " . $shown
				: ( str_contains( $text, "\n- " ) ? "\n\n" : ' ' ) . $shown;
		}
		if ( '' === $heading ) {
			return ltrim( $text );
		}
		return $heading . $colon . ( str_starts_with( $text, "\n" ) ? $text : ' ' . ltrim( $text ) );
	}

	/** A row of a table, which was joined with colons and semicolons when the page was read, with French spaces before them. */
	private function french_row( string $text ): string {
		return str_contains( $text, '; ' ) ? (string) preg_replace( '/(?<=[\p{L}\p{N})%€.»])([:;]) /u', "\u{A0}$1 ", $text ) : $text;
	}
}
