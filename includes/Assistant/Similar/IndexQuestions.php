<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Similar;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Indexes visitors' questions for the search of similar ones: new questions by event, older ones by job. */
final class IndexQuestions implements Subscriber, JobHandler {

	public const TYPES = [ EventType::MessageReceived ];

	public const NAME = 'similar.questions';

	/** Messages of one batch, and time limit of one run, seconds. */
	private const PAGE = 200;

	private const SECONDS = 8.0;

	public function __construct(
		private readonly QuestionIndexRepository $questions,
		private readonly QuestionFeatures $features,
		private readonly JobQueue $jobs,
	) {}

	public function name(): string {
		return self::NAME;
	}

	public function on( Event $event ): void {
		if ( EventType::MessageReceived === $event->type && null !== $event->message_id ) {
			$this->questions->add( $event->message_id, $this->features->term_hashes( ... ) );
		}
	}

	/** Queues the job for older questions when the index is empty. */
	public function queue_if_empty(): void {
		if ( $this->questions->is_empty() ) {
			$this->jobs->push( self::NAME, [ 'after' => 0 ], null, self::NAME );
		}
	}

	public function handle( Job $job ): void {
		$until = microtime( true ) + self::SECONDS;
		$after = is_int( $job->payload['after'] ?? null ) ? $job->payload['after'] : 0;
		do {
			$ids = $this->questions->messages_after( $after, self::PAGE );
			foreach ( $ids as $id ) {
				$this->questions->add( $id, $this->features->term_hashes( ... ) );
				$after = $id;
			}
		} while ( self::PAGE === count( $ids ) && microtime( true ) < $until );
		if ( self::PAGE === count( $ids ) ) {
			$this->jobs->push( self::NAME, [ 'after' => $after ] );
		}
	}
}
