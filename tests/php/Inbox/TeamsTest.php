<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\EmptyTeam;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Conversations\TeamRefused;
use Aaia\Chatbot\Conversations\TeamService;
use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Inbox\DeleteTeam;
use Aaia\Chatbot\Inbox\InboxFilter;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Inbox\UnassignFormerAgent;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\Settings;

/** Teams, and conversations that are assigned to one: /teams, PATCH /conversations/{id}, `team=` and the view "mine". */
final class TeamsTest extends InboxTestCase {

	public function test_a_team_is_made_changed_and_listed_with_its_manager_first_then_seniors(): void {
		$ids = array_map( fn( string $name ): int => $this->user( 'administrator', [ 'display_name' => $name ] )->ID, [ 'Ana', 'Bob', 'Cleo' ] );
		$me  = $this->sign_in();

		$made = $this->rest( 'POST', '/teams', [ 'name' => ' Sales  team ', 'members' => [
			[ 'id' => $ids[0], 'role' => 'member' ],
			[ 'id' => $ids[1], 'role' => 'senior' ],
			[ 'id' => $ids[2], 'role' => 'manager' ],
		] ] );

		self::assertSame( 201, $made->get_status() );
		self::assertSame( 'Sales team', $made->get_data()['name'] );
		self::assertSame( [ 'Cleo', 'Bob', 'Ana' ], array_column( $made->get_data()['members'], 'name' ) );
		self::assertSame( [ 'manager', 'senior', 'member' ], array_column( $made->get_data()['members'], 'role' ) );
		$this->rest( 'POST', '/teams', [ 'name' => 'Éclairage' ] );
		self::assertSame( [ 'Éclairage', 'Sales team' ], array_column( $this->rest( 'GET', '/teams' )->get_data()['items'], 'name' ) );

		$path    = '/teams/' . $made->get_data()['id'];
		$changed = $this->rest( 'PATCH', $path, [ 'name' => 'Sales', 'members' => [ [ 'id' => $ids[0], 'role' => 'manager' ] ] ] );
		self::assertSame( [ 'Sales', [ 'Ana' ] ], [ $changed->get_data()['name'], array_column( $changed->get_data()['members'], 'name' ) ] );
		self::assertSame( [ 'Ana' ], array_column( $this->rest( 'PATCH', $path, [ 'name' => 'Sold' ] )->get_data()['members'], 'name' ) );
		self::assertSame( [ 'team' => $made->get_data()['id'], 'agent' => $me->ID ], $this->last_event( EventType::TeamChanged ) );
	}

	public function test_a_team_without_a_name_with_anothers_name_two_managers_or_somebody_who_does_not_answer_is_refused(): void {
		$ana    = $this->user( 'administrator' )->ID;
		$reader = $this->user( 'subscriber' )->ID;
		$me     = $this->sign_in()->ID;
		$sales  = $this->team( 'Sales', [ $ana ] );
		$both   = [ [ 'id' => $ana, 'role' => 'manager' ], [ 'id' => $me, 'role' => 'manager' ] ];
		foreach ( [
			[ 400, 'aaia_team_name', [ 'name' => '  ' ] ],
			[ 409, 'aaia_team_exists', [ 'name' => 'SALES' ] ],
			[ 400, 'aaia_one_manager', [ 'name' => 'Two', 'members' => $both ] ],
			[ 400, 'aaia_not_an_agent', [ 'name' => 'Readers', 'members' => [ [ 'id' => $reader, 'role' => 'member' ] ] ] ],
			[ 400, 'rest_invalid_param', [ 'name' => 'Chiefs', 'members' => [ [ 'id' => $ana, 'role' => 'chief' ] ] ] ],
		] as [ $status, $code, $body ] ) {
			$refused = $this->rest( 'POST', '/teams', $body );
			self::assertSame( [ $status, $code ], [ $refused->get_status(), $refused->get_data()['code'] ] );
		}
		self::assertSame( 200, $this->rest( 'PATCH', "/teams/$sales", [ 'name' => 'sales' ] )->get_status(), 'its own name, written otherwise' );
		self::assertSame( 404, $this->rest( 'PATCH', '/teams/999999', [ 'name' => 'x' ] )->get_status() );
		self::assertSame( 404, $this->rest( 'DELETE', '/teams/999999' )->get_status() );
		$helper = $this->user( 'subscriber' );
		$helper->add_cap( 'aaia_reply_conversations' );
		wp_set_current_user( $helper->ID );
		self::assertSame( 200, $this->rest( 'GET', '/teams' )->get_status() );
		foreach ( [ [ 'POST', '/teams' ], [ 'PATCH', "/teams/$sales" ], [ 'DELETE', "/teams/$sales" ], [ 'GET', "/teams/$sales" ] ] as $route ) {
			self::assertSame( 403, $this->rest( $route[0], $route[1], 'GET' === $route[0] ? [] : [ 'name' => 'x' ] )->get_status() );
		}
	}

