<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Conditions;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\TextFolder;

/** Finds words and phrases in a text: whole words only, whatever their case, accents and common endings (French and English). */
final class Phrases {

	/**
	 * The first phrase that the text contains.
	 *
	 * @param list<string> $phrases
	 */
	public function first_in( string $text, array $phrases ): ?string {
		$words = $this->words( $text );
		foreach ( $phrases as $phrase ) {
			$wanted = $this->words( $phrase );
			if ( [] !== $wanted && $this->contains( $words, $wanted ) ) {
				return $phrase;
			}
		}
		return null;
	}

	/**
	 * @param list<string> $words
	 * @param list<string> $wanted
	 */
	private function contains( array $words, array $wanted ): bool {
		$length = count( $wanted );
		for ( $at = 0; $at + $length <= count( $words ); $at++ ) {
			if ( array_slice( $words, $at, $length ) === $wanted ) {
				return true;
			}
		}
		return false;
	}

	/** @return list<string> Stems, in order. */
	private function words( string $text ): array {
		preg_match_all( '/[\p{L}\p{N}]+/u', TextFolder::fold( $text ), $found );
		return array_map( Stemmer::stem( ... ), $found[0] );
	}
}
