<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Grounding;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Fact;
use Aaia\Chatbot\Language\FactExtractor;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Support\Text;

/**
 * Checks the facts of an answer literally: numbers, prices, dates, times, e-mail and web addresses and telephone numbers must occur in
 * the passages or earlier in the conversation. Pure. Does not check meaning: a correct number in a wrong sentence passes.
 */
final class GroundingCheck {

	/** Most flags of one answer, and most characters of a value. */
	private const MOST = 20;

	private const LONGEST = 100;

	/**
	 * Returns the facts that no source contains.
	 *
	 * @param list<Passage> $passages Passages given to the model.
	 * @param list<string>  $said     Other sources: the question, earlier messages, the owner's instructions.
	 *
	 * @return list<GroundingFlag> Each value once, in the order of the answer.
	 */
	public function flags( string $answer, array $passages, array $said ): array {
		$facts = FactExtractor::extract( $this->without_marks( $answer ) );
		if ( [] === $facts ) {
			return [];
		}
		$known    = new KnownFacts( [ ...$said, ...array_map( $this->read( ... ), $passages ) ] );
		$flags    = [];
		usort( $facts, static fn( Fact $one, Fact $other ): int => $one->at <=> $other->at );
		foreach ( $facts as $fact ) {
			if ( ! $known->contains( $fact ) ) {
				$flags[ $fact->value ] ??= new GroundingFlag( $fact->kind, Text::truncate( Text::line( $fact->value ), self::LONGEST ) );
			}
		}
		return array_slice( array_values( $flags ), 0, self::MOST );
	}

	private function read( Passage $passage ): string {
		return implode( "\n", [ $passage->title, ...$passage->heading_path, $passage->text, $passage->around, $passage->url ] );
	}

	/** Removes citation numbers and the numbers of list items. */
	private function without_marks( string $answer ): string {
		return (string) preg_replace(
			[ '/\[\d{1,2}(?:\s*[,;]\s*\d{1,2})*\](?!\()/', '/^\s*(?:#+\s*)?\d{1,2}[.)](?=\s)/m' ],
			'',
			Text::valid( $answer ),
		);
	}
}