	public function test_names_and_number_of_teams_are_checked_where_no_other_request_can_come_between(): void {
		$service = $this->services->get( TeamService::class );
		$queries = [];
		$record  = static function ( string $query ) use ( &$queries ): string {
			$queries[] = $query;
			return $query;
		};
		add_filter( 'query', $record );
		$sales = $service->create( 'Sales', [], 1 );
		remove_filter( 'query', $record );
		$lock = array_key_first( array_filter( $queries, static fn( string $query ): bool => str_contains( $query, "'lock_teams'" ) ) );
		$table = $this->database()->table( 'teams' );
		$read = array_key_first( array_filter( $queries, static fn( string $query ): bool => str_contains( $query, $table ) ) );
		self::assertNotNull( $lock );
		self::assertLessThan( $read, $lock, 'The teams are read when nobody else can add one.' );
		$stock = $service->create( 'Stock', [], 1 );
		$taken = static function ( callable $work ): ?string {
			try {
				$work();
			} catch ( TeamRefused $refused ) {
				return $refused->taken ?? 'too many';
			}
			return null;
		};
		self::assertSame( 'Sales', $taken( fn() => $service->create( 'SALES', [], 1 ) ) );
		self::assertSame( 'Sales', $taken( fn() => $service->change( $stock, 'sales', null, 1 ) ) );
		self::assertNull( $taken( fn() => $service->change( $sales, 'sales', null, 1 ) ) );
		for ( $more = 2; $more < TeamService::MOST; $more++ ) {
			$this->database()->insert( 'teams', [ 'name' => "Team $more", 'created_at' => '2026-01-01 00:00:00' ] );
		}
		self::assertSame( 'too many', $taken( fn() => $service->create( 'One more', [], 1 ) ) );
		$this->sign_in();
		$refused = $this->rest( 'POST', '/teams', [ 'name' => 'One more' ] );
		self::assertSame( [ 409, 'aaia_too_many_teams' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
	}

	public function test_what_a_team_gets_is_in_mine_of_each_member_until_one_takes_it(): void {
		$ana  = $this->user( 'administrator', [ 'display_name' => 'Ana' ] );
		$bob  = $this->user( 'administrator' );
		$me   = $this->sign_in();
		$team = $this->team( 'Sales', [ $ana->ID, $bob->ID ] );
		$asks = $this->asks( 'hello' );
		$path = '/conversations/' . $asks->conversation->public_id;
		$this->rest( 'PATCH', $path, [ 'assignee' => $me->ID ] );
		$this->rest( 'PUT', "$path/read", [] );

		$shown = $this->rest( 'PATCH', $path, [ 'team' => $team, 'assignee_seen' => $me->ID, 'team_seen' => null ] )->get_data();

		self::assertSame( [ null, [ 'id' => $team, 'name' => 'Sales', 'mine' => false ] ], [ $shown['assignee'], $shown['team'] ] );
		self::assertSame(
			[ 'from' => $me->ID, 'to' => null, 'from_team' => null, 'to_team' => $team, 'agent' => $me->ID ],
			$this->last_event( EventType::ConversationAssigned ),
		);
		self::assertSame( [ [], [], [ 'hello' ] ], [ $this->listed( '?view=mine' ), $this->listed( '?view=unassigned' ), $this->listed() ] );
		self::assertSame( [ 0, 0 ], $this->counted() );
		foreach ( [ $ana, $bob ] as $member ) {
			wp_set_current_user( $member->ID );
			self::assertSame( [ 'hello' ], $this->listed( '?view=mine' ) );
			self::assertSame( [ 'hello' ], $this->listed( '?view=mine&unread=true' ), 'unread for each' );
			self::assertSame( [ 'hello' ], $this->listed( '?view=mine&todo=true' ) );
			self::assertSame( [ 'hello' ], $this->listed( '?view=mine&orderby=waiting' ) );
			self::assertSame( [ 'hello' ], $this->listed( '?view=mine&search=hello' ) );
			self::assertSame( [], $this->listed( '?assignee=me' ), 'assigned to the person, not to the team' );
			self::assertSame( [ 1, 0 ], $this->counted() );
		}

		wp_set_current_user( $ana->ID );
		self::assertSame( 200, $this->rest( 'POST', "$path/takeover", [ 'assignee_seen' => null ] )->get_status() );
		self::assertSame( [ 'hello' ], $this->listed( '?view=mine' ) );
		wp_set_current_user( $bob->ID );
		$late = $this->rest( 'PATCH', $path, [ 'assignee' => $bob->ID, 'assignee_seen' => null ] );
		self::assertSame( [ 409, 'Ana has just taken this conversation.' ], [ $late->get_status(), $late->get_data()['message'] ] );
		self::assertSame( [ [], [] ], [ $this->listed( '?view=mine' ), $this->listed( '?unread=true' ) ] );
		self::assertSame( [ $ana->ID, $team ], [ $this->now( $asks )->assignee_id, $this->now( $asks )->team_id ], 'it stays in the team' );
	}

	public function test_a_team_is_taken_away_alone_or_with_the_person_and_of_two_who_choose_one_the_slower_is_told(): void {
		$me    = $this->sign_in();
		$sales = $this->team( 'Sales', [ $me->ID ] );
		$stock = $this->team( 'Stock', [ $this->user( 'administrator' )->ID ] );
		$path  = '/conversations/' . $this->asks( 'hello' )->conversation->public_id;
		$state = function ( array $change ) use ( $path ): array {
			$shown = $this->rest( 'PATCH', $path, $change )->get_data();
			return [ $shown['assignee']['id'] ?? null, $shown['team']['id'] ?? null ];
		};

		self::assertSame( [ null, $sales ], $state( [ 'team' => $sales ] ) );
		$late = $this->rest( 'PATCH', $path, [ 'team' => $stock, 'assignee_seen' => null, 'team_seen' => null ] );
		self::assertSame( 409, $late->get_status() );
		self::assertStringContainsString( 'the team “Sales”', $late->get_data()['message'] );
		self::assertSame( [ $me->ID, $sales ], $state( [ 'assignee' => $me->ID ] ) );
		self::assertSame( [ $me->ID, null ], $state( [ 'team' => null ] ) );
		self::assertSame( [ null, $stock ], $state( [ 'team' => $stock ] ) );
		self::assertSame( [ $me->ID, $stock ], $state( [ 'team' => $stock, 'assignee' => $me->ID ] ) );
		self::assertSame( [ null, null ], $state( [ 'team' => null, 'assignee' => null ] ) );
		self::assertSame( [ 'hello' ], $this->listed( '?view=unassigned' ) );
		$refused = $this->rest( 'PATCH', $path, [ 'team' => 999_999 ] );
		self::assertSame( [ 400, 'aaia_no_team' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
	}

	public function test_lists_are_narrowed_to_a_team_or_to_what_is_in_none(): void {
		$me    = $this->sign_in();
		$sales = $this->team( 'Sales', [ $me->ID ] );
		$stock = $this->team( 'Stock', [ $this->user( 'administrator' )->ID ] );
		$teams = [ 'free' => null, 'sales' => $sales, 'sales taken' => $sales, 'stock' => $stock, 'stock resolved' => $stock ];
		foreach ( $teams as $text => $team ) {
			$made[ $text ] = $this->asks( $text );
			$this->assign( $made[ $text ], null, $team );
		}
		$this->assign( $made['sales taken'], $me->ID, $sales );
		$service = $this->services->get( AgentService::class );
		$service->set_status( $made['stock resolved']->conversation->id, Status::Resolved );
		foreach ( [
			"?team=$sales"                       => [ 'sales taken', 'sales' ],
			"?team=$stock"                       => [ 'stock' ],
			"?team=$stock&archived=any"          => [ 'stock resolved', 'stock' ],
			"?team=$stock&status=resolved"       => [ 'stock resolved' ],
			'?team=none'                         => [ 'free' ],
			"?team=$sales&assignee=none"         => [ 'sales' ],
			"?team=$sales&assignee=me"           => [ 'sales taken' ],
			"?team=$sales&view=mine"             => [ 'sales taken', 'sales' ],
			"?team=$stock&view=mine"             => [],
			'?view=mine'                         => [ 'sales taken', 'sales' ],
			'?view=mine&per_page=1'              => [ 'sales taken' ],
			'?view=unassigned'                   => [ 'free' ],
			'?view=unassigned&todo=true'         => [ 'free' ],
			"?team=$sales&todo=true"             => [ 'sales taken', 'sales' ],
			"?team=$sales&orderby=waiting"       => [ 'sales', 'sales taken' ],
			"?team=$sales&unread=true"           => [ 'sales taken', 'sales' ],
			"?team=$sales&search=sales"          => [ 'sales taken', 'sales' ],
			"?team=$stock&search=sales"          => [],
			'?priority=urgent&search=sales'      => [],
			'?view=pending'                      => [ 'stock', 'sales taken', 'sales', 'free' ],
			'?assignee=none&todo=true'           => [ 'stock', 'sales', 'free' ],
		] as $query => $texts ) {
			self::assertSame( $texts, $this->listed( $query ), $query );
		}
		$first = $this->rest( 'GET', '/conversations?view=mine&per_page=1' )->get_data();
		self::assertSame( [ 'sales' ], $this->listed( '?view=mine&per_page=1&cursor=' . $first['next_cursor'] ) );
		self::assertSame( 400, $this->rest( 'GET', '/conversations?team=x' )->get_status() );
		self::assertSame( 400, $this->rest( 'GET', "/conversations?view=unassigned&team=$sales" )->get_status() );
	}

	public function test_a_deleted_team_lets_its_conversations_go_and_the_log_says_who_deleted_it(): void {
		$ana  = $this->user( 'administrator' );
		$me   = $this->sign_in();
		$team = $this->team( 'Sales', [ $ana->ID ] );
		$made = array_map( $this->asks( ... ), [ 'waits', 'taken', 'resolved' ] );
		foreach ( $made as $one ) {
			$this->assign( $one, null, $team );
		}
		$this->assign( $made[1], $ana->ID, $team );
		$this->services->get( AgentService::class )->set_status( $made[2]->conversation->id, Status::Resolved );
		self::assertSame( 2, $this->rest( 'GET', "/teams/$team" )->get_data()['conversations'] );
		$cursor = $this->rest( 'GET', '/updates' )->get_data()['cursor'];

		self::assertSame( 200, $this->rest( 'DELETE', "/teams/$team" )->get_status() );

		self::assertSame( [], $this->rest( 'GET', '/teams' )->get_data()['items'] );
		self::assertSame( [ null, null, null ], array_map( fn( ReceivedMessage $one ): ?int => $this->now( $one )->team_id, $made ) );
		self::assertSame( $ana->ID, $this->now( $made[1] )->assignee_id );
		self::assertSame( [ 'waits' ], $this->listed( '?view=unassigned' ) );
		self::assertSame( [ 'team' => $team, 'agent' => $me->ID ], $this->last_event( EventType::TeamDeleted ) );
		self::assertSame(
			[ 'from' => $ana->ID, 'to' => $ana->ID, 'from_team' => $team, 'to_team' => null, 'agent' => $me->ID ],
			$this->last_event( EventType::ConversationAssigned ),
		);
		self::assertTrue( $this->rest( 'GET', '/updates?after=' . $cursor )->get_data()['deleted'], 'lists are loaded again' );
		foreach ( [ 'teams' => 'id', 'team_members' => 'team_id' ] as $table => $column ) {
			$left = $this->database()->value( 'SELECT COUNT(*) FROM %i WHERE %i = %d', $this->database()->table( $table ), $column, $team );
			self::assertSame( '0', $left, $table );
		}
	}

	public function test_the_conversations_of_a_large_team_are_let_go_by_jobs_and_stay_with_its_members_until_then(): void {
		$me   = $this->sign_in();
		$team = $this->team( 'Sales', [ $me->ID ] );
		$this->assign( $this->asks( 'one of many' ), null, $team );
		$row = $this->database()->row( 'SELECT * FROM %i', $this->database()->table( 'conversations' ) ) ?? self::fail( 'No row.' );
		for ( $more = 0; $more < 120; $more++ ) {
			$copy = array_filter( [ 'public_id' => "copy-of-it-number-$more", 'visitor_id' => 1 ] + $row, static fn( $value ) => null !== $value );
			unset( $copy['id'] );
			$this->database()->insert( 'conversations', $copy );
		}
		$this->rest( 'DELETE', "/teams/$team" );
		$jobs    = $this->wired( [] )->get( JobQueue::class );
		$claimed = $jobs->claim( 10, [ DeleteTeam::NAME ] ) ?? self::fail( 'No job.' );
		self::assertSame( 21, count( $this->rest( 'GET', '/conversations?view=mine&per_page=100' )->get_data()['items'] ) );
		self::assertSame( 400, $this->rest( 'PATCH', '/conversations/copy-of-it-number-0', [ 'team' => $team ] )->get_status() );

		$this->services->get( DeleteTeam::class )->handle( $claimed->job );

		self::assertSame( [], $this->listed( '?view=mine' ) );
		self::assertNull( $jobs->claim( 10, [ DeleteTeam::NAME ] ), 'Nothing is left to do.' );
	}

	public function test_a_deletion_that_died_half_way_is_finished_by_its_job_and_can_be_asked_for_again(): void {
		$me   = $this->sign_in();
		$jobs = $this->wired( [] )->get( JobQueue::class );
		$dies = static fn( string $query ): string => str_contains( $query, 'SET `team_id` = NULL' )
			? throw new \RuntimeException( 'The server is switched off.' )
			: $query;
		foreach ( [ 'by the job', 'asked for again' ] as $text ) {
			$team = $this->team( $text, [ $me->ID ] );
			$this->assign( $this->asks( $text ), null, $team );
			add_filter( 'query', $dies );
			try {
				$this->services->get( DeleteTeam::class )->begin( $team, $me->ID );
				self::fail( 'It did not die.' );
			} catch ( \RuntimeException $died ) {
				self::assertSame( 'The server is switched off.', $died->getMessage() );
			} finally {
				remove_filter( 'query', $dies );
			}
			self::assertNotContains( $text, $this->listed( '?view=unassigned' ) );
			$job = $jobs->claim( 10, [ DeleteTeam::NAME ] )->job ?? self::fail( 'No job.' );
			if ( 'by the job' === $text ) {
				$this->services->get( DeleteTeam::class )->handle( $job );
			} else {
				self::assertSame( 200, $this->rest( 'DELETE', "/teams/$team" )->get_status() );
			}
			self::assertContains( $text, $this->listed( '?view=unassigned' ) );
			self::assertSame( 404, $this->rest( 'DELETE', "/teams/$team" )->get_status(), 'It is gone now.' );
		}
		$deletions = $this->database()->value(
			'SELECT COUNT(*) FROM %i WHERE type = %s',
			$this->database()->table( 'events' ),
			EventType::TeamDeleted->value,
		);
		self::assertSame( '2', $deletions );
	}

	public function test_a_removed_user_leaves_the_teams_and_what_they_held_waits_in_its_team(): void {
		$ana  = $this->user( 'administrator' );
		$me   = $this->sign_in();
		$team = $this->team( 'Sales', [ $ana->ID, $me->ID ] );
		$held = $this->asks( 'hello' );
		$this->assign( $held, $ana->ID, $team );
		$hook = $this->services->get( UnassignFormerAgent::class );

		$hook->plan( $ana->ID );
		$hook->handle( ( $this->services->get( JobQueue::class )->claim( 10, [ UnassignFormerAgent::NAME ] ) ?? self::fail( 'No job.' ) )->job );

		self::assertSame( [ $me->ID ], array_column( $this->rest( 'GET', '/teams' )->get_data()['items'][0]['members'], 'id' ) );
		self::assertSame( [ [ 'hello' ], [] ], [ $this->listed( '?view=mine' ), $this->listed( '?view=unassigned' ) ] );
		$alone = $this->team( 'Stock', [ $ana->ID ] );
		$hook->plan( $ana->ID );
		self::assertNotNull( $this->services->get( JobQueue::class )->claim( 10, [ UnassignFormerAgent::NAME ] ), "in the team $alone only" );
	}

	public function test_who_may_no_longer_answer_by_their_role_leaves_the_teams_and_gives_back_what_they_held(): void {
		$roles  = (array) get_option( self::wpdb()->prefix . 'user_roles' );
		$editor = $this->user( 'editor' );
		$both   = $this->user( 'editor' );
		$both->add_cap( 'aaia_reply_conversations' );
		$me = $this->sign_in();
		try {
			$this->rest( 'PUT', '/roles/editor', [ 'capabilities' => [ 'aaia_reply_conversations' ] ] );
			clean_user_cache( $editor );
			$team = $this->team( 'Sales', [ $editor->ID, $both->ID ] );
			[ $held, $alone, $kept, $mine ] = array_map( $this->asks( ... ), [ 'held', 'alone', 'kept', 'mine' ] );
			$this->assign( $held, $editor->ID, $team );
			$this->assign( $alone, $editor->ID, null );
			$this->assign( $kept, $both->ID, $team );
			$this->assign( $mine, $me->ID, null );
			$run = function (): void {
				$this->wired( [] )->get( Dispatcher::class )->drain( 10.0 );
				$jobs = $this->wired( [] )->get( JobQueue::class );
				for ( $left = 10; $left > 0; $left-- ) {
					$claimed = $jobs->claim( 10, [ UnassignFormerAgent::NAME ] );
					if ( null === $claimed ) {
						return;
					}
					$this->services->get( UnassignFormerAgent::class )->handle( $claimed->job );
					$jobs->finish( $claimed );
				}
				self::fail( 'The jobs never end.' );
			};
			$all     = [ $held, $alone, $kept, $mine ];
			$holders = fn(): array => array_map( fn( ReceivedMessage $one ): ?int => $this->now( $one )->assignee_id, $all );

			$this->rest( 'PUT', '/roles/editor', [ 'capabilities' => [ 'aaia_view_conversations', 'aaia_reply_conversations' ] ] );
			$run();
			self::assertSame( [ $editor->ID, $editor->ID, $both->ID, $me->ID ], $holders(), 'They may still answer.' );
			$this->rest( 'PUT', '/roles/editor', [ 'capabilities' => [ 'aaia_view_conversations' ] ] );
			$run();

			self::assertSame( [ null, null, $both->ID, $me->ID ], $holders() );
			self::assertSame( $team, $this->now( $held )->team_id, 'It waits in its team.' );
			self::assertSame( [ 'alone' ], $this->listed( '?view=unassigned' ) );
			self::assertSame( [ $both->ID ], array_column( $this->rest( 'GET', '/teams' )->get_data()['items'][0]['members'], 'id' ) );
		} finally {
			update_option( self::wpdb()->prefix . 'user_roles', $roles );
			wp_roles()->for_site();
		}
	}

	public function test_nobody_gets_a_conversation_that_is_hidden_from_them(): void {
		[ $ana, $bob ] = [ $this->user( 'administrator' ), $this->user( 'administrator' ) ];
		$this->sign_in();
		$team   = $this->team( 'Sales', [ $ana->ID, $bob->ID ] );
		$secret = $this->asks( 'secret' )->conversation;
		$path   = "/conversations/$secret->public_id";
		$hide   = static fn( array $ids, int $user ): array => $user === $ana->ID ? [ ...$ids, $secret->id ] : $ids;
		add_filter( 'aaia_chatbot_hidden_conversations', $hide, 10, 2 );
		$this->rest( 'PUT', "$path/read" );

		$refused = $this->rest( 'PATCH', $path, [ 'assignee' => $ana->ID ] );
		$shared  = $this->rest( 'PATCH', $path, [ 'team' => $team ] );

		remove_filter( 'aaia_chatbot_hidden_conversations', $hide );
		self::assertSame( [ 400, 'aaia_hidden_from_assignee' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
		self::assertSame( [ 200, null ], [ $shared->get_status(), $shared->get_data()['assignee'] ] );
		foreach ( [ [ $ana, [] ], [ $bob, [ 'secret' ] ] ] as [ $member, $unread ] ) {
			wp_set_current_user( $member->ID );
			self::assertSame( $unread, $this->listed( "?team=$team&unread=true" ) );
		}
		wp_set_current_user( $bob->ID );
		self::assertSame( 200, $this->rest( 'PATCH', $path, [ 'assignee' => $bob->ID ] )->get_status() );
	}

	public function test_the_conversations_of_a_team_in_which_nobody_is_left_leave_it(): void {
		$ana = $this->user( 'administrator' );
		$me  = $this->sign_in();
		foreach ( [ 'taken out', 'removed' ] as $how ) {
			$team = $this->team( $how, [ $ana->ID ] );
			$made = array_map( $this->asks( ... ), [ "$how waits", "$how taken", "$how resolved" ] );
			foreach ( $made as $one ) {
				$this->assign( $one, null, $team );
			}
			$this->assign( $made[1], $me->ID, $team );
			$this->services->get( AgentService::class )->set_status( $made[2]->conversation->id, Status::Resolved );
			if ( 'taken out' === $how ) {
				self::assertSame( 200, $this->rest( 'PATCH', "/teams/$team", [ 'members' => [] ] )->get_status() );
			} else {
				$this->services->get( TeamService::class )->remove_user( $ana->ID );
				$this->run_job( EmptyTeam::NAME, EmptyTeam::class );
			}
			self::assertContains( "$how waits", $this->listed( '?view=unassigned' ) );
			self::assertSame( [ null, null, null ], array_map( fn( ReceivedMessage $one ): ?int => $this->now( $one )->team_id, $made ) );
			self::assertSame( $me->ID, $this->now( $made[1] )->assignee_id );
			$path    = '/conversations/' . $made[0]->conversation->public_id;
			$refused = $this->rest( 'PATCH', $path, [ 'team' => $team ] );
			self::assertSame( [ 400, 'aaia_team_without_members' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
			if ( 'taken out' === $how ) {
				// Somebody joined before the job ran.
				$this->rest( 'PATCH', "/teams/$team", [ 'members' => [ [ 'id' => $me->ID, 'role' => 'member' ] ] ] );
				$this->rest( 'PATCH', $path, [ 'team' => $team ] );
				$this->run_job( EmptyTeam::NAME, EmptyTeam::class );
				self::assertSame( $team, $this->now( $made[0] )->team_id );
				$this->rest( 'PATCH', $path, [ 'team' => null ] );
			}
		}
	}

	public function test_a_team_has_hours_of_its_own_which_its_visitors_hear(): void {
		$me = $this->sign_in();
		$this->services->get( Settings::class )->save( [ 'office_hours' => [], 'office_holidays' => [], 'answer_within_hours' => 4 ] );
		$office = [ 'hours' => [ '1-5 09:00-17:00' ], 'holidays' => [ '12-25' ] ];
		$member = [ [ 'id' => $me->ID, 'role' => 'member' ] ];
		$this->clock->set( '2026-03-07 12:00:00' );

		$made = $this->rest( 'POST', '/teams', [ 'name' => 'Sales', 'members' => $member, 'office' => $office ] )->get_data();

		self::assertSame( $office, $made['office'] );
		$said = function ( ?int $team ): array {
			$received = $this->says( 'hello' );
			$this->assign( $received, null, $team );
			$this->services->get( SupportService::class )->request(
				$received->conversation->id,
				new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked, 'hello' ),
			);
			$texts = $this->texts( $received );
			return [ end( $texts ), $this->now( $received )->promised_until?->format( 'Y-m-d H:i' ) ];
		};
		[ $words, $until ] = $said( $made['id'] );
		self::assertStringContainsString( 'back on Monday at 9 am', $words );
		self::assertSame( '2026-03-09 13:00', $until );
		self::assertNull( $said( null )[1], 'The site has no hours: nothing is promised.' );

		$wrong = $this->rest( 'PATCH', '/teams/' . $made['id'], [ 'office' => [ 'hours' => [ 'always' ], 'holidays' => [] ] ] );
		self::assertSame( [ 400, 'aaia_team_hours' ], [ $wrong->get_status(), $wrong->get_data()['code'] ] );
		$kept = $this->rest( 'PATCH', '/teams/' . $made['id'], [ 'name' => 'Selling' ] )->get_data();
		self::assertSame( $office, $kept['office'] );
		$day  = new \DateTimeImmutable( 'today +2 days', wp_timezone() );
		$away = $this->rest( 'PATCH', '/teams/' . $made['id'], [
			'office' => [ 'hours' => [ $day->format( 'N' ) . ' 10:00-11:00' ], 'holidays' => [] ],
		] )->get_data();
		self::assertSame( [ false, $day->format( 'Y-m-d' ) . 'T10:00:00Z' ], [ $away['open'], $away['opens_at'] ] );
		$shared = $this->rest( 'PATCH', '/teams/' . $made['id'], [ 'office' => null ] )->get_data();
		self::assertSame( [ null, true, null ], [ $shared['office'], $shared['open'], $shared['opens_at'] ] );
	}

	/** @return list<string> Texts of its messages, oldest first. */
	private function texts( ReceivedMessage $received ): array {
		$rows = $this->database()->rows(
			'SELECT text FROM %i WHERE conversation_id = %d ORDER BY id',
			$this->database()->table( 'messages' ),
			$received->conversation->id,
		);
		return array_map( static fn( array $row ): string => (string) $row['text'], $rows );
	}

	public function test_lists_of_teams_read_their_indexes_in_order(): void {
		if ( $this->on_sqlite() ) {
			$this->markTestSkipped( 'SQLite explains otherwise.' );
		}
		foreach ( [
			'team_activity' => 'c.team_id = 4 AND c.status = "open"',
			'team_assignee' => 'c.team_id = 4 AND c.assignee_id IS NULL AND c.status = "open"',
		] as $index => $condition ) {
			$plan = $this->database()->rows(
				"EXPLAIN SELECT c.* FROM %i c FORCE INDEX ($index) WHERE $condition ORDER BY c.last_activity_at DESC, c.id DESC LIMIT 26",
				$this->database()->table( 'conversations' ),
			);
			self::assertSame( $index, $plan[0]['key'] );
			self::assertStringNotContainsString( 'filesort', (string) $plan[0]['Extra'] );
		}
	}

	public function test_mine_and_its_count_read_only_what_is_there(): void {
		if ( $this->on_sqlite() ) {
			$this->markTestSkipped( 'SQLite does not count the rows it reads.' );
		}
		$me     = $this->sign_in()->ID;
		$mine   = $this->team( 'Sales', [ $me ] );
		$others = $this->team( 'Stock', [ $this->user( 'administrator' )->ID ] );
		$asks   = $this->asks( 'hello' );
		$this->assign( $asks, null, $mine );
		$row = array_filter( $this->database()->row( 'SELECT * FROM %i', $this->database()->table( 'conversations' ) ) ?? [] );
		unset( $row['id'] );
		for ( $copy = 0; $copy < 400; $copy++ ) {
			$another = [ 'team_id' => $copy % 2 ? $others : $mine, 'public_id' => "copy-of-it-number-$copy" ];
			$this->database()->insert( 'conversations', $another + ( $copy % 2 ? [] : [ 'assignee_id' => 999 ] ) + $row );
		}
		$inbox = $this->services->get( InboxRepository::class );
		foreach ( [
			fn(): int => count( $inbox->page( new InboxFilter( assignee: $me, teams: [ $mine ] ), null, 25 )->items ),
			fn(): int => $inbox->counts( $me )['mine'],
		] as $read ) {
			$before = $this->rows_read();
			self::assertSame( 1, $read() );
			self::assertLessThan( 400, $this->rows_read() - $before, 'The other counts read up to 100 entries of an index each.' );
		}
	}

	/** @param class-string<JobHandler> $handler */
	private function run_job( string $name, string $handler ): void {
		$claimed = $this->wired( [] )->get( JobQueue::class )->claim( 10, [ $name ] ) ?? self::fail( 'No job.' );
		$this->services->get( $handler )->handle( $claimed->job );
	}

	private function rows_read(): int {
		$read = 0;
		foreach ( $this->database()->rows( "SHOW SESSION STATUS LIKE 'Handler_read%'" ) as $row ) {
			$read += 'Handler_read_rnd_next' === $row['Variable_name'] ? 0 : (int) $row['Value'];
		}
		return $read;
	}

	/** @param list<int> $members */
	private function team( string $name, array $members ): int {
		$body = [ 'name' => $name, 'members' => array_map( static fn( int $id ): array => [ 'id' => $id, 'role' => 'member' ], $members ) ];
		$made = $this->rest( 'POST', '/teams', $body );
		self::assertSame( 201, $made->get_status(), (string) wp_json_encode( $made->get_data() ) );
		return $made->get_data()['id'];
	}

	private function assign( ReceivedMessage $message, ?int $assignee, ?int $team ): void {
		$this->services->get( AgentService::class )->assign( $message->conversation->id, $assignee, null, team: $team );
	}

	/** @return array{int, int} Counts of "Mine" and "Unassigned". */
	private function counted(): array {
		$counts = $this->rest( 'GET', '/conversations?per_page=1' )->get_data()['counts'];
		return [ $counts['mine'], $counts['unassigned'] ];
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
