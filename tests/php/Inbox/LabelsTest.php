<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\ForgetDeleted;
use Aaia\Chatbot\Conversations\Label;
use Aaia\Chatbot\Conversations\LabelRepository;
use Aaia\Chatbot\Conversations\LabelService;
use Aaia\Chatbot\Conversations\ResolveSilentConversations;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Job;

/** Labels: GET, POST, PATCH and DELETE /labels, PATCH /conversations/{id}, the list of one label. */
final class LabelsTest extends InboxTestCase {

	public function test_a_label_is_made_by_its_name_on_a_conversation_listed_and_told(): void {
		$me   = $this->sign_in();
		$path = $this->path( 'a complaint' );
		$this->says( 'something else' );

		$shown = $this->rest( 'PATCH', $path, [ 'labels' => [ 'VIP', '#complaint' ] ] );

		self::assertSame( [ 200, [ 'complaint', 'VIP' ] ], [ $shown->get_status(), $shown->get_data()['labels'] ] );
		$labels = array_column( $this->rest( 'GET', '/labels' )->get_data()['items'], 'id', 'name' );
		self::assertSame( [ 'complaint', 'VIP' ], array_keys( $labels ) );
		$ids = array_values( $labels );
		sort( $ids );
		self::assertSame( [ 'from' => [], 'to' => $ids, 'agent' => $me->ID ], $this->last_event( EventType::LabelsChanged ) );
		self::assertSame( [ 'a complaint' ], $this->listed( '?label=vip' ) );
		self::assertSame( [ 'a complaint' ], $this->listed( '?label=%23' . $labels['complaint'] ) );
		self::assertSame( [ 'complaint', 'VIP' ], $this->rest( 'GET', '/conversations' )->get_data()['items'][1]['labels'] );

		self::assertSame( [ 'VIP' ], $this->rest( 'PATCH', $path, [ 'labels' => [ 'vip' ] ] )->get_data()['labels'] );
		self::assertSame( [ 'from' => $ids, 'to' => [ $labels['VIP'] ], 'agent' => $me->ID ], $this->last_event( EventType::LabelsChanged ) );
		self::assertSame( [], $this->listed( '?label=complaint' ) );
		self::assertSame( [], $this->rest( 'PATCH', $path, [ 'labels' => [] ] )->get_data()['labels'] );
	}

	public function test_two_people_who_label_at_once_lose_nothing(): void {
		$this->sign_in();
		$path = $this->path( 'hello' );
		$this->rest( 'PATCH', $path, [ 'add_labels' => [ 'one' ] ] );
		$this->rest( 'PATCH', $path, [ 'add_labels' => [ 'two', 'ONE' ] ] );
		$shown = $this->rest( 'PATCH', $path, [ 'add_labels' => [ 'three' ], 'remove_labels' => [ 'One', 'unknown' ] ] );
		self::assertSame( [ 'three', 'two' ], $shown->get_data()['labels'] );
		self::assertSame( [ 'one', 'three', 'two' ], array_column( $this->rest( 'GET', '/labels' )->get_data()['items'], 'name' ) );
		$both = $this->rest( 'PATCH', $path, [ 'labels' => [], 'add_labels' => [ 'x' ] ] );
		self::assertSame( [ 400, 'aaia_labels' ], [ $both->get_status(), $both->get_data()['code'] ] );
	}

