<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Similar;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Support\Text;

/**
 * Groups questions with the same meaning in different words.
 *
 * Two questions are in one group when the stems of their content words overlap enough (Jaccard index, Jaccard 1901). Each question joins
 * the group whose first question it is closest to; groups are compared by their first question only, so work grows with
 * questions times groups, both bounded.
 */
final class QuestionGrouper {

	private const ALIKE = 0.5;

	/** Most questions grouped; later ones are left out. */
	private const MOST = 1000;

	/** Most characters read of a question. */
	private const READ = 500;

	/**
	 * Groups questions, largest group first.
	 *
	 * @param list<array{text: string, conversation: string}> $questions
	 *
	 * @return list<array{text: string, conversation: string, count: int}> Text and conversation of each group's first question.
	 */
	public function group( array $questions ): array {
		$groups = [];
		foreach ( $this->members( array_column( $questions, 'text' ) ) as $members ) {
			$first    = $questions[ $members[0] ];
			$groups[] = [
				'text'         => Text::truncate( Text::line( $first['text'] ), 120 ),
				'conversation' => $first['conversation'],
				'count'        => count( $members ),
			];
		}
		usort( $groups, static fn( array $a, array $b ): int => $b['count'] <=> $a['count'] );
		return $groups;
	}

	/**
	 * Groups texts, in the order of each group's first; texts without content words are in none.
	 *
	 * @param list<string> $texts
	 *
	 * @return list<non-empty-list<int>> Places of the texts of each group.
	 */
	public function members( array $texts ): array {
		$members = [];
		$stems   = [];
		foreach ( array_slice( $texts, 0, self::MOST ) as $place => $text ) {
			$own = $this->stems( $text );
			if ( [] === $own ) {
				continue;
			}
			$closest = $this->closest( $own, $stems );
			if ( null === $closest ) {
				$stems[]   = $own;
				$members[] = [ $place ];
			} else {
				$members[ $closest ][] = $place;
			}
		}
		return array_values( $members );
	}

	/**
	 * @param array<string, true>       $own
	 * @param list<array<string, true>> $groups Stems of each group's first question.
	 *
	 * @return ?int Index of the closest group that is similar enough.
	 */
	private function closest( array $own, array $groups ): ?int {
		$best  = null;
		$alike = self::ALIKE;
		foreach ( $groups as $index => $stems ) {
			$shared = count( array_intersect_key( $own, $stems ) );
			$score  = $shared / ( count( $own ) + count( $stems ) - $shared );
			if ( $score > $alike || null === $best && $score >= $alike ) {
				$best  = $index;
				$alike = $score;
			}
		}
		return $best;
	}

	/** @return array<string, true> */
	private function stems( string $text ): array {
		$stems = [];
		foreach ( StopWords::remove( Tokenizer::words( mb_substr( $text, 0, self::READ, 'UTF-8' ) ) ) as $word ) {
			$stems[ ' ' . Stemmer::stem( $word ) ] = true;
		}
		return $stems;
	}
}
