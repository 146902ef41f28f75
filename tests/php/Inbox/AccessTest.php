<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

/** Capabilities that the staff routes need. */
final class AccessTest extends InboxTestCase {

	/** @return list<array{string, string, ?array<string, mixed>}> */
	private function requests( string $id, string $message ): array {
		return [
			[ 'GET', '/conversations', null ],
			[ 'GET', "/conversations/$id", null ],
			[ 'PATCH', "/conversations/$id", [ 'status' => 'resolved' ] ],
			[ 'DELETE', "/conversations/$id", null ],
			[ 'GET', "/conversations/$id/messages", null ],
			[ 'POST', "/conversations/$id/messages", [ 'text' => 'Hello' ] ],
			[ 'POST', "/conversations/$id/takeover", [] ],
			[ 'POST', "/conversations/$id/release", [] ],
			[ 'PUT', "/conversations/$id/read", [] ],
			[ 'POST', "/conversations/$id/typing", [] ],
			[ 'PUT', "/conversations/$id/messages/$message/rating", [ 'value' => null ] ],
			[ 'PUT', "/conversations/$id/satisfaction", [ 'score' => null ] ],
			[ 'GET', '/updates', null ],
			[ 'GET', '/settings', null ],
			[ 'PUT', '/settings', [ 'widget_title' => 'x' ] ],
		];
	}

	public function test_strangers_are_asked_to_log_in_and_subscribers_are_refused(): void {
		$received = $this->says( 'private words' );
		foreach ( $this->requests( $received->conversation->public_id, $received->question->public_id ) as [ $method, $path, $body ] ) {
			wp_set_current_user( 0 );
			self::assertSame( 401, $this->rest( $method, $path, $body )->get_status(), "$method $path" );
			$this->sign_in( 'subscriber' );
			self::assertSame( 403, $this->rest( $method, $path, $body )->get_status(), "$method $path" );
		}
		self::assertSame( 'open', $this->now( $received )->status->value );
	}

	public function test_administrators_may_do_everything(): void {
		$received = $this->says( 'hello' );
		$this->sign_in();
		foreach ( $this->requests( $received->conversation->public_id, $received->question->public_id ) as [ $method, $path, $body ] ) {
			if ( 'DELETE' !== $method ) {
				self::assertContains( $this->rest( $method, $path, $body )->get_status(), [ 200, 201 ], "$method $path" );
			}
		}
	}

	public function test_the_view_capability_does_not_allow_replies_changes_or_deletion(): void {
		$received = $this->says( 'hello' );
		$id       = $received->conversation->public_id;
		$reader   = $this->sign_in( 'subscriber' );
		$reader->add_cap( 'aaia_view_conversations' );
		wp_set_current_user( 0 );
		wp_set_current_user( $reader->ID );

		self::assertSame( 200, $this->rest( 'GET', '/conversations' )->get_status() );
		self::assertSame( 200, $this->rest( 'GET', "/conversations/$id/messages" )->get_status() );
		self::assertSame( 403, $this->rest( 'POST', "/conversations/$id/messages", [ 'text' => 'Hello' ] )->get_status() );
		self::assertSame( 403, $this->rest( 'PATCH', "/conversations/$id", [ 'status' => 'open' ] )->get_status() );
		self::assertSame( 403, $this->rest( 'DELETE', "/conversations/$id" )->get_status() );
		self::assertSame( 403, $this->rest( 'GET', '/settings' )->get_status() );
	}

	public function test_addresses_are_shown_only_with_the_sensitive_capability(): void {
		$received = $this->says( 'hello' );
		self::wpdb()->insert(
			$this->database()->table( 'support_requests' ),
			[
				'conversation_id' => $received->conversation->id,
				'origin' => 'button',
				'reason' => 'asked',
				'summary' => '',
				'email' => 'camille@example.com',
				'name' => 'Camille',
				'page_url' => '',
				'page_title' => '',
				'created_at' => '2026-03-02 09:00:00',
			]
		);
		$reader = $this->sign_in( 'subscriber' );
		$reader->add_cap( 'aaia_view_conversations' );
		wp_set_current_user( 0 );
		wp_set_current_user( $reader->ID );
		self::assertSame(
			[ 'Camille', null ],
			array_slice( array_values( $this->rest( 'GET', '/conversations' )->get_data()['items'][0]['visitor'] ), 0, 2 ),
		);

		$this->sign_in();
		self::assertSame( 'camille@example.com', $this->rest( 'GET', '/conversations' )->get_data()['items'][0]['visitor']['email'] );
	}

	public function test_missing_conversations_and_messages_are_not_found(): void {
		$received = $this->says( 'hello' );
		$this->sign_in();
		foreach ( $this->requests( 'AAAAAAAAAAAAAAAAAAAAAA', 'BBBBBBBBBBBBBBBBBBBBBB' ) as [ $method, $path, $body ] ) {
			if ( str_contains( $path, '/AAAA' ) ) {
				self::assertSame( 404, $this->rest( $method, $path, $body )->get_status(), "$method $path" );
			}
		}
		$other = $this->says( 'another' );
		$path  = '/conversations/' . $received->conversation->public_id . '/messages/' . $other->question->public_id . '/rating';
		self::assertSame( 404, $this->rest( 'PUT', $path, [ 'value' => 'up' ] )->get_status(), 'A message of another conversation.' );
	}
}
