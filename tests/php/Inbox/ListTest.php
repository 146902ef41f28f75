<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;

/** GET /conversations: filters, order, pages, counts. */
final class ListTest extends InboxTestCase {

	public function test_without_filters_active_conversations_are_listed_newest_first(): void {
		$this->sign_in();
		$this->says( 'first' );
		$resolved = $this->says( 'resolved' );
		$archived = $this->says( 'archived' );
		$this->says( 'last' );
		$this->services->get( AgentService::class )->set_status( $resolved->conversation->id, Status::Resolved );
		$this->services->get( AgentService::class )->set_archived( $archived->conversation->id, true );

		self::assertSame( [ 'last', 'first' ], $this->listed() );
		self::assertSame( [ 'first', 'last' ], $this->listed( '?order=asc' ) );
	}

	public function test_views_show_assigned_to_me_and_unassigned(): void {
		$me    = $this->sign_in();
		$other = $this->user( 'administrator' );
		foreach ( [ 'mine' => $me->ID, 'hers' => $other->ID, 'nobodys' => null ] as $text => $agent ) {
			$received = $this->says( $text );
			if ( null !== $agent ) {
				$this->services->get( AgentService::class )->take_over( $received->conversation->id, $agent );
			}
		}

		self::assertSame( [ 'mine' ], $this->listed( '?view=mine' ) );
		self::assertSame( [ 'mine' ], $this->listed( '?assignee=me' ) );
		self::assertSame( [ 'nobodys' ], $this->listed( '?view=unassigned' ) );
		self::assertSame( [ 'hers' ], $this->listed( '?assignee=' . $other->ID ) );
		self::assertSame( [ 'nobodys', 'hers', 'mine' ], $this->listed( '?view=all' ) );
	}

	public function test_statuses_archive_and_unread_narrow_the_list(): void {
		$this->sign_in();
		foreach ( Status::cases() as $status ) {
			$received = $this->asks( $status->value );
			$this->services->get( AgentService::class )
				->set_status( $received->conversation->id, $status, $this->clock->now()->modify( '+1 day' ) );
		}
		$read     = $this->says( 'read' );
		$archived = $this->says( 'archived' );
		$this->services->get( AgentService::class )->mark_read( $read->conversation->id );
		$this->services->get( AgentService::class )->set_archived( $archived->conversation->id, true );

		self::assertSame( [ 'snoozed' ], $this->listed( '?status=snoozed' ) );
		self::assertSame( [ 'resolved', 'pending' ], $this->listed( '?status=pending,resolved' ) );
		self::assertSame( [ 'archived' ], $this->listed( '?archived=true' ) );
		self::assertSame( [ 'archived', 'read', 'resolved', 'snoozed', 'pending', 'open' ], $this->listed( '?archived=any' ) );
		self::assertSame( [ 'pending' ], $this->listed( '?unread=true' ) );
		self::assertSame( [ 'read', 'open' ], $this->listed( '?unread=false' ) );
		self::assertSame( [ 'resolved' ], $this->listed( '?unread=true&status=resolved' ) );
		self::assertSame( [ 'snoozed' ], $this->listed( '?view=unassigned&status=snoozed' ) );
	}

	public function test_ratings_and_dates_narrow_the_list(): void {
		$this->sign_in();
		foreach ( [ 'liked' => 'up', 'disliked' => 'down', 'unrated' => null ] as $text => $value ) {
			$received = $this->says( $text );
			$this->services->get( RatingService::class )->rate( $received->question, $value, '' );
		}
		self::assertSame( [ 'disliked' ], $this->listed( '?rating=down' ) );
		self::assertSame( [ 'liked' ], $this->listed( '?rating=up' ) );

		$this->clock->set( '2026-03-10 12:00:00' );
		$this->says( 'later' );
		self::assertSame( [ 'later' ], $this->listed( '?from=2026-03-10' ) );
		self::assertSame( [ 'unrated', 'disliked', 'liked' ], $this->listed( '?to=2026-03-09' ) );
		self::assertSame( [ 'later' ], $this->listed( '?from=2026-03-10T11:00:00Z&to=2026-03-10T13:00:00Z' ) );
	}

