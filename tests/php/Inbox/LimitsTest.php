<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\TeamRole;
use Aaia\Chatbot\Conversations\TeamService;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Storage\SiteState;

/** Conversations that only a team or a role may see. */
final class LimitsTest extends InboxTestCase {

	public function test_a_conversation_limited_to_a_team_is_there_for_its_members_and_the_owner_only(): void {
		[ $ana, $bob ] = [ $this->agent(), $this->agent() ];
		$team   = $this->team( [ $ana->ID ] );
		$secret = $this->asks( 'secret' )->conversation;
		$this->asks( 'open' );
		$path = "/conversations/$secret->public_id";
		wp_set_current_user( $ana->ID );

		$limited = $this->rest( 'PATCH', $path, [ 'limit' => [ 'team' => $team ] ] )->get_data();

		self::assertSame( [ 'team' => $team, 'role' => null, 'name' => 'Accounts' ], $limited['limit'] );
		self::assertSame( [ 'open', 'secret' ], $this->listed() );
		$activity = $this->rest( 'GET', "$path/messages" )->get_data()['activity'];
		self::assertSame( [ 'limit', 'Accounts' ], [ end( $activity )['type'], end( $activity )['to'] ] );

		wp_set_current_user( $bob->ID );
		self::assertSame( [ 'open' ], $this->listed() );
		self::assertSame( [], $this->listed( '?search=secret' ) );
		self::assertSame( 1, $this->rest( 'GET', '/conversations' )->get_data()['counts']['unassigned'] );
		foreach ( [ [ 'GET', $path ], [ 'PATCH', $path ], [ 'POST', "$path/takeover" ], [ 'GET', "$path/messages" ] ] as [ $method, $route ] ) {
			self::assertSame( 404, $this->rest( $method, $route, [] )->get_status(), "$method $route" );
		}

		$this->sign_in();
		self::assertSame( [ 'open', 'secret' ], $this->listed() );
		self::assertNull( $this->rest( 'PATCH', $path, [ 'limit' => null ] )->get_data()['limit'] );
		wp_set_current_user( $bob->ID );
		self::assertSame( [ 'open', 'secret' ], $this->listed() );
	}

	public function test_nobody_loses_sight_of_a_conversation_by_limiting_it_and_names_are_checked(): void {
		[ $ana, $bob ] = [ $this->agent(), $this->agent() ];
		$team   = $this->team( [ $bob->ID ] );
		$path   = '/conversations/' . $this->asks( 'hello' )->conversation->public_id;
		$answer = function ( array $limit ) use ( $path ): array {
			$response = $this->rest( 'PATCH', $path, [ 'limit' => $limit ] );
			return [ $response->get_status(), $response->get_data()['code'] ?? null ];
		};
		wp_set_current_user( $ana->ID );

		self::assertSame( [ 409, 'aaia_limit_excludes_you' ], $answer( [ 'team' => $team ] ) );
		self::assertSame( [ 409, 'aaia_limit_excludes_you' ], $answer( [ 'role' => 'author' ] ) );
		self::assertSame( [ 400, 'aaia_no_team' ], $answer( [ 'team' => $team + 1 ] ) );
		self::assertSame( [ 400, 'aaia_no_role' ], $answer( [ 'role' => 'nobody' ] ) );
		self::assertSame( [ 400, 'aaia_limit' ], $answer( [] ) );
		self::assertSame( [ 400, 'aaia_limit' ], $answer( [ 'team' => $team, 'role' => 'editor' ] ) );
		self::assertNull( $this->rest( 'GET', $path )->get_data()['limit'], 'Nothing of this was stored.' );
		self::assertSame( [ 200, null ], $answer( [ 'role' => 'editor' ] ) );
	}

	public function test_who_may_no_longer_see_it_is_no_longer_assigned_and_cannot_be(): void {
		[ $ana, $bob ] = [ $this->agent(), $this->agent() ];
		$this->sign_in();
		$accounts = $this->team( [ $ana->ID ] );
		$sales    = $this->team( [ $bob->ID ], 'Sales' );
		$path     = '/conversations/' . $this->asks( 'hello' )->conversation->public_id;
		$this->rest( 'PATCH', $path, [ 'assignee' => $bob->ID ] );

		self::assertNull( $this->rest( 'PATCH', $path, [ 'limit' => [ 'team' => $accounts ] ] )->get_data()['assignee'] );
		foreach ( [
			[ [ 'assignee' => $bob->ID ], 'aaia_hidden_from_assignee' ],
			[ [ 'team' => $sales ], 'aaia_team_without_members' ],
		] as [ $to, $code ] ) {
			self::assertSame( $code, $this->rest( 'PATCH', $path, $to )->get_data()['code'] );
		}
		self::assertSame( $ana->ID, $this->rest( 'PATCH', $path, [ 'assignee' => $ana->ID ] )->get_data()['assignee']['id'] );
	}

