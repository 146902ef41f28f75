<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** Staff revoke the tokens of a visitor. */
final class SignOutTest extends ChatTestCase {

	public function test_a_signed_out_visitor_has_no_access_anywhere_and_others_keep_theirs(): void {
		[ $visitor, $id ] = $this->conversation();
		[ $other ]        = $this->conversation();
		$second           = new TestVisitor( $this->rest( ... ) );
		$second->token    = $visitor->token;
		$second->begins();
		$this->sign_in( 'administrator' );
		$this->assertSame( 200, $this->rest( 'POST', "/conversations/$id/sign-out", [] )->get_status() );
		$this->assertSame(
			[ 401, 401, 200 ],
			array_map( static fn( TestVisitor $one ): int => $one->asks( 'GET', '/session/updates' )->get_status(), [ $visitor, $second, $other ] ),
		);
		$visitor->begins();
		$this->assertSame( 404, $visitor->asks( 'GET', "/chat/$id/messages" )->get_status() );
	}

	public function test_a_private_note_tells_colleagues_why_answers_do_not_arrive(): void {
		[ , $id ] = $this->conversation();
		$agent    = $this->sign_in( 'administrator' );
		$this->rest( 'POST', "/conversations/$id/sign-out", [] );
		$note = $this->row( 'messages', 'author_type', 'agent' );
		$this->assertSame( [ '1', (string) $agent->ID ], [ $note['private'], $note['author_id'] ] );
		$this->assertSame( 'assistant', $this->row( 'conversations', 'public_id', $id )['handler'], 'A note takes nothing over.' );
	}

	public function test_signing_out_needs_the_reply_capability_and_an_existing_conversation(): void {
		[ $visitor, $id ] = $this->conversation();
		$reader           = $this->sign_in( 'editor' );
		$reader->add_cap( 'aaia_view_conversations' );
		$this->assertSame( 403, $this->rest( 'POST', "/conversations/$id/sign-out", [] )->get_status() );
		$this->sign_in( 'administrator' );
		$this->assertSame( 404, $this->rest( 'POST', '/conversations/unknown-00000000000000/sign-out', [] )->get_status() );
		$this->assertSame( 200, $visitor->asks( 'GET', '/session/updates' )->get_status() );
	}

	public function test_a_conversation_without_a_visitor_has_nobody_to_sign_out(): void {
		[ , $id ] = $this->conversation();
		$this->database()->update( 'conversations', [ 'visitor_id' => null ], [ 'public_id' => $id ] );
		$this->sign_in( 'administrator' );
		$this->assertSame( 409, $this->rest( 'POST', "/conversations/$id/sign-out", [] )->get_status() );
	}

	/** @return array{TestVisitor, string} */
	private function conversation(): array {
		$visitor = $this->visitor();
		return [ $visitor, $visitor->says( 'Hello' )->get_data()['metadata']['conversation'] ];
	}
}
