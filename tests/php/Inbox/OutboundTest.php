<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Channels\ChannelsModule;
use Aaia\Chatbot\Channels\Web\MailReplies;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Mail\MailModule;
use Aaia\Chatbot\Settings\Settings;

/** Conversations that staff begin with a contact. */
final class OutboundTest extends InboxTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->settings()->save( [ 'widget_enabled' => true, 'visitor_reply_mails' => true ] );
	}

	public function test_a_conversation_is_begun_once_belongs_to_whoever_wrote_and_is_linked_to_the_contact(): void {
		$me      = $this->sign_in();
		$contact = $this->contact( 'lea@example.com' );
		$body    = [ 'id' => 'outbound-message-1', 'account' => 'web', 'to' => $contact, 'text' => 'Your bicycle is ready.' ];

		$begun = $this->rest( 'POST', '/conversations', $body );
		$again = $this->rest( 'POST', '/conversations', $body );

		self::assertSame( [ 201, 201 ], [ $begun->get_status(), $again->get_status() ] );
		$shown = $begun->get_data();
		self::assertSame( $shown['id'], $again->get_data()['id'] );
		self::assertSame( [ 'human', 'open', $me->ID ], [ $shown['handler'], $shown['status'], $shown['assignee']['id'] ] );
		self::assertSame( [ 'lea@example.com', true ], [ $shown['visitor']['email'], $shown['visitor']['email_entered'] ] );
		self::assertSame( [ 'Your bicycle is ready.' ], $this->listed( '?view=mine' ) );
		self::assertSame(
			[ $shown['id'] ],
			array_column( $this->rest( 'GET', "/contacts/$contact/conversations" )->get_data()['items'], 'id' ),
		);
		self::assertCount( 1, $this->rest( 'GET', "/conversations/{$shown['id']}/messages" )->get_data()['items'] );
	}

	public function test_nothing_is_begun_that_would_reach_nobody(): void {
		$this->sign_in();
		$contact = $this->contact( 'lea@example.com' );
		$nobody  = $this->rest( 'POST', '/contacts', [ 'name' => 'Paul' ] )->get_data()['id'];
		$answer  = function ( array $changed ) use ( $contact ): array {
			$body   = $changed + [ 'id' => 'outbound-message-2', 'to' => $contact, 'text' => 'Hello' ];
			$answer = $this->rest( 'POST', '/conversations', $body );
			return [ $answer->get_status(), $answer->get_data()['code'] ?? null ];
		};

		self::assertSame( [ 409, 'aaia_no_address' ], $answer( [ 'to' => $nobody ] ) );
		self::assertSame( [ 409, 'aaia_no_address' ], $answer( [ 'email' => 'somebody@example.com' ] ) );
		self::assertSame( 404, $answer( [ 'to' => 'contact-of-nobody' ] )[0] );
		self::assertSame( [ 400, 'aaia_empty' ], $answer( [ 'text' => '' ] ) );
		self::assertSame( 400, $answer( [ 'account' => 'email' ] )[0] );
		$this->settings()->save( [ 'visitor_reply_mails' => false ] );
		self::assertSame( [ 409, 'aaia_mails_off' ], $answer( [] ) );
		self::assertSame( [], $this->listed() );
	}

	public function test_an_address_that_a_visitor_only_typed_is_not_written_to(): void {
		$this->sign_in();
		$this->services->get( SupportService::class )->request(
			$this->says( 'me too' )->conversation->id,
			new NewSupportRequest(
				SupportOrigin::Button,
				SupportReason::Asked,
				'me too',
				'typed@example.com',
			),
		);
		$contacts = $this->rest( 'GET', '/contacts?search=typed' )->get_data()['items'];
		self::assertCount( 1, $contacts );
		$body = [ 'id' => 'outbound-message-3', 'to' => $contacts[0]['id'], 'text' => 'Hello' ];
		self::assertSame( 'aaia_no_address', $this->rest( 'POST', '/conversations', $body )->get_data()['code'] );
	}

	public function test_the_contact_gets_the_message_at_once_with_a_link_that_opens_this_conversation(): void {
		$this->sign_in();
		$body  = [ 'id' => 'outbound-message-4', 'to' => $this->contact( 'lea@example.com' ), 'text' => 'Your bicycle is ready.' ];
		$this->rest( 'POST', '/conversations', $body );
		wp_set_current_user( 0 );
		$events   = $this->services->get( EventLog::class );
		$services = $this->wired();
		foreach ( $events->after( 0, 200 ) as $event ) {
			$services->get( MailReplies::class )->on( $event );
		}
		$jobs = $services->get( JobQueue::class );
		while ( null !== ( $claimed = $jobs->claim( 300 ) ) ) {
			$handler = ( MailModule::JOBS + ChannelsModule::JOBS )[ $claimed->job->handler ] ?? null;
			null === $handler || $services->get( $handler )->handle( $claimed->job );
			$jobs->finish( $claimed );
		}

		$mails = $this->mailbox->mails();
		self::assertCount( 1, $mails );
		self::assertSame( [ 'lea@example.com' ], $mails[0]['to'] );
		self::assertStringStartsWith( 'A message for you', $mails[0]['subject'] );
		self::assertStringContainsString( '> Your bicycle is ready.', $mails[0]['text'] );
		self::assertStringContainsString( 'writes to you:', $mails[0]['text'] );
		self::assertMatchesRegularExpression( '/#aaia=([A-Za-z0-9_-]{43})/', $mails[0]['text'] );
	}

	private function contact( string $email ): string {
		$made = $this->rest( 'POST', '/contacts', [ 'name' => 'Léa', 'identities' => [ [ 'kind' => 'email', 'value' => $email ] ] ] );
		self::assertSame( 201, $made->get_status(), (string) wp_json_encode( $made->get_data() ) );
		return $made->get_data()['id'];
	}

	private function settings(): Settings {
		return $this->services->get( Settings::class );
	}
}
