<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\Digest\DigestText;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Events\EventType;

/** What staff see of deliveries, and can do about them. */
final class AlertRoutesTest extends AlertsTestCase {

	public function test_only_who_may_manage_settings_gets_in(): void {
		foreach ( [ [ 'POST', '/alerts/test' ], [
			'POST',
			'/alerts/test-tool',
		], [ 'GET', '/deliveries' ], [ 'GET', '/deliveries/x' ], [ 'POST', '/deliveries/x/retry' ] ] as [ $method, $path ] ) {
			wp_set_current_user( 0 );
			self::assertSame( 401, $this->rest( $method, $path )->get_status(), $path );
			$this->sign_in( 'editor' );
			self::assertSame( 403, $this->rest( $method, $path )->get_status(), $path );
		}
		self::assertSame( [], $this->mailbox->mails() );
	}

	public function test_a_test_mail_goes_to_the_support_address_at_once(): void {
		$this->sign_in();
		$answer = $this->rest( 'POST', '/alerts/test' )->get_data();

		self::assertTrue( $answer['ok'] );
		self::assertStringContainsString( 'team@example.org', $answer['message'] );
		self::assertSame( [ 'team@example.org' ], $this->mailbox->only_mail()['to'] );
	}

	public function test_a_test_mail_that_fails_says_why_in_words_and_in_the_mailers_own(): void {
		$this->mailbox->refuse_everything( 'SMTP Error: Could not authenticate.' );
		$this->sign_in();
		$answer = $this->rest( 'POST', '/alerts/test' )->get_data();

		self::assertFalse( $answer['ok'] );
		self::assertStringContainsString( 'refused the user name or the password', $answer['message'] );
		self::assertStringContainsString( 'SMTP Error: Could not authenticate.', $answer['message'] );
	}

	public function test_the_log_lists_newest_first_in_pages_and_finds_by_state_and_words(): void {
		for ( $i = 1; $i <= 3; $i++ ) {
			$this->settings->save( [ 'support_email' => "team$i@example.org" ] );
			$this->alerted( $this->conversation( "Question $i" ) );
		}
		$this->mailbox->refuse_everything( '550 no such user' );
		$this->work();
		$this->sign_in();

		$page = $this->rest( 'GET', '/deliveries?per_page=2' )->get_data();
		self::assertSame( [ 'team3@example.org', 'team2@example.org' ], array_column( $page['items'], 'recipient' ) );
		$next = $this->rest( 'GET', '/deliveries?per_page=2&cursor=' . rawurlencode( $page['next_cursor'] ) )->get_data();
		self::assertSame( [ 'team1@example.org' ], array_column( $next['items'], 'recipient' ) );
		self::assertNull( $next['next_cursor'] );
		self::assertSame( 3, $page['counts']['queued'] );
		self::assertSame(
			[ 'team2@example.org' ],
			array_column( $this->rest( 'GET', '/deliveries?search=team2' )->get_data()['items'], 'recipient' )
		);
		self::assertCount( 3, $this->rest( 'GET', '/deliveries?search=no+such+user' )->get_data()['items'] );
		self::assertSame( [], $this->rest( 'GET', '/deliveries?state=sent' )->get_data()['items'] );
		self::assertSame( 400, $this->rest( 'GET', '/deliveries?state=lost' )->get_status() );
		self::assertSame( 410, $this->rest( 'GET', '/deliveries?cursor=forged' )->get_status() );
	}

	public function test_a_failed_delivery_shows_its_attempts_and_is_tried_again_on_request(): void {
		$this->mailbox->refuse_everything( '550 no such user' );
		$conversation = $this->conversation( 'Hello' );
		$this->alerted( $conversation );
		$this->work();
		$this->sign_in();
		$id     = $this->only_delivery()->public_id;
		$detail = $this->rest( 'GET', "/deliveries/$id" )->get_data();

		self::assertSame( $conversation->public_id, $detail['delivery']['conversation'] );
		self::assertSame( [ 'failed' ], array_column( $detail['attempts'], 'outcome' ) );
		self::assertStringContainsString( 'refused the recipient', $detail['delivery']['explanation'] );

		$this->mailbox->accept_again();
		$this->clock->set( gmdate( 'Y-m-d H:i:s', time() + 5 ) );
		self::assertSame( 202, $this->rest( 'POST', "/deliveries/$id/retry" )->get_status() );
		$this->work();
		self::assertCount( 1, $this->mailbox->mails() );
		self::assertSame( 409, $this->rest( 'POST', "/deliveries/$id/retry" )->get_status() );
		self::assertSame( 404, $this->rest( 'POST', '/deliveries/unknown/retry' )->get_status() );
	}

