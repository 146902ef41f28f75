<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** Visitors who are signed in to WordPress: staff see the contact of their account. */
final class SignedInVisitorsTest extends ChatTestCase {

	private \WP_User $ann;

	protected function setUp(): void {
		parent::setUp();
		$this->ann = $this->user( 'subscriber', [ 'display_name' => 'Ann Dupont', 'user_email' => 'ann@example.org' ] );
	}

	protected function tearDown(): void {
		unset( $_COOKIE[ (string) constant( 'LOGGED_IN_COOKIE' ) ] );
		parent::tearDown();
	}

	public function test_who_writes_while_signed_in_is_linked_to_a_contact_of_the_account_that_later_conversations_share(): void {
		$this->signs_in( $this->ann );
		$first   = $this->says( $this->visitor() );
		$contact = $this->contact_of( $first );
		self::assertSame( 'Ann Dupont', $contact['name'] ?? null );
		self::assertSame( [ 'email' => false, 'user' => true ], $this->identities( $contact['id'] ) );
		$second = Ids::random();
		$this->visitor()->asks( 'POST', "/chat/$second/handover", [ 'message' => 'Please call me' ] );
		$this->ends();
		self::assertSame( $contact, $this->contact_of( $second ), 'In another browser, by a request.' );
		self::assertSame( 1, $this->count_rows( 'contacts' ) );
		self::assertSame( [ $first, $second ], array_reverse( array_column(
			$this->rest( 'GET', "/contacts/{$contact['id']}/conversations" )->get_data()['items'],
			'id',
		) ) );
	}

	public function test_the_session_gets_nothing_and_the_turn_pays_nothing(): void {
		$this->signs_in( $this->ann );
		$this->says( $this->visitor() );
		$other = $this->visitor();
		self::assertSame( [], $other->asks( 'GET', '/session/updates' )->get_data()['conversations'] );
		$queries = function ( TestVisitor $visitor ): int {
			$before = self::wpdb()->num_queries;
			$visitor->says( 'Hello' );
			return self::wpdb()->num_queries - $before;
		};
		$queries( $other );
		$with = $queries( $this->visitor() );
		$this->signs_out();
		self::assertSame( $queries( $this->visitor() ), $with );
	}

	public function test_nobody_is_linked_who_is_not_signed_in_or_whose_cookie_is_forged(): void {
		self::assertNull( $this->contact_of( $this->says( $this->visitor() ) ) );
		$until = time() + HOUR_IN_SECONDS;

		$_COOKIE[ (string) constant( 'LOGGED_IN_COOKIE' ) ] = "{$this->ann->user_login}|$until|token|" . str_repeat( 'a', 64 );
		self::assertNull( $this->contact_of( $this->says( $this->visitor() ) ) );
		self::assertSame( 0, $this->count_rows( 'contacts' ) );
	}

	public function test_a_link_of_the_team_stays_and_one_taken_off_too(): void {
		$this->sign_in();
		$visitor = $this->visitor();
		$id      = $this->says( $visitor );
		$bob     = $this->rest( 'POST', '/contacts', [ 'name' => 'Bob', 'conversation' => $id ] )->get_data();
		$this->signs_in( $this->ann );
		$this->says( $visitor, $id );
		self::assertSame( 'Bob', $this->contact_of( $id )['name'] ?? null );
		$this->sign_in();
		$this->rest( 'PATCH', "/conversations/$id", [ 'contact' => null ] );
		$this->signs_in( $this->ann );
		$this->says( $visitor, $id );
		self::assertNull( $this->contact_of( $id ) );
		self::assertSame( [], $this->identities( $bob['id'] ) );
	}

	public function test_the_account_decides_when_two_people_share_a_browser(): void {
		$visitor = $this->visitor();
		$this->signs_in( $this->ann );
		$first = $this->says( $visitor );
		$this->signs_in( $this->user( 'subscriber', [ 'display_name' => 'Bob' ] ) );
		$second = $this->says( $visitor, Ids::random() );
		$names = [ $this->contact_of( $first )['name'] ?? null, $this->contact_of( $second )['name'] ?? null ];
		self::assertSame( [ 'Ann Dupont', 'Bob' ], $names );
	}

