<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Support\Clock;

/**
 * Job: recomputes the metrics of answers whose worker died after the end of the answer and before storing them.
 *
 * They are marked as recomputed. What only that worker knew is lost: times, tokens, cost and the prompt. The site's totals of usage
 * include them, because those are counted before the end is sent to the reader.
 */
final class RestoreMetrics implements JobHandler {

	public const NAME = 'metrics.restore';

	public const EVERY_SECONDS = HOUR_IN_SECONDS;

	/** Newest messages searched, and most answers of one run. */
	private const NEWEST = 1000;

	private const BATCH = 20;

	/** Newer answers may still have a live worker. */
	private const YOUNG = '-10 minutes';

	public function __construct(
		private readonly MetricsRepository $repository,
		private readonly AnswerMetricsService $metrics,
		private readonly MessageRepository $messages,
		private readonly Clock $clock,
	) {}

	public function handle( Job $job ): void {
		$since = $this->repository->possible_since();
		if ( null === $since ) {
			return;
		}
		$failure = null;
		$missing = $this->repository->missing( $since, $this->clock->now()->modify( self::YOUNG ), self::NEWEST, self::BATCH );
		foreach ( $missing as $id => $locale ) {
			try {
				$message = $this->messages->by_id( $id );
				if ( null !== $message ) {
					$this->metrics->recompute( $message, $locale );
				}
			} catch ( \Throwable $failure ) {
				// The newest answer comes first each time: it must not keep the older ones from theirs.
				continue;
			}
		}
		if ( null !== $failure ) {
			throw $failure;
		}
	}
}
