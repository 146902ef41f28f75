<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Channels\ChannelsModule;
use Aaia\Chatbot\Channels\Web\PublicName;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\Attachments\AttachmentService;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationService;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\ReplyAddresses;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Http\InvitationRepository;
use Aaia\Chatbot\Mail\Address\AddressPage;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Mail\MailModule;
use Aaia\Chatbot\Tests\Alerts\AlertsTestCase;
use Aaia\Chatbot\Tests\Harness\TestFiles;

/** Replies of agents that a visitor has not seen are mailed: to whom, when, how often, and what the mail says. */
final class ReplyMailTest extends AlertsTestCase {

	private const ANA = 'ana@example.net';

	private int $agent;

	private int $position = 0;

	protected function setUp(): void {
		parent::setUp();
		$this->settings->save( [ 'widget_enabled' => true, 'acknowledge_mail' => false ] );
		update_option( 'blogname', 'Boilers & Co' );
		$this->agent = $this->user( 'administrator', [ 'user_login' => 'secret-login' ] )->ID;
		update_user_option( $this->agent, PublicName::OPTION, 'Marie' );
	}

	public function test_a_visitor_who_left_gets_the_reply_by_mail_after_five_minutes_with_a_link_to_this_conversation(): void {
		$page         = $this->page( 'Our prices', 'From 10 €.' );
		$conversation = $this->waiting( 'My boiler leaks', (string) get_permalink( $page ) );
		$this->enters( $conversation );
		$this->note( $conversation, 'He is rude.' );
		$this->replies( $conversation, "Close the tap <b>first</b>.\n\nThen call us." );

		$this->passes( 299 );
		self::assertSame( [], $this->mails() );
		$this->passes( 2 );

		[ $mail ] = $this->mails();
		self::assertSame( 'Our reply to you – Boilers & Co', $mail['subject'] );
		self::assertStringContainsString(
			"Marie from Boilers & Co answered you in the chat:\n\n> Close the tap <b>first</b>.\n> \n> Then call us.\n",
			$mail['text']
		);
		self::assertMatchesRegularExpression( '~^' . preg_quote( (string) get_permalink( $page ), '~' ) . '#aaia=[\w-]{43}$~m', $mail['text'] );
		self::assertStringContainsString( 'The link works until Friday, November 27 and opens this conversation only.', $mail['text'] );
		self::assertStringContainsString( 'Please do not reply to this e-mail: use the link.', $mail['text'] );
		self::assertStringContainsString( 'Close the tap &lt;b&gt;first&lt;/b&gt;.', $mail['html'] );
		foreach ( [ 'My boiler leaks', 'He is rude', 'secret-login' ] as $kept ) {
			self::assertStringNotContainsString( $kept, $mail['mime'] );
		}
		self::assertStringContainsString( 'Auto-Submitted: auto-generated', $mail['headers'] );
		self::assertMatchesRegularExpression( '/^From: "?Boilers & Co"? </m', $mail['headers'] );
		self::assertMatchesRegularExpression( "/^In-Reply-To: <conversation\\.{$conversation->public_id}@/m", $mail['headers'] );
		self::assertMatchesRegularExpression( '/^Message-ID: <delivery\.[\w-]+@/m', $mail['headers'] );
		self::assertSame( [], $mail['reply_to'] );
		self::assertSame(
			$conversation->public_id,
			$this->invitations()->open( $this->codes()[0] )['conversation'] ?? null
		);
		self::assertSame(
			0,
			(int) $this->database->value(
				'SELECT COUNT(*) FROM %i WHERE code_hash = %s OR public_id = %s',
				$this->database->table( 'invitations' ),
				$this->codes()[0],
				$this->codes()[0]
			),
			'The code itself is stored nowhere.'
		);
	}

