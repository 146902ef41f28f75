<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Inbox\ViewRepository;

/** Saved views: GET, POST, PATCH and DELETE /views; how many conversations a list shows at once; filters combined. */
final class ViewsTest extends InboxTestCase {

	public function test_one_person_cannot_use_up_the_views_of_the_team(): void {
		$marie = $this->sign_in( 'subscriber' );
		foreach ( [ 'aaia_view_conversations', 'aaia_reply_conversations' ] as $capability ) {
			$marie->add_cap( $capability );
		}
		wp_set_current_user( 0 );
		wp_set_current_user( $marie->ID );
		$save = fn( bool $shared ): array => (array) $this->rest(
			'POST',
			'/views',
			[ 'name' => 'x', 'shared' => $shared, 'filter' => [] ],
		)->get_data();
		for ( $number = 0; $number < ViewRepository::SHARED_EACH; $number++ ) {
			self::assertArrayHasKey( 'id', $save( true ) );
		}
		self::assertSame( 'aaia_many_views', $save( true )['code'] ?? null );
		self::assertArrayHasKey( 'id', $save( false ), 'Her own are counted apart.' );
		$this->sign_in();
		self::assertArrayHasKey( 'id', $save( true ) );
	}

	public function test_a_view_is_for_its_user_or_for_the_team(): void {
		$me     = $this->sign_in();
		$marie  = $this->agent();
		$cursor = $this->rest( 'GET', '/updates' )->get_data()['cursor'];
		$filter = [ 'view' => 'mine', 'priority' => 'urgent', 'unread' => true ];
		$own    = $this->save( '<b>Mine</b>', false, $filter );
		$shared = $this->save( 'Ours', true, [ 'view' => 'all', 'orderby' => 'waiting' ] );

		$items = $this->rest( 'GET', '/views' )->get_data()['items'];
		self::assertSame( [ $own, $shared ], array_column( $items, 'id' ) );
		self::assertSame( [ '<b>Mine</b>', false, $filter ], [ $items[0]['name'], $items[0]['shared'], (array) $items[0]['filter'] ] );
		self::assertTrue( $this->rest( 'GET', '/updates?after=' . $cursor )->get_data()['lists'], 'colleagues load the team’s views' );

		wp_set_current_user( $marie->ID );
		$items = $this->rest( 'GET', '/views' )->get_data()['items'];
		self::assertSame( [ [ $shared, false ] ], array_map( static fn( array $one ): array => [ $one['id'], $one['may_edit'] ], $items ) );
		self::assertSame( 403, $this->rest( 'PATCH', "/views/$shared", [ 'name' => 'x' ] )->get_status() );
		self::assertSame( 403, $this->rest( 'DELETE', "/views/$shared" )->get_status() );
		self::assertSame( 404, $this->rest( 'PATCH', "/views/$own", [ 'name' => 'x' ] )->get_status(), 'not hers: not there' );
		$hers = $this->save( 'Hers', true, [] );
		wp_set_current_user( $me->ID );
		self::assertSame( 200, $this->rest( 'DELETE', "/views/$hers" )->get_status(), 'the owner may' );
	}

	public function test_views_are_renamed_moved_updated_and_deleted(): void {
		$this->sign_in();
		$ids = array_map( fn( string $name ): int => $this->save( $name, false, [ 'status' => 'open' ] ), [ 'one', 'two', 'three' ] );
		$this->rest( 'PATCH', "/views/$ids[2]", [ 'position' => 0 ] );
		$changed = $this->rest( 'PATCH', "/views/$ids[0]", [ 'name' => 'first', 'filter' => [ 'rating' => 'down', 'from' => '2026-01-31' ] ] );
		self::assertSame( [ 'rating' => 'down', 'from' => '2026-01-31' ], (array) $changed->get_data()['filter'] );
		self::assertSame( [ 'three', 'first', 'two' ], $this->names() );
		$this->rest( 'DELETE', "/views/$ids[2]" );
		self::assertSame( [ 'first', 'two' ], $this->names() );
		self::assertSame( 404, $this->rest( 'DELETE', "/views/$ids[2]" )->get_status() );
	}

