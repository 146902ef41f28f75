<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Search\Passage;

/** Puts quoted sentences together as text: sentences in a paragraph, lines of a list as a list. The site's words are not changed. */
final class AnswerFormatter {

	/**
	 * @param non-empty-list<PassageQuote> $quotes
	 * @param array<int, Passage>   $passages By position in the request.
	 * @param string                $language Of the question; a passage in another one is announced.
	 */
	public function write( array $quotes, array $passages, string $language, Phrases $phrases ): string {
		$paragraphs = [];
		foreach ( $quotes as $quote ) {
			$paragraphs[] = $this->quoted( $quote, $phrases );
		}
		$text = implode( "\n\n", $paragraphs );
		$first = $passages[ $quotes[0]->number - 1 ];
		if ( ! AnswerabilityCheck::is_in( $first, $language ) ) {
			$text = $phrases->in_language( $first->language ) . "\n\n" . $text;
		}
		return $text;
	}

	/** The sections of a quote, each under its heading when it begins with a line of a list. */
	private function quoted( PassageQuote $quote, Phrases $phrases ): string {
		$sections = [];
		foreach ( $quote->units as $unit ) {
			$last = count( $sections ) - 1;
			if ( $last >= 0 && $sections[ $last ][0]->heading === $unit->heading ) {
				$sections[ $last ][] = $unit;
			} else {
				$sections[] = [ $unit ];
			}
		}
		$texts = [];
		foreach ( $sections as $at => $units ) {
			$heading = ( TextSegmentKind::Item === $units[0]->kind || $units[0]->is_excluded() ) && ! $units[0]->is_answer() ? rtrim( $units[0]->heading, " \u{A0}:." ) : '';
			$texts[] = $this->section( $units, 0 === $at && '' !== $quote->context ? $quote->context : $heading, $phrases );
		}
		return implode( "\n\n", $texts );
	}

	/** @param non-empty-list<TextSegment> $units Under one heading. */
	private function section( array $units, string $heading, Phrases $phrases ): string {
		$items = count( array_filter( $units, static fn( TextSegment $unit ): bool => TextSegmentKind::Item === $unit->kind ) );
		$alone = 1 === $items && 1 === count( $units ) && ( '' === $heading || ! str_contains( $units[0]->text, ':' ) );
		$text  = '';
		foreach ( $units as $unit ) {
			$text .= TextSegmentKind::Item === $unit->kind && ! $alone ? "\n- " . $unit->text : ( str_contains( $text, "\n- " ) ? "\n\n" : ' ' ) . $unit->text;
		}
		if ( '' === $heading ) {
			return ltrim( $text );
		}
		return str_starts_with( $text, "\n" )
			? rtrim( $phrases->say( Phrase::UnderHeading, $heading, '' ) ) . $text
			: $phrases->say( Phrase::UnderHeading, $heading, ltrim( $text ) );
	}
}
