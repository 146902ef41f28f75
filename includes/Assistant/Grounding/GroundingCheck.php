<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Grounding;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Fact;
use Aaia\Chatbot\Language\FactExtractor;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Support\Text;

/**
 * Checks a finished answer to the letter: numbers, prices, dates, times, e-mail and web addresses and telephone numbers must occur in
 * the passages or in what was said before. Pure; knows nothing of meaning: a right number in a wrong sentence passes.
 */
final class GroundingCheck {

	/** Flags of one answer. */
	private const MOST = 20;

	private const LONGEST = 100;

	/**
	 * What stands nowhere.
	 *
	 * @param list<Passage> $passages What the answer could be read from.
	 * @param list<string>  $said     What else it may repeat: the question, earlier messages, the owner's instructions.
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

	/** Without the numbers that are the answer's own: of the passages it names, and of its list entries. */
	private function without_marks( string $answer ): string {
		return (string) preg_replace( [ '/\[\d{1,2}(?:\s*[,;]\s*\d{1,2})*\](?!\()/', '/^\s*(?:#+\s*)?\d{1,2}[.)](?=\s)/m' ], '', Text::valid( $answer ) );
	}
}