	public function test_names_and_filters_that_cannot_be_are_refused(): void {
		$this->sign_in();
		foreach ( [ '', ' ', str_repeat( 'é', 61 ) ] as $name ) {
			self::assertSame( 'aaia_view_name', $this->rest( 'POST', '/views', [ 'name' => $name, 'filter' => [] ] )->get_data()['code'] );
		}
		foreach ( [ [ 'label' => 'unknown' ], [ 'view' => 'mine', 'assignee' => '3' ], [ 'from' => 'yesterday' ] ] as $filter ) {
			$refused = $this->rest( 'POST', '/views', [ 'name' => 'x', 'filter' => $filter ] );
			self::assertSame( [ 400, 'aaia_filter' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
		}
		self::assertSame( 400, $this->rest( 'POST', '/views', [ 'name' => 'x', 'filter' => [ 'sql' => '1' ] ] )->get_status() );
		for ( $number = 0; $number < ViewRepository::MOST; $number++ ) {
			$this->save( "view $number", false, [] );
		}
		self::assertSame( 'aaia_many_views', $this->rest( 'POST', '/views', [ 'name' => 'x', 'filter' => [] ] )->get_data()['code'] );
		self::assertSame( 201, $this->rest( 'POST', '/views', [ 'name' => 'x', 'shared' => true, 'filter' => [] ] )->get_status() );
		$reader = $this->user( 'subscriber' );
		$reader->add_cap( 'aaia_view_conversations' );
		wp_set_current_user( $reader->ID );
		self::assertSame( 403, $this->rest( 'POST', '/views', [ 'name' => 'x', 'shared' => true, 'filter' => [] ] )->get_status() );
		self::assertSame( 201, $this->rest( 'POST', '/views', [ 'name' => 'x', 'filter' => [] ] )->get_status() );
	}

	public function test_the_own_views_of_a_removed_user_go_and_those_of_the_team_stay(): void {
		$this->sign_in();
		$marie = $this->agent();
		wp_set_current_user( $marie->ID );
		$this->save( 'hers', false, [] );
		$this->save( 'the team’s', true, [] );
		$this->services->get( ViewRepository::class )->forget_user( $marie->ID );
		self::assertSame( [ 'the team’s' ], $this->names() );
	}

	public function test_a_list_shows_as_many_at_once_as_its_user_chose(): void {
		$this->sign_in();
		for ( $number = 0; $number < 12; $number++ ) {
			$this->says( "number $number" );
		}
		self::assertCount( 12, $this->listed() );
		self::assertSame( 25, $this->rest( 'GET', '/views' )->get_data()['per_page'] );
		self::assertSame( [ 'per_page' => 10 ], $this->rest( 'PUT', '/views/per-page', [ 'per_page' => 10 ] )->get_data() );
		self::assertCount( 10, $this->listed() );
		self::assertCount( 3, $this->listed( '?per_page=3' ) );
		self::assertSame( 400, $this->rest( 'PUT', '/views/per-page', [ 'per_page' => 9 ] )->get_status() );
		$this->sign_in();
		self::assertCount( 12, $this->listed(), 'others are not concerned' );
	}

	public function test_filters_combine_and_a_bad_rating_is_told(): void {
		$me   = $this->sign_in();
		$said = [];
		foreach ( [ 'all fit', 'not rated', 'not urgent', 'not labelled', 'not mine' ] as $text ) {
			$said[ $text ] = $this->says( $text );
			$path          = '/conversations/' . $said[ $text ]->conversation->public_id;
			if ( 'not rated' !== $text ) {
				$this->services->get( RatingService::class )->rate( $said[ $text ]->question, 'down', '' );
			}
			$this->rest( 'PATCH', $path, [
				'assignee' => 'not mine' === $text ? null : $me->ID,
				'priority' => 'not urgent' === $text ? 'low' : 'urgent',
				'labels'   => 'not labelled' === $text ? [] : [ 'vip' ],
			] );
		}
		$filters = [ 'rating=down', 'priority=urgent', 'label=vip', 'assignee=' . $me->ID, 'from=2020-01-01', 'to=2099-01-01', 'category=none' ];
		self::assertSame( [ 'all fit' ], $this->listed( '?' . implode( '&', $filters ) ) );
		self::assertSame( [ 'all fit' ], $this->listed( '?search=fit&' . implode( '&', $filters ) ) );
		$shown = array_column( $this->rest( 'GET', '/conversations' )->get_data()['items'], 'rated_down', 'preview' );
		self::assertSame( [ true, false ], [ $shown['all fit'], $shown['not rated'] ] );
	}

	private function agent(): \WP_User {
		$agent = $this->user( 'subscriber' );
		$agent->add_cap( 'aaia_view_conversations' );
		$agent->add_cap( 'aaia_reply_conversations' );
		return $agent;
	}

	/** @param array<string, mixed> $filter */
	private function save( string $name, bool $shared, array $filter ): int {
		$saved = $this->rest( 'POST', '/views', [ 'name' => $name, 'shared' => $shared, 'filter' => (object) $filter ] );
		self::assertSame( 201, $saved->get_status(), (string) wp_json_encode( $saved->get_data() ) );
		return (int) $saved->get_data()['id'];
	}

	/** @return list<string> */
	private function names(): array {
		return array_column( $this->rest( 'GET', '/views' )->get_data()['items'], 'name' );
	}
}
