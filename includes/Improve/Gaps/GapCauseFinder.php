<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Gaps;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\MetricsRepository;
use Aaia\Chatbot\Assistant\Similar\QuestionWords;
use Aaia\Chatbot\Health\FindingKind;
use Aaia\Chatbot\Health\FindingRepository;
use Aaia\Chatbot\Health\StoredFinding;
use Aaia\Chatbot\Language\LanguageDetector;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\PassageSearch;
use Aaia\Chatbot\Search\SearchQuery;

/**
 * Names why a question has no good answer, from a search for it today, the record of the answer, and what is known of the pages found.
 *
 * Evidence holds numbers only: documents, findings, shares of the question's words. Words are read where it is shown.
 */
final class GapCauseFinder {

	private const PASSAGES = 9;

	/** Pages whose health is looked at. */
	private const PAGES = 3;

	/** Share of the question's words from which a page holds what is asked, and up to which the site is not about it. */
	private const HOLDS = 0.7;

	private const ABOUT_NOTHING = 0.2;

	public function __construct(
		private readonly GapRepository $gaps,
		private readonly PassageSearch $search,
		private readonly FindingRepository $findings,
		private readonly MetricsRepository $metrics,
	) {}

	/**
	 * Names the cause of a gap by its first question, and stores it.
	 *
	 * @return list<Passage> The passages found today.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function name( Gap $gap ): array {
		$first = $this->gaps->first_question( $gap->first_id );
		if ( null === $first ) {
			return [];
		}
		$question = (string) $first['text'];
		$language = LanguageDetector::detect_in_question( Tokenizer::words_of_message( $question ) );
		$language = '' === $language ? strtolower( substr( (string) $first['language'], 0, 2 ) ) : $language;
		$found    = $this->search->search( new SearchQuery( $question, $language, self::PASSAGES ) );
		$signals  = GapRepository::signals( (string) $first['signals'] );
		[ $cause, $evidence ] = $this->cause( $question, $found, (int) $first['message_id'], $signals );
		$this->gaps->change( $gap->row, [ 'cause' => $cause->value, 'evidence' => (string) wp_json_encode( $evidence ) ] );
		return $found;
	}

	/**
	 * @param list<Passage>   $found
	 * @param list<GapSignal> $signals
	 *
	 * @return array{GapCause, array<string, mixed>}
	 */
	private function cause( string $question, array $found, int $answer, array $signals ): array {
		$best     = $found[0] ?? null;
		$held     = max( [ 0.0, ...array_map( static fn( Passage $passage ): float => $passage->confidence, $found ) ] );
		$record   = $this->metrics->for_message( $answer );
		$cited    = array_filter( $record['metrics']->data['passages'] ?? [], static fn( array $one ): bool => $one['cited'] );
		$used     = array_column( $cited, 'document' );
		$evidence = [ 'held' => (int) round( 100 * $held ), 'document' => $best?->document_id ];
		$pages    = array_slice( array_values( array_filter(
			$found,
			static fn( Passage $passage ): bool => $passage->confidence >= self::HOLDS || in_array( $passage->external_id, $used, true ),
		) ), 0, self::PAGES );
		foreach ( $pages as $passage ) {
			foreach ( $this->findings->of_document( $passage->document_id ) as $finding ) {
				if ( ! $finding->ignored && FindingKind::DeadLink !== $finding->finding->kind && self::is_about( $finding, $question ) ) {
					$cause = FindingKind::Expired === $finding->finding->kind ? GapCause::Stale : GapCause::Contradictory;
					return [ $cause, [ 'finding' => $finding->id, 'document' => $passage->document_id ] + $evidence ];
				}
			}
		}
		if ( in_array( GapSignal::Reported, $signals, true ) && [] !== $used ) {
			$shown = array_filter( $found, static fn( Passage $one ): bool => in_array( $one->external_id, $used, true ) );
			$page  = array_values( $shown )[0] ?? $best;
			return [ GapCause::Stale, [ 'reported' => true, 'document' => $page?->document_id ] + $evidence ];
		}
		if ( null === $best || $held < self::ABOUT_NOTHING ) {
			return [ GapCause::OutOfScope, $evidence ];
		}
		foreach ( $found as $index => $passage ) {
			if ( $passage->confidence >= self::HOLDS && ! in_array( $passage->external_id, $used, true ) ) {
				return [ GapCause::Buried, [ 'document' => $passage->document_id, 'rank' => $index + 1 ] + $evidence ];
			}
		}
		return [ GapCause::Missing, [ 'used' => [] !== $used ] + $evidence ];
	}

	/** Whether a sentence of the finding shares a word with the question. */
	private static function is_about( StoredFinding $finding, string $question ): bool {
		$asked  = array_merge( ...QuestionWords::of( $question ) ?: [ [] ] );
		$quotes = $finding->finding->location->quote . ' ' . ( $finding->finding->other->quote ?? '' );
		return [] !== array_intersect( $asked, array_merge( ...QuestionWords::of( $quotes ) ?: [ [] ] ) );
	}
}
