<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AddressCheckRepository;
use Aaia\Chatbot\Mail\Address\AddressHash;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Staff enter a visitor's address, see what was mailed, and end links. */
final class VisitorAddressTest extends ChatTestCase {

	private string $id;

	protected function setUp(): void {
		parent::setUp();
		$this->id = $this->visitor()->says( 'Hello' )->get_data()['metadata']['conversation'];
		$this->sign_in( 'administrator' );
	}

	public function test_an_address_can_be_entered_corrected_and_removed(): void {
		$this->assertSame( [ null, false ], $this->address() );
		$this->enter( 'ana@example.net' );
		$this->assertSame( [ 'ana@example.net', true ], $this->address() );
		$this->enter( 'anna@example.net' );
		$this->assertSame( [ 'anna@example.net', true ], $this->address() );
		$list = $this->rest( 'GET', '/conversations' )->get_data()['items'][0]['visitor'];
		$this->assertSame( [ 'anna@example.net', true, false ], [ $list['email'], $list['email_entered'], $list['email_verified'] ] );
		$this->rest( 'PATCH', "/conversations/$this->id", [ 'email' => null ] );
		$this->assertSame( [ null, false ], $this->address() );
	}

	public function test_what_is_no_address_or_is_refused_by_its_owner_is_said_beside_the_field_and_nothing_is_stored(): void {
		$two = 'ana@example.net, bob@example.net';
		$bad = [ 'ana', $two, "ana@example.net\r\nBcc: all@example.net", 'ana%0a@example.net', '=?utf-8?q?a?=@example.net' ];
		foreach ( $bad as $typed ) {
			$answer = $this->rest( 'PATCH', "/conversations/$this->id", [ 'email' => $typed, 'status' => 'resolved' ] );
			$this->assertSame( [ 400, 'aaia_invalid_email' ], [ $answer->get_status(), $answer->get_data()['code'] ], $typed );
		}
		$checks = $this->plugin->services->get( AddressCheckRepository::class );
		$checks->refuse( (int) $checks->add_once( 1, 1, null, AddressHash::hash( 'ana@example.net' ), false ) );
		$answer = $this->rest( 'PATCH', "/conversations/$this->id", [ 'email' => 'A.na+x@example.net' ] );
		$this->assertSame( [ 409, 'aaia_address_refused' ], [ $answer->get_status(), $answer->get_data()['code'] ] );
		$this->assertSame( [ null, false ], $this->address() );
		$this->assertSame( 'open', $this->row( 'conversations', 'public_id', $this->id )['status'], 'Nothing of the request was done.' );
	}

	public function test_the_thread_says_to_whom_a_reply_was_mailed_or_why_not_and_staff_can_try_again(): void {
		$this->enter( 'ana@example.net' );
		$this->mailbox->refuse_everything( 'SMTP Error: The following recipients failed: ana@example.net: 550 5.1.1 No such user here' );
		$reply = $this->replies( 'We can help' );
		$mail  = $this->mail_of( $reply );
		$this->assertSame( [ 'failed', 'ana@example.net' ], [ $mail['state'], $mail['recipient'] ] );
		$this->assertStringContainsString( 'refused the recipient’s address', $mail['explanation'] );
		$this->assertStringContainsString( 'No such user here', $mail['error'] );

		$this->mailbox->accept_again();
		$again = $this->rest( 'POST', "/conversations/$this->id/messages/$reply/mail", [] );
		$this->assertSame( [ 202, 'waiting' ], [ $again->get_status(), $again->get_data()['mail']['state'] ] );
		$this->work();
		$mail = $this->mail_of( $reply );
		$this->assertSame( [ 'sent', null ], [ $mail['state'], $mail['error'] ] );
		$this->assertNotNull( $mail['at'] );
		$this->assertSame( 409, $this->rest( 'POST', "/conversations/$this->id/messages/$reply/mail", [] )->get_status() );
		$other = $this->rest( 'GET', "/conversations/$this->id/messages" )->get_data()['items'][0];
		$this->assertNull( $other['mail'] );
		$this->assertSame( 404, $this->rest( 'POST', "/conversations/$this->id/messages/{$other['id']}/mail", [] )->get_status() );
	}

	public function test_the_open_thread_hears_that_a_reply_was_mailed(): void {
		$this->enter( 'ana@example.net' );
		$cursor = rawurlencode( $this->rest( 'GET', '/updates' )->get_data()['cursor'] );
		$reply  = $this->replies( 'We can help' );
		$news   = $this->rest( 'GET', "/updates?after=$cursor&conversation=$this->id" )->get_data();
		$this->assertSame( [ $reply, 'sent' ], [ $news['messages'][0]['id'], $news['messages'][0]['mail']['state'] ] );
	}

	public function test_links_are_shown_and_revoked(): void {
		$this->enter( 'ana@example.net' );
		$links = fn(): array => $this->rest( 'GET', "/conversations/$this->id/links" )->get_data();
		$this->assertSame( [ 'open_until' => null, 'replies_mailed' => true ], $links() );
		$this->replies( 'We can help' );
		$this->assertEqualsWithDelta( time() + 7 * DAY_IN_SECONDS, strtotime( $links()['open_until'] ), 60 );

		$this->assertNull( $this->rest( 'DELETE', "/conversations/$this->id/links" )->get_data()['open_until'] );
		$this->assertNull( $links()['open_until'] );
		$this->assertContains( 'conversation.updated', $this->events() );
	}

	public function test_entering_an_address_and_revoking_need_the_reply_capability_and_seeing_it_a_further_one(): void {
		$this->enter( 'ana@example.net' );
		$this->replies( 'We can help' );
		$reader = $this->sign_in( 'editor' );
		$reader->add_cap( 'aaia_view_conversations' );
		wp_set_current_user( 0 );
		wp_set_current_user( $reader->ID );
		$this->assertSame( 403, $this->rest( 'PATCH', "/conversations/$this->id", [ 'email' => 'x@example.net' ] )->get_status() );
		$this->assertSame( 403, $this->rest( 'DELETE', "/conversations/$this->id/links" )->get_status() );
		$this->assertSame( [ null, false ], $this->address() );
		$items = $this->rest( 'GET', "/conversations/$this->id/messages" )->get_data()['items'];
		$this->assertStringNotContainsString( 'ana@example.net', (string) wp_json_encode( $items ) );
		$this->assertSame( '•••', $items[ count( $items ) - 1 ]['mail']['recipient'] );
	}

	private function enter( string $email ): void {
		$this->assertSame( 200, $this->rest( 'PATCH', "/conversations/$this->id", [ 'email' => $email ] )->get_status() );
	}

	/** @return array{?string, bool} The address, and whether staff entered it. */
	private function address(): array {
		$visitor = $this->rest( 'GET', "/conversations/$this->id" )->get_data()['visitor'];
		return [ $visitor['email'], $visitor['email_entered'] ];
	}

	/** An agent replies, and the visitor does not look for a while. @return string The message's public id. */
	private function replies( string $text ): string {
		$id  = $this->rest( 'POST', "/conversations/$this->id/messages", [ 'text' => $text ] )->get_data()['message']['id'];
		$ago = gmdate( 'Y-m-d H:i:s', time() - 600 );
		$this->database()->update( 'messages', [ 'created_at' => $ago ], [ 'public_id' => $id ] );
		$this->work();
		return $id;
	}

	/** @return array<string, mixed> */
	private function mail_of( string $message ): array {
		$items = $this->rest( 'GET', "/conversations/$this->id/messages" )->get_data()['items'];
		return array_column( $items, 'mail', 'id' )[ $message ];
	}
}
