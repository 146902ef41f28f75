<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

use Aaia\Chatbot\Knowledge\Passage;

/** Puts quoted sentences together as text: sentences in a paragraph, lines of a list as a list. The site's words are not changed. */
final class AnswerWriter {

	/**
	 * @param non-empty-list<Quote> $quotes
	 * @param array<int, Passage>   $passages By position in the request.
	 * @param string                $language Of the question; a passage in another one is announced.
	 */
	public function write( array $quotes, array $passages, string $language, Phrases $phrases ): string {
		$paragraphs = [];
		foreach ( $quotes as $quote ) {
			$paragraphs[] = $this->quoted( $quote, $phrases );
		}
		$text = implode( "\n\n", $paragraphs );
		if ( ! Evidence::is_in( $passages[ $quotes[0]->number - 1 ], $language ) ) {
			$text = $phrases->say( Phrase::OtherLanguage ) . "\n\n" . $text;
		}
		return $text;
	}

	private function quoted( Quote $quote, Phrases $phrases ): string {
		$text  = '';
		$items = count( array_filter( $quote->units, static fn( Unit $unit ): bool => UnitKind::Item === $unit->kind ) );
		foreach ( $quote->units as $at => $unit ) {
			$before = $quote->units[ $at - 1 ] ?? null;
			$listed = UnitKind::Item === $unit->kind && ( $items > 1 || null !== $before || ( '' !== $quote->context && str_contains( $unit->text, ':' ) ) );
			$text  .= match ( true ) {
				$listed && null === $before && '' === $quote->context       => '- ',
				$listed                                                     => "\n- ",
				null === $before                                            => '',
				UnitKind::Item === $before->kind                            => "\n\n",
				$before->paragraph !== $unit->paragraph                     => "\n\n",
				default                                                     => ' ',
			};
			$text .= $unit->text;
		}
		if ( '' === $quote->context ) {
			return $text;
		}
		return str_starts_with( $text, "\n" )
			? rtrim( $phrases->say( Phrase::UnderHeading, $quote->context, '' ) ) . $text
			: $phrases->say( Phrase::UnderHeading, $quote->context, $text );
	}
}
