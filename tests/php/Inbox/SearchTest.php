<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Inbox\IndexConversations;
use Aaia\Chatbot\Jobs\Job;

/** GET /conversations?search=: what is found, how it is shown, and what it costs. */
final class SearchTest extends InboxTestCase {

	public function test_case_and_accents_do_not_matter_and_beginnings_of_words_are_found(): void {
		$this->sign_in();
		$this->says( 'Mon VÉLO électrique est cassé' );
		foreach ( [ 'velo', 'Vélo', 'VELO', 'elec', 'ÉLECTR', 'casse%20velo', 'vel%20%C3%A9lec' ] as $search ) {
			self::assertCount( 1, $this->listed( "?search=$search" ), $search );
		}
		foreach ( [ 'elo', 'lectrique', 'velos', 'velo%20remorque', '%25', '...' ] as $search ) {
			self::assertSame( [], $this->listed( "?search=$search" ), $search );
		}
	}

	public function test_words_may_stand_in_different_messages_and_in_the_name(): void {
		$me       = $this->sign_in();
		$received = $this->says( 'The wheel is broken' );
		$agents   = $this->services->get( AgentService::class );
		$agents->reply( $received->conversation->id, $me->ID, 'Bring it on Thursday.', false, null, null );
		$agents->reply( $received->conversation->id, $me->ID, 'A difficult customer', true, null, null );
		$this->request( $received->conversation->id, 'camille@example.com', 'Zoé Lefèvre' );

		foreach ( [ 'wheel%20thursday', 'difficult', 'lefevre%20wheel', 'ZOE', 'example%20thurs', 'camille' ] as $search ) {
			self::assertCount( 1, $this->listed( "?search=$search" ), $search );
		}
	}

	public function test_addresses_are_found_only_by_those_who_may_see_them(): void {
		$received = $this->says( 'hello' );
		$this->request( $received->conversation->id, 'camille@example.com', 'Zoé' );
		$reader = $this->sign_in( 'subscriber' );
		$reader->add_cap( 'aaia_view_conversations' );
		wp_set_current_user( 0 );
		wp_set_current_user( $reader->ID );

		self::assertSame( [], $this->listed( '?search=camille' ) );
		self::assertSame( [], $this->listed( '?search=zoe%20camille' ) );
		self::assertCount( 1, $this->listed( '?search=zoe' ) );
	}

	public function test_the_prefix_of_addresses_in_the_index_finds_none(): void {
		$received = $this->says( 'Ring 0612345678, code 0b7 or 0ab' );
		$this->request( $received->conversation->id, 'camille@example.com', 'Zoé' );
		$reader = $this->sign_in( 'subscriber' );
		$reader->add_cap( 'aaia_view_conversations' );
		wp_set_current_user( 0 );
		wp_set_current_user( $reader->ID );

		foreach ( [ '0at', '0atcam', '0atcamille', '0atcamille%20zoe', 'zoe%200atcam' ] as $search ) {
			self::assertSame( [], $this->listed( "?search=$search" ), $search );
		}
		foreach ( [ '0', '0a', '0b', '06', '0ab', '0%20zoe' ] as $search ) {
			self::assertCount( 1, $this->listed( "?search=$search" ), $search );
		}
		$other = $this->says( 'hello' );
		$this->request( $other->conversation->id, 'rene@example.com', 'Paul' );
		self::assertCount( 1, $this->listed( '?search=0a' ), 'The address of the other is not a word that begins so.' );
	}