	public function test_the_conversations_of_a_deleted_team_stay_hidden_until_the_owner_decides(): void {
		[ $ana, $bob ] = [ $this->agent(), $this->agent() ];
		$this->sign_in();
		$team = $this->team( [ $ana->ID ] );
		$path = '/conversations/' . $this->asks( 'secret' )->conversation->public_id;
		$this->rest( 'PATCH', $path, [ 'limit' => [ 'team' => $team ] ] );
		$this->rest( 'DELETE', "/teams/$team" );

		self::assertSame( [ 'team' => $team, 'role' => null, 'name' => '' ], $this->rest( 'GET', $path )->get_data()['limit'] );
		foreach ( [ $ana, $bob ] as $agent ) {
			wp_set_current_user( $agent->ID );
			self::assertSame( [], $this->listed() );
		}
	}

	public function test_its_limit_goes_with_the_conversation(): void {
		$this->sign_in();
		$path = '/conversations/' . $this->asks( 'secret' )->conversation->public_id;
		$this->rest( 'PATCH', $path, [ 'limit' => [ 'role' => 'editor' ] ] );

		$erased = $this->rest( 'DELETE', $path )->get_data();

		self::assertSame( [ 1, 0 ], [ $erased['deleted']['conversation_limits'], array_sum( $erased['remaining'] ) ] );
	}

	public function test_a_list_takes_the_same_number_of_queries_however_many_are_limited(): void {
		$ana  = $this->agent();
		$team = $this->team( [ $ana->ID ] );
		$this->sign_in();
		$queries = function (): int {
			global $wpdb;
			$before = $wpdb->num_queries;
			$this->rest( 'GET', '/conversations' );
			return $wpdb->num_queries - $before;
		};
		for ( $more = 0; $more < 3; $more++ ) {
			$path = '/conversations/' . $this->asks( "hello $more" )->conversation->public_id;
			$this->rest( 'PATCH', $path, [ 'limit' => [ 'team' => $team ] ] );
			wp_set_current_user( $ana->ID );
			$queries();
			$counted[] = $queries();
			$this->sign_in();
		}
		self::assertSame( [ $counted[0], $counted[0], $counted[0] ], $counted );
	}

	public function test_a_limit_that_was_refused_does_not_make_the_next_one_forgotten(): void {
		[ $ana, $bob ] = [ $this->agent(), $this->agent() ];
		$path = '/conversations/' . $this->asks( 'secret' )->conversation->public_id;
		$team = $this->team( [ $ana->ID ] );
		wp_set_current_user( $bob->ID );
		self::assertSame( 409, $this->rest( 'PATCH', $path, [ 'limit' => [ 'team' => $team ] ] )->get_status() );
		wp_set_current_user( $ana->ID );
		self::assertSame( 200, $this->rest( 'PATCH', $path, [ 'limit' => [ 'team' => $team ] ] )->get_status() );

		wp_cache_flush();

		wp_set_current_user( $bob->ID );
		self::assertSame( 404, $this->rest( 'GET', $path )->get_status() );
		self::assertSame( [], $this->listed() );
	}

	public function test_limits_hold_when_a_process_that_knows_of_none_stores_something_else(): void {
		$bob  = $this->agent();
		$path = '/conversations/' . $this->asks( 'secret' )->conversation->public_id;
		$this->sign_in();
		$older = wp_load_alloptions();
		$limited = $this->rest( 'PATCH', $path, [ 'limit' => [ 'team' => $this->team( [ get_current_user_id() ] ) ] ] );
		self::assertSame( 200, $limited->get_status() );

		wp_cache_set( 'alloptions', $older, 'options' );
		$this->services->get( SiteState::class )->set( 'push', true );
		wp_cache_flush();

		wp_set_current_user( $bob->ID );
		self::assertSame( 404, $this->rest( 'GET', $path )->get_status() );
	}

	public function test_the_same_limit_again_changes_nothing(): void {
		$this->sign_in();
		$path = '/conversations/' . $this->asks( 'secret' )->conversation->public_id;
		foreach ( [ 1, 2 ] as $time ) {
			$this->rest( 'PATCH', $path, [ 'limit' => [ 'role' => 'editor' ] ] );
		}
		$activity = $this->rest( 'GET', "$path/messages" )->get_data()['activity'];
		self::assertCount( 1, array_keys( array_column( $activity, 'type' ), 'limit', true ) );
	}

	/** An editor with all permissions but the settings. */
	private function agent(): \WP_User {
		$agent = $this->user( 'editor' );
		foreach ( [ Capability::View, Capability::Reply ] as $capability ) {
			$agent->add_cap( $capability->value );
		}
		return $agent;
	}

	/** @param list<int> $members */
	private function team( array $members, string $name = 'Accounts' ): int {
		return $this->services->get( TeamService::class )->create( $name, array_fill_keys( $members, TeamRole::Member ), 1 );
	}
}
