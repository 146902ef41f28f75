<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox\Notices;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Inbox\WakeConversation;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Tests\Inbox\InboxTestCase;

/** What GET /updates says the current user should be notified of, who is elsewhere, and where the unread part of a thread begins. */
final class OwnNoticesTest extends InboxTestCase {

	private \WP_User $marie;

	private \WP_User $paul;

	protected function setUp(): void {
		parent::setUp();
		$this->marie = $this->user( 'administrator', [ 'display_name' => 'Marie' ] );
		$this->paul  = $this->user( 'administrator', [ 'display_name' => 'Paul' ] );
		wp_set_current_user( $this->paul->ID );
	}

	public function test_each_kind_of_news_is_named_to_those_it_concerns_and_not_to_who_did_it(): void {
		$team    = $this->team_of_marie();
		$cursors = fn(): array => [ $this->cursor( $this->paul ), $this->cursor( $this->marie ) ];
		$visitor = $this->visitor();
		$first   = $this->says( 'hello', $visitor );
		$id      = $first->conversation->public_id;

		[ $pauls, $maries ] = $cursors();
		wp_set_current_user( $this->paul->ID );
		$this->rest( 'POST', "/conversations/$id/messages", [ 'text' => 'see', 'private' => true, 'mentions' => [ $this->marie->ID ] ] );
		self::assertSame( [ [], [ 'mention' ] ], [ $this->kinds( $this->paul, $pauls ), $this->kinds( $this->marie, $maries ) ] );

		[ $pauls, $maries ] = $cursors();
		wp_set_current_user( $this->paul->ID );
		$this->rest( 'PATCH', "/conversations/$id", [ 'team' => $team['id'] ] );
		self::assertSame( [ [], [ 'team' ] ], [ $this->kinds( $this->paul, $pauls ), $this->kinds( $this->marie, $maries ) ] );

		[ $pauls, $maries ] = $cursors();
		wp_set_current_user( $this->paul->ID );
		$this->rest( 'PATCH', "/conversations/$id", [ 'assignee' => $this->marie->ID ] );
		self::assertSame( [ [], [ 'assigned' ] ], [ $this->kinds( $this->paul, $pauls ), $this->kinds( $this->marie, $maries ) ] );

		wp_set_current_user( $this->marie->ID );
		$this->rest( 'POST', "/conversations/$id/takeover", [] );
		[ $pauls, $maries ] = $cursors();
		$this->says( 'are you there?', $visitor, $id );
		self::assertSame( [ [], [ 'message' ] ], [ $this->kinds( $this->paul, $pauls ), $this->kinds( $this->marie, $maries ) ] );

		[ $pauls, $maries ] = $cursors();
		$asking = $this->asks( 'a person, please' );
		self::assertSame( [ [ 'waiting' ], [ 'waiting' ] ], [ $this->kinds( $this->paul, $pauls ), $this->kinds( $this->marie, $maries ) ] );
		self::assertSame( $asking->conversation->public_id, $this->updates( $this->paul, $pauls )['notices'][0]['conversation'] );
	}

