<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\RetryLater;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Storage\Database;

/**
 * Job: finds the cases that changed documents touch, and runs them.
 *
 * A case is touched when its last answer was from one of them or found it, when it expects one as its source, or when its question finds
 * one now.
 */
final class RunTouched implements JobHandler {

	public const NAME = 'improve.touched';

	/** More changed documents than this touch every case. */
	private const MOST = 300;

	private const PAGE = 200;

	/** Passages that a question finds, as for an answer. */
	private const FOUND = 9;

	/** Seconds to wait for another run to end. */
	private const WAIT = 60;

	public function __construct(
		private readonly Database $database,
		private readonly TestQuestionRepository $questions,
		private readonly TestRunRepository $runs,
		private readonly IndexSearch $search,
		private readonly AutomaticRuns $automatic,
	) {}

	public function handle( Job $job ): void {
		$changed = array_map(
			static fn( array $row ): int => (int) $row['document_id'],
			$this->database->rows( 'SELECT document_id FROM %i ORDER BY document_id', $this->database->table( 'test_touches' ) ),
		);
		if ( [] === $changed ) {
			return;
		}
		if ( null !== $this->runs->live() ) {
			throw new RetryLater( self::WAIT );
		}
		$only = in_array( NoteTouches::ALL, $changed, true ) || count( $changed ) > self::MOST ? null : $this->touched( $changed );
		try {
			if ( [] !== $only ) {
				$this->automatic->begin( TestRun::BY_CHANGE, $only );
			}
		} catch ( RunRefused $refused ) {
			if ( RunRefused::RUNNING === $refused->reason ) {
				throw new RetryLater( self::WAIT );
			}
		}
		foreach ( array_chunk( $changed, self::PAGE ) as $chunk ) {
			$this->database->execute(
				'DELETE FROM %i WHERE document_id IN (' . implode( ', ', array_fill( 0, count( $chunk ), '%d' ) ) . ')',
				$this->database->table( 'test_touches' ),
				...$chunk
			);
		}
	}

	/**
	 * @param list<int> $changed Row ids of documents.
	 *
	 * @return list<int> Row ids of cases.
	 */
	public function touched( array $changed ): array {
		$names   = $this->external_ids( $changed );
		$touched = [];
		$last    = 0;
		do {
			$cases   = $this->questions->after( $last, self::PAGE );
			$results = $this->runs->results( array_values( array_filter(
				array_map( static fn( TestQuestion $case ): ?int => $case->now_result ?? $case->builtin_result, $cases ),
			) ) );
			foreach ( $cases as $case ) {
				$last   = $case->id;
				$result = $results[ $case->now_result ?? $case->builtin_result ?? 0 ] ?? null;
				if (
					[] !== array_intersect( $changed, (array) json_decode( (string) ( $result['found'] ?? '[]' ), true ) )
					|| [] !== array_intersect( $names, $case->expectation->sources )
					|| [] !== array_intersect( $changed, $this->found_now( $case ) )
				) {
					$touched[] = $case->id;
				}
			}
		} while ( [] !== $cases );
		return $touched;
	}

	/** @return list<int> Row ids of the documents that a question finds. */
	private function found_now( TestQuestion $case ): array {
		$found = $this->search->search( new SearchQuery( $case->question, $case->language, self::FOUND ) );
		return TestRunner::documents( array_filter( $found, TestRunner::matters( ... ) ) );
	}

	/**
	 * @param list<int> $ids
	 *
	 * @return list<string>
	 */
	private function external_ids( array $ids ): array {
		return array_map(
			static fn( array $row ): string => (string) $row['external_id'],
			$this->database->rows(
				'SELECT external_id FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')',
				$this->database->table( 'knowledge_documents' ),
				...$ids
			),
		);
	}
}
