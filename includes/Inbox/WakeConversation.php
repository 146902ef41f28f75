<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Support\Clock;

/** Job that reopens a snoozed conversation when its time has come. Does nothing if it was snoozed again or is no longer snoozed. */
final class WakeConversation implements JobHandler {

	public const NAME = 'inbox.wake';

	public function __construct(
		private readonly Clock $clock,
		private readonly ConversationRepository $conversations,
		private readonly AgentService $service,
		private readonly JobQueue $jobs,
	) {}

	/** Schedules the job. */
	public function plan( int $conversation_id, \DateTimeImmutable $until ): void {
		$this->jobs->push(
			self::NAME,
			[ 'conversation' => $conversation_id ],
			$until,
			self::NAME . ':' . $conversation_id . ':' . $until->getTimestamp(),
		);
	}

	public function handle( Job $job ): void {
		$id           = $job->payload['conversation'] ?? null;
		$conversation = is_int( $id ) ? $this->conversations->by_id( $id ) : null;
		if ( null === $conversation || Status::Snoozed !== $conversation->status || $conversation->snoozed_until > $this->clock->now() ) {
			return;
		}
		$this->service->wake( $conversation->id );
	}
}
