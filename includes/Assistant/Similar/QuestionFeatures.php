<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Similar;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Similarity;
use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;

/** What of a question says what it is about: the stems of its words, and of its letters' order the groups of three. */
final class QuestionFeatures {

	/** Characters of a question that are read, and words that are kept. */
	private const READ = 600;

	private const MOST = 10;

	/** Two questions of the same folded text are the same question. */
	public function folded( string $question ): string {
		return TextFolder::fold( mb_substr( $question, 0, self::READ, 'UTF-8' ) );
	}

	/**
	 * Stems as numbers, longest words first: they say most. Empty when there is no letter and no digit.
	 *
	 * @return list<int> Different ones.
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
		return array_values( array_unique( array_map( static fn( int|string $stem ): int => crc32( (string) $stem ), array_slice( array_keys( $stems ), 0, self::MOST ) ) ) );
	}

	/**
	 * How alike two questions are by their letters, 0 to 1: a word typed wrongly changes few of them.
	 */
	public function letter_similarity( string $one, string $other ): float {
		return Similarity::between_texts( $this->folded( $one ), $this->folded( $other ) );
	}
}
