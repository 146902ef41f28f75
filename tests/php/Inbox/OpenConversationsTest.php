<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

/** What the inbox asks for its tabs. */
final class OpenConversationsTest extends InboxTestCase {

	public function test_the_conversations_of_tabs_are_read_at_once_and_those_out_of_reach_left_out(): void {
		$this->sign_in();
		$one    = $this->says( 'one' )->conversation;
		$two    = $this->says( 'two' )->conversation;
		$hidden = $this->says( 'hidden' )->conversation;
		add_filter( 'aaia_chatbot_hidden_conversations', static fn(): array => [ $hidden->id ] );

		$ids      = implode( ',', [ $one->public_id, $hidden->public_id, 'nothing', $two->public_id ] );
		$response = $this->rest( 'GET', '/updates/opened?ids=' . $ids );
		self::assertSame( 200, $response->get_status() );
		self::assertEqualsCanonicalizing( [ $one->public_id, $two->public_id ], array_column( $response->get_data()['conversations'], 'id' ) );
		self::assertSame( [], $this->rest( 'GET', '/updates/opened?ids=' )->get_data()['conversations'] );
	}
}