	public function test_names_that_cannot_be_are_refused_and_nothing_is_stored(): void {
		$this->sign_in();
		$path = $this->path( 'hello' );
		foreach ( [ '', '  #', str_repeat( 'é', 41 ) ] as $name ) {
			foreach ( [ [ 'POST', '/labels', [ 'name' => $name ] ], [ 'PATCH', $path, [ 'labels' => [ 'fine', $name ] ] ] ] as $request ) {
				$refused = $this->rest( ...$request );
				self::assertSame( [ 400, 'aaia_label_name' ], [ $refused->get_status(), $refused->get_data()['code'] ], $name );
			}
		}
		self::assertSame( [], $this->rest( 'GET', '/labels' )->get_data()['items'] );
		foreach ( [ '<b>', str_repeat( 'é', 40 ), '2024', "a\nb" ] as $name ) {
			self::assertSame( 201, $this->rest( 'POST', '/labels', [ 'name' => $name ] )->get_status() );
		}
		$names = array_column( $this->rest( 'GET', '/labels' )->get_data()['items'], 'name' );
		self::assertContains( '<b>', $names );
		self::assertContains( 'a b', $names );
		self::assertSame( [ '<b>' ], $this->rest( 'PATCH', $path, [ 'labels' => [ '<B>' ] ] )->get_data()['labels'] );
		self::assertSame( [ 'hello' ], $this->listed( '?label=' . rawurlencode( '<b>' ) ) );
	}

	public function test_the_same_name_in_other_case_is_refused_and_says_which_label_there_is(): void {
		$this->sign_in();
		$made = $this->rest( 'POST', '/labels', [ 'name' => 'Été', 'color' => '#1A73E8' ] )->get_data();
		self::assertSame( [ 'name' => 'Été', 'color' => '#1a73e8' ], [ 'name' => $made['name'], 'color' => $made['color'] ] );
		$other   = $this->rest( 'POST', '/labels', [ 'name' => 'Winter' ] )->get_data()['id'];
		$refused = $this->rest( 'POST', '/labels', [ 'name' => 'éTÉ' ] );
		self::assertSame( [ 409, 'There is already a label “Été”.' ], [ $refused->get_status(), $refused->get_data()['message'] ] );
		self::assertSame( $made['id'], $refused->get_data()['data']['label'] );
		self::assertSame( 409, $this->rest( 'PATCH', "/labels/$other", [ 'name' => 'éTÉ' ] )->get_status() );
		self::assertSame( 'WINTER', $this->rest( 'PATCH', "/labels/$other", [ 'name' => 'WINTER' ] )->get_data()['name'] );
		foreach ( [ 'red', '#12345', '#12345g' ] as $color ) {
			self::assertSame( 400, $this->rest( 'PATCH', "/labels/$other", [ 'color' => $color ] )->get_status(), $color );
		}
	}

	public function test_a_renamed_label_is_renamed_everywhere_and_a_deleted_one_gone(): void {
		$me    = $this->sign_in();
		$paths = [ $this->path( 'one' ), $this->path( 'two' ), $this->path( 'three' ) ];
		foreach ( [ $paths[0], $paths[1] ] as $path ) {
			$this->rest( 'PATCH', $path, [ 'labels' => [ 'old', 'other' ] ] );
		}
		$id     = array_column( $this->rest( 'GET', '/labels' )->get_data()['items'], 'id', 'name' )['old'];
		$cursor = $this->rest( 'GET', '/updates' )->get_data()['cursor'];

		$this->rest( 'PATCH', "/labels/$id", [ 'name' => 'new', 'color' => '#202124' ] );
		self::assertSame( [ 'new', 'other' ], $this->rest( 'GET', $paths[0] )->get_data()['labels'] );
		self::assertTrue( $this->rest( 'GET', '/updates?after=' . $cursor )->get_data()['lists'] );
		self::assertSame( 2, $this->rest( 'GET', "/labels/$id" )->get_data()['conversations'] );

		self::assertSame( [ 'deleted' => true ], $this->rest( 'DELETE', "/labels/$id" )->get_data() );
		self::assertSame( [ 'label' => $id, 'agent' => $me->ID ], $this->last_event( EventType::LabelDeleted ) );
		self::assertSame( [ 'other' ], $this->rest( 'GET', $paths[0] )->get_data()['labels'] );
		self::assertSame( 400, $this->rest( 'GET', '/conversations?label=new' )->get_status() );
		self::assertSame( 2, $this->count_rows( 'conversation_labels' ), 'those of the other label' );
		foreach ( [ 'GET', 'DELETE', 'PATCH' ] as $method ) {
			self::assertSame( 404, $this->rest( $method, "/labels/$id", 'PATCH' === $method ? [ 'name' => 'x' ] : null )->get_status() );
		}
	}

