<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\ReceivedMessage;
use Aaia\Chatbot\Jobs\Worker;

/** Colleagues who are named in private notes: POST /conversations/{id}/messages, GET /conversations/{id}/colleagues. */
final class MentionsTest extends InboxTestCase {

	private \WP_User $marie;

	private ReceivedMessage $received;

	private string $path;

	protected function setUp(): void {
		parent::setUp();
		$this->marie = $this->user( 'administrator', [ 'display_name' => 'Marie', 'user_email' => 'marie@site.test' ] );
		$this->sign_in();
		wp_update_user( [ 'ID' => get_current_user_id(), 'display_name' => 'Paul' ] );
		$this->received = $this->says( 'hello' );
		$this->path     = '/conversations/' . $this->received->conversation->public_id;
	}

	public function test_a_note_names_a_colleague_for_whom_the_conversation_is_unread_and_marked_until_they_look(): void {
		$note = $this->note( [ $this->marie->ID, $this->marie->ID, get_current_user_id() ] );
		self::assertSame( [ 201, [ 'Marie' ] ], [ $note->get_status(), $note->get_data()['message']['mentions'] ] );
		self::assertFalse( $note->get_data()['conversation']['mentioned'], 'not for the one who wrote it' );

		wp_set_current_user( $this->marie->ID );
		$shown = $this->rest( 'GET', '/conversations?unread=true' )->get_data()['items'];
		self::assertSame( [ [ true, true ] ], array_map( static fn( $one ) => [ $one['mentioned'], $one['unread'] ], $shown ) );
		$read = $this->rest( 'PUT', "$this->path/read", [] )->get_data();
		self::assertSame( [ false, false ], [ $read['mentioned'], $read['unread'] ] );
		$this->rest( 'PUT', "$this->path/unread", [] );
		self::assertFalse( $this->rest( 'GET', '/conversations' )->get_data()['items'][0]['mentioned'], 'unread again, but seen' );
	}

	public function test_only_those_who_may_see_the_conversation_are_offered_and_accepted(): void {
		$reader = $this->user( 'subscriber', [ 'display_name' => 'Reader' ] );
		$reader->add_cap( 'aaia_view_conversations' );
		$outsider = $this->user( 'subscriber', [ 'display_name' => 'Outsider' ] );
		$hidden   = $this->user( 'administrator', [ 'display_name' => 'Hidden' ] );
		add_filter(
			'aaia_chatbot_hidden_conversations',
			fn( array $ids, int $user ): array => $hidden->ID === $user ? [ $this->received->conversation->id ] : $ids,
			10,
			2
		);

		$names = array_column( $this->rest( 'GET', "$this->path/colleagues" )->get_data()['items'], 'name' );
		$ours = [ 'Marie', 'Reader', 'Outsider', 'Hidden', 'Paul' ];
		self::assertSame( [ 'Marie', 'Reader' ], array_values( array_intersect( $names, $ours ) ) );
		$found = $this->rest( 'GET', "$this->path/colleagues?search=ead" )->get_data()['items'];
		self::assertSame( [ [ 'id' => $reader->ID, 'name' => 'Reader' ] ], $found );
		self::assertSame( 201, $this->note( [ $reader->ID ] )->get_status() );
		foreach ( [ $outsider->ID, $hidden->ID, 999_999 ] as $wrong ) {
			$refused = $this->note( [ $wrong ] );
			self::assertSame( [ 400, 'aaia_not_a_colleague' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
		}
		$reply = $this->rest( 'POST', "$this->path/messages", [ 'text' => 'Hello @Marie', 'mentions' => [ $this->marie->ID ] ] );
		self::assertSame( 400, $reply->get_status(), 'a reply goes to the visitor' );
		wp_set_current_user( $hidden->ID );
		self::assertSame( 404, $this->rest( 'GET', "$this->path/colleagues" )->get_status() );
	}

	public function test_who_does_not_look_within_two_minutes_gets_a_mail_with_the_note(): void {
		$this->note( [ $this->marie->ID ], "@Marie <b>look</b>\nsecond line" );
		$this->work();
		self::assertSame( [], $this->mailbox->mails(), 'not yet' );

		$this->clock->pass( '3 minutes' );
		$this->work();

		$mail = $this->mailbox->only_mail();
		self::assertSame( [ 'marie@site.test' ], $mail['to'] );
		self::assertSame( 'Paul mentioned you in a conversation', $mail['subject'] );
		self::assertStringContainsString( "> @Marie <b>look</b>\n> second line", $mail['text'] );
		self::assertStringContainsString( $this->received->conversation->public_id, $mail['text'] );
		$this->work();
		self::assertCount( 1, $this->mailbox->mails() );
	}

	public function test_no_mail_goes_to_who_has_looked_wants_none_or_may_not_look_any_more(): void {
		foreach ( [
			'has looked'  => function (): void {
				wp_set_current_user( $this->marie->ID );
				$this->rest( 'PUT', "$this->path/read", [] );
			},
			'wants none'  => function (): void {
				wp_set_current_user( $this->marie->ID );
				$this->rest( 'PATCH', '/preferences', [ 'mention_mails' => false ] );
			},
			'may not see' => function (): void {
				$this->marie->set_role( 'subscriber' );
			},
		] as $why => $happens ) {
			$me = get_current_user_id();
			$this->note( [ $this->marie->ID ] );
			$happens();
			wp_set_current_user( $me );
			$this->clock->pass( '3 minutes' );
			$this->work();
			self::assertSame( [], $this->mailbox->mails(), $why );
			delete_user_option( $this->marie->ID, 'aaia_chatbot_preferences' );
		}
	}

	public function test_mentions_are_erased_with_their_conversation(): void {
		$this->note( [ $this->marie->ID ] );
		$deleted = $this->rest( 'DELETE', $this->path )->get_data();
		self::assertSame( [ 1, 0 ], [ $deleted['deleted']['mentions'], $deleted['remaining']['mentions'] ] );
	}

	/** @param list<int> $mentions */
	private function note( array $mentions, string $text = '@Marie please' ): \WP_REST_Response {
		return $this->rest( 'POST', "$this->path/messages", [ 'text' => $text, 'private' => true, 'mentions' => $mentions ] );
	}

	private function work(): void {
		$this->services->get( Worker::class )->run( 10.0 );
	}
}
