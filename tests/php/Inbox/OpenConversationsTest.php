<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Inbox\OpenNextController;

/** What the inbox asks for its tabs, and keeps for each user. */
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

	public function test_each_user_has_preferences_of_their_own(): void {
		self::assertSame( 401, $this->rest( 'PUT', '/preferences/open-next', [ 'open_next' => true ] )->get_status() );
		$this->sign_in();
		self::assertSame( [ 'open_next' => true ], $this->rest( 'PUT', '/preferences/open-next', [ 'open_next' => true ] )->get_data() );
		self::assertTrue( OpenNextController::opens_next() );
		$this->rest( 'PUT', '/preferences/open-next', [ 'open_next' => false ] );
		self::assertFalse( OpenNextController::opens_next() );
		$this->rest( 'PUT', '/preferences/open-next', [ 'open_next' => true ] );
		$this->sign_in();
		self::assertFalse( OpenNextController::opens_next() );
	}
}
