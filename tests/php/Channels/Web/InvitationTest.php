<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Http\InvitationRepository;
use Aaia\Chatbot\Http\PurgeSessions;
use Aaia\Chatbot\Http\VisitorRepository;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** What a mailed link opens: one conversation, for seven days, until it is revoked. */
final class InvitationTest extends ChatTestCase {

	private TestVisitor $owner;

	/** The conversation that the link opens, and another of the same visitor. */
	private string $opened;

	private string $other;

	protected function setUp(): void {
		parent::setUp();
		$this->owner  = $this->visitor();
		$this->opened = $this->begins( $this->owner );
		$this->other  = $this->begins( $this->owner );
	}

	public function test_a_link_opens_its_conversation_in_another_browser_where_the_visitor_can_answer(): void {
		$session = $this->rest( 'POST', '/session', [ 'invitation' => $this->code() ] )->get_data();
		$guest   = $this->with( $session );

		self::assertSame( [ $this->opened, false ], [ $session['conversation'], $session['continued'] ] );
		self::assertSame( 'Hello', $this->texts( $guest, $this->opened )[0] );
		$this->takes_over( $this->opened );
		self::assertSame( 202, $guest->says( 'I am back', $this->opened )->get_status() );
		self::assertContains( 'I am back', $this->texts( $this->owner, $this->opened ), 'The visitor’s first browser has it too.' );
		$last = $guest->asks( 'GET', "/chat/$this->opened/messages" )->get_data()['items'][0]['id'];
		$routes = [ [ 'PUT', 'read', [ 'message' => $last ] ], [ 'POST', 'typing', null ], [ 'POST', 'handover', [ 'message' => 'Hi' ] ] ];
		foreach ( $routes as [ $method, $path, $body ] ) {
			self::assertContains( $guest->asks( $method, "/chat/$this->opened/$path", $body )->get_status(), [ 200, 202 ], $path );
		}
	}

	public function test_it_reaches_no_other_conversation_of_the_visitor_by_any_route(): void {
		$guest   = $this->guest();
		$message = $this->owner->asks( 'GET', "/chat/$this->other/messages" )->get_data()['items'][0];
		$other   = "/chat/$this->other";
		$routes  = [
			[ 'GET', "$other/messages" ],
			[ 'GET', "$other/stream" ],
			[ 'POST', "$other/stop" ],
			[ 'POST', "$other/typing" ],
			[ 'PUT', "$other/read", [ 'message' => $message['id'] ] ],
			[ 'POST', "$other/handover", [ 'message' => 'Hi' ] ],
			[ 'PUT', "$other/satisfaction", [ 'score' => 1 ] ],
			[ 'PUT', "$other/messages/{$message['id']}/rating", [ 'value' => 'up' ] ],
			[ 'DELETE', $other ],
			[ 'POST', '/chat', TestVisitor::message( 'Hi', $this->other ) ],
			[ 'POST', '/chat', TestVisitor::message( 'Hello', $this->opened, $message['metadata']['client_id'] ) ],
			[ 'POST', '/chat', TestVisitor::message( 'A new one' ) ],
			[ 'POST', '/chat', TestVisitor::message( 'A new one', Ids::random() ) ],
			[ 'POST', '/chat/' . Ids::random() . '/handover', [ 'message' => 'A new one' ] ],
			[ 'POST', '/chat', [ 'id' => $this->other, 'approval' => [ 'approvalId' => Ids::random(), 'approved' => true ] ] ],
		];
		$before  = $this->count_rows( 'conversations' );
		foreach ( $routes as $route ) {
			self::assertSame( 404, $guest->asks( $route[0], $route[1], $route[2] ?? null )->get_status(), "$route[0] $route[1]" );
		}
		self::assertSame( $before, $this->count_rows( 'conversations' ) );
		self::assertSame( 403, $guest->asks( 'DELETE', "/chat/$this->opened" )->get_status(), 'Nor may it delete its own.' );
	}

