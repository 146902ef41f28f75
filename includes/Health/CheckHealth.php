<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Job: checks the documents that are due, a few seconds per run. After a killed run the next one continues. */
final class CheckHealth implements JobHandler {

	public const NAME = 'knowledge.health';

	public const EVERY_SECONDS = 3600;

	private const SECONDS = 8.0;

	/** Documents selected per query. */
	private const STEP = 100;

	/** Failed documents after which a run ends. Until then a document that cannot be checked does not stop the others. */
	private const FAILURES = 20;

	public function __construct(
		private readonly DocumentChecker $checker,
		private readonly JobQueue $jobs,
	) {}

	/** Queues the job, unless it waits already. */
	public static function queue( JobQueue $jobs ): void {
		$jobs->push( self::NAME, [], null, self::NAME );
	}

	public function handle( Job $job ): void {
		if ( ! $this->run( self::SECONDS ) ) {
			self::queue( $this->jobs );
		}
	}

	/**
	 * Checks the documents that are due.
	 *
	 * @param ?callable(int): void $progress Receives the number of documents checked so far.
	 *
	 * @return bool Whether no document is due any more.
	 */
	public function run( float $seconds, ?callable $progress = null ): bool {
		$until  = microtime( true ) + $seconds;
		$done   = [];
		$failed = [];
		while ( count( $failed ) < self::FAILURES ) {
			// Each document once per run: one that is due again at once must not delay the others.
			$due = array_values( array_filter(
				$this->checker->due( self::STEP + count( $failed ) ),
				static fn( int $id ): bool => ! isset( $done[ $id ] ) && ! in_array( $id, $failed, true ),
			) );
			if ( [] === $due ) {
				return true;
			}
			foreach ( $due as $document_id ) {
				if ( microtime( true ) > $until ) {
					return false;
				}
				try {
					$this->checker->check( $document_id );
					$done[ $document_id ] = true;
				} catch ( \Throwable $failure ) {
					$failed[] = $document_id;
					do_action( 'aaia_chatbot_log', 'error', sprintf( 'Health of document %d: %s', $document_id, $failure->getMessage() ) );
				}
			}
			if ( null !== $progress ) {
				$progress( count( $done ) );
			}
		}
		return true;
	}
}