	public function test_conversations_of_a_contact_are_found_by_what_the_contact_is_called_and_known_by(): void {
		$this->sign_in();
		$known = $this->says( 'Where is my parcel?' );
		$this->says( 'Hello' );
		$this->contact( 'Zoé Lefèvre', $known->conversation->public_id, [ 'zoe.l@example.net', '+33 6 12 34 56 78' ] );
		$said = $this->says( 'Ask Lefèvre about it' );
		self::assertSame( [ 'Ask Lefèvre about it', 'Where is my parcel?' ], $this->listed( '?search=lefevre' ), 'Newest first, each once.' );
		$searches = [ 'zoe', 'LEFEV%20zo', 'zoe.l%40example.net', '06%2012%2034%2056%2078', '%2B33612' ];
		foreach ( $searches as $search ) {
			self::assertSame( [ 'Where is my parcel?' ], $this->listed( "?search=$search" ), $search );
		}
		self::assertSame( [], $this->listed( '?search=lefevre%20martin' ) );
		self::assertSame( [ 'Where is my parcel?' ], $this->listed( '?search=zoe&status=open' ), 'With the other filters.' );
		self::assertSame( [], $this->listed( '?search=zoe&status=resolved' ) );

		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $known->conversation->id ] );
		self::assertSame( [ 'Ask Lefèvre about it' ], $this->listed( '?search=lefevre' ) );
		remove_all_filters( 'aaia_chatbot_hidden_conversations' );

		$this->rest( 'PATCH', '/conversations/' . $known->conversation->public_id, [ 'contact' => null ] );
		self::assertSame( [], $this->listed( '?search=zoe' ), 'Not linked any more.' );
		$this->rest( 'DELETE', '/conversations/' . $said->conversation->public_id );

		$reader = $this->sign_in( 'subscriber' );
		$reader->add_cap( 'aaia_view_conversations' );
		$this->sign_in();
		$this->contact( 'Ann', $known->conversation->public_id, [ 'ann@example.net', '+33 7 00 00 00 01' ] );
		wp_set_current_user( 0 );
		wp_set_current_user( $reader->ID );
		self::assertSame( [], [ ...$this->listed( '?search=example.net' ), ...$this->listed( '?search=07%2000%2000' ) ] );
		self::assertSame( [ 'Where is my parcel?' ], $this->listed( '?search=ann' ) );
	}

	public function test_pages_of_a_search_by_contact_show_everything_once_however_many_contacts_fit(): void {
		$this->sign_in();
		foreach ( range( 1, 12 ) as $i ) {
			$this->contact( 'Martin', $this->says( "martin said $i" )->conversation->public_id );
			$this->says( "martin, number $i" );
			$this->contact( 'Martin', $this->says( "something else $i" )->conversation->public_id );
		}
		$expected = array_merge( ...array_map(
			static fn( int $i ): array => [ "something else $i", "martin, number $i", "martin said $i" ],
			range( 12, 1 ),
		) );
		self::assertSame( $expected, $this->all_pages( 'martin' ) );
		foreach ( range( 1, 50 ) as $i ) {
			$this->contact( 'Martin', null );
		}
		self::assertSame( $expected, $this->all_pages( 'martin' ), 'The contacts are too many to look each one up.' );
	}

	public function test_the_message_and_its_surroundings_are_named(): void {
		$this->sign_in();
		$received = $this->says( 'How much is a new wheel?' );
		$this->answers( $received, 'A **wheel** costs [50 euros](https://site.test/wheels).' );
		$named = $this->says( 'hello' );
		$this->request( $named->conversation->id, null, 'Wheeler' );

		$answer = $this->rest( 'GET', '/conversations?search=whe' )->get_data();
		self::assertCount( 2, $answer['items'] );
		$found = (array) $answer['found'];
		self::assertSame( [ $received->conversation->public_id ], array_keys( $found ), 'A name needs no excerpt.' );
		$match = $found[ $received->conversation->public_id ];
		self::assertSame( [ 'assistant', false ], [ $match['author'], $match['private'] ], 'The newest message.' );
		self::assertSame(
			[ [ 'text' => 'A ', 'hit' => false ], [ 'text' => 'wheel', 'hit' => true ], [ 'text' => ' costs 50 euros.', 'hit' => false ] ],
			$match['excerpt'],
		);
		$both = (array) $this->rest( 'GET', '/conversations?search=new%20wheel' )->get_data()['found'];
		self::assertSame( $received->question->public_id, $both[ $received->conversation->public_id ]['message'], 'The one with both words.' );
		self::assertSame( [], (array) $this->rest( 'GET', '/conversations' )->get_data()['found'] );
	}

	public function test_a_thread_is_read_back_to_the_message_that_was_found(): void {
		$this->sign_in();
		$visitor  = $this->visitor();
		$received = $this->says( 'before', $visitor );
		$id       = $received->conversation->public_id;
		$needle   = $this->says( 'the needle', $visitor, $id );
		foreach ( range( 1, 70 ) as $i ) {
			$this->says( "after $i", $visitor, $id );
		}
		$match  = ( (array) $this->rest( 'GET', '/conversations?search=needle' )->get_data()['found'] )[ $id ]['message'];
		$thread = $this->rest( 'GET', "/conversations/$id/messages?until=$match" )->get_data();
		self::assertSame( $needle->question->public_id, $match );
		self::assertCount( 72, $thread['items'] );
		self::assertFalse( $thread['earlier'] );
		self::assertCount( 50, $this->rest( 'GET', "/conversations/$id/messages?until=" . str_repeat( 'x', 22 ) )->get_data()['items'] );
	}

	public function test_what_is_said_is_found_at_once_and_what_is_erased_is_not_kept(): void {
		$this->sign_in();
		$received = $this->says( 'a needle' );
		self::assertCount( 1, $this->listed( '?search=needle' ) );
		$deleted = $this->rest( 'DELETE', '/conversations/' . $received->conversation->public_id )->get_data();
		self::assertSame( 0, $deleted['remaining']['conversation_words'] );
		self::assertSame( '0', $this->words( 'needle' ) );

		$this->says( 'another needle' );
		$this->services->get( IndexConversations::class )->handle( new Job( 1, IndexConversations::NAME, [], 1 ) );
		self::assertSame( '1', $this->words( 'needle' ) );
		$before = self::wpdb()->num_queries;
		self::assertTrue( $this->services->get( IndexConversations::class )->catch_up() );
		self::assertLessThanOrEqual( 2, self::wpdb()->num_queries - $before, 'Nothing is new.' );
	}

	public function test_conversations_from_before_the_index_are_added_by_a_job(): void {
		$this->sign_in();
		foreach ( range( 1, 60 ) as $i ) {
			$this->says( "needle $i" );
		}
		$this->request( $this->says( 'hello' )->conversation->id, null, 'Needler' );
		$this->listed( '?search=needle' );
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'conversation_words' ) );
		self::assertSame( [], $this->listed( '?search=needle' ) );

		$fill = new Job( 1, IndexConversations::NAME, [ 'before' => PHP_INT_MAX ], 1 );
		$this->services->get( IndexConversations::class )->handle( $fill );
		self::assertCount( 61, $this->listed( '?search=needle&per_page=100' ) );
		$this->services->get( IndexConversations::class )->handle( $fill );
		self::assertCount( 61, $this->listed( '?search=needle&per_page=100' ), 'Twice changes nothing.' );
	}

	public function test_pages_show_everything_once_also_when_many_words_begin_alike(): void {
		$this->sign_in();
		foreach ( range( 1, 90 ) as $i ) {
			$this->says( "needle$i of a haystack" );
		}
		foreach ( [ 'needle', 'haystack', 'haystack%20needle', 'hay' ] as $search ) {
			$seen   = [];
			$cursor = '';
			do {
				$data   = $this->rest( 'GET', "/conversations?search=$search&per_page=40$cursor" )->get_data();
				$seen   = [ ...$seen, ...array_column( $data['items'], 'preview' ) ];
				$cursor = '&cursor=' . $data['next_cursor'];
			} while ( null !== $data['next_cursor'] );
			self::assertSame( array_map( static fn( int $i ): string => "needle$i of a haystack", range( 90, 1 ) ), $seen, $search );
		}
	}

	public function test_a_search_costs_the_same_number_of_queries_however_much_there_is(): void {
		$this->sign_in();
		$cost = function (): int {
			$this->listed( '?search=wheel%20broken' );
			$before = self::wpdb()->num_queries;
			$this->listed( '?search=wheel%20broken' );
			return self::wpdb()->num_queries - $before;
		};
		$this->says( 'My wheel is broken' );
		$few = $cost();
		foreach ( range( 1, 20 ) as $i ) {
			$this->says( "My wheel is broken $i" );
		}
		self::assertSame( $few, $cost() );
		self::assertLessThanOrEqual( 12, $few );
	}

	public function test_a_search_reads_few_rows_of_many_conversations(): void {
		if ( $this->database()->is_sqlite() ) {
			self::markTestSkipped( 'SQLite does not count the rows it reads.' );
		}
		$this->sign_in();
		$first = $this->says( 'the needle' )->conversation->id;
		$this->listed( '?search=needle' );
		$words = $this->database()->table( 'conversation_words' );
		$table = $this->database()->table( 'conversations' );
		for ( $from = 1; $from <= 6000; $from += 1000 ) {
			$rows  = [];
			$terms = [];
			for ( $i = $from; $i < $from + 1000; $i++ ) {
				$id     = $first + $i;
				$rows[] = sprintf(
					"(%d, 'many-%016d', 1, 'web', 'open', 1, 'assistant', '2026-04-01 00:00:00', '2026-04-01 00:00:00')", $id, $i
				);
				array_push( $terms, "('common', $id)", "('word$i', $id)" );
			}
			$columns = 'id, public_id, visitor_id, channel, status, active, handler, last_activity_at, created_at';
			self::wpdb()->query( "INSERT INTO $table ($columns) VALUES "
				. implode( ', ', $rows ) );
			self::wpdb()->query( "INSERT INTO $words (word, conversation_id) VALUES " . implode( ', ', $terms ) );
		}
		$searches = [ 'needle' => 200, 'common' => 4000, 'word' => 4000, 'needle%20common' => 200, 'nothing%20common' => 200 ];
		foreach ( $searches as $search => $most ) {
			$before = $this->rows_read();
			$this->rest( 'GET', "/conversations?search=$search" );
			self::assertLessThan( $most, $this->rows_read() - $before, $search );
		}
	}

	/** @return list<string> Previews of all pages of a search. */
	private function all_pages( string $search ): array {
		$seen   = [];
		$cursor = '';
		do {
			$data   = $this->rest( 'GET', "/conversations?search=$search&per_page=7$cursor" )->get_data();
			$seen   = [ ...$seen, ...array_column( $data['items'], 'preview' ) ];
			$cursor = '&cursor=' . $data['next_cursor'];
		} while ( null !== $data['next_cursor'] );
		return $seen;
	}

	/** Makes a contact with an address and a number. @param list<string> $identities */
	private function contact( string $name, ?string $conversation, array $identities = [] ): void {
		$kinds = [ 'email', 'phone' ];
		$made  = $this->rest( 'POST', '/contacts', [
			'name'       => $name,
			'identities' => array_map(
				static fn( string $value, int $at ): array => [ 'kind' => $kinds[ $at ], 'value' => $value ],
				$identities,
				array_keys( $identities ),
			),
		] + ( null === $conversation ? [] : [ 'conversation' => $conversation ] ) );
		self::assertSame( 201, $made->get_status(), (string) wp_json_encode( $made->get_data() ) );
	}

	private function rows_read(): int {
		$read = 0;
		foreach ( $this->database()->rows( "SHOW SESSION STATUS LIKE 'Handler_read%'" ) as $row ) {
			$read += (int) $row['Value'];
		}
		return $read;
	}

	private function words( string $word ): string {
		$table = $this->database()->table( 'conversation_words' );
		return (string) $this->database()->value( 'SELECT COUNT(*) FROM %i WHERE word = %s', $table, $word );
	}

	private function request( int $conversation_id, ?string $email, string $name ): void {
		$this->services->get( SupportService::class )->request(
			$conversation_id,
			new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked, 'Help', $email, $name, '', '', null ),
		);
	}
}
