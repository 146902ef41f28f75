<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Channels\ChannelsModule;
use Aaia\Chatbot\Channels\Web\MailReplies;
use Aaia\Chatbot\Conversations\Contacts\OutboundService;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Http\Capability;
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

	public function test_one_person_begins_a_bounded_number_in_a_day_and_may_repeat_what_was_begun(): void {
		$me      = $this->sign_in();
		$contact = $this->contact( 'lea@example.com' );
		$begin   = fn( int $id ): \WP_REST_Response
			=> $this->rest( 'POST', '/conversations', [ 'id' => "outbound-message-$id", 'to' => $contact, 'text' => 'Hello' ] );
		$first   = $begin( 10000 );
		$now     = gmdate( 'Y-m-d H:i:s' );
		for ( $i = 1; $i < OutboundService::PER_DAY; $i++ ) {
			$row = [ 'conversation_id' => 900_000 + $i, 'email' => 'x@example.com', 'user_id' => $me->ID, 'created_at' => $now ];
			$this->database()->insert( 'reply_addresses', $row );
		}

		$refused = $begin( 10001 );

		self::assertSame( [ 201, 429 ], [ $first->get_status(), $refused->get_status() ] );
		self::assertSame( 'aaia_too_many_begun', $refused->get_data()['code'] );
		self::assertCount( 1, $this->listed() );
		self::assertSame( 201, $begin( 10000 )->get_status(), 'the one that was begun' );
		$this->sign_in();
		self::assertSame( 201, $begin( 10002 )->get_status(), 'somebody else' );
		wp_set_current_user( $me->ID );
		$yesterday = gmdate( 'Y-m-d H:i:s', time() - 25 * HOUR_IN_SECONDS );
		$this->database()->execute( 'UPDATE %i SET created_at = %s', $this->database()->table( 'reply_addresses' ), $yesterday );
		self::assertSame( 201, $begin( 10001 )->get_status() );
	}

	public function test_who_may_not_see_addresses_cannot_try_them(): void {
		$this->sign_in();
		$contact = $this->contact( 'lea@example.com' );
		$this->agent();
		$answer = function ( string $email ) use ( $contact ): array {
			$body   = [ 'id' => 'outbound-message-5', 'to' => $contact, 'email' => $email, 'text' => '' ];
			$body  += [ 'attachments' => [ 'no-such-file-0001' ] ];
			$answer = $this->rest( 'POST', '/conversations', $body );
			return [ $answer->get_status(), $answer->get_data()['code'] ];
		};

		self::assertSame( [ 403, 'aaia_address_hidden' ], $answer( 'lea@example.com' ) );
		self::assertSame( [ 403, 'aaia_address_hidden' ], $answer( 'max@example.com' ) );
		$begun = $this->rest( 'POST', '/conversations', [ 'id' => 'outbound-message-6', 'to' => $contact, 'text' => 'Hello' ] );
		self::assertSame( [ 201, null ], [ $begun->get_status(), $begun->get_data()['visitor']['email'] ] );
	}

	public function test_the_same_request_shows_nothing_of_a_conversation_that_is_limited_to_others_by_now(): void {
		$owner   = $this->sign_in();
		$contact = $this->contact( 'lea@example.com' );
		$agent   = $this->agent();
		$body    = [ 'id' => 'outbound-message-7', 'to' => $contact, 'text' => 'Hello' ];
		$begun   = $this->rest( 'POST', '/conversations', $body )->get_data()['id'];
		// The contact stays visible by another conversation.
		$this->rest( 'POST', '/conversations', [ 'id' => 'outbound-message-8' ] + $body );
		wp_set_current_user( $owner->ID );
		$this->rest( 'PATCH', "/conversations/$begun", [ 'limit' => [ 'role' => 'administrator' ] ] );

		wp_set_current_user( $agent->ID );
		self::assertSame( 404, $this->rest( 'POST', '/conversations', $body )->get_status() );
	}

	/** Signed in: answers, and sees no addresses. */
	private function agent(): \WP_User {
		$agent = $this->user( 'editor' );
		foreach ( [ Capability::View, Capability::Reply ] as $capability ) {
			$agent->add_cap( $capability->value );
		}
		wp_set_current_user( $agent->ID );
		return $agent;
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
