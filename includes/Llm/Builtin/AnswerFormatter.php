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
			$paragraphs[] = $this->quoted( $quote, $phrases );
		}
		$text = implode( "\n\n", $paragraphs );
		$first = $passages[ $quotes[0]->number - 1 ];
		if ( ! AnswerabilityCheck::is_in_language( $first, $language ) ) {
			$text = $phrases->in_language( $first->language ) . "\n\n" . $text;
		}
		return $text;
	}

	/** A heading as it is shown before what stands under it. */
	public static function heading( string $heading ): string {
		return (string) preg_replace( '/[\s\x{A0}\x{202F}:.]+$/u', '', $heading );
	}

	/** Formats the sections of a quote, each with its heading when it begins with a list item. */
	private function quoted( PassageQuote $quote, Phrases $phrases ): string {
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
			$texts[] = $this->section( $segments, 0 === $at && '' !== $quote->context ? $quote->context : $heading, $phrases );
		}
		return implode( "\n\n", $texts );
	}

	/** @param non-empty-list<TextSegment> $segments Segments under one heading. */
	private function section( array $segments, string $heading, Phrases $phrases ): string {
		$items = count( array_filter( $segments, static fn( TextSegment $segment ): bool => TextSegmentKind::Item === $segment->kind ) );
		$alone = 1 === $items && 1 === count( $segments ) && ( '' === $heading || ! str_contains( $segments[0]->text, ':' ) );
		$text  = '';
		foreach ( $segments as $segment ) {
			$text .= TextSegmentKind::Item === $segment->kind && ! $alone
				? "\n- " . $segment->text
				: ( str_contains( $text, "\n- " ) ? "\n\n" : ' ' ) . $segment->text;
		}
		if ( '' === $heading ) {
			return ltrim( $text );
		}
		return str_starts_with( $text, "\n" )
			? rtrim( $phrases->say( Phrase::UnderHeading, $heading, '' ) ) . $text
			: $phrases->say( Phrase::UnderHeading, $heading, ltrim( $text ) );
	}
}