	public function test_the_mail_names_the_files_of_a_reply_and_carries_none(): void {
		$conversation = $this->waiting( 'My boiler leaks' );
		$this->enters( $conversation );
		$file = $this->wired()->get( AttachmentService::class )->add_by_agent( $this->agent, TestFiles::path( TestFiles::pdf() ), 'Plan.pdf' );
		$this->wired()->get( AgentService::class )
			->reply( $conversation->id, $this->agent, '', false, null, null, attachments: [ $file->public_id ] );
		$this->passes( 301 );
		[ $mail ] = $this->mails();
		self::assertStringContainsString( "> 📎 Plan.pdf\n", $mail['text'] );
		self::assertStringNotContainsString( '%PDF', $mail['mime'] );
		self::assertStringNotContainsString( 'Content-Disposition: attachment', $mail['mime'] );
	}

	public function test_the_code_is_put_on_no_address_of_another_site(): void {
		$page = $this->page( 'Our prices', 'From 10 €.' );
		$url  = (string) get_permalink( $page );
		add_filter( 'page_link', static fn(): string => 'https://shop.elsewhere.example/prices' );
		$conversation = $this->waiting( 'My boiler leaks', $url );
		$this->enters( $conversation );
		$this->replies( $conversation, 'Close the tap.' );
		$this->passes( 301 );

		self::assertStringContainsString( "\n" . home_url( '/' ) . '#aaia=', $this->mails()[0]['text'] );
		self::assertStringNotContainsString( 'elsewhere', $this->mails()[0]['mime'] );
	}

	public function test_several_replies_within_the_wait_are_one_mail_and_later_ones_another(): void {
		$conversation = $this->waiting();
		$this->enters( $conversation );
		$this->replies( $conversation, 'First.' );
		$this->passes( 100 );
		$this->replies( $conversation, 'Second.' );
		$this->passes( 201 );
		self::assertCount( 1, $this->mails() );
		self::assertStringContainsString( "> First.\n> \n> Second.\n", $this->mails()[0]['text'] );

		$this->passes( 3600 );
		$this->replies( $conversation, 'Third.' );
		$this->passes( 301 );
		self::assertCount( 2, $this->mails() );
		self::assertStringNotContainsString( 'Second.', $this->mails()[1]['text'] );
		self::assertSame( $this->mails()[0]['subject'], $this->mails()[1]['subject'] );
	}

	public function test_nothing_is_mailed_that_the_visitor_has_seen_or_answered(): void {
		$read = $this->waiting();
		$this->enters( $read );
		$reply = $this->replies( $read, 'Seen in the panel.' );
		$this->wired()->get( ConversationService::class )->mark_read_by_visitor( $read, $reply );

		$answered = $this->waiting();
		$this->enters( $answered, 'bob@example.net' );
		$this->replies( $answered, 'Answered.' );
		$this->says( $answered, 'Thank you!' );

		$this->passes( 86_400 );
		self::assertSame( [], $this->mails() );
	}

	public function test_a_mail_that_waits_for_the_server_is_dropped_once_the_visitor_is_back(): void {
		$conversation = $this->waiting();
		$this->enters( $conversation );
		$reply = $this->replies( $conversation, 'Hello?' );
		$this->mailbox->refuse_everything();
		$this->passes( 301 );
		self::assertSame( 1, $this->rows_of( 'deliveries' ) );

		$this->wired()->get( ConversationService::class )->mark_read_by_visitor( $conversation, $reply );
		$this->mailbox->accept_again();
		$this->passes( 3600 );
		self::assertSame( [], $this->mails() );
		self::assertSame( [ 0, 0 ], [ $this->rows_of( 'deliveries' ), $this->rows_of( 'delivery_attempts' ) ] );
	}

	public function test_an_address_of_an_earlier_request_of_the_conversation_is_asked_about(): void {
		$conversation = $this->waiting( email: self::ANA );
		$this->wired()->get( AgentService::class )->set_status( $conversation->id, Status::Resolved, agent_id: $this->agent );
		$again = new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked, 'It leaks again' );
		$this->support->request( $conversation->id, $again );
		$this->replies( $conversation, 'We can help.' );
		$this->passes( 400 );

