<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Channels\Web\AnnounceHandler;
use Aaia\Chatbot\Channels\Web\PublicName;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\HandBackSilentConversations;
use Aaia\Chatbot\Conversations\Handler;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\NoteBrokenPromises;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\Priority;
use Aaia\Chatbot\Conversations\Promise;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Settings\Settings;

/** From the assistant to a person and back: who has it, what was promised, what the agent and the visitor are told. */
final class HandoverTest extends InboxTestCase {

	protected function setUp(): void {
		parent::setUp();
		update_option( 'timezone_string', 'Europe/Paris' );
		update_option( 'time_format', 'H:i' );
	}

	public function test_a_request_makes_the_conversation_anybodys_and_tells_the_former_assignee(): void {
		$paul     = $this->sign_in();
		$received = $this->says( 'My order is late' );
		$agents   = $this->services->get( AgentService::class );
		$agents->reply( $received->conversation->id, $paul->ID, 'I look into it', false, null, null );
		$agents->release( $received->conversation->id, $paul->ID );
		self::assertSame( $paul->ID, $this->now( $received )->assignee_id );

		$this->request( $received->conversation->id );
		$after = $this->now( $received );
		self::assertSame( [ Status::Pending, null ], [ $after->status, $after->assignee_id ] );
		self::assertTrue( $this->one( $received->conversation->public_id )['unread'] );
		self::assertSame( [ $received->conversation->public_id ], array_column( $this->list_of( '?unread=true' ), 'id' ) );
		$lines = $this->activity( $received->conversation->public_id );
		self::assertSame( [ 'handler human', 'handler assistant', 'assignee ', 'requested ' ], $this->summary( $lines ) );
		self::assertSame( [ $paul->ID, 'visitor' ], [ $lines[2]['subject']['id'], $lines[2]['by'] ] );
	}

	public function test_a_person_who_answers_keeps_the_conversation_when_the_visitor_asks_for_one(): void {
		$paul     = $this->sign_in();
		$received = $this->says( 'My order is late' );
		$this->services->get( AgentService::class )->take_over( $received->conversation->id, $paul->ID );
		$this->request( $received->conversation->id );

		self::assertSame( $paul->ID, $this->now( $received )->assignee_id );
	}

	public function test_a_visitor_who_asks_while_nobody_is_there_is_promised_an_answer_and_it_is_kept(): void {
		$me = $this->sign_in();
		$this->open_hours();
		$this->clock->set( '2026-11-20 18:00:00' );
		$received = $this->asks( 'My order is late' );
		self::assertSame(
			'We’re away right now. We’re back on Monday at 09:00. You’ll have our answer by Tuesday at 09:00.',
			$this->last_text( $received->conversation->public_id ),
		);
		$promise = $this->one( $received->conversation->public_id )['promise'];
		self::assertSame( [ 'state' => 'open', 'until' => '2026-11-24T08:00:00Z' ], $promise );

		$this->clock->set( '2026-11-23 09:00:00' );
		$this->services->get( AgentService::class )->reply( $received->conversation->id, $me->ID, 'It left today', false, null, null );
		self::assertSame( Promise::Kept, $this->now( $received )->promise );
		self::assertContains( 'promise kept', $this->summary( $this->activity( $received->conversation->public_id ) ) );
		$this->clock->set( '2026-11-25 09:00:00' );
		self::assertNull( $this->first_due( $this->services->get( NoteBrokenPromises::class )->due() ) );
	}

	public function test_a_promise_that_passes_is_broken_and_makes_the_conversation_unread(): void {
		$this->sign_in();
		$this->open_hours();
		$this->clock->set( '2026-11-20 18:00:00' );
		$received = $this->asks( 'My order is late' );
		$this->rest( 'PUT', '/conversations/' . $received->conversation->public_id . '/read' );
		$this->clock->set( '2026-11-24 07:59:59' );
		$this->run_job( NoteBrokenPromises::class );
		self::assertSame( Promise::Open, $this->now( $received )->promise );

		$this->clock->set( '2026-11-24 08:00:01' );
		self::assertNotNull( $this->first_due( $this->services->get( NoteBrokenPromises::class )->due() ) );
		$this->run_job( NoteBrokenPromises::class );
		$this->run_job( NoteBrokenPromises::class );
		self::assertSame( [ Promise::Broken, true ], [ $this->now( $received )->promise, $this->now( $received )->unread ] );
		$lines = $this->summary( $this->activity( $received->conversation->public_id ) );
		self::assertSame( [ 'promise broken' ], array_values( preg_grep( '/^promise/', $lines ) ?: [] ), 'Once.' );
	}

