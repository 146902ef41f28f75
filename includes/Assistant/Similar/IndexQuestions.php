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

/** Notes the words of visitors' questions as they come, and by job of those that came before. */
final class IndexQuestions implements Subscriber, JobHandler {

	public const TYPES = [ EventType::MessageReceived ];

	public const NAME = 'similar.questions';

	/** Messages noted between two looks at the clock, and how long one run may take, seconds. */
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

	/** Asks for what came before, once. */
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
