<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentIndex;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;

/**
 * Job: continues an import of answers, for a few seconds at a time.
 *
 * Each part and its counts are stored in one transaction, so a process killed at any point imports no line twice.
 *
 * @phpstan-import-type Line from AnswerImportRepository
 */
final class ImportAnswers implements JobHandler {

	public const NAME = 'knowledge.import_answers';

	private const SECONDS = 8.0;

	public function __construct(
		private readonly Database $database,
		private readonly AnswerImportRepository $imports,
		private readonly AnswerRepository $repository,
		private readonly AnswerService $answers,
		private readonly ContentIndex $index,
		private readonly JobQueue $jobs,
	) {}

	/** Queues the work on an import, unless it is queued already. */
	public static function queue( JobQueue $jobs, AnswerImport $import ): void {
		$jobs->push( self::NAME, [ 'import' => $import->public_id ], null, self::NAME . ':' . $import->public_id );
	}

	public function handle( Job $job ): void {
		$id    = is_string( $job->payload['import'] ?? null ) ? $job->payload['import'] : '';
		$until = microtime( true ) + self::SECONDS;
		do {
			$import = $this->imports->find( $id );
			if ( null === $import || AnswerImport::RUNNING !== $import->state ) {
				return;
			}
			$lines = $this->imports->part( $import, $import->done );
			if ( null === $lines ) {
				$this->imports->move( $import, AnswerImport::RUNNING, AnswerImport::DONE );
				$this->index->queue_merge();
				return;
			}
			$this->import_part( $import, $lines );
		} while ( microtime( true ) < $until );
		self::queue( $this->jobs, $import );
	}

	/** @param list<Line> $lines */
	private function import_part( AnswerImport $import, array $lines ): void {
		$this->database->transaction( function () use ( $import, $lines ): void {
			if ( ! $this->imports->take_part( $import, $import->done ) ) {
				return;
			}
			$counts  = [ 'added' => 0, 'changed' => 0, 'known' => 0 ];
			$refused = [];
			foreach ( $lines as $line ) {
				$reason = AnswersController::refusal( $line['question'], $line['answer'], $line['language'] );
				if ( null !== $reason ) {
					$refused[] = [ 'reason' => $reason ] + $line;
				} else {
					++$counts[ $this->import_line( $line, $import->author ) ];
				}
			}
			$this->imports->finish_part( $import, $import->done, $counts, $refused );
		} );
	}

	/**
	 * @param Line $line
	 *
	 * @return 'added'|'changed'|'known'
	 */
	private function import_line( array $line, int $author ): string {
		$known = $this->repository->by_question( $line['question'], $line['language'] );
		if ( null === $known ) {
			$this->answers->add( $line['question'], $line['answer'], $line['language'], $author, undoable: false );
			return 'added';
		}
		if ( $known->answer === $line['answer'] ) {
			return 'known';
		}
		$this->answers->change( $known, $line['question'], $line['answer'], $line['language'] );
		return 'changed';
	}
}
