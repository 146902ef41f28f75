<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

use Aaia\Chatbot\Knowledge\Passage;

/** Reads a question and its passages into an Analysis. */
final class Analyst {

	/** Passages read; those after the best few are rarely quoted and cost time. */
	private const PASSAGES = 6;

	/** Words of a question looked at; later ones of a long message add cost, not meaning. */
	private const TERMS = 24;

	/** What a match in the heading above a sentence, and in its document's title, counts beside one in the sentence. */
	private const HEADING_COUNTS = 0.6;
	private const TITLE_COUNTS   = 0.4;

	/** Most a word can weigh, so that one odd word of a chatty question does not outweigh the rest. */
	private const HEAVIEST = 2.5;

	/** A name that is missing ("do you ship to Canada?") says more than another word that is. */
	private const NAME_COUNTS = 2.0;

	public function __construct(
		private readonly SentenceSplitter $splitter,
		private readonly StopWords $stop_words,
	) {}

	/** @param list<Passage> $passages Best first. */
	public function analyse( string $question, array $passages ): Analysis {
		$terms      = new Terms( array_slice( $this->stop_words->without( Folded::words( $question ) ), 0, self::TERMS ), $this->names_in( $question ) );
		$units      = [];
		$matched    = [];
		$candidates = [];
		foreach ( array_slice( $passages, 0, self::PASSAGES ) as $at => $passage ) {
			$units[ $at ]   = $this->splitter->split( $passage->reading() );
			$title          = $terms->matches( Folded::split( $passage->title . ' ' . implode( ' ', $passage->heading_path ) ) );
			$matched[ $at ] = $title;
			foreach ( $this->candidates( $terms, $at, $units[ $at ], $title ) as $candidate ) {
				$candidates[] = $candidate;
			}
			foreach ( $units[ $at ] as $unit ) {
				$matched[ $at ] = $this->merged( $matched[ $at ], $terms->matches( Folded::split( $unit->text ) ), 1.0 );
			}
		}
		return new Analysis( new AnswerType( $question ), $this->weights( $candidates, $terms ), $units, $matched, $candidates );
	}

	/**
	 * @param list<Unit>        $units
	 * @param array<int, float> $title
	 *
	 * @return list<Candidate>
	 */
	private function candidates( Terms $terms, int $passage, array $units, array $title ): array {
		$candidates = [];
		foreach ( $units as $at => $unit ) {
			if ( UnitKind::Heading === $unit->kind ) {
				continue;
			}
			$own          = $terms->matches( Folded::split( $unit->text ) );
			$all          = $this->merged( $own, $terms->matches( Folded::split( $unit->heading ) ), self::HEADING_COUNTS );
			$candidates[] = new Candidate( $passage, $at, $unit, $own, $this->merged( $all, $title, self::TITLE_COUNTS ) );
		}
		return $candidates;
	}

	/**
	 * @param array<int, float> $matches
	 * @param array<int, float> $others
	 *
	 * @return array<int, float>
	 */
	private function merged( array $matches, array $others, float $count ): array {
		foreach ( $others as $term => $match ) {
			$matches[ $term ] = max( $matches[ $term ] ?? 0.0, $match * $count );
		}
		return $matches;
	}

	/**
	 * Rarity of each term among the sentences, as BM25 has it: log( 1 + ( N - n + 0.5 ) / ( n + 0.5 ) ).
	 *
	 * @param list<Candidate> $candidates
	 *
	 * @return array<int, float>
	 */
	private function weights( array $candidates, Terms $terms ): array {
		$total   = count( $candidates );
		$weights = [];
		foreach ( array_keys( $terms->words ) as $term ) {
			$holding          = count( array_filter( $candidates, static fn( Candidate $candidate ): bool => ( $candidate->own[ $term ] ?? 0.0 ) >= 0.7 ) );
			$rarity           = min( self::HEAVIEST, log( 1 + ( $total - $holding + 0.5 ) / ( $holding + 0.5 ) ) );
			$weights[ $term ] = $rarity * ( $terms->is_name( $term ) ? self::NAME_COUNTS : 1.0 );
		}
		return $weights;
	}

	/** @return array<string, true> Folded words written with a capital inside a sentence, and numbers. */
	private function names_in( string $question ): array {
		$names = [];
		if ( false !== preg_match_all( '/(?<=[^.!?\s]\s|[\'’])\p{Lu}[\p{L}-]+|\b\d+\b/u', $question, $found ) ) {
			$names = array_fill_keys( Folded::words( implode( ' ', $found[0] ) ), true );
		}
		return $names;
	}
}