	public function test_nothing_is_promised_while_the_team_is_there_without_hours_or_when_the_owner_does_not_want_it(): void {
		$this->sign_in();
		self::assertNull( $this->now( $this->asks( 'No hours set' ) )->promise );
		$this->open_hours();
		$this->clock->set( '2026-11-20 10:00:00' );
		self::assertNull( $this->now( $this->asks( 'We are there' ) )->promise );
		$this->services->get( Settings::class )->save( [ 'answer_within_hours' => 0 ] );
		$this->clock->set( '2026-11-20 20:00:00' );
		$received = $this->asks( 'Away' );
		self::assertNull( $this->now( $received )->promise );
		self::assertSame( 'We’re away right now. We’re back on Monday at 09:00.', $this->last_text( $received->conversation->public_id ) );
	}

	public function test_a_conversation_handed_back_promises_nothing_any_more(): void {
		$me = $this->sign_in();
		$this->open_hours();
		$this->clock->set( '2026-11-20 18:00:00' );
		$received = $this->asks( 'My order is late' );
		$this->services->get( AgentService::class )->release( $received->conversation->id, $me->ID );

		self::assertNull( $this->now( $received )->promise );
	}

	public function test_the_note_says_what_was_asked_said_tried_and_why_a_person_is_needed(): void {
		$this->sign_in();
		$received = $this->says( 'Do you deliver to Corsica?' );
		$id       = $received->conversation->public_id;
		self::assertSame( 404, $this->rest( 'GET', "/conversations/$id/handover" )->get_status() );
		$this->complete( $received, new Parts( [
			[ 'type' => 'text', 'text' => '**We deliver** in France.' ],
			[ 'type' => 'source', 'id' => '1', 'url' => 'https://site.test/delivery/', 'title' => 'Delivery', 'excerpt' => 'x', 'date' => null ],
		] ), false );
		$again = $this->says( 'But to Corsica <script>alert(1)</script>?', $this->owner( $received ), $id );
		$this->complete( $again, Parts::text_only( 'I found nothing about that.' ), true );
		$this->request( $received->conversation->id, SupportReason::OutOfScope, 'Delivery to Corsica' );
		$this->says( 'Later words', $this->owner( $received ), $id );

		$note = $this->rest( 'GET', "/conversations/$id/handover" )->get_data();
		self::assertSame( [ 'out_of_scope', 'Delivery to Corsica' ], [ $note['reason'], $note['asked'] ] );
		self::assertSame( 'But to Corsica <script>alert(1)</script>?', $note['question'] );
		self::assertSame( [ 'We deliver in France.', 'I found nothing about that.' ], array_column( $note['answers'], 'text' ) );
		self::assertSame( [ false, true ], array_column( $note['answers'], 'refused' ) );
		self::assertSame( [ [ 'url' => 'https://site.test/delivery/', 'title' => 'Delivery' ] ], $note['sources'] );
		$this->sign_in( 'subscriber' );
		self::assertSame( 403, $this->rest( 'GET', "/conversations/$id/handover" )->get_status() );
	}

