<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AddressCheck;
use Aaia\Chatbot\Conversations\AddressCheckRepository;
use Aaia\Chatbot\Conversations\Contacts\ContactMerger;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Mail\Address\AddressConfirmation;

/** Contacts: GET, POST, PATCH and DELETE /contacts, merges, PATCH /conversations/{id} {contact}, and what requests make of them. */
final class ContactsTest extends InboxTestCase {

	protected function tearDown(): void {
		remove_all_filters( 'aaia_chatbot_hidden_conversations' );
		parent::tearDown();
	}

	public function test_a_contact_is_made_by_hand_with_several_identities_and_found_by_each(): void {
		$me   = $this->sign_in();
		$path = $this->path( 'hello' );
		$user = self::factory_user( 'bob-shop' );
		$made = $this->rest( 'POST', '/contacts', [
			'name'         => '  Zoé  Lefèvre ',
			'identities'   => [
				[ 'kind' => 'email', 'value' => 'Zoe.Lefevre@example.net', 'verified' => true ],
				[ 'kind' => 'phone', 'value' => '+33 (0)6 12 34 56 78' ],
				[ 'kind' => 'user', 'value' => 'bob-shop' ],
			],
			'conversation' => basename( $path ),
		] );
		self::assertSame( 201, $made->get_status(), (string) wp_json_encode( $made->get_data() ) );
		$contact = $made->get_data();
		self::assertSame( [ 'Zoé Lefèvre', true ], [ $contact['name'], $contact['by_hand'] ] );
		self::assertMatchesRegularExpression( '/\A[\w-]{22}\z/', $contact['id'] );
		self::assertSame( [
			[ 'email', 'Zoe.Lefevre@example.net', true ],
			[ 'phone', '+33612345678', false ],
			[ 'user', (string) $user, false ],
		], self::identities( $contact ) );
		self::assertSame( [ 'id' => $contact['id'], 'name' => 'Zoé Lefèvre' ], $this->rest( 'GET', $path )->get_data()['contact'] );
		$linked = $this->last_event( EventType::ContactLinked );
		self::assertSame( [ null, $me->ID ], [ $linked['from'], $linked['agent'] ] );

		foreach (
			[ 'zoe', 'LEFEV', 'lefevre zo', 'zoe.lefevre@example.net', 'example.net', '06 12', '+33 6 12 34', '0033612', '612345678' ] as $search
		) {
			self::assertSame( [ $contact['id'] ], $this->found( $search ), $search );
		}
		foreach ( [ 'evre', 'zoe martin', '0712', 'nobody@example.net', '%', '"' ] as $search ) {
			self::assertSame( [], $this->found( $search ), $search );
		}
	}

	public function test_the_list_of_a_contact_has_its_conversations_archived_ones_too(): void {
		$this->sign_in();
		$first  = $this->path( 'first' );
		$second = $this->path( 'second' );
		$this->says( 'of somebody else' );
		$id = $this->contact( 'Ana' );
		$this->rest( 'PATCH', $first, [ 'contact' => $id ] );
		$this->rest( 'PATCH', $second, [ 'contact' => $id, 'archived' => true ] );

		self::assertSame( [ 'first' ], $this->listed( '?contact=' . $id ) );
		self::assertSame( [ 'second', 'first' ], $this->listed( '?archived=any&contact=' . $id ) );
		self::assertSame(
			[ 'second', 'first' ],
			array_column( $this->rest( 'GET', "/contacts/$id/conversations" )->get_data()['items'], 'preview' ),
		);
		self::assertSame( 2, $this->rest( 'GET', "/contacts/$id" )->get_data()['conversations'] );
		$page = $this->rest( 'GET', "/contacts/$id/conversations?per_page=1" )->get_data();
		$next = $this->rest( 'GET', "/contacts/$id/conversations?per_page=1&cursor=" . $page['next_cursor'] )->get_data();
		self::assertSame( [ 'second', 'first', null ], [ $page['items'][0]['preview'], $next['items'][0]['preview'], $next['next_cursor'] ] );

		$this->rest( 'PATCH', $first, [ 'contact' => null ] );
		self::assertSame( [], $this->listed( '?contact=' . $id ) );
		self::assertNull( $this->rest( 'GET', $first )->get_data()['contact'] );
		foreach ( [ [ 'PATCH', $first, [ 'contact' => str_repeat( 'x', 22 ) ] ], [ 'GET', '/conversations?contact=nobody' ] ] as $request ) {
			self::assertSame( 400, $this->rest( ...$request )->get_status() );
		}
		self::assertSame( 404, $this->rest( 'GET', '/contacts/' . str_repeat( 'x', 22 ) )->get_status() );
	}

