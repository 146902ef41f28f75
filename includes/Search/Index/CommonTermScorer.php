<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\TermHasher;
use Aaia\Chatbot\Language\Tokenizer;

/**
 * Scores the terms that are too common to be read from the index, by counting them in the text of a unit.
 *
 * Gives the same score as the index, except for stems: every word that begins with a stem counts as a form of it.
 */
final class CommonTermScorer {

	/** @var array<string, float> Factors by gram, searched for in folded text. */
	private array $grams = [];

	/** @var array<string, float> Factors by stem, with a space before it. */
	private array $stems = [];

	/** @param array<int, float> $left_out Factors by term, see Candidates. */
	public function __construct( QueryTerms $query, array $left_out ) {
		if ( [] === $left_out ) {
			return;
		}
		foreach ( $query->by_word as $word => $known ) {
			$word = (string) $word;
			foreach ( Tokenizer::grams( $word ) as $gram ) {
				$factor = $left_out[ TermHasher::gram( $gram ) ] ?? 0.0;
				if ( $factor > 0 ) {
					$this->grams[ $gram ] = $factor;
				}
			}
			if ( isset( $left_out[ $known['stem'] ] ) ) {
				$this->stems[ ' ' . Stemmer::stem( $word ) ] = $left_out[ $known['stem'] ];
			}
		}
	}

	/**
	 * The part of a unit's score that comes from these terms.
	 *
	 * @param string $title Folded.
	 * @param string $body  Folded.
	 */
	public function score( string $title, string $body ): float {
		if ( [] === $this->grams && [] === $this->stems ) {
			return 0.0;
		}
		$text  = ' ' . str_replace( ' ', '  ', '' === $title ? $body : $title . ' ' . $title . ' ' . $body ) . ' ';
		$words = substr_count( $text, '  ' ) + 1;
		$score = 0.0;
		// A word of n letters has n - 1 grams; every word adds two spaces.
		$relative = Impacts::relative_gram_length( strlen( $text ) - 3 * $words );
		foreach ( $this->grams as $gram => $factor ) {
			$score += $factor * Impacts::impact( substr_count( $text, (string) $gram ), $relative );
		}
		$relative = Impacts::relative_word_length( $words );
		foreach ( $this->stems as $stem => $factor ) {
			$score += $factor * Impacts::impact( substr_count( $text, $stem ), $relative );
		}
		return $score;
	}
}