	public function test_a_silent_conversation_goes_back_to_the_assistant_unless_the_visitor_waits(): void {
		$me     = $this->sign_in();
		$agents = $this->services->get( AgentService::class );
		$silent = $this->says( 'Hello' );
		$agents->reply( $silent->conversation->id, $me->ID, 'Hello, how can I help?', false, null, null );
		$waits = $this->says( 'Hello too' );
		$agents->reply( $waits->conversation->id, $me->ID, 'Tell me', false, null, null );
		$this->says( 'It is broken', $this->owner( $waits ), $waits->conversation->public_id );
		$job = $this->services->get( HandBackSilentConversations::class );
		$this->clock->pass( '23 hours' );
		self::assertNull( $this->first_due( $job->due() ) );

		$this->clock->pass( '2 hours' );
		self::assertNotNull( $this->first_due( $job->due() ) );
		$this->run_job( HandBackSilentConversations::class );
		self::assertSame( [ Handler::Assistant, Handler::Human ], [ $this->now( $silent )->handler, $this->now( $waits )->handler ] );
		$lines = $this->activity( $silent->conversation->public_id );
		$last  = end( $lines );
		self::assertSame( [ 'handler', 'assistant', null ], [ $last['type'] ?? '', $last['to'] ?? '', $last['agent'] ?? null ] );
		self::assertNull( $this->first_due( $job->due() ) );

		$this->services->get( Settings::class )->save( [ 'hand_back_hours' => 0 ] );
		$agents->take_over( $silent->conversation->id, $me->ID );
		$this->clock->pass( '40 days' );
		self::assertNull( $this->first_due( $job->due() ), 'Switched off.' );
	}

	public function test_what_colleagues_work_on_what_nobody_has_looked_at_and_what_is_old_is_not_handed_back(): void {
		$me     = $this->sign_in();
		$agents = $this->services->get( AgentService::class );
		$held   = fn( string $text ): int => $this->held( $text, $me->ID );
		$noted  = $held( 'noted' );
		$given  = $held( 'assigned' );
		$woken  = $held( 'woken' );
		$silent = $held( 'silent' );
		$agents->set_status( $woken, Status::Snoozed, $this->clock->now()->modify( '+30 hours' ), $me->ID );
		$this->clock->pass( '29 hours' );
		$agents->reply( $noted, $me->ID, 'Call them', true, null, null );
		$agents->assign( $given, $this->user( 'administrator' )->ID, $me->ID );
		$this->run_job( HandBackSilentConversations::class );
		$handlers = $this->handlers();
		$who      = static fn( int $id ): string => $handlers[ $id ];
		self::assertSame( [ 'human', 'human', 'human', 'assistant' ], array_map( $who, [ $noted, $given, $woken, $silent ] ) );

		$this->clock->pass( '1 hour' );
		$agents->wake( $woken );
		$this->clock->pass( '26 hours' );
		$this->run_job( HandBackSilentConversations::class );
		self::assertSame( 'human', $this->handlers()[ $woken ], 'It came back unread, and nobody has looked.' );

		$old = $held( 'old' );
		$this->clock->pass( '30 days' );
		$this->run_job( HandBackSilentConversations::class );
		self::assertSame( 'human', $this->handlers()[ $old ] );
	}

	public function test_taking_over_what_one_holds_already_says_nothing_again(): void {
		$me = $this->sign_in();
		$received = $this->says( 'Hello' );
		foreach ( [ 1, 2, 3 ] as $_ ) {
			$this->services->get( AgentService::class )->take_over( $received->conversation->id, $me->ID );
		}
		$this->announce();
		self::assertSame( [ 'Hello', 'A member of our team has joined.' ], $this->texts( $received->conversation->id ) );
	}

	public function test_a_promise_that_breaks_while_the_conversation_is_snoozed_brings_it_back(): void {
		$me = $this->sign_in();
		$this->open_hours();
		$this->clock->set( '2026-11-20 18:00:00' );
		$received = $this->asks( 'My order is late' );
		$agents   = $this->services->get( AgentService::class );
		$agents->set_status( $received->conversation->id, Status::Snoozed, $this->clock->now()->modify( '+30 days' ), $me->ID );
		$archived = $this->asks( 'Archived' );
		$agents->set_archived( $archived->conversation->id, true, $me->ID );
		$this->clock->set( '2026-11-24 08:00:01' );
		$this->run_job( NoteBrokenPromises::class );

		self::assertSame( [ Status::Pending, true ], [ $this->now( $received )->status, $this->now( $received )->unread ] );
		self::assertContains( $received->conversation->public_id, array_column( $this->list_of( '?todo=true' ), 'id' ) );
		self::assertNull( $this->now( $archived )->promise, 'Whoever archives it has dealt with it.' );
	}