	public function test_linking_gives_a_visitors_session_nothing(): void {
		$this->sign_in();
		$mine   = $this->says( 'mine' );
		$theirs = $this->says( 'theirs' );
		$id     = $this->contact( 'Ana' );
		foreach ( [ $mine, $theirs ] as $one ) {
			$this->rest( 'PATCH', '/conversations/' . $one->conversation->public_id, [ 'contact' => $id ] );
		}
		$service = $this->services->get( ConversationService::class );
		self::assertSame( $mine->conversation->id, $service->find_owned( $this->owner( $mine ), $mine->conversation->public_id )->id );
		$this->expectException( \Aaia\Chatbot\Conversations\ConversationNotFound::class );
		$service->find_owned( $this->owner( $mine ), $theirs->conversation->public_id );
	}

	public function test_a_request_with_an_address_makes_a_contact_whose_address_is_not_verified(): void {
		$this->sign_in();
		$asked = $this->requests( 'help', 'ana@example.net', 'Ana' );
		$shown = $this->of( $asked );
		self::assertSame( [ 'Ana', false, [ [ 'email', 'ana@example.net', false ] ] ], [
			$shown['contact']['name'],
			$shown['contact']['by_hand'],
			self::identities( $shown['contact'] ),
		] );
		self::assertSame( [ $shown['contact']['id'] ], $this->found( 'ana@example.net' ) );

		$again = $this->says( 'the same browser', $this->owner( $asked ) );
		self::assertSame( $shown['contact']['id'], $this->of( $again )['contact']['id'], 'A visitor stays the same person.' );
		self::assertNull( $this->of( $this->requests( 'nothing but a name', null, 'Bob' ) )['contact'] );
	}

	public function test_a_typed_address_is_never_matched_only_suggested_and_a_confirmed_one_is(): void {
		$this->sign_in();
		$known = $this->contact( 'Ana', [ [ 'kind' => 'email', 'value' => 'ana@example.net' ] ] );
		$asked = $this->requests( 'I say that I am Ana', 'ANA@example.net', 'Mallory' );

		$shown = $this->of( $asked );
		self::assertNull( $shown['contact'] );
		self::assertSame( [ $known ], array_column( $shown['suggestions'], 'id' ) );
		self::assertSame( [ $known ], $this->found( '' ) );

		$this->confirms( $asked );
		$shown = $this->of( $asked );
		self::assertSame( [ $known, 'Ana', [ [ 'email', 'ana@example.net', true ] ], [] ], [
			$shown['contact']['id'],
			$shown['contact']['name'],
			self::identities( $shown['contact'] ),
			$shown['suggestions'],
		] );
	}

	public function test_an_address_that_another_visitor_only_typed_goes_to_the_one_who_confirms_it(): void {
		$this->sign_in();
		$mallory = $this->requests( 'I am not Ana', 'ana@example.net', 'Mallory' );
		$ana     = $this->requests( 'I am', 'ana@example.net', 'Ana' );
		$this->confirms( $ana );
		[ $first, $second ] = [ $this->of( $mallory )['contact'], $this->of( $ana )['contact'] ];
		self::assertSame( [ [], [ [ 'email', 'ana@example.net', true ] ] ], [ self::identities( $first ), self::identities( $second ) ] );
		self::assertSame( [ 'Mallory', 'Ana' ], [ $first['name'], $second['name'] ] );
		self::assertSame( [ $second['id'] ], $this->found( 'ana@example.net' ) );
	}

	public function test_an_identity_belongs_to_one_contact(): void {
		$this->sign_in();
		$ana   = $this->contact( 'Ana', [ [ 'kind' => 'phone', 'value' => '+33612345678' ] ] );
		$bob   = $this->contact( 'Bob' );
		$taken = $this->rest(
			'PATCH',
			"/contacts/$bob",
			[ 'name' => 'Robert', 'add' => [ [ 'kind' => 'phone', 'value' => '0033 6 12 34 56 78' ] ] ],
		);
		self::assertSame( [ 409, 'aaia_contact_taken', $ana ], [
			$taken->get_status(),
			$taken->get_data()['code'],
			$taken->get_data()['data']['contact'],
		] );
		self::assertStringContainsString( 'belongs to the contact Ana', $taken->get_data()['message'] );
		self::assertSame( 'Bob', $this->rest( 'GET', "/contacts/$bob" )->get_data()['name'], 'Nothing of the request was done.' );

		$this->rest( 'PATCH', "/contacts/$ana", [ 'remove' => [ [ 'kind' => 'phone', 'value' => '+33 612 345 678' ] ] ] );
		$given = $this->rest( 'PATCH', "/contacts/$bob", [ 'add' => [ [ 'kind' => 'phone', 'value' => '+33612345678' ] ] ] );
		self::assertSame( [ [ 'phone', '+33612345678', false ] ], self::identities( $given->get_data() ) );
		$marked = $this->rest(
			'PATCH',
			"/contacts/$bob",
			[ 'add' => [ [ 'kind' => 'phone', 'value' => '+33612345678', 'verified' => true ] ] ],
		);
		self::assertSame( [ [ 'phone', '+33612345678', true ] ], self::identities( $marked->get_data() ) );
		self::assertSame( [ $bob ], $this->found( '0612345678' ) );
	}