	public function test_a_label_of_many_conversations_is_taken_off_in_steps(): void {
		$me    = $this->sign_in();
		$label = $this->services->get( LabelService::class )->create( 'many', null, $me->ID );
		for ( $id = 1; $id <= ForgetDeleted::STEP + 1; $id += 500 ) {
			$rows = array_map(
				static fn( int $one ): string => "($one, {$label->id}, 1, '2026-01-01 00:00:00')",
				range( 900_000 + $id, 900_000 + min( $id + 499, ForgetDeleted::STEP + 1 ) ),
			);
			$this->database()->execute(
				'INSERT INTO %i (conversation_id, label_id, active, last_activity_at) VALUES ' . implode( ', ', $rows ),
				$this->database()->table( 'conversation_labels' ),
			);
		}
		$this->rest( 'DELETE', "/labels/{$label->id}" );
		self::assertSame( 1, $this->count_rows( 'conversation_labels' ) );
		$this->services->get( ForgetDeleted::class )->handle( new Job( 1, ForgetDeleted::LABEL, [ 'id' => $label->id ], 1 ) );
		self::assertSame( 0, $this->count_rows( 'conversation_labels' ) );
	}

	public function test_there_can_be_hundreds_of_labels_but_not_on_one_conversation(): void {
		$me   = $this->sign_in();
		$path = $this->path( 'hello' );
		for ( $number = 1; $number <= 200; $number++ ) {
			$this->services->get( LabelService::class )->create( "label $number", null, $me->ID );
		}
		$names = array_column( $this->rest( 'GET', '/labels' )->get_data()['items'], 'name' );
		self::assertCount( 200, $names );
		self::assertSame( [ 'label 1', 'label 2', 'label 10' ], [ $names[0], $names[1], $names[9] ] );
		$refused = $this->rest( 'PATCH', $path, [ 'labels' => array_slice( $names, 0, 21 ) ] );
		self::assertSame( [ 400, 'aaia_many_labels' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
		self::assertSame( [], $this->rest( 'GET', $path )->get_data()['labels'] );
		self::assertCount( 20, $this->rest( 'PATCH', $path, [ 'labels' => array_slice( $names, 0, 20 ) ] )->get_data()['labels'] );
		for (; $number <= Label::MOST; $number++ ) {
			$this->services->get( LabelService::class )->create( "label $number", null, $me->ID );
		}
		self::assertSame( 'aaia_many_labels', $this->rest( 'POST', '/labels', [ 'name' => 'one too many' ] )->get_data()['code'] );
	}

	public function test_the_list_of_a_label_follows_what_happens_and_combines_with_other_filters(): void {
		$me    = $this->sign_in();
		$agent = $this->services->get( AgentService::class );
		foreach ( [ 'first', 'second', 'third', 'resolved', 'archived' ] as $text ) {
			$said[ $text ] = $this->says( $text );
			$this->rest( 'PATCH', '/conversations/' . $said[ $text ]->conversation->public_id, [ 'labels' => [ 'vip' ] ] );
		}
		$this->says( 'without' );
		self::assertSame( [ 'archived', 'resolved', 'third', 'second', 'first' ], $this->listed( '?label=vip' ) );

		$agent->set_status( $said['resolved']->conversation->id, Status::Resolved );
		$agent->set_archived( $said['archived']->conversation->id, true );
		$this->says( 'first again', $this->owner( $said['first'] ), $said['first']->conversation->public_id );
		$agent->take_over( $said['second']->conversation->id, $me->ID );
		self::assertSame( [ 'first again', 'third', 'second' ], $this->listed( '?label=vip' ) );
		self::assertSame( [ 'second', 'third', 'first again' ], $this->listed( '?label=vip&order=asc' ) );
		self::assertSame( [ 'resolved' ], $this->listed( '?label=vip&status=resolved' ) );
		self::assertSame( [ 'archived' ], $this->listed( '?label=vip&archived=true' ) );
		self::assertSame( [ 'first again', 'archived', 'resolved', 'third', 'second' ], $this->listed( '?label=vip&archived=any' ) );
		self::assertSame( [ 'second' ], $this->listed( '?label=vip&view=mine' ) );
		self::assertSame( [ 'second' ], $this->listed( '?label=vip&todo=true' ) );
		self::assertSame( [ 'third' ], $this->listed( '?label=vip&search=third' ) );
		self::assertSame( [], $this->listed( '?label=vip&search=without' ) );
		self::assertSame( [], $this->listed( '?label=vip&from=2099-01-01' ) );
		$this->answers( $said['third'], 'An answer' );
		self::assertSame( [ 'An answer', 'first again', 'second' ], $this->listed( '?label=vip' ), 'an answer moves it too' );

		$seen   = [];
		$cursor = '';
		do {
			$data   = $this->rest( 'GET', '/conversations?label=vip&archived=any&per_page=2' . $cursor )->get_data();
			$seen   = [ ...$seen, ...array_column( $data['items'], 'preview' ) ];
			$cursor = '&cursor=' . $data['next_cursor'];
		} while ( null !== $data['next_cursor'] );
		self::assertSame( [ 'An answer', 'first again', 'archived', 'resolved', 'second' ], $seen );
	}

	public function test_a_search_keeps_the_chosen_priority(): void {
		$this->sign_in();
		$this->says( 'boiler leaks' );
		$this->rest( 'PATCH', $this->path( 'boiler burns' ), [ 'priority' => 'urgent' ] );
		self::assertSame( [ 'boiler burns' ], $this->listed( '?search=boiler&priority=urgent' ) );
	}

	public function test_an_erased_conversation_takes_its_labels_along_and_counts_them(): void {
		$this->sign_in();
		$said = $this->says( 'hello' );
		$path = '/conversations/' . $said->conversation->public_id;
		$this->rest( 'PATCH', $path, [ 'labels' => [ 'a', 'b' ] ] );
		$gone = $this->rest( 'DELETE', $path )->get_data();
		self::assertSame( [ 2, 0 ], [ $gone['deleted']['conversation_labels'], $gone['remaining']['conversation_labels'] ] );
		self::assertSame( 0, $this->count_rows( 'conversation_labels' ) );
		self::assertCount( 2, $this->rest( 'GET', '/labels' )->get_data()['items'], 'the labels stay' );
	}

	public function test_those_who_may_only_read_label_nothing_and_only_the_owner_deletes(): void {
		$reader = $this->user( 'subscriber' );
		$reader->add_cap( 'aaia_view_conversations' );
		$helper = $this->user( 'subscriber' );
		$helper->add_cap( 'aaia_view_conversations' );
		$helper->add_cap( 'aaia_reply_conversations' );
		$path = $this->path( 'hello' );
		wp_set_current_user( $reader->ID );
		self::assertSame( 200, $this->rest( 'GET', '/labels' )->get_status() );
		self::assertSame( 403, $this->rest( 'POST', '/labels', [ 'name' => 'x' ] )->get_status() );
		self::assertSame( 403, $this->rest( 'PATCH', $path, [ 'labels' => [ 'x' ] ] )->get_status() );
		wp_set_current_user( $helper->ID );
		$id = $this->rest( 'POST', '/labels', [ 'name' => 'x' ] )->get_data()['id'];
		self::assertSame( 200, $this->rest( 'PATCH', "/labels/$id", [ 'name' => 'y' ] )->get_status() );
		self::assertSame( 403, $this->rest( 'DELETE', "/labels/$id" )->get_status() );
		wp_set_current_user( 0 );
		self::assertSame( 401, $this->rest( 'GET', '/labels' )->get_status() );
	}

	public function test_the_count_of_a_label_leaves_out_hidden_conversations(): void {
		$this->sign_in();
		$secret = $this->says( 'secret' );
		foreach ( [ '/conversations/' . $secret->conversation->public_id, $this->path( 'open' ) ] as $path ) {
			$this->rest( 'PATCH', $path, [ 'labels' => [ 'x' ] ] );
		}
		$id = $this->services->get( LabelRepository::class )->by_name( 'x' )->id ?? 0;
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $secret->conversation->id ] );
		self::assertSame( 1, $this->rest( 'GET', "/labels/$id" )->get_data()['conversations'] );
		self::assertSame( [ 'open' ], $this->listed( '?label=x' ) );
	}