	public function test_nobody_is_notified_of_what_the_assistant_does_of_what_they_did_not_choose_or_of_what_is_hidden(): void {
		$cursor = $this->cursor( $this->marie );
		$this->answers( $this->says( 'for the assistant' ), 'Here you are' );
		self::assertSame( [], $this->kinds( $this->marie, $cursor ) );

		$cursor = $this->cursor( $this->marie );
		$this->rest( 'PATCH', '/preferences', [ 'notify_waiting' => false ] );
		$asking = $this->asks( 'a person, please' );
		self::assertSame( [], $this->kinds( $this->marie, $cursor ) );

		wp_set_current_user( $this->marie->ID );
		$this->rest( 'PATCH', '/preferences', [ 'notify_waiting' => true ] );
		self::assertSame( [ 'waiting' ], $this->kinds( $this->marie, $cursor ) );
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $asking->conversation->id ] );
		self::assertSame( [], $this->kinds( $this->marie, $cursor ) );
	}

	public function test_the_end_of_a_snooze_is_told_to_whom_the_conversation_is_assigned_and_shown_until_somebody_looks(): void {
		$received = $this->says( 'later, please' );
		$path     = '/conversations/' . $received->conversation->public_id;
		wp_set_current_user( $this->paul->ID );
		$this->rest( 'POST', "$path/takeover", [] );
		$this->rest( 'PATCH', $path, [ 'snooze' => '1h' ] );
		$this->clock->set( gmdate( 'Y-m-d H:i:s', time() + 3610 ) );
		$cursors = [ $this->cursor( $this->paul ), $this->cursor( $this->marie ) ];
		$wake    = new WakeConversation(
			$this->clock,
			$this->services->get( ConversationRepository::class ),
			$this->services->get( AgentService::class ),
			$this->services->get( JobQueue::class ),
		);
		$wake->handle( new Job( 1, WakeConversation::NAME, [ 'conversation' => $received->conversation->id ], 1 ) );
		self::assertSame( [ [ 'woken' ], [] ], [ $this->kinds( $this->paul, $cursors[0] ), $this->kinds( $this->marie, $cursors[1] ) ] );
		wp_set_current_user( $this->paul->ID );
		self::assertTrue( $this->rest( 'GET', $path )->get_data()['woken'] );
		$line = array_values( array_filter(
			$this->rest( 'GET', "$path/messages" )->get_data()['activity'],
			static fn( array $line ): bool => 'status' === $line['type'] && 'snoozed' === $line['from'],
		) );
		self::assertSame( [ 'system', null ], [ $line[0]['by'] ?? null, $line[0]['agent'] ?? null ] );

		$this->rest( 'PUT', "$path/read", [] );
		self::assertFalse( $this->rest( 'GET', $path )->get_data()['woken'] );
	}

	public function test_a_message_that_ends_a_snooze_is_a_message(): void {
		$visitor  = $this->visitor();
		$received = $this->says( 'later, please', $visitor );
		$path     = '/conversations/' . $received->conversation->public_id;
		wp_set_current_user( $this->paul->ID );
		$this->rest( 'POST', "$path/takeover", [] );
		$this->rest( 'PATCH', $path, [ 'snooze' => '1h' ] );
		$cursor = $this->cursor( $this->paul );
		$this->says( 'now', $visitor, $received->conversation->public_id );
		self::assertSame( [ 'message' ], $this->kinds( $this->paul, $cursor ) );
		self::assertFalse( $this->rest( 'GET', $path )->get_data()['woken'] );
	}

	public function test_a_thousand_events_cost_no_query_each(): void {
		$team = $this->team_of_marie();
		$ids  = array_map( fn( int $i ): string => $this->says( "hello $i" )->conversation->public_id, range( 1, 12 ) );
		$cost = function ( int $many ) use ( $ids, $team ): int {
			$cursor = $this->cursor( $this->marie );
			wp_set_current_user( $this->paul->ID );
			foreach ( array_slice( $ids, 0, $many ) as $id ) {
				$note = [ 'text' => 'see', 'private' => true, 'mentions' => [ $this->marie->ID ] ];
				$this->rest( 'POST', "/conversations/$id/messages", $note );
				$this->rest( 'PATCH', "/conversations/$id", [ 'team' => 12 === $many ? null : $team['id'] ] );
				$this->rest( 'PATCH', "/conversations/$id", [ 'team' => $team['id'] ] );
			}
			wp_set_current_user( $this->marie->ID );
			wp_cache_flush();
			$before = self::wpdb()->num_queries;
			$this->updates( $this->marie, $cursor );
			return self::wpdb()->num_queries - $before;
		};
		self::assertSame( $cost( 2 ), $cost( 12 ) );
	}

	public function test_who_looks_at_other_conversations_is_shown_by_one_query(): void {
		$visitor = $this->visitor();
		$looked  = $this->says( 'hello', $visitor )->conversation->public_id;
		$other   = $this->says( 'hi' )->conversation->public_id;
		$this->rest( 'POST', "/conversations/$looked/typing", [ 'activity' => 'viewing' ] );
		$this->rest( 'POST', "/conversations/$other/typing", [] );
		$cursor = $this->cursor( $this->marie );
		$update = $this->updates( $this->marie, $cursor, "&present=true&conversation=$other" );
		$shown  = array_column( $update['present'], null, 'conversation' );
		self::assertSame( [ 'Paul', 'viewing' ], [ $shown[ $looked ]['name'], $shown[ $looked ]['activity'] ] );
		self::assertSame( [ [ 'Paul', 'typing' ] ], array_map( static fn( $one ) => [ $one['name'], $one['activity'] ], $update['presence'] ) );
		self::assertSame( [], $this->updates( $this->paul, $cursor, '&present=true' )['present'], 'not oneself' );
		self::assertSame( [], $this->updates( $this->marie, $cursor )['present'], 'only when asked' );

		wp_set_current_user( $this->marie->ID );
		$before = self::wpdb()->num_queries;
		$this->updates( $this->marie, $cursor, "&present=true&conversation=$other" );
		self::assertSame( 2, self::wpdb()->num_queries - $before );

		add_filter( 'aaia_chatbot_hidden_conversations', fn(): array => [ $this->conversation_row( $looked ) ] );
		self::assertSame( [ $other ], array_column( $this->updates( $this->marie, $cursor, '&present=true' )['present'], 'conversation' ) );
	}

	public function test_the_thread_says_where_the_unread_part_begins(): void {
		$this->clock->set( gmdate( 'Y-m-d H:i:s', time() - 120 ) );
		$first   = $this->asks( 'first' );
		$id      = $first->conversation->public_id;
		$visitor = $this->owner( $first );
		$new     = fn(): ?array => $this->rest( 'GET', "/conversations/$id/messages" )->get_data()['new'];
		self::assertSame( [ 'from' => $first->question->public_id, 'count' => 1 ], $new() );
		$this->clock->pass( '1 minute' );
		$this->rest( 'POST', "/conversations/$id/takeover", [] );
		$this->rest( 'PUT', "/conversations/$id/read", [] );
		self::assertNull( $new(), 'read' );

		$this->clock->pass( '1 minute' );
		$second = $this->says( 'second', $visitor, $id );
		$this->says( 'third', $visitor, $id );
		self::assertSame( [ 'from' => $second->question->public_id, 'count' => 2 ], $new() );
		$this->rest( 'POST', "/conversations/$id/messages", [ 'text' => 'my own note', 'private' => true ] );
		self::assertSame( [ 'from' => $second->question->public_id, 'count' => 2 ], $new(), 'one’s own note is not new' );

		$this->rest( 'POST', "/conversations/$id/messages", [ 'text' => 'an answer' ] );
		$fourth = $this->says( 'fourth', $visitor, $id );
		self::assertSame( [ 'from' => $fourth->question->public_id, 'count' => 1 ], $new() );
	}

	/** @return array<string, mixed> */
	private function team_of_marie(): array {
		$members = [ [ 'id' => $this->marie->ID, 'role' => 'member' ] ];
		return $this->rest( 'POST', '/teams', [ 'name' => 'Sales', 'members' => $members ] )->get_data();
	}

	private function conversation_row( string $public_id ): int {
		$table = $this->database()->table( 'conversations' );
		return (int) $this->database()->value( 'SELECT id FROM %i WHERE public_id = %s', $table, $public_id );
	}

	private function cursor( \WP_User $user ): string {
		wp_set_current_user( $user->ID );
		return $this->rest( 'GET', '/updates' )->get_data()['cursor'];
	}

	/** @return array<string, mixed> */
	private function updates( \WP_User $user, string $cursor, string $more = '' ): array {
		wp_set_current_user( $user->ID );
		$response = $this->rest( 'GET', '/updates?after=' . rawurlencode( $cursor ) . $more );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return $response->get_data();
	}

	/** @return list<string> */
	private function kinds( \WP_User $user, string $cursor ): array {
		return array_column( $this->updates( $user, $cursor )['notices'], 'kind' );
	}
}