	public function test_what_is_no_identity_is_refused(): void {
		$this->sign_in();
		$id  = $this->contact( 'Ana' );
		$bad = [
			[ 'email', 'ana' ],
			[ 'email', 'a@b.c, d@e.f' ],
			[ 'phone', 'call me' ],
			[ 'phone', '12' ],
			[ 'user', 'nobody-here' ],
			[ 'customer', '999999' ],
		];
		foreach ( $bad as [ $kind, $value ] ) {
			$refused = $this->rest( 'PATCH', "/contacts/$id", [ 'add' => [ [ 'kind' => $kind, 'value' => $value ] ] ] );
			self::assertSame( 400, $refused->get_status(), "$kind $value" );
		}
		self::assertSame( 400, $this->rest( 'POST', '/contacts', [ 'name' => ' ' ] )->get_status() );
		self::assertSame(
			400,
			$this->rest( 'POST', '/contacts', [ 'name' => 'x', 'identities' => [ [ 'kind' => 'fax', 'value' => '1' ] ] ] )->get_status(),
		);
		self::assertSame( '<b>', $this->rest( 'PATCH', "/contacts/$id", [ 'name' => '<b>' ] )->get_data()['name'] );
	}

	public function test_a_merge_moves_everything_and_is_undone_for_a_day(): void {
		$me   = $this->sign_in();
		$kept = $this->contact( '', [ [ 'kind' => 'email', 'value' => 'ana@example.net' ] ] );
		$lost = $this->contact( 'Ana', [ [ 'kind' => 'phone', 'value' => '+33612345678' ] ] );
		[ $first, $second ] = [ $this->path( 'first' ), $this->path( 'second' ) ];
		$this->rest( 'PATCH', $first, [ 'contact' => $kept ] );
		$this->rest( 'PATCH', $second, [ 'contact' => $lost ] );
		$this->rest( 'POST', "/contacts/$lost/notes", [ 'text' => 'Prefers the mornings' ] );
		$cursor = $this->rest( 'GET', '/updates' )->get_data()['cursor'];

		$done = $this->rest( 'POST', '/contacts/merge', [ 'keep' => $kept, 'merge' => $lost ] );
		self::assertSame( 200, $done->get_status(), (string) wp_json_encode( $done->get_data() ) );
		$shown = $done->get_data()['contact'];
		self::assertSame( [ $kept, 'Ana', 2, 2 ], [ $shown['id'], $shown['name'], count( $shown['identities'] ), $shown['conversations'] ] );
		self::assertSame( [ 'Prefers the mornings' ], array_column( $shown['notes'], 'text' ) );
		self::assertSame( $kept, $this->rest( 'GET', $second )->get_data()['contact']['id'] );
		self::assertSame( [ $kept ], $this->found( '' ) );
		self::assertSame( [ $kept ], $this->found( '0612345678' ) );
		self::assertSame(
			$kept,
			$this->rest( 'GET', "/contacts/$lost" )->get_data()['id'],
			'An old address shows the contact that has it all.',
		);
		self::assertSame( [ 'second', 'first' ], $this->listed( '?contact=' . $lost ) );
		self::assertTrue( $this->rest( 'GET', '/updates?after=' . $cursor )->get_data()['deleted'], 'Colleagues load their lists again.' );
		self::assertSame( $me->ID, $this->last_event( EventType::ContactMerged )['agent'] );

		$later = $this->path( 'later' );
		$this->rest( 'PATCH', $later, [ 'contact' => $kept ] );
		$this->rest( 'PATCH', "/contacts/$kept", [ 'name' => 'Ana M.' ] );
		$this->merged_ago( '23 hours' );
		$undone = $this->rest( 'POST', '/contacts/merges/' . $done->get_data()['merge'] . '/undo' );
		self::assertSame( [ 200, $lost, 'Ana', [ [ 'phone', '+33612345678', false ] ], 1 ], [
			$undone->get_status(),
			$undone->get_data()['id'],
			$undone->get_data()['name'],
			self::identities( $undone->get_data() ),
			$undone->get_data()['conversations'],
		] );
		self::assertSame( [ 'Prefers the mornings' ], array_column( $undone->get_data()['notes'], 'text' ) );
		self::assertSame( 'Ana M.', $this->rest( 'GET', "/contacts/$kept" )->get_data()['name'], 'What was changed since stays.' );
		self::assertSame( [ 'later', 'first' ], $this->listed( '?contact=' . $kept ) );
		self::assertSame( [ $lost ], $this->found( '0612345678' ) );
		self::assertSame( 409, $this->rest( 'POST', '/contacts/merges/' . $done->get_data()['merge'] . '/undo' )->get_status() );
		self::assertSame( [ 0, 0 ], [ $this->count_rows( 'contact_merges' ), $this->count_rows( 'contact_moves' ) ] );
	}

