<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ConversationNotFound;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\ReplyConflict;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

final class AgentServiceTest extends ChatTestCase {

	private AgentService $agents;

	private TestVisitor $visitor;

	private string $public_id = '';

	private int $id = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->agents    = $this->plugin->services->get( AgentService::class );
		$this->visitor   = $this->visitor();
		$this->public_id = $this->visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		$this->id        = (int) $this->row( 'conversations', 'public_id', $this->public_id )['id'];
	}

	public function test_a_reply_sent_twice_is_one_message(): void {
		$first  = $this->agents->reply( $this->id, 1, 'Good day.', false, 'client-id-0123456789', null );
		$second = $this->agents->reply( $this->id, 1, 'Good day.', false, 'client-id-0123456789', 'whatever' );
		$this->assertSame( $first->id, $second->id );
		$this->assertNotSame(
			$first->id,
			$this->agents->reply( $this->id, 2, 'Good day.', false, 'client-id-0123456789', null )->id,
			'Another agent’s id is another.',
		);
	}

	public function test_a_repeated_reply_or_note_is_found_after_many_other_messages(): void {
		$reply = $this->agents->reply( $this->id, 1, 'Good day.', false, 'client-id-of-a-reply', null );
		$note  = $this->agents->reply( $this->id, 1, 'A word among us.', true, 'client-id-of-a-note-', null );
		for ( $number = 0; $number < 101; $number++ ) {
			$this->agents->reply( $this->id, 1, "Number $number", true, null, null );
		}
		$before = [ $this->count_rows( 'messages' ), $this->events() ];
		$this->assertSame( $reply->id, $this->agents->reply( $this->id, 1, 'Good day.', false, 'client-id-of-a-reply', null )->id );
		$this->assertSame( $note->id, $this->agents->reply( $this->id, 1, 'A word among us.', true, 'client-id-of-a-note-', null )->id );
		$this->assertSame( $before, [ $this->count_rows( 'messages' ), $this->events() ] );
		$this->assertNotSame(
			$reply->id,
			$this->agents->reply( $this->id, 1, 'Good day.', false, 'CLIENT-id-of-a-reply', null )->id,
			'Ids are told apart by case.',
		);
	}

	public function test_a_reply_conflicts_when_a_newer_message_was_not_seen_and_nothing_is_stored(): void {
		$seen = $this->plugin->services->get( MessageRepository::class )->thread( $this->id, 1, false )[0]->public_id ?? null;
		$this->visitor->says( 'One more thing', $this->public_id );
		$before = $this->count_rows( 'messages' );
		try {
			$this->agents->reply( $this->id, 1, 'Good day.', false, null, $seen );
			$this->fail( 'It was sent.' );
		} catch ( ReplyConflict ) {
			$this->assertSame( $before, $this->count_rows( 'messages' ) );
			$this->assertSame( 'assistant', $this->row( 'conversations', 'id', $this->id )['handler'] );
		}
	}

	public function test_a_private_note_changes_no_list_and_never_reaches_the_visitor(): void {
		$before = $this->row( 'conversations', 'id', $this->id );
		$cursor = $this->visitor->asks( 'GET', '/session/updates' )->get_data()['cursor'];
		$note   = $this->agents->reply( $this->id, 1, 'TOP SECRET', true, null, 'not even seen' );
		$this->assertSame( $before, $this->row( 'conversations', 'id', $this->id ) );
		$this->agents->reply( $this->id, 1, 'Public', false, null, null );
		foreach ( [
			"/chat/$this->public_id/messages",
			'/session/updates?after=' . $cursor,
			'/session/updates',
			"/chat/$this->public_id/messages?after=$cursor",
		] as $path ) {
			$this->assertStringNotContainsString( 'SECRET', (string) wp_json_encode( $this->visitor->asks( 'GET', $path )->get_data() ), $path );
		}
		$this->assertSame(
			404,
			$this->visitor->asks( 'PUT', "/chat/$this->public_id/messages/$note->public_id/rating", [ 'value' => 'up' ] )->get_status(),
		);
		$this->assertSame( 404, $this->visitor->asks( 'PUT', "/chat/$this->public_id/read", [ 'message' => $note->public_id ] )->get_status() );
		$this->assertStringNotContainsString( 'SECRET', (string) $this->row( 'conversations', 'id', $this->id )['preview'] );
	}

	public function test_a_private_note_is_not_in_the_prompt(): void {
		$this->agents->reply( $this->id, 1, 'TOP SECRET', true, null, null );
		$model = $this->model( static fn(): array => [ new \Aaia\Chatbot\Llm\TextDelta( 'ok' ) ] );
		$this->visitor->says( 'What do you know?', $this->public_id );
		$this->assertCount( 1, $model->asked );
		$this->assertStringNotContainsString( 'SECRET', serialize( $model->asked[0]->history ) );
	}

	public function test_waiting_time_counts_from_the_first_message_to_the_first_reply(): void {
		$waiting = fn(): ?string => $this->row( 'conversations', 'id', $this->id )['waiting_since'];
		$this->agents->take_over( $this->id, 1 );
		$this->visitor->says( 'Anybody?', $this->public_id );
		$this->assertNotSame( '', (string) $waiting() );
		$this->database()->update( 'conversations', [ 'waiting_since' => '2026-01-01 00:00:00' ], [ 'id' => $this->id ] );
		$this->visitor->says( 'Hello?', $this->public_id );
		$this->assertSame( '2026-01-01 00:00:00', $waiting(), 'Later words do not move it.' );
		$this->agents->reply( $this->id, 1, 'A note', true, null, null );
		$this->assertSame( '2026-01-01 00:00:00', $waiting() );
		$this->agents->reply( $this->id, 1, 'Here I am.', false, null, null );
		$this->assertNull( $waiting() );
	}

	public function test_actions_on_a_deleted_conversation_throw_not_found(): void {
		$this->visitor->asks( 'DELETE', "/chat/$this->public_id" );
		foreach ( [
			fn() => $this->agents->reply( $this->id, 1, 'Hello?', false, null, null ),
			fn() => $this->agents->take_over( $this->id, 1 ),
			fn() => $this->agents->release( $this->id ),
		] as $act ) {
			try {
				$act();
				$this->fail( 'It was done.' );
			} catch ( ConversationNotFound ) {
				$this->assertSame( 0, $this->count_rows( 'messages' ) );
			}
		}
	}

	public function test_an_id_in_other_case_or_of_another_visitor_is_not_found(): void {
		$swapped = strtoupper( $this->public_id ) === $this->public_id ? strtolower( $this->public_id ) : strtoupper( $this->public_id );
		$this->assertSame( 404, $this->visitor->asks( 'GET', "/chat/$swapped/messages" )->get_status() );
		$this->assertSame( 404, $this->visitor->asks( 'GET', '/chat/' . Ids::random() . '/messages' )->get_status() );
	}
}