	public function test_its_updates_tell_of_its_conversation_only(): void {
		$guest = $this->guest();
		$first = $guest->asks( 'GET', '/session/updates' )->get_data();
		self::assertSame( [ $this->opened ], array_column( $first['conversations'], 'id' ) );

		$this->replies( $this->other, 'In the other one' );
		$this->replies( $this->opened, 'In this one' );
		$this->typing( $this->other );
		$now = $guest->asks( 'GET', '/session/updates?after=' . rawurlencode( $first['cursor'] ) )->get_data();
		self::assertSame( [ $this->opened ], array_column( $now['conversations'], 'id' ) );
		self::assertSame( [ 'In this one' ], array_map( static fn( array $item ): string => $item['parts'][0]['text'], $now['items'] ) );
		self::assertSame( [], $now['typing'] );
		$since = $guest->asks( 'GET', "/chat/$this->opened/messages?after=" . rawurlencode( $first['cursor'] ) )->get_data();
		self::assertCount( 1, $since['items'] );
	}

	public function test_wrong_expired_revoked_and_absurd_codes_get_one_and_the_same_answer(): void {
		$expired = $this->code();
		$this->set_times( 'expires_at', '-1 second' );
		$revoked = $this->code();
		$this->invitations()->revoke( $this->row_of( $this->opened ) );
		$gone = $this->code( $this->other );
		$this->owner->asks( 'DELETE', "/chat/$this->other" );
		$absurd  = [ '', 'x', "a\r\nb", str_repeat( 'a', 4000 ), str_repeat( 'é', 4000 ), '" onload=' ];
		$codes   = [ $expired, $revoked, $gone, Ids::random(), ...$absurd ];
		$answers = array_map( fn( string $code ): string => $this->answer_to( $code ), $codes );
		self::assertCount( 1, array_unique( $answers ), implode( "\n", $answers ) );
		self::assertStringStartsWith( '404 aaia_not_found This link no longer works', $answers[0] );
		self::assertSame( 400, $this->rest( 'POST', '/session', [ 'invitation' => [ 'x' ] ] )->get_status() );
	}

	public function test_what_was_opened_ends_with_the_link(): void {
		$guest = $this->guest();
		self::assertSame( 200, $guest->asks( 'GET', "/chat/$this->opened/messages" )->get_status() );
		$this->invitations()->revoke( $this->row_of( $this->opened ) );
		self::assertSame( 401, $guest->asks( 'GET', "/chat/$this->opened/messages" )->get_status() );
		self::assertSame( 404, $guest->asks( 'POST', '/session', [] )->get_status(), 'Nor can it be renewed.' );

		$guest = $this->guest();
		$this->set_times( 'expires_at', '-1 second' );
		self::assertSame( 401, $guest->asks( 'GET', '/session/updates' )->get_status() );
	}

	public function test_a_session_is_renewed_for_the_same_conversation_and_keeps_a_consent_of_its_own(): void {
		$this->settings( [ 'consent_required' => true ] );
		$guest = $this->guest();
		self::assertSame( 'aaia_consent_required', $guest->says( 'Hi', $this->opened )->get_data()['code'] ?? null );
		$guest->begins( [ 'consent' => true ] );
		self::assertSame( 200, $guest->says( 'Hi', $this->opened )->get_status() );
		self::assertSame( 404, $guest->asks( 'GET', "/chat/$this->other/messages" )->get_status() );
	}

	public function test_a_link_works_in_two_browsers_and_for_many_requests_at_once(): void {
		$code = $this->code();
		for ( $n = 0; $n < 20; $n++ ) {
			self::assertSame( 200, $this->rest( 'POST', '/session', [ 'invitation' => $code ] )->get_status() );
		}
		$status = 0;
		for ( $n = 0; $n < 100 && 429 !== $status; $n++ ) {
			$status = $this->rest( 'POST', '/session', [ 'invitation' => Ids::random() ] )->get_status();
		}
		self::assertSame( 429, $status, 'Guessing is limited.' );
	}

	public function test_in_the_visitors_own_browser_the_link_is_their_own_session(): void {
		$session = $this->owner->asks( 'POST', '/session', [ 'invitation' => $this->code() ] )->get_data();
		self::assertSame( [ true, $this->opened ], [ $session['continued'], $session['conversation'] ] );
		self::assertSame( 200, $this->with( $session )->asks( 'GET', "/chat/$this->other/messages" )->get_status() );

		$stranger = $this->visitor();
		$mine     = $this->begins( $stranger );
		$session  = $stranger->asks( 'POST', '/session', [ 'invitation' => $this->code() ] )->get_data();
		self::assertFalse( $session['continued'] );
		self::assertSame( 404, $this->with( $session )->asks( 'GET', "/chat/$mine/messages" )->get_status() );
		self::assertSame( 200, $stranger->asks( 'GET', "/chat/$mine/messages" )->get_status(), 'Somebody else’s own session is left alone.' );
	}