	public function test_a_merge_in_two_tabs_is_done_once_and_says_so(): void {
		$this->sign_in();
		[ $a, $b, $c ] = [ $this->contact( 'A' ), $this->contact( 'B' ), $this->contact( 'C' ) ];
		self::assertSame( 200, $this->rest( 'POST', '/contacts/merge', [ 'keep' => $a, 'merge' => $b ] )->get_status() );
		foreach ( [ [ $a, $b ], [ $b, $a ], [ $c, $b ], [ $b, $c ] ] as [ $keep, $merge ] ) {
			$again = $this->rest( 'POST', '/contacts/merge', [ 'keep' => $keep, 'merge' => $merge ] );
			self::assertSame( [ 409, 'aaia_contact_merged', $a ], [
				$again->get_status(),
				$again->get_data()['code'],
				$again->get_data()['data']['contact'],
			] );
			self::assertStringContainsString( 'part of the contact A', $again->get_data()['message'] );
		}
		self::assertSame( 1, $this->count_rows( 'contact_merges' ) );
		self::assertSame( 400, $this->rest( 'POST', '/contacts/merge', [ 'keep' => $a, 'merge' => $a ] )->get_status() );
		self::assertSame( 404, $this->rest( 'POST', '/contacts/merge', [ 'keep' => $a, 'merge' => str_repeat( 'x', 22 ) ] )->get_status() );
	}

	public function test_merges_that_follow_one_another_are_undone_in_the_opposite_order(): void {
		$this->sign_in();
		[ $a, $b, $c ] = [ $this->contact( 'A' ), $this->contact( 'B' ), $this->contact( 'C' ) ];
		$path = $this->path( 'of A' );
		$this->rest( 'PATCH', $path, [ 'contact' => $a ] );
		$first  = $this->rest( 'POST', '/contacts/merge', [ 'keep' => $b, 'merge' => $a ] )->get_data()['merge'];
		$second = $this->rest( 'POST', '/contacts/merge', [ 'keep' => $c, 'merge' => $b ] )->get_data()['merge'];
		self::assertSame( $c, $this->rest( 'GET', "/contacts/$a" )->get_data()['id'] );
		$early = $this->rest( 'POST', "/contacts/merges/$first/undo" );
		self::assertSame( [ 409, 'aaia_contact_merged' ], [ $early->get_status(), $early->get_data()['code'] ] );
		foreach ( [ [ $second, $b ], [ $first, $a ] ] as [ $merge, $back ] ) {
			self::assertSame( $back, $this->rest( 'POST', "/contacts/merges/$merge/undo" )->get_data()['id'] );
			self::assertSame( $back, $this->rest( 'GET', $path )->get_data()['contact']['id'] );
		}
	}

	public function test_after_a_day_nothing_is_left_of_a_merge(): void {
		$this->sign_in();
		[ $a, $b ] = [ $this->contact( 'A' ), $this->contact( 'B' ) ];
		$this->rest( 'PATCH', $this->path( 'hello' ), [ 'contact' => $b ] );
		$merge = $this->rest( 'POST', '/contacts/merge', [ 'keep' => $a, 'merge' => $b ] )->get_data()['merge'];
		$job   = $this->row( 'jobs', 'handler', ContactMerger::NAME );
		self::assertSame(
			86401,
			strtotime( (string) $job['run_at'] ) - strtotime( (string) $this->row( 'contact_merges', 'public_id', $merge )['created_at'] ),
		);
		$this->merged_ago( '86401 seconds' );
		self::assertSame( 409, $this->rest( 'POST', "/contacts/merges/$merge/undo" )->get_status() );
		self::assertSame( [], $this->rest( 'GET', "/contacts/$a" )->get_data()['merges'] );
		$this->wired()->get( ContactMerger::class )->handle( new Job( 1, ContactMerger::NAME, [], 1 ) );
		self::assertSame(
			[ 0, 0, 1 ],
			[ $this->count_rows( 'contact_merges' ), $this->count_rows( 'contact_moves' ), $this->count_rows( 'contacts' ) ],
		);
		self::assertSame( 404, $this->rest( 'GET', "/contacts/$b" )->get_status() );
		self::assertSame( [ 'hello' ], $this->listed( '?contact=' . $a ) );
	}

	public function test_a_forgotten_contact_leaves_its_conversations_and_nothing_else(): void {
		$this->sign_in();
		$a    = $this->contact( 'A', [ [ 'kind' => 'email', 'value' => 'a@example.net' ] ] );
		$b    = $this->contact( 'B', [ [ 'kind' => 'email', 'value' => 'b@example.net' ] ] );
		$path = $this->path( 'hello' );
		$this->rest( 'PATCH', $path, [ 'contact' => $b ] );
		$this->rest( 'POST', "/contacts/$b/notes", [ 'text' => 'A note' ] );
		$this->rest( 'POST', '/contacts/merge', [ 'keep' => $a, 'merge' => $b ] );
		$deleted = $this->rest( 'DELETE', "/contacts/$a" )->get_data()['deleted'];
		self::assertSame( [ 2, 2, 1, 1 ], [
			$deleted['contacts'],
			$deleted['contact_identities'],
			$deleted['contact_notes'],
			$deleted['conversations_unlinked'],
		] );
		self::assertNull( $this->rest( 'GET', $path )->get_data()['contact'] );
		foreach ( [ 'contacts', 'contact_identities', 'contact_notes', 'contact_words', 'contact_merges', 'contact_moves' ] as $table ) {
			self::assertSame( 0, $this->count_rows( $table ), $table );
		}
		self::assertSame( 404, $this->rest( 'DELETE', "/contacts/$a" )->get_status() );
	}

