<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Job: looks over the documents that are due, a few seconds at a time. Killed anywhere, the next run goes on. */
final class CheckHealth implements JobHandler {

	public const NAME = 'knowledge.health';

	public const EVERY_SECONDS = 3600;

	private const SECONDS = 8.0;

	/** Documents looked for at once. */
	private const STEP = 100;

	/** A document that cannot be looked over must not stop the others. */
	private const FAILURES = 20;

	public function __construct(
		private readonly DocumentChecker $checker,
		private readonly JobQueue $jobs,
	) {}

	/** Asks for a run; one that waits already is enough. */
	public static function queue( JobQueue $jobs ): void {
		$jobs->push( self::NAME, [], null, self::NAME );
	}

	public function handle( Job $job ): void {
		if ( ! $this->run( self::SECONDS ) ) {
			self::queue( $this->jobs );
		}
	}

	/**
	 * Looks over what is due.
	 *
	 * @param ?callable(int): void $progress Told the documents looked over so far.
	 *
	 * @return bool Whether nothing is due any more.
	 */
	public function run( float $seconds, ?callable $progress = null ): bool {
		$until  = microtime( true ) + $seconds;
		$done   = [];
		$failed = [];
		while ( count( $failed ) < self::FAILURES ) {
			// Each once in a run: one that is due again at once must not keep the others waiting.
			$due = array_values( array_filter( $this->checker->due( self::STEP + count( $failed ) ), static fn( int $id ): bool => ! isset( $done[ $id ] ) && ! in_array( $id, $failed, true ) ) );
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