	public function test_the_thread_says_who_did_what_and_when(): void {
		$marie  = $this->sign_in();
		$paul   = $this->user( 'administrator' );
		$agents = $this->services->get( AgentService::class );
		$hello  = $this->says( 'Hello' )->conversation;
		$id     = $hello->id;
		$agents->take_over( $id, $marie->ID );
		$agents->assign( $id, $paul->ID, $marie->ID );
		$agents->set_priority( $id, Priority::High, $marie->ID );
		$agents->set_status( $id, Status::Resolved, null, $marie->ID );
		$agents->set_archived( $id, true, $marie->ID );
		$lines = $this->activity( $hello->public_id );

		$did = [ 'handler human', 'assignee person', 'priority high', 'status resolved', 'archived archive' ];
		self::assertSame( $did, $this->summary( $lines ) );
		self::assertSame( [ $marie->ID ], array_values( array_unique( array_column( array_column( $lines, 'agent' ), 'id' ) ) ) );
		self::assertSame( $paul->ID, $lines[1]['subject']['id'] );
		self::assertCount( 5, array_unique( array_column( $lines, 'id' ) ) );
	}

	public function test_the_thread_names_teams_labels_and_categories_and_leaves_out_what_is_gone(): void {
		$marie = $this->sign_in();
		$hello = $this->says( 'Hello' )->conversation;
		$path  = "/conversations/$hello->public_id";
		$ana   = [ 'id' => $this->user( 'administrator' )->ID, 'role' => 'member' ];
		$team  = $this->rest( 'POST', '/teams', [ 'name' => 'Workshop', 'members' => [ $ana ] ] )->get_data()['id'];
		$this->rest( 'POST', '/categories', [ 'name' => 'Repairs' ] );
		$this->rest( 'PATCH', $path, [ 'team' => $team ] );
		$this->rest( 'PATCH', $path, [ 'labels' => [ 'VIP', 'Late' ] ] );
		$this->rest( 'PATCH', $path, [ 'labels' => [ 'VIP' ], 'category' => 'Repairs' ] );
		$this->rest( 'PATCH', $path, [ 'assignee' => $marie->ID ] );
		$said  = [ 'team Workshop', 'labels Late, VIP', 'labels ', 'category Repairs', 'assignee person' ];
		$lines = $this->activity( $hello->public_id );
		self::assertSame( $said, $this->summary( $lines ) );
		self::assertSame( 'Late', $lines[2]['from'] );

		foreach ( $this->rest( 'GET', '/labels' )->get_data()['items'] as $label ) {
			$this->rest( 'DELETE', "/labels/{$label['id']}" );
		}
		self::assertSame( [ 'team Workshop', 'category Repairs', 'assignee person' ], $this->summary( $this->activity( $hello->public_id ) ) );
	}

	public function test_new_activity_of_the_open_conversation_comes_with_the_updates(): void {
		$me       = $this->sign_in();
		$received = $this->says( 'Hello' );
		$other    = $this->says( 'Another one' );
		$cursor   = $this->rest( 'GET', '/updates' )->get_data()['cursor'];
		$agents   = $this->services->get( AgentService::class );
		$agents->take_over( $received->conversation->id, $me->ID );
		$agents->set_priority( $other->conversation->id, Priority::Low, $me->ID );
		$query   = '?after=' . rawurlencode( $cursor ) . '&conversation=' . $received->conversation->public_id;
		$updates = $this->rest( 'GET', '/updates' . $query )->get_data();

		self::assertSame( [ 'handler human' ], $this->summary( $updates['activity'] ) );
		self::assertSame( $this->activity( $received->conversation->public_id ), $updates['activity'], 'The same ids as in the thread.' );
	}

	public function test_the_visitor_is_told_who_joined_and_that_the_assistant_answers_again_once_each(): void {
		$me = $this->sign_in();
		update_user_option( $me->ID, PublicName::OPTION, 'Camille' );
		$received = $this->says( 'Hello' );
		$agents   = $this->services->get( AgentService::class );
		$agents->take_over( $received->conversation->id, $me->ID );
		$this->announce();
		$this->announce();
		self::assertSame( [ 'Hello', 'Camille has joined.' ], $this->texts( $received->conversation->id ) );
		$path   = '/conversations/' . $received->conversation->public_id . '/messages';
		$hello  = $this->rest( 'GET', $path )->get_data()['items'][0]['id'];
		$answer = $this->rest( 'POST', $path, [ 'text' => 'I read Hello only', 'seen_message' => $hello ] );
		self::assertSame( 201, $answer->get_status(), 'What the system says is nothing to read first.' );
		$agents->release( $received->conversation->id, $me->ID );
		$this->announce();
		self::assertSame( 'The automated assistant answers again.', $this->texts( $received->conversation->id )[3] ?? null );

		$agents->reply( $received->conversation->id, $me->ID, 'A reply says itself who joined', false, null, null );
		$this->announce();
		self::assertCount( 5, $this->texts( $received->conversation->id ) );
		self::assertSame( 'A reply says itself who joined', $this->now( $received )->preview );
	}