	public function test_an_erased_conversation_takes_a_contact_along_that_was_made_from_it_alone(): void {
		$this->sign_in();
		$asked = $this->requests( 'help', 'ana@example.net', 'Ana' );
		$other = $this->says( 'again', $this->owner( $asked ) );
		$ana   = $this->of( $asked )['contact']['id'];
		$hand  = $this->contact( 'Made by hand' );
		$path  = $this->path( 'linked' );
		$this->rest( 'PATCH', $path, [ 'contact' => $hand ] );

		$this->rest( 'DELETE', $path );
		self::assertSame( 200, $this->rest( 'GET', "/contacts/$hand" )->get_status() );
		$this->rest( 'DELETE', '/conversations/' . $asked->conversation->public_id );
		self::assertSame( 200, $this->rest( 'GET', "/contacts/$ana" )->get_status(), 'Another conversation is linked to it.' );
		$erased = $this->rest( 'DELETE', '/conversations/' . $other->conversation->public_id )->get_data();
		self::assertSame( [ 0 ], array_values( array_unique( $erased['remaining'] ) ) );
		self::assertSame( 404, $this->rest( 'GET', "/contacts/$ana" )->get_status() );
		self::assertSame( 0, $this->count_rows( 'contact_identities' ) );

		$noted = $this->requests( 'help', 'bob@example.net', 'Bob' );
		$bob   = $this->of( $noted )['contact']['id'];
		$this->rest( 'POST', "/contacts/$bob/notes", [ 'text' => 'Called twice' ] );
		$this->rest( 'DELETE', '/conversations/' . $noted->conversation->public_id );
		self::assertSame( 200, $this->rest( 'GET', "/contacts/$bob" )->get_status(), 'Somebody wrote something down about it.' );
	}

	public function test_an_erased_conversation_is_not_remembered_by_a_merge(): void {
		$this->sign_in();
		[ $a, $b ] = [ $this->contact( 'A' ), $this->contact( 'B' ) ];
		$path = $this->path( 'hello' );
		$this->rest( 'PATCH', $path, [ 'contact' => $b ] );
		$this->rest( 'POST', '/contacts/merge', [ 'keep' => $a, 'merge' => $b ] );
		self::assertSame( 1, $this->count_rows( 'contact_moves' ) );
		self::assertSame( 1, $this->rest( 'DELETE', $path )->get_data()['deleted']['contact_moves'] );
		self::assertSame( 0, $this->count_rows( 'contact_moves' ) );
	}

