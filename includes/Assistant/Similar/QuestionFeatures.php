<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Similar;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Similarity;
use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;

/** Features by which questions are compared: hashed stems of content words, and letter trigrams. */
final class QuestionFeatures {

	/** Most characters read of a question, and most terms kept. */
	private const READ = 600;

	private const MOST = 10;

	/** Folded text of a question; equal texts are the same question. */
	public function folded( string $question ): string {
		return TextFolder::fold( mb_substr( $question, 0, self::READ, 'UTF-8' ) );
	}

	/**
	 * Returns hashed stems, longest first, because long words are most specific. Empty when there is no letter and no digit.
	 *
	 * @return list<int> Each once.
	 */
	public function term_hashes( string $question ): array {
		$words = Tokenizer::words( mb_substr( $question, 0, self::READ, 'UTF-8' ) );
		$stems = [];
		foreach ( StopWords::remove_unless_all( $words ) as $word ) {
			foreach ( TextFolder::is_unspaced( $word ) ? Tokenizer::ngrams( $word, 2 ) : [ Stemmer::stem( $word ) ] as $stem ) {
				$stems[ $stem ] = mb_strlen( (string) $stem, 'UTF-8' );
			}
		}
		arsort( $stems );
		return array_values(
			array_unique( array_map(
				static fn( int|string $stem ): int => crc32( (string) $stem ),
				array_slice( array_keys( $stems ), 0, self::MOST ),
			) ),
		);
	}

	/**
	 * Similarity of two questions by letter trigrams, 0 to 1; typing errors change it little.
	 */
	public function letter_similarity( string $one, string $other ): float {
		return Similarity::between_texts( $this->folded( $one ), $this->folded( $other ) );
	}
}
