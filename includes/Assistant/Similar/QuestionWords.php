<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Similar;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Knowledge\Text\Stemmer;
use Aaia\Chatbot\Knowledge\Text\StopWords;
use Aaia\Chatbot\Knowledge\Text\TextFolder;

/** What of a question says what it is about: the stems of its words, and of its letters' order the groups of three. */
final class QuestionWords {

	/** Characters of a question that are read, and words that are kept. */
	private const READ = 600;

	private const MOST = 10;

	public function __construct(
		private readonly TextFolder $folder = new TextFolder(),
		private readonly Stemmer $stemmer = new Stemmer(),
		private readonly StopWords $stop = new StopWords(),
	) {}

	/** Two questions of the same folded text are the same question. */
	public function folded( string $question ): string {
		return $this->folder->fold( mb_substr( $question, 0, self::READ, 'UTF-8' ) );
	}

	/**
	 * Stems as numbers, longest words first: they say most. Empty when there is no letter and no digit.
	 *
	 * @return list<int> Different ones.
	 */
	public function of( string $question ): array {
		$words = array_values( array_filter( explode( ' ', $this->folded( $question ) ), static fn( string $word ): bool => '' !== $word ) );
		$full  = array_values( array_filter( $words, fn( string $word ): bool => ! $this->stop->has( $word ) ) );
		$stems = [];
		foreach ( [] === $full ? $words : $full as $word ) {
			foreach ( $this->folder->is_unspaced( $word ) ? self::groups( $word, 2 ) : [ $this->stemmer->stem( $word ) ] as $stem ) {
				$stems[ $stem ] = mb_strlen( (string) $stem, 'UTF-8' );
			}
		}
		arsort( $stems );
		return array_values( array_unique( array_map( static fn( int|string $stem ): int => crc32( (string) $stem ), array_slice( array_keys( $stems ), 0, self::MOST ) ) ) );
	}

	/**
	 * How alike two questions are by their letters: Dice's coefficient of the groups of three letters of their folded texts, 0 to 1.
	 * A word typed wrongly changes few of them.
	 */
	public function likeness( string $one, string $other ): float {
		$a = array_count_values( self::groups( ' ' . $this->folded( $one ) . ' ', 3 ) );
		$b = array_count_values( self::groups( ' ' . $this->folded( $other ) . ' ', 3 ) );
		$n = array_sum( $a ) + array_sum( $b );
		if ( 0 === $n ) {
			return 0.0;
		}
		$shared = 0;
		foreach ( $a as $group => $times ) {
			$shared += min( $times, $b[ $group ] ?? 0 );
		}
		return 2 * $shared / $n;
	}

	/** @return list<string> */
	private static function groups( string $text, int $size ): array {
		$letters = mb_str_split( $text, 1, 'UTF-8' );
		$groups  = [];
		for ( $at = 0; $at + $size <= count( $letters ); $at++ ) {
			$groups[] = implode( '', array_slice( $letters, $at, $size ) );
		}
		return [] === $groups ? [ $text ] : $groups;
	}
}
