<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\Category;
use Aaia\Chatbot\Conversations\ForgetDeleted;
use Aaia\Chatbot\Conversations\Priority;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Job;

/** Categories: GET, POST, PATCH and DELETE /categories, PATCH /conversations/{id}, lists of one category and grouped by category. */
final class CategoriesTest extends InboxTestCase {

	public function test_a_category_is_chosen_shown_listed_and_told(): void {
		$me      = $this->sign_in();
		$billing = $this->category( 'Billing' );
		$path    = $this->path( 'an invoice' );
		$this->says( 'something else' );

		$shown = $this->rest( 'PATCH', $path, [ 'category' => $billing ] )->get_data();
		self::assertSame( 'Billing', $shown['category']['name'] ?? null );
		self::assertSame( [ 'from' => null, 'to' => $billing, 'agent' => $me->ID ], $this->last_event( EventType::CategoryChosen ) );
		self::assertSame( [ 'an invoice' ], $this->listed( '?category=billing' ) );
		self::assertSame( [ 'an invoice' ], $this->listed( "?category=%23$billing&priority=none&view=unassigned" ) );
		self::assertSame( [ 'something else' ], $this->listed( '?category=none' ) );

		$other = $this->category( 'Delivery' );
		self::assertSame( $other, $this->rest( 'PATCH', $path, [ 'category' => 'DELIVERY' ] )->get_data()['category']['id'] ?? null );
		self::assertSame( [ 'from' => $billing, 'to' => $other, 'agent' => $me->ID ], $this->last_event( EventType::CategoryChosen ) );
		self::assertSame( [], $this->listed( '?category=billing' ) );
		foreach ( [ 'Unknown', 999_999 ] as $wrong ) {
			self::assertSame( 400, $this->rest( 'PATCH', $path, [ 'category' => $wrong ] )->get_status() );
		}
		self::assertSame( 400, $this->rest( 'GET', '/conversations?category=Unknown' )->get_status() );
		$this->rest( 'PATCH', $path, [ 'status' => 'resolved' ] );
		self::assertSame( [], $this->listed( '?category=delivery' ) );
		self::assertSame( [ 'an invoice' ], $this->listed( '?category=delivery&status=resolved' ) );
		self::assertSame( [ 'an invoice' ], $this->listed( '?category=delivery&archived=any' ) );
		self::assertNull( $this->rest( 'PATCH', $path, [ 'category' => null ] )->get_data()['category'] );
	}

	public function test_the_owner_orders_the_list_and_at_most_one_is_critical(): void {
		$this->sign_in();
		$first  = $this->category( 'First', true );
		$second = $this->category( 'Second' );
		$third  = $this->category( 'Third' );
		self::assertSame( [ 'First!', 'Second', 'Third' ], $this->categories() );
		$this->rest( 'PATCH', "/categories/$third", [ 'position' => 0 ] );
		$this->rest( 'PATCH', "/categories/$second", [ 'critical' => true ] );
		self::assertSame( [ 'Third', 'First', 'Second!' ], $this->categories() );
		$this->rest( 'PATCH', "/categories/$first", [ 'name' => 'FIRST', 'color' => '#d93025', 'position' => 50 ] );
		self::assertSame( [ 'Third', 'Second!', 'FIRST' ], $this->categories() );
		$this->rest( 'PATCH', "/categories/$second", [ 'critical' => false ] );
		self::assertSame( [ 'Third', 'Second', 'FIRST' ], $this->categories() );
	}

	public function test_names_that_cannot_be_are_refused(): void {
		$this->sign_in();
		$made = $this->category( '<b>Été</b>' );
		foreach ( [ '', ' # ', str_repeat( 'é', 61 ) ] as $name ) {
			self::assertSame( 'aaia_category_name', $this->rest( 'POST', '/categories', [ 'name' => $name ] )->get_data()['code'] );
		}
		$refused = $this->rest( 'POST', '/categories', [ 'name' => '<B>éTÉ</b>' ] );
		self::assertSame( [ 409, 'There is already a category “<b>Été</b>”.' ], [ $refused->get_status(), $refused->get_data()['message'] ] );
		$other = $this->category( 'Other' );
		self::assertSame( 409, $this->rest( 'PATCH', "/categories/$other", [ 'name' => '<b>été</b>' ] )->get_status() );
		self::assertSame( 200, $this->rest( 'PATCH', "/categories/$made", [ 'name' => '<b>ÉTÉ</b>' ] )->get_status() );
		for ( $number = 3; $number <= Category::MOST; $number++ ) {
			$this->category( "number $number" );
		}
		self::assertSame( 'aaia_many_categories', $this->rest( 'POST', '/categories', [ 'name' => 'One more' ] )->get_data()['code'] );
		self::assertSame( 400, $this->rest( 'POST', '/categories', [ 'name' => 'Red', 'color' => 'red' ] )->get_status() );
	}

