<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Insights;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Insights\CountFigures;
use Aaia\Chatbot\Insights\FigureRepository;
use Aaia\Chatbot\Tests\Inbox\InboxTestCase;

/** Conversations with everything that figures count. */
abstract class InsightsTestCase extends InboxTestCase {

	protected function setUp(): void {
		parent::setUp();
		// Tests of commands really count, of events that are gone.
		$this->database()->transaction( fn() => $this->services->get( FigureRepository::class )->set_counter(
			FigureRepository::EVENTS,
			$this->services->get( EventLog::class )->last_id(),
		) );
		$this->count_all();
	}

	/**
	 * The figures of some days, as the current user gets them.
	 *
	 * @return array<string, mixed>
	 */
	protected function insights( string $from = '2026-03-01', string $to = '2026-03-31' ): array {
		$response = $this->rest( 'GET', "/insights?from=$from&to=$to" );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return $response->get_data();
	}

	protected function count_all(): void {
		self::assertTrue( $this->services->get( CountFigures::class )->run( 60.0 ) );
	}

	/** @param 'up'|'down'|null $value */
	protected function rate_answer( ReceivedMessage $received, ?string $value, ?int $agent = null ): void {
		$message = $this->services->get( MessageRepository::class )->after( $received->conversation->id, $received->turn->question_id, 1 )[0];
		$this->services->get( RatingService::class )->rate( $message, $value, '', $agent );
	}

	protected function reply( ReceivedMessage $received, int $agent, string $text = 'A person writes.' ): void {
		$this->services->get( AgentService::class )->reply( $received->conversation->id, $agent, $text, false, null, null );
	}

	protected function resolve( ReceivedMessage $received, int $agent ): void {
		$this->services->get( AgentService::class )->set_status( $received->conversation->id, Status::Resolved, null, $agent );
	}

	/** How the conversation ended, as it is counted. */
	protected function outcome( ReceivedMessage $received ): string {
		$this->count_all();
		return (string) $this->database()->value(
			'SELECT outcome FROM %i WHERE conversation_id = %d',
			$this->database()->table( 'conversation_facts' ),
			$received->conversation->id,
		);
	}
}
