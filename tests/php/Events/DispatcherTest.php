<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Events;

use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\TestCase;

final class DispatcherTest extends TestCase {

	private Database $database;

	private EventLog $log;

	private TestClock $clock;

	protected function setUp(): void {
		parent::setUp();
		$this->database = $this->database();
		$this->clock    = new TestClock();
		$this->log      = new EventLog( $this->database, $this->clock );
	}

	public function test_a_subscriber_sees_every_event_once_in_order_over_many_pages(): void {
		$this->happen( 120 );
		$seen = [];
		$this->dispatcher( 'reader', static function ( Event $event ) use ( &$seen ): void {
			$seen[] = (int) $event->conversation_id;
		} )->drain( 5.0 );
		$this->assertSame( range( 1, 120 ), $seen );
	}

	public function test_it_goes_on_where_it_stopped(): void {
		$seen       = [];
		$dispatcher = $this->dispatcher( 'reader', static function ( Event $event ) use ( &$seen ): void {
			$seen[] = (int) $event->conversation_id;
		} );
		$this->happen( 2 );
		$dispatcher->drain( 5.0 );
		$this->happen( 1, 3 );
		$dispatcher->drain( 5.0 );
		$dispatcher->drain( 5.0 );
		$this->assertSame( [ 1, 2, 3 ], $seen );
	}

	public function test_lost_events_and_unknown_types_do_not_block_a_subscriber(): void {
		$this->happen( 120 );
		$this->database->execute( 'DELETE FROM %i WHERE id <= %d', $this->database->table( 'events' ), $this->log->last_id() - 60 );
		$this->database->execute(
			'UPDATE %i SET type = %s WHERE id < %d',
			$this->database->table( 'events' ),
			'of.a.later.release',
			$this->log->last_id(),
		);
		$seen       = [];
		$dispatcher = $this->dispatcher( 'reader', static function ( Event $event ) use ( &$seen ): void {
			$seen[] = (int) $event->conversation_id;
		} );
		$this->assertTrue( $dispatcher->drain( 1.0 ) );
		$this->assertSame( [ 120 ], $seen );

		$this->happen( 1, 121 );
		$this->database->execute( 'DELETE FROM %i', $this->database->table( 'events' ) );
		$this->assertTrue( $dispatcher->drain( 1.0 ) );
		$this->happen( 1, 122 );
		$this->assertTrue( $dispatcher->drain( 1.0 ) );
		$this->assertSame( [ 120, 122 ], $seen );
	}

	public function test_an_event_that_fails_is_tried_three_times_then_logged_and_skipped(): void {
		$this->happen( 3 );
		$tried = [];
		$log   = [];
		add_action( 'aaia_chatbot_log', static function ( string $level, string $words ) use ( &$log ): void {
			$log[] = $words;
		}, 10, 2 );
		$dispatcher = $this->dispatcher( 'stumbles', static function ( Event $event ) use ( &$tried ): void {
			$tried[] = (int) $event->conversation_id;
			if ( 2 === $event->conversation_id ) {
				throw new \RuntimeException( 'Cannot.' );
			}
		} );
		$dispatcher->drain( 5.0 );
		$this->assertSame( [ 1, 2 ], $tried, 'Nothing overtakes the event that failed.' );
		$dispatcher->drain( 5.0 );
		$dispatcher->drain( 5.0 );
		$this->assertSame( [ 1, 2, 2, 2, 3 ], $tried );
		$this->assertCount( 1, $log );
		$this->assertStringContainsString( 'stumbles', $log[0] );
	}

	public function test_a_failing_subscriber_does_not_block_the_others(): void {
		$this->happen( 2 );
		$seen = 0;
		( new Dispatcher( $this->database, $this->log, $this->clock, [
			$this->subscriber( 'fails', static fn() => throw new \RuntimeException( 'No.' ) ),
			$this->subscriber( 'works', static function () use ( &$seen ): void {
				++$seen;
			} ),
		] ) )->drain( 5.0 );
		$this->assertSame( 2, $seen );
	}

	public function test_a_subscriber_held_by_another_process_is_left_alone_until_its_lease_ends(): void {
		$seen       = 0;
		$dispatcher = $this->dispatcher( 'held', static function () use ( &$seen ): void {
			++$seen;
		} );
		$dispatcher->register_subscribers();
		$this->database->update(
			'event_cursors',
			[ 'lease_token' => 'other', 'lease_until' => '2026-03-02 09:01:00' ],
			[ 'subscriber' => 'held' ],
		);
		$this->happen( 1 );
		$dispatcher->drain( 5.0 );
		$this->assertSame( 0, $seen );
		$this->clock->pass( '2 minutes' );
		$dispatcher->drain( 5.0 );
		$this->assertSame( 1, $seen );
	}