	public function test_conversations_of_a_deleted_category_stay_without_one(): void {
		$me     = $this->sign_in();
		$id     = $this->category( 'Old' );
		$path   = $this->path( 'hello' );
		$cursor = $this->rest( 'GET', '/updates' )->get_data()['cursor'];
		$this->rest( 'PATCH', $path, [ 'category' => $id ] );
		self::assertSame( 1, $this->rest( 'GET', "/categories/$id" )->get_data()['conversations'] );
		self::assertSame( [ 'deleted' => true ], $this->rest( 'DELETE', "/categories/$id" )->get_data() );
		self::assertSame( [ 'category' => $id, 'agent' => $me->ID ], $this->last_event( EventType::CategoryDeleted ) );
		self::assertNull( $this->rest( 'GET', $path )->get_data()['category'] );
		self::assertSame( [ 'hello' ], $this->listed( '?category=none' ) );
		self::assertTrue( $this->rest( 'GET', '/updates?after=' . $cursor )->get_data()['lists'] );
		foreach ( [ 'GET', 'DELETE', 'PATCH' ] as $method ) {
			self::assertSame( 404, $this->rest( $method, "/categories/$id", 'PATCH' === $method ? [ 'name' => 'x' ] : null )->get_status() );
		}

		$row = $this->database()->row( 'SELECT * FROM %i LIMIT 1', $this->database()->table( 'conversations' ) ) ?? [];
		unset( $row['id'] );
		$gone = $this->category( 'Gone' );
		for ( $copy = 0; $copy < 3; $copy++ ) {
			$this->database()->insert( 'conversations', [ 'public_id' => "copy-$copy", 'category_id' => $gone ] + $row );
		}
		$this->services->get( ForgetDeleted::class )->handle( new Job( 1, ForgetDeleted::CATEGORY, [ 'id' => $gone ], 1 ) );
		self::assertCount( 4, $this->listed( '?category=none' ) );
	}

	public function test_those_who_wait_are_grouped_by_category_the_oldest_first(): void {
		$this->sign_in();
		$late  = $this->category( 'Late' );
		$empty = $this->category( 'Empty' );
		$early = $this->category( 'Early' );
		$this->rest( 'PATCH', "/categories/$early", [ 'position' => 0 ] );
		$waiting = [ 'l1' => $late, 'n1' => null, 'e1' => $early, 'l2' => $late, 'e2' => $early, 'e3' => $early, 'n2' => null ];
		foreach ( $waiting as $text => $category ) {
			$asked = $this->asks( $text );
			$this->rest( 'PATCH', '/conversations/' . $asked->conversation->public_id, [ 'category' => $category ] );
			if ( 'e2' === $text ) {
				$this->services->get( AgentService::class )->set_priority( $asked->conversation->id, Priority::Urgent, 1 );
			}
		}
		$this->rest( 'PATCH', $this->path( 'does not wait' ), [ 'category' => $early ] );
		$wanted = [ 'e1', 'e2', 'e3', 'l1', 'l2', 'n1', 'n2' ];

		self::assertSame( $wanted, $this->listed( '?orderby=category' ) );
		self::assertSame( [ 'l1', 'l2' ], $this->listed( '?orderby=category&category=late' ) );
		self::assertSame( [], $this->listed( "?orderby=category&category=%23$empty" ) );
		self::assertSame( [ 'e2' ], $this->listed( '?orderby=category&priority=urgent' ) );
		foreach ( [ 1, 2, 3, 6 ] as $length ) {
			$seen   = [];
			$cursor = '';
			do {
				$data   = $this->rest( 'GET', "/conversations?orderby=category&per_page=$length$cursor" )->get_data();
				$seen   = [ ...$seen, ...array_column( $data['items'], 'preview' ) ];
				$cursor = '&cursor=' . $data['next_cursor'];
			} while ( null !== $data['next_cursor'] );
			self::assertSame( $wanted, $seen, "$length each" );
		}
	}

	public function test_agents_choose_and_only_the_owner_makes_the_list(): void {
		$this->sign_in();
		$id     = $this->category( 'Billing' );
		$path   = $this->path( 'hello' );
		$helper = $this->user( 'subscriber' );
		$helper->add_cap( 'aaia_view_conversations' );
		$helper->add_cap( 'aaia_reply_conversations' );
		wp_set_current_user( $helper->ID );
		self::assertSame( 200, $this->rest( 'GET', '/categories' )->get_status() );
		self::assertSame( 200, $this->rest( 'PATCH', $path, [ 'category' => $id ] )->get_status() );
		self::assertSame( 403, $this->rest( 'POST', '/categories', [ 'name' => 'x' ] )->get_status() );
		self::assertSame( 403, $this->rest( 'PATCH', "/categories/$id", [ 'name' => 'x' ] )->get_status() );
		self::assertSame( 403, $this->rest( 'DELETE', "/categories/$id" )->get_status() );
	}

	public function test_the_lists_of_a_category_read_their_indexes(): void {
		if ( $this->on_sqlite() ) {
			$this->markTestSkipped( 'SQLite explains otherwise.' );
		}
		$table = $this->database()->table( 'conversations' );
		foreach ( [
			'category_active'  => 'c.category_id = 1 AND c.active = 1 ORDER BY c.last_activity_at DESC, c.id DESC',
			'category_waiting' => 'c.active = 1 AND c.category_id = 1 AND c.waiting_since IS NOT NULL ORDER BY c.waiting_since, c.id',
		] as $index => $query ) {
			$plan = $this->database()->rows( "EXPLAIN SELECT c.* FROM %i c FORCE INDEX ($index) WHERE $query LIMIT 26", $table );
			self::assertSame( $index, $plan[0]['key'] );
			self::assertStringNotContainsString( 'filesort', (string) $plan[0]['Extra'] );
		}
	}

	private function category( string $name, bool $critical = false ): int {
		$made = $this->rest( 'POST', '/categories', [ 'name' => $name, 'critical' => $critical ] );
		self::assertSame( 201, $made->get_status(), (string) wp_json_encode( $made->get_data() ) );
		return (int) $made->get_data()['id'];
	}

	/** @return list<string> Names in their order, with "!" after the critical one. */
	private function categories(): array {
		return array_map(
			static fn( array $one ): string => $one['name'] . ( $one['critical'] ? '!' : '' ),
			$this->rest( 'GET', '/categories' )->get_data()['items'],
		);
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