	public function test_conversations_sort_by_waiting_time(): void {
		$this->sign_in();
		$first  = $this->says( 'waits longest' );
		$second = $this->says( 'waits' );
		$this->says( 'does not wait' );
		foreach ( [ $first, $second ] as $received ) {
			$this->services->get( AgentService::class )->set_status( $received->conversation->id, Status::Pending );
			$this->clock->pass( '5 minutes' );
		}
		self::assertSame( [ 'waits longest', 'waits' ], $this->listed( '?orderby=waiting' ) );
		self::assertSame( [ 'waits', 'waits longest' ], $this->listed( '?orderby=waiting&order=desc' ) );
	}

	public function test_pages_show_everything_once_even_when_times_are_equal(): void {
		$this->sign_in();
		$texts = [];
		for ( $i = 0; $i < 11; $i++ ) {
			$texts[] = $text = sprintf( 'number %02d', $i );
			$this->asks( $text );
			$this->clock->set( 0 === $i % 4 ? '2026-03-03 09:00:00' : '2026-03-02 09:00:00' );
		}
		$filters = [
			'', '&view=unassigned', '&view=pending', '&todo=true', '&todo=true&order=asc', '&archived=any', '&unread=true', '&order=asc',
		];
		foreach ( $filters as $filter ) {
			$seen   = [];
			$cursor = '';
			do {
				$data   = $this->rest( 'GET', '/conversations?per_page=3' . $filter . $cursor )->get_data();
				$seen   = [ ...$seen, ...array_column( $data['items'], 'preview' ) ];
				$cursor = '&cursor=' . $data['next_cursor'];
			} while ( null !== $data['next_cursor'] );
			sort( $seen );
			self::assertSame( $texts, $seen, $filter );
		}
	}

	public function test_a_cursor_opens_only_the_list_it_was_made_for(): void {
		$this->sign_in();
		$this->says( 'one' );
		$this->says( 'two' );
		$cursor = $this->rest( 'GET', '/conversations?per_page=1' )->get_data()['next_cursor'];

		self::assertSame( 410, $this->rest( 'GET', '/conversations?view=mine&per_page=1&cursor=' . $cursor )->get_status() );
		self::assertSame( 410, $this->rest( 'GET', '/conversations?cursor=forged' )->get_status() );
	}

	public function test_a_page_continues_after_rows_that_a_combined_filter_excludes(): void {
		$this->sign_in();
		$wanted = $this->says( 'archived and disliked' );
		$this->services->get( RatingService::class )->rate( $wanted->question, 'down', '' );
		$this->services->get( AgentService::class )->set_archived( $wanted->conversation->id, true );
		for ( $i = 0; $i < 9; $i++ ) {
			$this->services->get( AgentService::class )->set_archived( $this->says( "archived $i" )->conversation->id, true );
			$this->clock->pass( '1 minute' );
		}
		self::assertSame( [ 'archived and disliked' ], $this->listed( '?archived=true&rating=down&per_page=2' ) );
	}

