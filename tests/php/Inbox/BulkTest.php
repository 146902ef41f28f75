<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Inbox\Bulk\RunBulk;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;

/** Changes to many conversations at once: /conversations/bulk. */
final class BulkTest extends InboxTestCase {

	public function test_conversations_that_are_named_are_archived_at_once_and_the_report_says_which_were_already(): void {
		$me  = $this->sign_in();
		$all = $this->several( 4 );
		$this->rest( 'PATCH', '/conversations/' . $all[0], [ 'archived' => true ] );

		$run = $this->bulk( [ 'ids' => [ ...$all, 'no-such-conversation' ], 'action' => 'archive' ] );

		self::assertSame( [ 'done', 5, 3, 2, 0 ], [ $run['state'], $run['total'], $run['done'], $run['skipped'], $run['failed'] ] );
		self::assertSame(
			[
				[ 'reason' => 'unchanged', 'count' => 1, 'conversations' => [ $all[0] ] ],
				[ 'reason' => 'gone', 'count' => 1, 'conversations' => [] ],
			],
			$run['reasons'],
		);
		self::assertSame( [], $this->listed() );
		self::assertSame( [ 'archived' => true, 'agent' => $me->ID ], $this->last_event( EventType::ConversationUpdated ) );
	}

	public function test_undo_gives_back_exactly_what_was_and_leaves_what_changed_since(): void {
		$me    = $this->sign_in();
		$asked = $this->asks( 'waits for a person' );
		$plain = $this->says( 'hello' );
		$moved = $this->says( 'moved on' );
		$ids   = array_map( static fn( ReceivedMessage $one ): string => $one->conversation->public_id, [ $asked, $plain, $moved ] );
		$before = [ $this->now( $asked ), $this->now( $plain ) ];
		$run    = $this->bulk( [ 'ids' => $ids, 'action' => 'status', 'status' => 'resolved' ] );
		self::assertSame( [ 3, 'resolved' ], [ $run['done'], $this->now( $asked )->status->value ] );
		$this->clock->pass( '2 minutes' );
		$this->says( 'one more thing', $this->owner( $moved ), $ids[2] );

		$undo = $this->rest( 'POST', '/conversations/bulk/' . $run['id'] . '/undo', [] )->get_data();

		self::assertSame(
			[ 'done', true, 'status', 2, 1 ],
			[ $undo['state'], $undo['undoes'], $undo['action'], $undo['done'], $undo['skipped'] ],
		);
		self::assertSame( [ 'reason' => 'changed', 'count' => 1, 'conversations' => [ $ids[2] ] ], $undo['reasons'][0] );
		self::assertEquals( $before, [ $this->now( $asked ), $this->now( $plain ) ], 'waiting since, request and promise too' );
		self::assertSame(
			[ 'from' => 'resolved', 'to' => 'open', 'by' => 'agent', 'agent' => $me->ID ],
			$this->last_event( EventType::StatusChanged, $plain->conversation->id ),
		);
		$again = $this->rest( 'POST', '/conversations/bulk/' . $run['id'] . '/undo', [] )->get_data();
		self::assertSame( $undo['id'], $again['id'], 'A second press is the same undo.' );
		self::assertNull( $this->rest( 'GET', '/conversations/bulk/' . $run['id'] )->get_data()['undo_until'] );
	}