		self::assertSame( [ [ self::ANA ] ], array_column( $this->mails(), 'to' ) );
	}

	public function test_a_flood_of_addresses_only_delays_the_question_whether_one_is_right(): void {
		$conversation = $this->waiting( email: self::ANA );
		for ( $at = 0; $at < 60; $at++ ) {
			$this->database->insert( 'address_checks', [
				'request_id'      => 1_000_000 + $at,
				'conversation_id' => 0,
				'address_hash'    => md5( "$at" ),
				'created_at'      => $this->clock->now()->format( 'Y-m-d H:i:s' ),
			] );
		}
		$this->replies( $conversation, 'We can help.' );
		$this->passes( 400 );
		self::assertSame( [], $this->mails(), 'The site sends no more of these within the hour.' );

		$this->passes( 3600 );
		$this->passes( 3600 );
		self::assertCount( 1, $this->mails() );
		self::assertSame( [ self::ANA ], $this->mails()[0]['to'] );
	}

	public function test_an_address_typed_into_the_chat_gets_only_the_question_until_its_owner_has_confirmed_it(): void {
		$conversation = $this->waiting( email: self::ANA );
		$this->passes( 3600 );
		self::assertSame( [], $this->mails(), 'Nothing before there is something to say.' );
		$this->replies( $conversation, 'We can help.' );
		$this->passes( 299 );
		self::assertSame( [], $this->mails() );
		$this->passes( 3600 );
		$this->replies( $conversation, 'Are you there?' );
		$this->passes( 3600 );
		self::assertSame( [ 'Confirm your e-mail address for Boilers & Co' ], array_column( $this->mails(), 'subject' ) );
		self::assertStringContainsString( 'once you have confirmed, you get the answer by e-mail', $this->mails()[0]['text'] );
		self::assertStringNotContainsString( 'We can help', $this->mails()[0]['text'] );

		$this->confirms();
		$this->passes( 1 );
		self::assertSame( 'Our reply to you – Boilers & Co', $this->mails()[1]['subject'] ?? null );
		self::assertStringContainsString( '> We can help.', $this->mails()[1]['text'] );
		self::assertCount( 2, $this->mails(), 'No acknowledgement: the owner does not want it.' );
	}

	public function test_whoever_refused_gets_no_reply_even_when_staff_enter_the_address(): void {
		$conversation = $this->waiting( email: self::ANA );
		$this->replies( $conversation, 'We can help.' );
		$this->passes( 3600 );
		$this->confirms( AddressPage::NO );
		$this->enters( $conversation );
		$this->replies( $conversation, 'Really.' );
		$this->passes( 3600 );
		self::assertCount( 1, $this->mails() );
	}

	public function test_whoever_gets_a_mail_can_end_them_by_a_click_and_a_scanner_cannot(): void {
		$conversation = $this->waiting();
		$this->enters( $conversation );
		$this->replies( $conversation, 'We can help.' );
		$this->passes( 301 );
		preg_match( '/aaia_address=(\S+)/', $this->mails()[0]['text'], $found );
		$page = $this->wired()->get( AddressPage::class );
		self::assertStringContainsString( 'name="answer" value="no"', $page->answer( $found[1], '' )->html() );
		self::assertSame( 404, $page->answer( $found[1] . 'x', AddressPage::NO )->status );
		self::assertNotNull( $this->invitations()->open( $this->codes()[0] ), 'Looking ends nothing.' );

		self::assertStringContainsString( 'Nothing more will be sent', $page->answer( $found[1], AddressPage::NO )->sentence );
		$page->answer( $found[1], AddressPage::NO );
		self::assertNull( $this->invitations()->open( $this->codes()[0] ) );
		$this->replies( $conversation, 'Are you there?' );
		$this->passes( 3600 );
		self::assertCount( 1, $this->mails() );
		self::assertSame( 1, $this->rows_of( 'address_checks' ) );
	}

	public function test_a_corrected_address_gets_the_replies_at_once_and_ends_the_links_of_the_earlier_one(): void {
		$conversation = $this->waiting();
		$this->enters( $conversation, 'anna@example.net' );
		$this->replies( $conversation, 'We can help.' );
		$this->passes( 301 );
		$wrong = $this->codes( 'anna@example.net' )[0];

		$this->enters( $conversation );
		$this->passes( 1 );
		self::assertCount( 1, $this->mails() );
		self::assertNull( $this->invitations()->open( $wrong ) );
		self::assertNotNull( $this->invitations()->open( $this->codes()[0] ) );

		$this->addresses()->revoke_links( $conversation->id, $this->agent );
		self::assertNull( $this->invitations()->open( $this->codes()[0] ) );
	}

	public function test_an_address_the_visitor_confirms_later_replaces_the_one_staff_entered(): void {
		$conversation = $this->waiting( email: self::ANA );
		$this->replies( $conversation, 'We can help.' );
		$this->passes( 301 );
		$this->enters( $conversation, 'guess@example.net' );
		$code = $this->invitations()->create( $conversation->id );
		self::assertSame( 'guess@example.net', $this->addresses()->of( $conversation->id ) );

		$this->confirms();
		self::assertSame( self::ANA, $this->addresses()->of( $conversation->id ) );
		self::assertNull( $this->invitations()->open( $code ) );
	}

	public function test_a_deleted_conversation_sends_nothing_and_leaves_no_address_and_no_code(): void {
		$conversation = $this->waiting();
		$this->enters( $conversation );
		$this->replies( $conversation, 'We can help.' );
		$this->passes( 301 );
		$this->replies( $conversation, 'Are you there?' );
		$code  = $this->codes()[0];
		$known = $this->wired()->get( ConversationService::class );
		$known->erase( $conversation );

		$this->passes( 3600 );
		self::assertCount( 1, $this->mails() );
		self::assertSame( 0, array_sum( $known->remaining( $conversation->id ) ) );
		self::assertSame( [ 0, 0 ], [ $this->rows_of( 'invitations' ), $this->rows_of( 'reply_addresses' ) ] );
		self::assertNull( $this->invitations()->open( $code ) );
	}

	public function test_the_owner_can_switch_it_off_and_choose_the_wait(): void {
		$this->settings->save( [ 'visitor_reply_minutes' => 60 ] );
		$conversation = $this->waiting();
		$this->enters( $conversation );
		$this->replies( $conversation, 'Slowly.' );
		$this->passes( 3599 );
		self::assertSame( [], $this->mails() );

		$this->settings->save( [ 'visitor_reply_mails' => false ] );
		$this->passes( 3600 );
		self::assertSame( [], $this->mails() );
		self::assertSame( 0, $this->rows_of( 'deliveries' ) );
	}

	public function test_a_day_has_a_share_for_a_conversation_and_for_an_address_and_what_is_beyond_goes_together(): void {
		$conversation = $this->waiting();
		$this->enters( $conversation );
		for ( $n = 1; $n <= 14; $n++ ) {
			$this->replies( $conversation, "Reply $n." );
			$this->passes( 301 );
		}
		self::assertCount( 10, $this->mails() );
		for ( $other = 0; $other < 2; $other++ ) {
			$next = $this->waiting();
			$this->enters( $next );
			for ( $n = 0; $n < 7; $n++ ) {
				$this->replies( $next, 'More.' );
				$this->passes( 301 );
			}
		}
		self::assertCount( 20, $this->mails() );

		for ( $hour = 0; $hour < 26; $hour++ ) {
			$this->passes( 3600 );
		}
		self::assertStringContainsString(
			"> Reply 11.\n> \n> Reply 12.\n> \n> Reply 13.\n> \n> Reply 14.\n",
			implode( array_column( $this->mails(), 'text' ) )
		);
	}

	public function test_an_address_the_server_refuses_is_given_up_at_once_and_a_busy_server_is_tried_again(): void {
		$conversation = $this->waiting();
		$this->enters( $conversation );
		$this->replies( $conversation, 'We can help.' );
		$this->mailbox->refuse_everything( 'SMTP Error: The following recipients failed: ana@example.net: 550 5.1.1 No such user here' );
		$this->passes( 301 );
		self::assertSame( DeliveryState::Failed, $this->only_delivery()->state );

		$this->mailbox->refuse_everything( 'SMTP Error: The following recipients failed: bob@example.net: 452 4.2.2 Mailbox full' );
		$this->enters( $conversation, 'bob@example.net' );
		$this->passes( 1 );
		$this->mailbox->accept_again();
		$this->passes( 61 );
		self::assertCount( 1, $this->mails( 'bob@example.net' ) );
		self::assertSame( [], $this->mails() );
	}

	public function test_the_mail_says_where_answers_go_and_names_no_page_that_a_browser_sent(): void {
		$this->settings->save( [ 'visitor_reply_to' => 'support@example.org' ] );
		$hidden = $this->page( 'Members', 'Secret', [ 'post_status' => 'private' ] );
		foreach ( [ 'https://evil.test/login/', (string) get_permalink( $hidden ), 'https://evil.test/?p=' . $hidden->ID, '' ] as $n => $url ) {
			$conversation = $this->waiting( 'Help', $url );
			$this->enters( $conversation, "v$n@example.net" );
			$this->replies( $conversation, 'We can help.' );
			$this->passes( 301 );
			[ $mail ] = $this->mails( "v$n@example.net" );
			self::assertMatchesRegularExpression( '~^' . preg_quote( home_url( '/' ), '~' ) . '#aaia=~m', $mail['text'] );
			self::assertStringNotContainsString( 'evil', $mail['mime'] );
			self::assertStringContainsString( 'Replies to this e-mail go to support@example.org and do not appear in the chat.', $mail['text'] );
			self::assertSame( [ 'support@example.org' ], $mail['reply_to'] );
		}
	}

	public function test_a_name_or_text_cannot_add_a_header_or_markup_and_a_flood_of_words_is_bounded(): void {
		update_user_option( $this->agent, PublicName::OPTION, "Eve\r\nBcc: all@example.net" );
		$conversation = $this->waiting();
		$this->enters( $conversation );
		$this->replies( $conversation, "Hi\r\nBcc: all@example.net\r\n\r\n<script>alert(1)</script>" );
		$this->replies( $conversation, str_repeat( 'wörd ', 2000 ) );
		$this->passes( 301 );
		[ $mail ] = $this->mails();
		self::assertStringNotContainsString( 'Bcc:', $mail['headers'] );
		self::assertStringNotContainsString( '<script', $mail['html'] );
		self::assertLessThan( 9000, mb_strlen( $mail['text'] ) );
	}

	public function test_the_mail_speaks_the_visitors_language(): void {
		add_filter( 'gettext_aaia-chatbot', static fn( string $words ): string => '[' . get_locale() . '] ' . $words );
		$conversation = $this->waiting( 'Ma chaudière fuit', locale: 'fr_FR' );
		$this->enters( $conversation );
		$this->replies( $conversation, 'Fermez le robinet.' );
		$this->passes( 301 );
		self::assertStringStartsWith( '[fr_FR]', $this->mails()[0]['subject'] );
	}

	public function test_while_the_chat_is_switched_off_the_mail_has_no_link(): void {
		$this->settings->save( [ 'widget_enabled' => false ] );
		$conversation = $this->waiting();
		$this->enters( $conversation );
		$this->replies( $conversation, 'We can help.' );
		$this->passes( 301 );
		self::assertStringNotContainsString( '#aaia', $this->mails()[0]['text'] );
		self::assertStringContainsString( 'Please do not reply to this e-mail.', $this->mails()[0]['text'] );
	}

	/** A visitor's conversation in which a person was asked for. */
	private function waiting(
		string $words = 'My boiler leaks',
		string $url = '',
		string $locale = 'en_US',
		?string $email = null,
	): Conversation {
		$conversation = $this->conversation( $words, $url, 'Page', $locale );
		$this->support->request(
			$conversation->id,
			new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked, '', $email, null, $url, 'Page', null )
		);
		$this->passes( 0 );
		return $conversation;
	}

	private function replies( Conversation $conversation, string $text ): Message {
		$reply = $this->wired()->get( AgentService::class )->reply( $conversation->id, $this->agent, $text, false, null, null );
		$this->passes( 0 );
		return $reply;
	}

	private function note( Conversation $conversation, string $text ): void {
		$this->wired()->get( AgentService::class )->reply( $conversation->id, $this->agent, $text, true, null, null );
		$this->passes( 0 );
	}

	private function says( Conversation $conversation, string $text ): void {
		$this->messages->add( [
			'public_id'       => 'said' . $conversation->id . '-1234567890',
			'conversation_id' => $conversation->id,
			'author_type'     => 'visitor',
			'parts'           => '[]',
			'text'            => $text,
			'created_at'      => '2026-11-20 21:16:00',
		] );
	}

	private function enters( Conversation $conversation, string $email = self::ANA ): void {
		$this->addresses()->enter( $conversation->id, $email, $this->agent );
		$this->passes( 0 );
	}

	/** The owner of the address opens the newest verification mail and presses a button. */
	private function confirms( string $answer = AddressPage::YES ): void {
		preg_match( '/aaia_address=(\S+)/', $this->mails()[0]['text'], $found );
		$this->wired()->get( AddressPage::class )->answer( $found[1] ?? '', $answer );
		$this->passes( 0 );
	}

	/** Time goes by: events are delivered and jobs done. */
	private function passes( int $seconds ): void {
		$this->clock->set( $this->clock->now()->modify( "$seconds seconds" )->format( 'Y-m-d H:i:s' ) );
		foreach ( $this->events->after( $this->position, 200 ) as $event ) {
			$this->position = $event->id;
			foreach ( [ ...MailModule::SUBSCRIBERS, ...ChannelsModule::SUBSCRIBERS ] as $subscriber ) {
				$this->wired()->get( $subscriber )->on( $event );
			}
		}
		while ( null !== ( $claimed = $this->jobs->claim( 300 ) ) ) {
			$handler = ( MailModule::JOBS + ChannelsModule::JOBS )[ $claimed->job->handler ] ?? null;
			self::assertNotNull( $handler, $claimed->job->handler );
			$this->wired()->get( $handler )->handle( $claimed->job );
			$this->jobs->finish( $claimed );
		}
	}

	/** @return list<array<string, mixed>> Mails to an address. */
	private function mails( string $address = self::ANA ): array {
		return array_values( array_filter( $this->mailbox->mails(), static fn( array $mail ): bool => [ $address ] === $mail['to'] ) );
	}

	/** @return list<string> Codes of the links mailed to an address. */
	private function codes( string $address = self::ANA ): array {
		preg_match_all( '/#aaia=([\w-]+)$/m', implode( "\n", array_column( $this->mails( $address ), 'text' ) ), $found );
		return $found[1];
	}

	private function rows_of( string $table ): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( $table ) );
	}

	private function invitations(): InvitationRepository {
		return $this->wired()->get( InvitationRepository::class );
	}

	private function addresses(): ReplyAddresses {
		return $this->wired()->get( ReplyAddresses::class );
	}
}