	public function test_a_process_that_lost_its_lease_stops_after_the_current_event(): void {
		$this->happen( 5 );
		$seen       = [];
		$dispatcher = $this->dispatcher( 'slow', function ( Event $event ) use ( &$seen ): void {
			$seen[] = (int) $event->conversation_id;
			if ( 2 === $event->conversation_id ) {
				$this->clock->pass( '61 seconds' );
				$this->database->update( 'event_cursors', [ 'lease_token' => 'somebody else' ], [ 'subscriber' => 'slow' ] );
			}
		} );
		$dispatcher->drain( 5.0 );
		$this->assertSame( [ 1, 2 ], $seen );
	}

	public function test_subscribers_share_one_page_one_lease_and_one_save_and_are_called_for_their_types_only(): void {
		$picky = new class() implements Subscriber {

			public const TYPES = [ EventType::ConversationDeleted ];

			/** @var list<EventType> */
			public array $seen = [];

			public function name(): string {
				return 'picky';
			}

			public function on( Event $event ): void {
				$this->seen[] = $event->type;
			}
		};
		$seen       = 0;
		$count      = static function () use ( &$seen ): void {
			++$seen;
		};
		$dispatcher = new Dispatcher(
			$this->database,
			$this->log,
			$this->clock,
			[ $picky, $this->subscriber( 'one', $count ), $this->subscriber( 'two', $count ) ],
		);
		$dispatcher->register_subscribers();
		$this->happen( 5 );
		$this->database->transaction( fn() => $this->log->append( EventType::ConversationDeleted, 9 ) );
		$asked = [];
		add_filter( 'query', static function ( string $query ) use ( &$asked ): string {
			$asked[] = $query;
			return $query;
		} );
		$this->assertTrue( $dispatcher->drain( 5.0 ) );
		$this->assertSame( [ [ EventType::ConversationDeleted ], 12 ], [ $picky->seen, $seen ] );
		$this->assertCount( 6, $asked, 'Places, newest event, lease, page, save, newest event: ' . implode( "\n", $asked ) );
	}

	public function test_a_subscriber_far_behind_does_not_delay_the_others(): void {
		$seen       = [];
		$dispatcher = new Dispatcher( $this->database, $this->log, $this->clock, [
			$this->subscriber( 'slow', static fn() => usleep( 20_000 ) ),
			$this->subscriber( 'quick', static function ( Event $event ) use ( &$seen ): void {
				$seen[] = $event->conversation_id;
			} ),
		] );
		$dispatcher->register_subscribers();
		$this->happen( 120 );
		$this->database->update( 'event_cursors', [ 'last_event_id' => $this->log->last_id() - 1 ], [ 'subscriber' => 'quick' ] );
		$this->assertFalse( $dispatcher->drain( 0.05 ) );
		$this->assertSame( [ 120 ], $seen );
	}

	public function test_a_new_subscriber_gets_events_from_now_on(): void {
		$this->happen( 3 );
		$seen       = [];
		$dispatcher = $this->dispatcher( 'late', static function ( Event $event ) use ( &$seen ): void {
			$seen[] = (int) $event->conversation_id;
		} );
		$dispatcher->register_subscribers();
		$this->happen( 1, 4 );
		$dispatcher->drain( 5.0 );
		$this->assertSame( [ 4 ], $seen );
	}

	private function happen( int $times, int $first = 1 ): void {
		for ( $number = 0; $number < $times; $number++ ) {
			$this->database->transaction( fn() => $this->log->append( EventType::MessageReceived, $first + $number ) );
		}
	}

	/** @param \Closure(Event): mixed $on */
	private function dispatcher( string $name, \Closure $on ): Dispatcher {
		return new Dispatcher( $this->database, $this->log, $this->clock, [ $this->subscriber( $name, $on ) ] );
	}

	/** @param \Closure(Event): mixed $on */
	private function subscriber( string $name, \Closure $on ): Subscriber {
		return new class( $name, $on ) implements Subscriber {

			/** @param \Closure(Event): mixed $on */
			public function __construct( private readonly string $name, private readonly \Closure $on ) {}

			public function name(): string {
				return $this->name;
			}

			public function on( Event $event ): void {
				( $this->on )( $event );
			}
		};
	}
}