	public function test_labels_and_assignment_are_undone_one_by_one_and_not_after_a_day(): void {
		$ana = $this->user( 'administrator' );
		$me  = $this->sign_in();
		$ids = $this->several( 3 );
		$this->rest( 'PATCH', '/conversations/' . $ids[0], [ 'labels' => [ 'old' ], 'assignee' => $me->ID ] );

		$labelled = $this->bulk( [ 'ids' => $ids, 'action' => 'label', 'add_labels' => [ 'VIP' ], 'remove_labels' => [ 'old' ] ] );
		$assigned = $this->bulk( [ 'ids' => $ids, 'action' => 'assign', 'assignee' => $ana->ID ] );
		self::assertSame( [ 3, 3 ], [ $labelled['done'], $assigned['done'] ] );
		self::assertSame( [ [ 'VIP' ], $ana->ID ], [ $this->shown( $ids[0] )['labels'], $this->shown( $ids[0] )['assignee']['id'] ] );
		$this->clock->pass( '1 minute' );
		$this->rest( 'PATCH', '/conversations/' . $ids[1], [ 'add_labels' => [ 'mine' ], 'assignee' => $me->ID ] );

		foreach ( [ $labelled, $assigned ] as $run ) {
			$undo = $this->rest( 'POST', '/conversations/bulk/' . $run['id'] . '/undo', [] )->get_data();
			self::assertSame( [ 2, [ $ids[1] ] ], [ $undo['done'], $undo['reasons'][0]['conversations'] ] );
		}
		self::assertSame( [ [ 'old' ], $me->ID ], [ $this->shown( $ids[0] )['labels'], $this->shown( $ids[0] )['assignee']['id'] ] );
		self::assertSame( [ [ 'mine', 'VIP' ], $me->ID ], [ $this->shown( $ids[1] )['labels'], $this->shown( $ids[1] )['assignee']['id'] ] );
		self::assertSame( [ [], null ], [ $this->shown( $ids[2] )['labels'], $this->shown( $ids[2] )['assignee'] ] );

		$late = $this->bulk( [ 'ids' => $ids, 'action' => 'archive' ] );
		$this->database()->update(
			'bulk_runs',
			[ 'created_at' => gmdate( 'Y-m-d H:i:s', time() - 25 * HOUR_IN_SECONDS ) ],
			[ 'undo_of' => null ],
		);
		$refused = $this->rest( 'POST', '/conversations/bulk/' . $late['id'] . '/undo', [] );
		self::assertSame( [ 409, 'aaia_bulk_undo' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
	}

	public function test_a_list_is_taken_as_it_was_counted_by_a_job_that_tells_how_far_it_is(): void {
		$this->sign_in();
		$this->several( 30 );
		$resolved = $this->says( 'resolved' );
		$this->rest( 'PATCH', '/conversations/' . $resolved->conversation->public_id, [ 'status' => 'resolved' ] );
		$counted = $this->rest( 'GET', '/conversations/bulk/count?status=open' )->get_data();
		self::assertSame( [ 30, false ], [ $counted['count'], $counted['more'] ] );
		$this->says( 'came later' );
		$cursor = $this->rest( 'GET', '/updates' )->get_data()['cursor'];

		$begun = $this->rest( 'POST', '/conversations/bulk', [
			'filter' => [ 'status' => 'open' ],
			'until'  => $counted['until'],
			'action' => 'archive',
		] );

		self::assertSame( [ 202, 'collecting', 0 ], [ $begun->get_status(), $begun->get_data()['state'], $begun->get_data()['done'] ] );
		$this->work_on_bulk();
		$news = $this->rest( 'GET', '/updates?after=' . rawurlencode( $cursor ) )->get_data()['bulk'];
		self::assertSame(
			[ $begun->get_data()['id'], 'done', 30, 30 ],
			[ $news[0]['id'], $news[0]['state'], $news[0]['total'], $news[0]['done'] ],
		);
		self::assertSame( [ 'came later' ], $this->listed() );
		self::assertFalse( $this->now( $resolved )->archived );
	}

	public function test_a_search_is_counted_without_reading_messages(): void {
		$this->sign_in();
		foreach ( range( 1, 120 ) as $i ) {
			$this->says( "boiler $i" );
		}
		$this->rest( 'GET', '/conversations?search=boiler' );
		$asked = [];
		add_filter( 'query', static function ( string $query ) use ( &$asked ): string {
			$asked[] = $query;
			return $query;
		} );
		self::assertSame( 120, $this->rest( 'GET', '/conversations/bulk/count?search=boiler' )->get_data()['count'] );
		self::assertStringNotContainsString( $this->database()->table( 'messages' ), implode( "\n", $asked ) );
		self::assertLessThanOrEqual( 10, count( $asked ), implode( "\n", $asked ) );
	}

	public function test_a_search_and_a_waiting_list_can_be_taken_as_a_whole(): void {
		$this->sign_in();
		$this->says( 'a broken boiler' );
		$this->says( 'a cold radiator' );
		$asked = $this->asks( 'boiler, a person please' );
		self::assertSame( 2, $this->rest( 'GET', '/conversations/bulk/count?search=boiler' )->get_data()['count'] );
		self::assertSame( 1, $this->rest( 'GET', '/conversations/bulk/count?orderby=waiting' )->get_data()['count'] );
		$this->rest( 'POST', '/conversations/bulk', [ 'filter' => [ 'search' => 'boiler' ], 'action' => 'label', 'add_labels' => [ 'heat' ] ] );
		$this->work_on_bulk();
		self::assertCount( 2, $this->listed( '?label=heat' ) );
		$this->rest( 'POST', '/conversations/bulk', [ 'filter' => [ 'orderby' => 'waiting' ], 'action' => 'archive' ] );
		$this->work_on_bulk();
		self::assertTrue( $this->now( $asked )->archived );
		self::assertCount( 2, $this->listed() );
	}

	public function test_a_request_that_comes_twice_is_one_run_and_nobody_elses(): void {
		$this->sign_in();
		$ids  = $this->several( 2 );
		$body = [ 'id' => 'a-run-of-the-browser-1', 'ids' => $ids, 'action' => 'status', 'status' => 'resolved' ];
		$run  = $this->bulk( $body );
		$this->rest( 'PATCH', '/conversations/' . $ids[0], [ 'status' => 'open' ] );
		self::assertSame( $run['id'], $this->bulk( $body )['id'] );
		self::assertSame( 'open', $this->shown( $ids[0] )['status'], 'nothing was done again' );
		$this->sign_in();
		self::assertSame( 404, $this->rest( 'POST', '/conversations/bulk', $body )->get_status() );
		self::assertSame( 404, $this->rest( 'GET', '/conversations/bulk/' . $run['id'] )->get_status() );
		self::assertSame( 404, $this->rest( 'POST', '/conversations/bulk/' . $run['id'] . '/undo', [] )->get_status() );
	}

	public function test_deleted_conversations_leave_nothing_the_event_says_who_and_it_cannot_be_undone(): void {
		$me   = $this->sign_in();
		$one  = $this->says( 'to be forgotten' );
		$kept = $this->says( 'kept' );
		$this->bulk( [ 'ids' => [ $one->conversation->public_id ], 'action' => 'archive' ] );

		$run = $this->bulk( [ 'ids' => [ $one->conversation->public_id ], 'action' => 'delete' ] );

		self::assertSame( [ 1, [], null ], [ $run['done'], $run['reasons'], $run['undo_until'] ] );
		$left = $this->services->get( ConversationService::class )->remaining( $one->conversation->id );
		self::assertSame( 0, array_sum( $left ) );
		self::assertArrayHasKey( 'bulk_items', $left );
		$erased = [ 'id' => $one->conversation->public_id, 'by' => 'agent', 'agent' => $me->ID ];
		self::assertSame( $erased, array_intersect_key( $this->last_event( EventType::ConversationDeleted ), $erased ) );
		self::assertSame( 409, $this->rest( 'POST', '/conversations/bulk/' . $run['id'] . '/undo', [] )->get_status() );
		self::assertFalse( $this->now( $kept )->archived );
	}

	public function test_each_conversation_is_asked_for_again_when_its_turn_comes(): void {
		$me      = $this->sign_in();
		$ids     = $this->several( 30 );
		$visible = fn( string $public_id ): int => (int) $this->database()->value(
			'SELECT id FROM %i WHERE public_id = %s',
			$this->database()->table( 'conversations' ),
			$public_id,
		);
		self::assertSame(
			202,
			$this->rest( 'POST', '/conversations/bulk', [ 'ids' => $ids, 'action' => 'archive', 'id' => 'hidden-ones-in-a-run' ] )->get_status(),
		);
		$hidden = $visible( $ids[3] );
		$hide   = static fn( array $before, int $user ): array => $user === $me->ID ? [ $hidden ] : $before;
		add_filter( 'aaia_chatbot_hidden_conversations', $hide, 10, 2 );
		wp_set_current_user( 0 );
		$this->work_on_bulk();
		remove_filter( 'aaia_chatbot_hidden_conversations', $hide );
		self::assertSame( 0, get_current_user_id() );

		wp_set_current_user( $me->ID );
		$run = $this->rest( 'GET', '/conversations/bulk/hidden-ones-in-a-run' )->get_data();
		self::assertSame( [ 29, 1, 'hidden' ], [ $run['done'], $run['skipped'], $run['reasons'][0]['reason'] ] );
		self::assertFalse( $this->shown( $ids[3] )['archived'] );
	}

	public function test_a_run_stops_when_the_user_is_demoted_or_deleted_and_says_why(): void {
		foreach ( [ 'permission', 'user' ] as $reason ) {
			$me  = $this->sign_in();
			$ids = $this->several( 26 );
			$run = $this->rest( 'POST', '/conversations/bulk', [ 'ids' => $ids, 'action' => 'archive' ] )->get_data();
			if ( 'user' === $reason ) {
				wp_delete_user( $me->ID );
			} else {
				$me->set_role( 'subscriber' );
			}
			wp_set_current_user( 0 );
			$this->work_on_bulk();
			$row = $this->database()->row( 'SELECT * FROM %i WHERE public_id = %s', $this->database()->table( 'bulk_runs' ), $run['id'] );
			self::assertSame( [ 'stopped', $reason, '0' ], [ $row['state'] ?? '', $row['reason'] ?? '', $row['done'] ?? '' ] );
		}
	}

	public function test_what_is_asked_wrongly_or_without_permission_is_refused(): void {
		$this->sign_in();
		[ $id ] = $this->several( 1 );
		$reader = $this->user( 'subscriber' );
		foreach ( [
			[ 400, 'aaia_bulk_which', [ 'action' => 'archive' ] ],
			[ 400, 'aaia_bulk_which', [ 'action' => 'archive', 'ids' => [ $id ], 'filter' => [ 'status' => 'open' ] ] ],
			[ 400, 'aaia_filter', [ 'action' => 'archive', 'filter' => [ 'label' => 'none such' ] ] ],
			[ 400, 'aaia_bulk_what', [ 'action' => 'assign', 'ids' => [ $id ] ] ],
			[ 400, 'aaia_bulk_what', [ 'action' => 'status', 'ids' => [ $id ] ] ],
			[ 400, 'aaia_snooze_time', [ 'action' => 'status', 'ids' => [ $id ], 'status' => 'snoozed', 'snoozed_until' => '2001-01-01' ] ],
			[ 400, 'aaia_not_an_agent', [ 'action' => 'assign', 'ids' => [ $id ], 'assignee' => $reader->ID ] ],
			[ 400, 'aaia_no_team', [ 'action' => 'assign', 'ids' => [ $id ], 'team' => 999999 ] ],
			[ 400, 'aaia_labels', [ 'action' => 'label', 'ids' => [ $id ], 'add_labels' => [ ' # ' ] ] ],
			[ 400, 'rest_invalid_param', [ 'action' => 'undo', 'ids' => [ $id ] ] ],
			[ 400, 'rest_invalid_param', [ 'action' => 'archive', 'ids' => array_fill( 0, 501, $id ) ] ],
		] as [ $status, $code, $body ] ) {
			$refused = $this->rest( 'POST', '/conversations/bulk', $body );
			self::assertSame( [ $status, $code ], [ $refused->get_status(), $refused->get_data()['code'] ], (string) wp_json_encode( $body ) );
		}
		$reader->add_cap( 'aaia_view_conversations' );
		$reader->add_cap( 'aaia_reply_conversations' );
		wp_set_current_user( $reader->ID );
		self::assertSame( 403, $this->rest( 'POST', '/conversations/bulk', [ 'action' => 'delete', 'ids' => [ $id ] ] )->get_status() );
		self::assertSame( 200, $this->rest( 'POST', '/conversations/bulk', [ 'action' => 'archive', 'ids' => [ $id ] ] )->get_status() );
		$reader->remove_cap( 'aaia_reply_conversations' );
		wp_set_current_user( 0 );
		wp_set_current_user( $reader->ID );
		self::assertSame( 403, $this->rest( 'POST', '/conversations/bulk', [ 'action' => 'archive', 'ids' => [ $id ] ] )->get_status() );
	}

	public function test_snoozed_ones_come_back_and_a_person_who_may_not_see_one_does_not_get_it(): void {
		$ana = $this->user( 'administrator' );
		$this->sign_in();
		$one = $this->says( 'one' );
		$two = $this->says( 'two' );
		$ids = [ $one->conversation->public_id, $two->conversation->public_id ];
		$this->bulk( [ 'ids' => $ids, 'action' => 'status', 'status' => 'snoozed', 'snooze' => '1h' ] );
		self::assertSame( 'snoozed', $this->now( $one )->status->value );
		$waking = $this->database()->value( 'SELECT COUNT(*) FROM %i WHERE handler = %s', $this->database()->table( 'jobs' ), 'inbox.wake' );
		self::assertSame( '2', $waking );

		$hide = static fn( array $before, int $user ): array => $user === $ana->ID ? [ $two->conversation->id ] : $before;
		add_filter( 'aaia_chatbot_hidden_conversations', $hide, 10, 2 );
		$run = $this->bulk( [ 'ids' => $ids, 'action' => 'assign', 'assignee' => $ana->ID ] );
		remove_filter( 'aaia_chatbot_hidden_conversations', $hide );
		self::assertSame( [ 1, 'assignee', [ $ids[1] ] ], [ $run['done'], $run['reasons'][0]['reason'], $run['reasons'][0]['conversations'] ] );
	}

	public function test_a_run_is_forgotten_after_its_time(): void {
		$this->sign_in();
		$this->bulk( [ 'ids' => $this->several( 2 ), 'action' => 'archive' ] );
		$this->work_on_bulk( 'forget' );
		foreach ( [ 'bulk_runs', 'bulk_items' ] as $table ) {
			self::assertSame( '0', $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( $table ) ), $table );
		}
	}

	/**
	 * @param array<string, mixed> $body
	 *
	 * @return array<string, mixed>
	 */
	private function bulk( array $body ): array {
		$response = $this->rest( 'POST', '/conversations/bulk', $body );
		self::assertSame( 200, $response->get_status(), (string) wp_json_encode( $response->get_data() ) );
		return $response->get_data();
	}

	/** @return list<string> Public ids of new conversations. */
	private function several( int $count ): array {
		$ids = [];
		for ( $one = 1; $one <= $count; $one++ ) {
			$ids[] = $this->says( "conversation $one" )->conversation->public_id;
		}
		return $ids;
	}

	/** @return array<string, mixed> */
	private function shown( string $id ): array {
		return $this->rest( 'GET', '/conversations/' . $id )->get_data();
	}

	/** Does all jobs of bulk runs, or those that forget them. */
	private function work_on_bulk( string $kind = 'run' ): void {
		do {
			$rows = $this->database()->rows(
				'SELECT id, payload FROM %i WHERE handler = %s AND payload LIKE %s ORDER BY id',
				$this->database()->table( 'jobs' ),
				RunBulk::NAME,
				'%"' . $kind . '"%',
			);
			foreach ( $rows as $row ) {
				$this->database()->delete( 'jobs', [ 'id' => (int) $row['id'] ] );
				$handler = $this->services->get( RunBulk::class );
				self::assertInstanceOf( JobHandler::class, $handler );
				$handler->handle( new Job( (int) $row['id'], RunBulk::NAME, (array) json_decode( (string) $row['payload'], true ), 1 ) );
			}
		} while ( [] !== $rows );
	}

	/** @return array<string, mixed> */
	private function last_event( EventType $type, ?int $conversation = null ): array {
		$row = $this->database()->row(
			'SELECT data FROM %i WHERE type = %s AND ( conversation_id = %d OR 0 = %d ) ORDER BY id DESC LIMIT 1',
			$this->database()->table( 'events' ),
			$type->value,
			$conversation ?? 0,
			$conversation ?? 0,
		);
		$data = json_decode( (string) ( $row['data'] ?? '{}' ), true );
		return is_array( $data ) ? $data : [];
	}
}