	public function test_a_combined_filter_reads_a_capped_number_of_rows_and_later_pages_find_the_rest(): void {
		$this->sign_in();
		$wanted = $this->says( 'far behind' );
		$this->services->get( RatingService::class )->rate( $wanted->question, 'down', '' );
		$this->services->get( AgentService::class )->set_archived( $wanted->conversation->id, true );
		$table = $this->database()->table( 'conversations' );
		$rows  = array_map(
			static fn( int $i ): string => sprintf(
				"('%s', 1, 'web', 'resolved', 0, '2026-04-01 00:00:00', 'assistant', '2026-04-01 00:00:00', '2026-04-01 00:00:00')",
				'filler' . str_pad( (string) $i, 16, '0', STR_PAD_LEFT ),
			),
			range( 1, 1200 ),
		);
		foreach ( array_chunk( $rows, 400 ) as $some ) {
			self::wpdb()->query(
				"INSERT INTO $table (public_id, visitor_id, channel, status, active, archived_at, handler, last_activity_at, created_at)
					VALUES " . implode(
					', ',
					$some,
				),
			);
		}
		$first = $this->rest( 'GET', '/conversations?archived=true&rating=down&per_page=5' )->get_data();
		self::assertSame( [], $first['items'] );
		self::assertNotNull( $first['next_cursor'] );
		self::assertSame( [ 'far behind' ], $this->listed( '?archived=true&rating=down&per_page=5&cursor=' . $first['next_cursor'] ) );
	}

	public function test_a_search_finds_texts_names_and_addresses(): void {
		$this->sign_in();
		$bicycle = $this->says( 'My bicycle squeaks' );
		$this->answers( $bicycle, 'Oil the chain.' );
		$boiler = $this->says( '50% of the boiler_room leaks' );
		$this->services->get( SupportService::class )
			->request(
				$boiler->conversation->id,
				new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked, 'Leak', 'camille@example.com', 'Camille Durand', '', '', null ),
			);
		$this->services->get( AgentService::class )->set_archived( $boiler->conversation->id, true );

		self::assertSame( [ 'Oil the chain.' ], $this->listed( '?search=squeaks' ) );
		self::assertSame( [ 'Oil the chain.' ], $this->listed( '?search=chain' ) );
		self::assertSame( [ '50% of the boiler_room leaks' ], $this->listed( '?search=durand' ) );
		self::assertSame( [ '50% of the boiler_room leaks' ], $this->listed( '?search=camille%40example' ) );
		self::assertSame( [ '50% of the boiler_room leaks' ], $this->listed( '?search=50%25' ) );
		self::assertSame( [], $this->listed( '?search=b_iler' ), 'Wildcards are taken literally.' );
		self::assertSame( [], $this->listed( '?search=durand&archived=false' ) );
	}

	public function test_a_search_shows_each_conversation_once_over_its_pages(): void {
		$this->sign_in();
		for ( $i = 0; $i < 3; $i++ ) {
			$visitor  = $this->visitor();
			$received = $this->says( "needle $i", $visitor );
			$this->says( "needle again $i", $visitor, $received->conversation->public_id );
		}
		$first  = $this->rest( 'GET', '/conversations?search=needle&per_page=2' )->get_data();
		$second = $this->rest( 'GET', '/conversations?search=needle&per_page=2&cursor=' . $first['next_cursor'] )->get_data();

		self::assertSame( [ 'needle again 2', 'needle again 1' ], array_column( $first['items'], 'preview' ) );
		self::assertSame( [ 'needle again 0' ], array_column( $second['items'], 'preview' ) );
		self::assertNull( $second['next_cursor'] );
	}

	public function test_counts_are_those_of_the_tabs(): void {
		$me = $this->sign_in();
		$this->says( 'the assistant answers' );
		$this->asks( 'nobodys' );
		$mine = $this->asks( 'mine' );
		$this->services->get( AgentService::class )->take_over( $mine->conversation->id, $me->ID );
		$read = $this->asks( 'read' );
		$this->services->get( AgentService::class )->mark_read( $read->conversation->id );
		$answered = $this->asks( 'answered' );
		$this->services->get( AgentService::class )->reply( $answered->conversation->id, $me->ID, 'Here I am.', false, null, null );
		$resolved = $this->asks( 'resolved' );
		$this->services->get( AgentService::class )->set_status( $resolved->conversation->id, Status::Resolved );

		$counts = $this->rest( 'GET', '/conversations?status=resolved' )->get_data()['counts'];
		self::assertSame( [ 'mine' => 1, 'unassigned' => 2, 'all' => 3, 'pending' => 2, 'unread' => 2 ], $counts );
	}

	public function test_a_conversation_says_what_its_visitor_has_seen(): void {
		$me       = $this->sign_in();
		$received = $this->says( 'hello' );
		$service  = $this->services->get( AgentService::class );
		$reply    = $service->reply( $received->conversation->id, $me->ID, 'Hello!', false, null, null );
		$path     = '/conversations/' . $received->conversation->public_id;
		self::assertNull( $this->rest( 'GET', $path )->get_data()['seen'] );

		$this->services->get( ConversationService::class )->mark_read_by_visitor( $this->now( $received ), $reply );

		self::assertSame( $reply->public_id, $this->rest( 'GET', $path )->get_data()['seen'] );
		self::assertSame( [ $reply->public_id ], array_column( $this->rest( 'GET', '/conversations' )->get_data()['items'], 'seen' ) );
	}

	public function test_a_row_shows_the_last_words_and_who_said_them_but_the_question_where_there_was_no_answer(): void {
		$marie    = $this->user( 'administrator', [ 'display_name' => 'Marie' ] );
		$this->sign_in();
		$visitor  = $this->visitor();
		$received = $this->says( 'How long is delivery?', $visitor );
		$shown    = fn(): array => array_values( array_intersect_key(
			$this->rest( 'GET', '/conversations' )->get_data()['items'][0],
			[ 'preview' => 1, 'preview_by' => 1 ],
		) );
		self::assertSame( [ 'How long is delivery?', [ 'author' => 'visitor', 'agent' => null ] ], $shown() );
		$this->answers( $received, '**Two** days.' );
		self::assertSame( [ 'Two days.', [ 'author' => 'assistant', 'agent' => null ] ], $shown() );
		$unknown = $this->says( 'And to the moon?', $visitor, $received->conversation->public_id );
		$answers = $this->services->get( AnswerService::class );
		$lease   = $answers->begin( $unknown->turn->id ) ?? throw new \RuntimeException( 'The turn is taken.' );
		$answers->complete( $lease, Parts::text_only( 'I do not know that.' ), true, true );
		self::assertSame( [ 'And to the moon?', [ 'author' => 'visitor', 'agent' => null ] ], $shown() );
		$this->services->get( AgentService::class )->reply( $received->conversation->id, $marie->ID, 'Never', false, null, null );
		self::assertSame( [ 'Never', [ 'author' => 'agent', 'agent' => [ 'id' => $marie->ID, 'name' => 'Marie' ] ] ], $shown() );
	}

	public function test_the_list_of_an_account_and_of_the_web_chat_which_has_none(): void {
		$this->sign_in();
		$this->says( 'from the web' );
		$mailed = $this->says( 'by mail' );
		$this->database()->update( 'conversations', [ 'channel' => 'email', 'channel_account_id' => 7 ], [ 'id' => $mailed->conversation->id ] );
		self::assertSame( [ 'by mail', 'from the web' ], $this->listed() );
		self::assertSame( [ 'by mail' ], $this->listed( '?account=7' ) );
		self::assertSame( [ 'from the web' ], $this->listed( '?account=web' ) );
		self::assertSame( [ 'by mail' ], $this->listed( '?account=7&search=mail' ) );
		self::assertSame( [], $this->listed( '?account=web&search=mail' ) );
		self::assertSame( [], $this->listed( '?account=8' ) );
		self::assertSame( 400, $this->rest( 'GET', '/conversations?account=post' )->get_status() );
	}

	public function test_a_page_costs_the_same_number_of_queries_however_long_it_is(): void {
		$me = $this->sign_in();
		foreach ( range( 1, 6 ) as $i ) {
			$this->services->get( AgentService::class )->take_over( $this->says( "number $i" )->conversation->id, $me->ID );
		}
		$this->rest( 'GET', '/conversations?per_page=1' );
		$queries = function ( int $per_page ): int {
			$before = self::wpdb()->num_queries;
			$this->rest( 'GET', '/conversations?per_page=' . $per_page );
			return self::wpdb()->num_queries - $before;
		};
		$one = $queries( 1 );
		self::assertSame( $one, $queries( 6 ) );
		self::assertLessThanOrEqual( 5, $one );
	}

	public function test_unsupported_filters_are_refused_with_a_message(): void {
		$this->sign_in();
		$refused = [
			'?label=vip'                => 'label',
			'?status=lost'              => 'status',
			'?orderby=name'             => 'last_activity',
			'?view=mine&assignee=me'    => 'assignee',
			'?from=yesterday'           => 'dates',
			'?channel=fax'              => 'channel',
			'?search=x&orderby=waiting' => 'newest conversation',
			'?todo=1&status=open'       => 'todo',
			'?view=pending&status=open' => 'pending',
			'?nonsense=1'               => 'nonsense',
			'?per_page=1000'            => 'per_page',
		];
		foreach ( $refused as $query => $word ) {
			$response = $this->rest( 'GET', '/conversations' . $query );
			self::assertSame( 400, $response->get_status(), $query );
			self::assertStringContainsString( $word, $response->get_data()['message'], $query );
		}
	}
}
