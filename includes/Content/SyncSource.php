<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Job: syncs one source or all of them, for a few seconds at a time. */
final class SyncSource implements JobHandler {

	public const NAME = 'knowledge.sync';

	/** Daily, because some changes of a site run no hook. */
	public const EVERY_SECONDS = 86_400;

	private const SECONDS = 10.0;

	public function __construct(
		private readonly KnowledgeSources $sources,
		private readonly SourceRepository $repository,
		private readonly SourceSync $sync,
		private readonly ContentIndex $index,
		private readonly JobQueue $jobs,
	) {}

	/**
	 * Queues a sync, unless one is queued already. A running sync continues.
	 *
	 * @param string $name Name of a source; empty for all.
	 */
	public static function queue( JobQueue $jobs, string $name = '' ): void {
		$jobs->push( self::NAME, [ 'source' => $name ], null, self::NAME . ':' . $name );
	}

	/**
	 * Whether a sync of these sources waits for a worker.
	 *
	 * @param list<string> $names
	 *
	 * @return list<string> Those that wait.
	 */
	public static function waiting( JobQueue $jobs, array $names ): array {
		$keys    = array_map( static fn( string $name ): string => self::NAME . ':' . $name, $names );
		$waiting = $jobs->waiting( [ self::NAME . ':', self::NAME . ':anew', ...$keys ] );
		return [] !== array_intersect( [ self::NAME . ':', self::NAME . ':anew' ], $waiting )
			? $names
			: array_values( array_filter( $names, static fn( string $name ): bool => in_array( self::NAME . ':' . $name, $waiting, true ) ) );
	}

	/** Queues a full sync that starts after now, because content that a running sync has already read may have changed. */
	public static function restart( JobQueue $jobs ): void {
		$jobs->push(
			self::NAME,
			[
				'source' => '',
				'anew'   => true,
			],
			null,
			self::NAME . ':anew'
		);
	}

	public function handle( Job $job ): void {
		$name = is_string( $job->payload['source'] ?? null ) ? $job->payload['source'] : '';
		if ( '' !== $name ) {
			$source = $this->sources->by_name( $name );
			if ( null !== $source ) {
				$this->sync( $source );
			}
			return;
		}
		foreach ( $this->sources->all() as $source ) {
			if ( true === ( $job->payload['anew'] ?? false ) ) {
				$this->repository->request_rerun( $this->repository->find_or_create( $source->name(), $source->label() ) );
			}
			self::queue( $this->jobs, $source->name() );
		}
	}

	private function sync( KnowledgeSource $source ): void {
		try {
			if ( $this->sync->run( $source, self::SECONDS ) ) {
				$this->index->queue_merge();
				return;
			}
		} catch ( \Throwable $failure ) {
			$this->repository->record_failure( $this->repository->find_or_create( $source->name(), $source->label() ), $failure->getMessage() );
			throw $failure;
		}
		self::queue( $this->jobs, $source->name() );
	}
}