	public function test_signing_the_visitor_or_everybody_out_ends_links_too(): void {
		$code    = $this->code();
		$visitor = (int) $this->row( 'conversations', 'public_id', $this->opened )['visitor_id'];
		$this->plugin->services->get( VisitorRepository::class )->revoke_all( $visitor );
		self::assertStringStartsWith( '404', $this->answer_to( $code ) );

		$code = $this->code();
		$this->plugin->services->get( VisitorTokens::class )->revoke_all();
		self::assertStringStartsWith( '404', $this->answer_to( $code ) );
	}

	public function test_a_conversation_resolved_long_ago_goes_on_where_the_link_leads(): void {
		$guest = $this->guest();
		$row   = $this->row_of( $this->opened );
		$long  = [ 'status' => 'resolved', 'active' => 0, 'resolved_at' => '2020-01-01 00:00:00' ];
		$this->database()->update( 'conversations', $long, [ 'id' => $row ] );
		self::assertSame( $this->opened, $guest->says( 'One more thing', $this->opened )->get_data()['metadata']['conversation'] );
		self::assertSame( 'open', $this->row( 'conversations', 'public_id', $this->opened )['status'] );
	}

	public function test_expired_codes_are_purged(): void {
		$this->code();
		$this->set_times( 'expires_at', '-2 days' );
		$this->code();
		$this->plugin->services->get( PurgeSessions::class )->handle( new Job( 1, PurgeSessions::NAME, [], 1 ) );
		self::assertSame( 1, $this->count_rows( 'invitations' ) );
	}

	/** The visitor begins a conversation. @return string Its public id. */
	private function begins( TestVisitor $visitor ): string {
		$id = Ids::random();
		$visitor->says( 'Hello', $id );
		return $id;
	}

	private function code( ?string $conversation = null ): string {
		return $this->invitations()->create( $this->row_of( $conversation ?? $this->opened ) );
	}

	/** A browser that opened the link. */
	private function guest(): TestVisitor {
		return $this->with( $this->rest( 'POST', '/session', [ 'invitation' => $this->code() ] )->get_data() );
	}

	/** @param array<string, mixed> $session */
	private function with( array $session ): TestVisitor {
		$visitor        = new TestVisitor( $this->rest( ... ) );
		$visitor->token = $session['token'];
		return $visitor;
	}

	/** @return list<string> */
	private function texts( TestVisitor $visitor, string $conversation ): array {
		$items = $visitor->asks( 'GET', "/chat/$conversation/messages" )->get_data()['items'];
		return array_map( static fn( array $item ): string => $item['parts'][0]['text'] ?? '', $items );
	}

	private function answer_to( string $code ): string {
		$answer = $this->rest( 'POST', '/session', [ 'invitation' => $code ] );
		$data   = $answer->get_data();
		return $answer->get_status() . ' ' . ( $data['code'] ?? '' ) . ' ' . ( $data['message'] ?? '' );
	}

	private function set_times( string $column, string $change ): void {
		$time = gmdate( 'Y-m-d H:i:s', (int) strtotime( $change ) );
		$this->database()->execute( 'UPDATE %i SET %i = %s', $this->database()->table( 'invitations' ), $column, $time );
	}

	private function takes_over( string $conversation ): void {
		$this->plugin->services->get( AgentService::class )->take_over( $this->row_of( $conversation ), $this->user( 'administrator' )->ID );
	}

	private function replies( string $conversation, string $text ): void {
		$this->plugin->services->get( AgentService::class )
			->reply( $this->row_of( $conversation ), $this->user( 'administrator' )->ID, $text, false, null, null );
	}

	private function typing( string $conversation ): void {
		$this->sign_in();
		$this->rest( 'POST', "/conversations/$conversation/typing", [] );
		wp_set_current_user( 0 );
	}

	private function row_of( string $conversation ): int {
		return (int) $this->row( 'conversations', 'public_id', $conversation )['id'];
	}

	private function invitations(): InvitationRepository {
		return $this->plugin->services->get( InvitationRepository::class );
	}
}