	public function test_the_list_of_a_label_reads_one_index_and_a_list_one_query_more(): void {
		$this->sign_in();
		$this->says( 'bare' );
		$count = function ( string $query ): int {
			$before = self::wpdb()->num_queries;
			$this->listed( $query );
			return self::wpdb()->num_queries - $before;
		};
		$count( '' );
		$bare = $count( '' );
		foreach ( [ 'one', 'two', 'three' ] as $text ) {
			$this->rest( 'PATCH', $this->path( $text ), [ 'labels' => [ 'x', $text ] ] );
		}
		self::assertSame( $bare + 1, $count( '' ), 'the labels of a page are read together' );
		self::assertSame( $bare + 2, $count( '?label=x' ), 'the label by its name' );
		if ( $this->on_sqlite() ) {
			return;
		}
		$plan = $this->database()->rows(
			'EXPLAIN SELECT c.* FROM %i l FORCE INDEX (label_activity) INNER JOIN %i c ON c.id = l.conversation_id
				WHERE l.label_id = 1 AND l.active = 1 ORDER BY l.last_activity_at DESC, l.conversation_id DESC LIMIT 26',
			$this->database()->table( 'conversation_labels' ),
			$this->database()->table( 'conversations' ),
		);
		self::assertSame( [ 'label_activity', 'PRIMARY' ], array_column( $plan, 'key' ) );
		self::assertStringNotContainsString( 'filesort', (string) $plan[0]['Extra'] );
	}

