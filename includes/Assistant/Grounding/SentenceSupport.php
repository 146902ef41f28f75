<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Grounding;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\SentenceSplitter;
use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Search\Passage;

/** Measures how well passages support each sentence of an answer: the share of its content words in its best passage. */
final class SentenceSupport {

	/** Most sentences measured in one answer. */
	private const MOST = 30;

	/**
	 * Returns each sentence with the share of its content words (0 to 1, by stem) in its best passage, and that passage's number, null
	 * when none contains any. Headings and sentences without content words are left out.
	 *
	 * @param list<Passage> $passages
	 *
	 * @return list<array{text: string, support: float, passage: ?int}>
	 */
	public function measure( string $answer, array $passages ): array {
		$known     = array_map(
			fn( Passage $passage ): array => $this->words( implode( "\n", [ $passage->title, ...$passage->heading_path, $passage->reading() ] ) ),
			$passages,
		);
		$answer    = (string) preg_replace( [ '/\s*\[\d{1,2}(?:\s*[,;]\s*\d{1,2})*\](?!\()/', '/\]\([^)\s]*\)/', '/[*`#\[]/' ], '', $answer );
		$supported = [];
		foreach ( SentenceSplitter::segments( $answer ) as $segment ) {
			$words = $this->words( $segment->text );
			if ( TextSegmentKind::Heading === $segment->kind || [] === $words ) {
				continue;
			}
			$best = [ 0.0, null ];
			foreach ( $known as $index => $there ) {
				$share = count( array_intersect_key( $words, $there ) ) / count( $words );
				if ( $share > $best[0] ) {
					$best = [ $share, $index + 1 ];
				}
			}
			$supported[] = [
				'text'    => $segment->text,
				'support' => round( $best[0], 2 ),
				'passage' => $best[1],
			];
		}
		return array_slice( $supported, 0, self::MOST );
	}

	/** @return array<array-key, true> Stems of the content words. */
	private function words( string $text ): array {
		$words = [];
		foreach ( StopWords::remove( Tokenizer::words( $text ) ) as $word ) {
			if ( strlen( $word ) > 1 || ctype_digit( $word ) ) {
				$words[ Stemmer::stem( $word ) ] = true;
			}
		}
		return $words;
	}
}