	public function test_a_request_with_the_accounts_address_and_the_account_are_one_contact_and_another_address_is_not(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$visitor->asks( 'POST', "/chat/$id/handover", [ 'message' => 'Help', 'email' => 'Ann@example.org', 'name' => 'Ann' ] );
		$before = $this->contact_of( $id );
		$this->signs_in( $this->ann );
		$this->says( $visitor, $id );
		self::assertSame( $before, $this->contact_of( $id ) );
		self::assertSame( [ 'email' => false, 'user' => true ], $this->identities( $before['id'] ?? '' ) );

		$this->signs_out();
		$other = $this->visitor();
		$id    = Ids::random();
		$other->asks( 'POST', "/chat/$id/handover", [ 'message' => 'Help', 'email' => 'eve@example.org', 'name' => 'Eve' ] );
		$this->signs_in( $this->ann );
		$this->says( $other, $id );
		self::assertSame( $before, $this->contact_of( $id ) );
	}

	public function test_an_address_that_an_account_only_claims_matches_nobody(): void {
		$this->sign_in();
		$zoe = $this->rest( 'POST', '/contacts', [
			'name'       => 'Zoé',
			'identities' => [ [ 'kind' => 'email', 'value' => 'zoe@example.org', 'verified' => true ] ],
		] )->get_data();
		$this->signs_in( $this->user( 'subscriber', [ 'display_name' => 'Not Zoé', 'user_email' => 'zoe@example.org' ] ) );
		$contact = $this->contact_of( $this->says( $this->visitor() ) );
		self::assertSame( 'Not Zoé', $contact['name'] ?? null );
		self::assertSame( [ 'user' => true ], $this->identities( $contact['id'] ) );
		self::assertSame( [ 'email' => true ], $this->identities( $zoe['id'] ) );
	}

	public function test_a_customer_of_the_shop_is_known_as_one_and_found_by_what_the_team_entered(): void {
		add_role( 'customer', 'Customer', [ 'read' => true ] );
		try {
			$carl = $this->user( 'customer', [ 'display_name' => 'Carl' ] );
			$this->signs_in( $carl );
			$contact = $this->contact_of( $this->says( $this->visitor() ) );
			self::assertSame( [ 'customer' => true, 'email' => false, 'user' => true ], $this->identities( $contact['id'] ?? '' ) );
			$this->sign_in();
			$dora  = $this->user( 'subscriber', [ 'display_name' => 'Dora Account' ] );
			$known = $this->rest( 'POST', '/contacts', [
				'name'       => 'Dora',
				'identities' => [ [ 'kind' => 'customer', 'value' => (string) $dora->ID ] ],
			] )->get_data();
			$this->signs_in( $dora );
			self::assertSame( $known['id'], $this->contact_of( $this->says( $this->visitor() ) )['id'] ?? null );
		} finally {
			remove_role( 'customer' );
		}
	}

	public function test_the_contact_goes_with_its_only_conversation(): void {
		$this->signs_in( $this->ann );
		$visitor = $this->visitor();
		$id      = $this->says( $visitor );
		$visitor->asks( 'DELETE', "/chat/$id" );
		self::assertSame( [ 0, 0 ], [ $this->count_rows( 'contacts' ), $this->count_rows( 'contact_identities' ) ] );
	}

	private function signs_in( \WP_User $user ): void {
		$until = time() + HOUR_IN_SECONDS;
		$token = \WP_Session_Tokens::get_instance( $user->ID )->create( $until );
		$_COOKIE[ (string) constant( 'LOGGED_IN_COOKIE' ) ] = wp_generate_auth_cookie( $user->ID, $until, 'logged_in', $token );
	}

	private function signs_out(): void {
		unset( $_COOKIE[ (string) constant( 'LOGGED_IN_COOKIE' ) ] );
	}

	/** Writes, to the end of the request. @return string The conversation. */
	private function says( TestVisitor $visitor, ?string $conversation = null ): string {
		$id = $visitor->says( 'Hello', $conversation )->get_data()['metadata']['conversation'];
		$this->ends();
		return $id;
	}

	/** What the request does after its response. */
	private function ends(): void {
		foreach ( $GLOBALS['wp_filter']['shutdown']->callbacks[1500] ?? [] as $callback ) {
			$callback['function']();
		}
	}

	/** @return ?array{id: string, name: ?string} */
	private function contact_of( string $conversation ): ?array {
		$this->sign_in();
		return $this->rest( 'GET', "/conversations/$conversation" )->get_data()['contact'];
	}

	/** @return array<string, bool> Whether verified, by kind. */
	private function identities( string $contact ): array {
		$this->sign_in();
		$known = array_column( $this->rest( 'GET', "/contacts/$contact" )->get_data()['identities'], 'verified', 'kind' );
		ksort( $known );
		return $known;
	}
}