	public function test_conversations_resolved_after_a_silence_leave_the_list_of_their_label(): void {
		$this->sign_in();
		$said = $this->says( 'hello' );
		$this->answers( $said, 'An answer' );
		$this->rest( 'PATCH', '/conversations/' . $said->conversation->public_id, [ 'labels' => [ 'x' ] ] );
		$this->clock->pass( '3 days' );
		$this->services->get( ResolveSilentConversations::class )->handle( new Job( 1, '', [], 1 ) );
		self::assertSame( Status::Resolved, $this->now( $said )->status );
		self::assertSame( [], $this->listed( '?label=x' ) );
		self::assertSame( [ 'An answer' ], $this->listed( '?label=x&status=resolved' ) );
		$this->services->get( ConversationService::class )->erase( $this->now( $said ) );
		self::assertSame( 0, $this->count_rows( 'conversation_labels' ) );
	}

	private function count_rows( string $table ): int {
		return (int) $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( $table ) );
	}

	private function path( string $text ): string {
		return '/conversations/' . $this->says( $text )->conversation->public_id;
	}

	/** @return array<string, mixed> Data of the newest event of a type. */
	private function last_event( EventType $type ): array {
		return (array) json_decode( (string) $this->database()->value(
			'SELECT data FROM %i WHERE type = %s ORDER BY id DESC LIMIT 1',
			$this->database()->table( 'events' ),
			$type->value,
		), true );
	}
}