	public function test_the_tool_is_tested_in_a_marked_conversation_that_takes_the_whole_way(): void {
		$this->sign_in();
		self::assertFalse( $this->rest( 'POST', '/alerts/test-tool' )->get_data()['ok'], 'Tools are off.' );
		$this->settings->save( [ 'tools_enabled' => true ] );
		$answer = $this->rest( 'POST', '/alerts/test-tool' )->get_data();
		self::assertTrue( $answer['ok'] );
		self::assertSame( [ 'channel' => Conversation::TEST ], $this->newest_event( EventType::ConversationStarted )->data );
		$tested = $this->conversations->by_id( (int) $this->newest_event( EventType::ConversationStarted )->conversation_id );
		self::assertTrue( $tested?->archived, 'Nobody waits in it.' );
		self::assertSame( [ 0 ], array_unique( array_values( $this->rest( 'GET', '/conversations' )->get_data()['counts'] ) ) );
		$this->clock->set( gmdate( 'Y-m-d H:i:s', time() + 5 ) );
		$this->happens( $this->newest_event( EventType::SupportRequested ) );
		$this->work();

		self::assertStringContainsString(
			'User message: [Test] This conversation tests send_support_email.',
			$this->mailbox->only_mail()['text']
		);
		$activations = $this->rest( 'GET', '/alerts/activations' )->get_data()['items'];
		self::assertSame( [ 'delivery.sent', 'support.requested' ], array_column( $activations, 'type' ) );
		self::assertSame( [ $answer['conversation'] ], array_values( array_unique( array_column( $activations, 'conversation' ) ) ) );
		self::assertSame( 'tool', $activations[1]['origin'] );

		$day = gmdate( 'Y-m-d' );
		self::assertSame( 0, $this->rest( 'GET', "/alerts/figures?from=$day&to=$day" )->get_data()['requests'], 'No figure counts a test.' );
		$digest = $this->wired()->get( DigestText::class )->write( new \Aaia\Chatbot\Alerts\Digest\DigestPeriod(
			$this->clock->now()->modify( '-1 hour' ),
			$this->clock->now()->modify( '+1 hour' )
		) )['text'];
		self::assertStringContainsString( "Conversations: 0\nVisitor messages: 0\nSupport requests: 0\n", $digest );
		self::assertStringNotContainsString( '[Test]', $digest );
	}

	public function test_other_rules_mails_are_no_uses_of_the_tool_and_a_request_told_in_a_bundle_is_one(): void {
		( new \Aaia\Chatbot\Alerts\Rules\RuleRepository( $this->database, $this->clock ) )->add(
			'Words',
			\Aaia\Chatbot\Assistant\Conditions\Trigger::Keyword,
			true,
			\Aaia\Chatbot\Alerts\Rules\RuleDefinition::from_array( [ 'words' => [ 'refund' ] ] )
		);
		$this->conversation( 'I want a refund' );
		$this->happens( $this->newest_event( EventType::MessageReceived ) );
		$this->work();
		self::assertCount( 1, $this->mailbox->mails() );
		$this->sign_in();
		self::assertSame( [], $this->rest( 'GET', '/alerts/activations' )->get_data()['items'] );

		( new \Aaia\Chatbot\Alerts\Rules\NotificationPreferences( $this->database ) )->choose(
			'team@example.org',
			\Aaia\Chatbot\Alerts\Rules\NotificationPreferences::HOURLY
		);
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->clock->pass( '1 hour' );
		$this->work();
		self::assertSame(
			[ 'delivery.sent', 'support.requested' ],
			array_column( $this->rest( 'GET', '/alerts/activations' )->get_data()['items'], 'type' )
		);
	}
}
