<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** Finds the passages an answer cites or is based on, and adds them as sources. */
final class Citations {

	/** Most sources of one answer. */
	private const MOST = 5;

	/** Share of an answer's words that a passage must contain to be its source, when the answer cites none. */
	private const OVERLAP = 0.5;

	/**
	 * Returns the passages cited in a text, like [2] or [1, 3], in order of appearance.
	 *
	 * @param int $count Number of passages; larger numbers are ignored.
	 *
	 * @return list<int>
	 */
	public function named( string $text, int $count ): array {
		preg_match_all( '/\[(\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\]/', $text, $found );
		$numbers = [];
		foreach ( $found[1] as $group ) {
			foreach ( preg_split( '/\D+/', $group ) ?: [] as $number ) {
				if ( (int) $number >= 1 && (int) $number <= $count ) {
					$numbers[] = (int) $number;
				}
			}
		}
		return array_values( array_unique( $numbers ) );
	}

	/**
	 * Returns the passages that contain most of an answer's words, for models that cite none.
	 *
	 * @param list<Passage> $passages
	 *
	 * @return list<int>
	 */
	public function likely( string $text, array $passages ): array {
		$words = $this->words( $text );
		if ( count( $words ) < 4 ) {
			return [];
		}
		$numbers = [];
		foreach ( $passages as $index => $passage ) {
			$there = array_intersect_key( $words, $this->words( $passage->title . ' ' . $passage->text ) );
			if ( count( $there ) >= self::OVERLAP * count( $words ) ) {
				$numbers[] = $index + 1;
			}
		}
		return $numbers;
	}

	/**
	 * Adds sources, each page once.
	 *
	 * @param list<int>     $numbers
	 * @param list<Passage> $passages
	 */
	public function with_sources( Parts $parts, array $numbers, array $passages ): Parts {
		$answer = $parts->text();
		$shown  = array_map( TextFragment::strip( ... ), array_column( $parts->sources(), 'url' ) );
		foreach ( $numbers as $number ) {
			$passage = $passages[ $number - 1 ] ?? null;
			if ( null === $passage || '' === $passage->url || in_array( $passage->url, $shown, true ) || count( $shown ) >= self::MOST ) {
				continue;
			}
			$shown[] = $passage->url;
			$parts   = $parts->with(
				[
					'type'     => 'source',
					'id'       => (string) $number,
					'url'      => TextFragment::link( $passage->url, $passage->text, $answer ),
					'title'    => '' === $passage->title ? $passage->url : $passage->title,
					'excerpt'  => Text::truncate( Text::line( $passage->text ), 200 ),
					'date'     => Time::to_wire( $passage->modified_at ),
					'language' => $passage->language,
					'document' => $passage->document_id,
				]
			);
		}
		return $parts;
	}

	/** @return array<string, true> Words of five letters or more, and every number. */
	private function words( string $text ): array {
		preg_match_all( '/\p{L}{5,}|\d+/u', TextFolder::fold_letters( $text ), $found );
		return array_fill_keys( $found[0], true );
	}
}