	public function test_the_thread_names_no_contact_that_is_hidden_and_who_has_a_merged_ones_conversations(): void {
		$this->sign_in();
		$path   = $this->path( 'hello' );
		$other  = $this->says( 'secret' );
		$hidden = $this->contact( 'Hidden' );
		$merged = $this->contact( 'Merged' );
		$kept   = $this->contact( 'Kept' );
		foreach ( [ $hidden, $merged, null ] as $contact ) {
			$this->rest( 'PATCH', $path, [ 'contact' => $contact ] );
		}
		$this->rest( 'PATCH', '/conversations/' . $other->conversation->public_id, [ 'contact' => $hidden ] );
		$this->rest( 'POST', '/contacts/merge', [ 'keep' => $kept, 'merge' => $merged ] );
		$names = fn(): array => array_column( $this->rest( 'GET', "$path/messages" )->get_data()['activity'], 'to' );
		self::assertSame( [ 'Hidden', 'Kept', null ], $names() );
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $other->conversation->id ] );
		self::assertSame( [ '', 'Kept', null ], $names() );
	}

	public function test_who_may_see_no_conversation_of_a_contact_does_not_see_it(): void {
		$this->sign_in();
		[ $open, $secret ] = [ $this->says( 'open' ), $this->says( 'secret' ) ];
		$both   = $this->contact( 'Both' );
		$hidden = $this->contact( 'Hidden', [ [ 'kind' => 'email', 'value' => 'hidden@example.net' ] ] );
		$empty  = $this->contact( 'Empty' );
		$more   = $this->says( 'more secrets' );
		foreach ( [ [ $open, $both ], [ $secret, $both ], [ $more, $hidden ] ] as [ $conversation, $contact ] ) {
			$this->rest( 'PATCH', '/conversations/' . $conversation->conversation->public_id, [ 'contact' => $contact ] );
		}
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $secret->conversation->id, $more->conversation->id ] );

		self::assertSame( [ $empty, $both ], $this->found( '' ) );
		self::assertSame( [], $this->found( 'hidden' ) );
		self::assertSame( 1, $this->rest( 'GET', "/contacts/$both" )->get_data()['conversations'] );
		self::assertSame( [ 'open' ], array_column( $this->rest( 'GET', "/contacts/$both/conversations" )->get_data()['items'], 'preview' ) );
		$merge = [ 'keep' => $both, 'merge' => $hidden ];
		foreach (
			[ [ 'GET', '' ], [ 'PATCH', '' ], [ 'DELETE', '' ], [ 'GET', '/conversations' ], [ 'POST', '/notes' ] ] as [ $method, $end ]
		) {
			$body = match ( $method ) {
				'PATCH' => [ 'name' => 'x' ],
				'POST'  => [ 'text' => 'x' ],
				default => null,
			};
			self::assertSame( 404, $this->rest( $method, "/contacts/$hidden$end", $body )->get_status(), "$method $end" );
		}
		self::assertSame( 404, $this->rest( 'POST', '/contacts/merge', $merge )->get_status() );
		self::assertSame( 400, $this->rest( 'GET', '/conversations?contact=' . $hidden )->get_status() );
		self::assertSame(
			400,
			$this->rest( 'PATCH', '/conversations/' . $open->conversation->public_id, [ 'contact' => $hidden ] )->get_status(),
		);
		$taken = $this->rest( 'PATCH', "/contacts/$both", [ 'add' => [ [ 'kind' => 'email', 'value' => 'hidden@example.net' ] ] ] );
		self::assertSame( [ 409, null ], [ $taken->get_status(), $taken->get_data()['data']['contact'] ] );
		self::assertStringNotContainsString( 'Hidden', $taken->get_data()['message'] );
	}

	public function test_addresses_are_for_those_who_may_see_them(): void {
		$this->sign_in();
		$id = $this->contact( 'Ana', [ [ 'kind' => 'email', 'value' => 'ana@example.net' ], [ 'kind' => 'phone', 'value' => '+33612345678' ] ] );
		$this->sign_in_with( Capability::View, Capability::Reply );
		$shown = $this->rest( 'GET', "/contacts/$id" )->get_data();
		self::assertSame(
			[ 'Ana', [], [], [], 2 ],
			[ $shown['name'], $shown['emails'], $shown['phones'], $shown['identities'], $shown['hidden'] ],
		);
		self::assertStringNotContainsString( 'example.net', (string) wp_json_encode( $this->rest( 'GET', '/contacts' )->get_data() ) );
		self::assertSame( [ $id ], $this->found( 'ana' ), 'by name' );
		foreach ( [ 'ana@example.net', 'example', '0612345678', '+33612345678' ] as $search ) {
			self::assertSame( [], $this->found( $search ), $search );
		}
		$add = [ 'add' => [ [ 'kind' => 'email', 'value' => 'guess@example.net' ] ] ];
		self::assertSame( 403, $this->rest( 'PATCH', "/contacts/$id", $add )->get_status() );
		self::assertSame( 403, $this->rest( 'DELETE', "/contacts/$id" )->get_status() );
		$this->sign_in_with();
		foreach ( [ '/contacts', "/contacts/$id", "/contacts/$id/conversations" ] as $path ) {
			self::assertSame( 403, $this->rest( 'GET', $path )->get_status(), $path );
		}
	}

	public function test_who_may_not_see_addresses_learns_from_none_that_was_typed_or_entered_whose_it_is(): void {
		$this->sign_in();
		$id    = $this->contact( 'Ana', [ [ 'kind' => 'email', 'value' => 'ana@example.net' ] ] );
		$typed = $this->requests( 'I guess', 'ana@example.net', 'Mallory' );
		$other = $this->says( 'hello' );
		self::assertSame( [ $id ], array_column( $this->of( $typed )['suggestions'], 'id' ) );
		$this->sign_in_with( Capability::View, Capability::Reply );
		$this->rest( 'PATCH', '/conversations/' . $other->conversation->public_id, [ 'email' => 'ana@example.net' ] );

		self::assertSame( [ [], [] ], [ $this->of( $typed )['suggestions'], $this->of( $other )['suggestions'] ] );
	}

	public function test_a_merge_of_a_contact_that_is_hidden_by_now_is_not_undone(): void {
		$this->sign_in();
		$said   = $this->says( 'secret' );
		$keep   = $this->contact( 'Keep' );
		$merged = $this->contact( 'Merged' );
		$this->rest( 'PATCH', '/conversations/' . $said->conversation->public_id, [ 'contact' => $keep ] );
		$merge = $this->rest( 'POST', '/contacts/merge', [ 'keep' => $keep, 'merge' => $merged ] )->get_data()['merge'];
		$hide  = static fn(): array => [ $said->conversation->id ];
		add_filter( 'aaia_chatbot_hidden_conversations', $hide );

		self::assertSame( 404, $this->rest( 'POST', "/contacts/merges/$merge/undo" )->get_status() );
		remove_filter( 'aaia_chatbot_hidden_conversations', $hide );
		self::assertSame( 'Merged', $this->rest( 'POST', "/contacts/merges/$merge/undo" )->get_data()['name'] );
	}

	public function test_notes_are_deleted_by_their_authors(): void {
		$this->sign_in();
		$id    = $this->contact( 'Ana' );
		$note  = $this->rest( 'POST', "/contacts/$id/notes", [ 'text' => "two\nlines <b>" ] )->get_data()['notes'][0];
		self::assertSame( [ "two\nlines <b>", true ], [ $note['text'], $note['own'] ] );
		self::assertSame( 400, $this->rest( 'POST', "/contacts/$id/notes", [ 'text' => " \n" ] )->get_status() );
		$this->sign_in_with( Capability::View, Capability::Reply );
		self::assertSame( 403, $this->rest( 'DELETE', "/contacts/$id/notes/{$note['id']}" )->get_status() );
		$own = $this->rest( 'POST', "/contacts/$id/notes", [ 'text' => 'mine' ] )->get_data()['notes'][0]['id'];
		self::assertSame(
			[ "two\nlines <b>" ],
			array_column( $this->rest( 'DELETE', "/contacts/$id/notes/$own" )->get_data()['notes'], 'text' ),
		);
		self::assertSame( 404, $this->rest( 'DELETE', "/contacts/$id/notes/$own" )->get_status() );
	}

	public function test_a_removed_user_leaves_no_marks_and_mentions(): void {
		$me       = $this->sign_in();
		$paul     = $this->user( 'administrator' );
		$received = $this->says( 'hello' );
		$path     = '/conversations/' . $received->conversation->public_id;
		foreach ( [ $me->ID, $paul->ID ] as $user ) {
			wp_set_current_user( $user );
			$this->rest( 'PUT', "$path/unread" );
			$note = [ 'text' => 'see', 'private' => true, 'mentions' => [ $me->ID === $user ? $paul->ID : $me->ID ] ];
			self::assertSame( 201, $this->rest( 'POST', "$path/messages", $note )->get_status() );
		}
		wp_set_current_user( $me->ID );
		$users = fn( string $table ): array => array_column(
			$this->database()->rows( 'SELECT user_id FROM %i ORDER BY user_id', $this->database()->table( $table ) ),
			'user_id',
		);
		self::assertContains( (string) $paul->ID, $users( 'unread_marks' ) );
		wp_delete_user( $paul->ID );
		self::assertSame( [ [ (string) $me->ID ], [ (string) $me->ID ] ], [ $users( 'mentions' ), $users( 'unread_marks' ) ] );
	}

	public function test_a_user_removed_from_wordpress_is_no_identity_any_more(): void {
		$this->sign_in();
		$user = self::factory_user( 'customer-seven' );
		$id   = $this->contact(
			'Ana',
			[ [ 'kind' => 'user', 'value' => (string) $user ], [ 'kind' => 'customer', 'value' => 'customer-seven' ] ],
		);
		self::assertSame( [ 'customer', 'user' ], array_column( $this->rest( 'GET', "/contacts/$id" )->get_data()['identities'], 'kind' ) );
		wp_delete_user( $user );
		self::assertSame( [], $this->rest( 'GET', "/contacts/$id" )->get_data()['identities'] );
	}

	public function test_the_thread_says_who_linked_it_to_whom(): void {
		$me   = $this->sign_in();
		$path = $this->path( 'hello' );
		$this->rest( 'PATCH', $path, [ 'contact' => $this->contact( 'Ana' ) ] );
		$this->rest( 'PATCH', $path, [ 'contact' => null ] );
		$lines = $this->rest( 'GET', "$path/messages" )->get_data()['activity'];
		self::assertSame( [ [ 'contact', 'Ana', $me->ID ], [ 'contact', null, $me->ID ] ], array_map(
			static fn( array $line ): array => [ $line['type'], $line['to'], $line['agent']['id'] ],
			$lines
		) );
	}

	public function test_the_list_is_paged_and_a_page_takes_as_many_queries_for_ten_as_for_one(): void {
		$this->sign_in();
		$made = [];
		for ( $one = 0; $one < 7; $one++ ) {
			array_unshift( $made, $this->contact( "Person $one", [ [ 'kind' => 'email', 'value' => "p$one@example.net" ] ] ) );
		}
		$page = $this->rest( 'GET', '/contacts?per_page=5' )->get_data();
		$next = $this->rest( 'GET', '/contacts?per_page=5&cursor=' . $page['next_cursor'] )->get_data();
		self::assertSame( $made, [ ...array_column( $page['items'], 'id' ), ...array_column( $next['items'], 'id' ) ] );
		self::assertNull( $next['next_cursor'] );
		self::assertSame( 410, $this->rest( 'GET', '/contacts?search=x&cursor=' . $page['next_cursor'] )->get_status() );
		$queries = function ( int $count ): int {
			$before = self::wpdb()->num_queries;
			$this->rest( 'GET', "/contacts?search=person&per_page=$count" );
			return self::wpdb()->num_queries - $before;
		};
		$queries( 1 );
		self::assertSame( $queries( 1 ), $queries( 6 ) );
	}

	public function test_the_list_of_a_contact_and_a_search_read_their_indexes(): void {
		if ( $this->on_sqlite() ) {
			$this->markTestSkipped( 'SQLite explains otherwise.' );
		}
		$plan = $this->database()->rows(
			'EXPLAIN SELECT c.* FROM %i c FORCE INDEX (contact_activity) WHERE c.contact_id = 1 ORDER BY c.last_activity_at DESC, c.id DESC LIMIT 26',
			$this->database()->table( 'conversations' )
		);
		self::assertSame( 'contact_activity', $plan[0]['key'] );
		self::assertStringNotContainsString( 'filesort', (string) $plan[0]['Extra'] );
		$plan = $this->database()->rows(
			"EXPLAIN SELECT w.contact_id FROM %i w WHERE w.word >= 'nzoe' AND w.word <= 'nzoez' OR w.word >= 'azoe' AND w.word <= 'azoez' LIMIT 2000",
			$this->database()->table( 'contact_words' )
		);
		self::assertSame( [ 'range', 'PRIMARY' ], [ $plan[0]['type'], $plan[0]['key'] ] );
	}

	/** @param list<array<string, mixed>> $identities @return string Its id. */
	private function contact( string $name, array $identities = [] ): string {
		$made = $this->rest( 'POST', '/contacts', [ 'name' => $name, 'identities' => $identities ] );
		self::assertSame( 201, $made->get_status(), (string) wp_json_encode( $made->get_data() ) );
		return $made->get_data()['id'];
	}

	private function sign_in_with( Capability ...$capabilities ): void {
		$user = $this->user();
		foreach ( $capabilities as $capability ) {
			$user->add_cap( $capability->value );
		}
		wp_set_current_user( $user->ID );
	}

	private function count_rows( string $table ): int {
		return (int) $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( $table ) );
	}

	/** @return array<string, ?string> The newest row. */
	private function row( string $table, string $column, string $value ): array {
		return $this->database()->row(
			'SELECT * FROM %i WHERE %i = %s ORDER BY id DESC',
			$this->database()->table( $table ),
			$column,
			$value,
		) ?? [];
	}

	/** Makes all merges older than they are. */
	private function merged_ago( string $time ): void {
		$this->database()->execute(
			'UPDATE %i SET created_at = %s',
			$this->database()->table( 'contact_merges' ),
			gmdate( 'Y-m-d H:i:s', (int) strtotime( "-$time" ) )
		);
	}

	/** @return list<string> Ids of what a search finds. */
	private function found( string $search ): array {
		return array_column( $this->rest( 'GET', '/contacts?search=' . rawurlencode( $search ) )->get_data()['items'], 'id' );
	}

	/** @return list<list<mixed>> Kind, value, and whether it is verified. */
	private static function identities( mixed $contact ): array {
		$identities = is_array( $contact ) && is_array( $contact['identities'] ) ? $contact['identities'] : [];
		return array_map( static fn( array $one ): array => [ $one['kind'], $one['value'], $one['verified'] ], array_values( $identities ) );
	}

	/** A visitor asks for a person and gives an address and a name. */
	private function requests( string $text, ?string $email, string $name, ?Visitor $visitor = null ): ReceivedMessage {
		$received = $this->says( $text, $visitor );
		$this->services->get( SupportService::class )->request(
			$received->conversation->id,
			new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked, $text, $email, $name ),
		);
		return $received;
	}

	/** The owner of the address that came with a request follows the link in the mail. */
	private function confirms( ReceivedMessage $asked ): void {
		$request = $this->services->get( SupportRequestRepository::class )->newest( $asked->conversation->id );
		$checks  = $this->services->get( AddressCheckRepository::class );
		$check   = $checks->add_once(
			$request->id ?? 0,
			$asked->conversation->id,
			$asked->conversation->visitor_id,
			str_repeat( 'a', 64 ),
			false,
		);
		$this->services->get( AddressConfirmation::class )->confirm(
			new AddressCheck( (int) $check, $request->id ?? 0, $asked->conversation->id, null, null ),
		);
	}

	/** @return array{contact: mixed, suggestions: list<array<string, mixed>>} */
	private function of( ReceivedMessage $received ): array {
		return $this->rest( 'GET', '/conversations/' . $received->conversation->public_id . '/contact' )->get_data();
	}

	private function path( string $text ): string {
		return '/conversations/' . $this->says( $text )->conversation->public_id;
	}

	/** @return array<string, mixed> */
	private function last_event( EventType $type ): array {
		$data = $this->database()->value(
			'SELECT data FROM %i WHERE type = %s ORDER BY id DESC LIMIT 1',
			$this->database()->table( 'events' ),
			$type->value
		);
		return (array) json_decode( (string) $data, true );
	}

	private static function factory_user( string $login ): int {
		$id = wp_insert_user(
			[ 'user_login' => $login, 'user_pass' => wp_generate_password(), 'user_email' => "$login@example.org", 'role' => 'subscriber' ],
		);
		assert( is_int( $id ) );
		return $id;
	}
}