	/** A conversation in which an agent wrote last. */
	private function held( string $text, int $agent ): int {
		$id = $this->says( $text )->conversation->id;
		$this->services->get( AgentService::class )->reply( $id, $agent, 'Hello', false, null, null );
		return $id;
	}

	/** @return array<int, string> Who answers, by row id. */
	private function handlers(): array {
		$rows = $this->database()->rows( 'SELECT id, handler FROM %i', $this->database()->table( 'conversations' ) );
		return array_column( array_map( static fn( array $row ): array => [ (int) $row['id'], (string) $row['handler'] ], $rows ), 1, 0 );
	}

	private function open_hours(): void {
		$this->services->get( Settings::class )->save( [ 'office_hours' => [ '1-5 09:00-18:00' ] ] );
	}

	private function request( int $id, SupportReason $reason = SupportReason::Asked, string $summary = 'Please call me' ): void {
		$this->services->get( SupportService::class )->request( $id, new NewSupportRequest( SupportOrigin::Button, $reason, $summary ) );
		$this->clock->pass( '1 minute' );
	}

	private function complete( \Aaia\Chatbot\Conversations\ReceivedMessage $received, Parts $parts, bool $refused ): void {
		$answers = $this->services->get( AnswerService::class );
		$lease   = $answers->begin( $received->turn->id ) ?? throw new \RuntimeException( 'The turn is taken.' );
		$answers->complete( $lease, $parts, $refused, false );
		$this->clock->pass( '1 minute' );
	}

	/** @return array<string, mixed> */
	private function one( string $id ): array {
		return $this->rest( 'GET', "/conversations/$id" )->get_data();
	}

	/** @return list<array<string, mixed>> */
	private function list_of( string $query ): array {
		return $this->rest( 'GET', '/conversations' . $query )->get_data()['items'];
	}

	/** @return list<array<string, mixed>> */
	private function activity( string $id ): array {
		return $this->rest( 'GET', "/conversations/$id/messages" )->get_data()['activity'];
	}

	/**
	 * @param list<array<string, mixed>> $lines
	 *
	 * @return list<string>
	 */
	private function summary( array $lines ): array {
		return array_map( static fn( array $line ): string => "{$line['type']} {$line['to']}", $lines );
	}

	private function last_text( string $id ): string {
		$items = $this->rest( 'GET', "/conversations/$id/messages" )->get_data()['items'];
		return end( $items )['parts'][0]['text'];
	}

	/** @return list<string> */
	private function texts( int $id ): array {
		$rows = $this->database()->rows(
			'SELECT text FROM %i WHERE conversation_id = %d ORDER BY id',
			$this->database()->table( 'messages' ),
			$id,
		);
		return array_map( static fn( array $row ): string => (string) $row['text'], $rows );
	}

	/** @param class-string<\Aaia\Chatbot\Jobs\JobHandler> $handler */
	private function run_job( string $handler ): void {
		$this->services->get( $handler )->handle( new Job( 1, $handler, [], 1 ) );
	}

	/**
	 * @param array{literal-string, list<string|int>} $due
	 *
	 * @return ?array<string, ?string>
	 */
	private function first_due( array $due ): ?array {
		return $this->database()->row( $due[0], ...$due[1] );
	}

	/** Hands all events about who answers to the subscriber, as the dispatcher does. */
	private function announce(): void {
		$subscriber = $this->services->get( AnnounceHandler::class );
		foreach ( $this->services->get( EventLog::class )->after( 0, 1000 ) as $event ) {
			if ( $event instanceof Event && EventType::HandlerChanged === $event->type ) {
				$subscriber->on( $event );
			}
		}
	}
}
