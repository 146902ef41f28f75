<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Events;

use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\TestCase;

final class EventLogTest extends TestCase {

	private Database $database;

	private EventLog $log;

	protected function setUp(): void {
		parent::setUp();
		$this->database = $this->database();
		$this->log      = new EventLog( $this->database, new TestClock() );
	}

	public function test_an_event_cannot_be_stored_without_its_change(): void {
		$this->expectException( \LogicException::class );
		$this->log->append( EventType::MessageReceived );
	}

	public function test_ids_are_consecutive_in_the_order_of_events(): void {
		$this->database->transaction(
			function (): void {
				$this->log->append( EventType::ConversationStarted, 7 );
				$this->database->transaction(
					fn() => $this->log->append( EventType::MessageReceived, 7, 9, [ 'handler' => 'assistant', 'n' => 1, 'yes' => true, 'none' => null ] ),
				);
			}
		);
		$events = $this->log->after( 0, 10 );
		$this->assertSame(
			[ EventType::ConversationStarted, EventType::MessageReceived ],
			array_map( static fn( Event $event ): EventType => $event->type, $events ),
		);
		$this->assertSame( $events[0]->id + 1, $events[1]->id );
		$this->assertSame( $this->log->last_id(), $events[1]->id );
		$this->assertSame(
			[ 7, 9, [ 'handler' => 'assistant', 'n' => 1, 'yes' => true, 'none' => null ] ],
			[ $events[1]->conversation_id, $events[1]->message_id, $events[1]->data ],
		);
	}

	public function test_a_rolled_back_change_leaves_no_event_and_no_gap(): void {
		$this->database->transaction( fn() => $this->log->append( EventType::MessageReceived, 1 ) );
		try {
			$this->database->transaction(
				function (): void {
					$this->log->append( EventType::MessageReceived, 2 );
					throw new \RuntimeException( 'No.' );
				}
			);
		} catch ( \RuntimeException ) {
			$this->database->transaction( fn() => $this->log->append( EventType::MessageReceived, 3 ) );
		}
		$events = $this->log->after( 0, 10 );
		$this->assertSame( [ 1, 3 ], array_map( static fn( Event $event ): ?int => $event->conversation_id, $events ) );
		$this->assertSame( $events[0]->id + 1, $events[1]->id );
	}

	public function test_a_rolled_back_savepoint_removes_only_its_own_events(): void {
		$this->database->transaction(
			function (): void {
				$this->log->append( EventType::MessageReceived, 1 );
				try {
					$this->database->transaction(
						function (): void {
							$this->log->append( EventType::MessageReceived, 2 );
							throw new \RuntimeException( 'No.' );
						}
					);
				} catch ( \RuntimeException ) {
					$this->log->append( EventType::MessageReceived, 3 );
				}
			}
		);
		$this->assertSame( [ 1, 3 ], array_map( static fn( Event $event ): ?int => $event->conversation_id, $this->log->after( 0, 10 ) ) );
	}
}
