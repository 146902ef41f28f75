<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Mail;

use Aaia\Chatbot\Alerts\Health\AlertHealth;
use Aaia\Chatbot\Alerts\PolicyText;
use Aaia\Chatbot\Conversations\AddressCheckRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Mail\Address\AddressLinks;
use Aaia\Chatbot\Mail\Address\AddressPage;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Tests\Alerts\AlertsTestCase;

/** The acknowledgement by e-mail: only to an address whose owner said that it is theirs. */
final class AddressTest extends AlertsTestCase {

	private const TYPED = 'ana@example.net';

	protected function setUp(): void {
		parent::setUp();
		$this->settings->save( [ 'acknowledge_mail' => true ] );
		update_option( 'blogname', 'Boilers & Co' );
	}

	public function test_an_address_first_gets_a_link_and_nothing_else_with_no_word_of_the_visitor(): void {
		$this->asks(
			$this->conversation( 'My boiler leaks', 'https://evil.test/buy-now/', 'Buy now' ),
			self::TYPED,
			'VIAGRA http://evil.test',
			'Ana http://evil.test'
		);

		[ $mail ] = $this->mails_to( self::TYPED );
		self::assertCount( 1, $this->mails_to( self::TYPED ) );
		self::assertSame( 'Confirm your e-mail address for Boilers & Co', $mail['subject'] );
		self::assertStringContainsString( home_url( '/?aaia_address=' ), $mail['text'] );
		self::assertStringContainsString( 'Auto-Submitted: auto-generated', $mail['headers'] );
		self::assertStringContainsString( 'X-AAIA-Type: verification', $mail['headers'] );
		foreach ( [ 'boiler leaks', 'VIAGRA', 'evil', 'Ana' ] as $typed ) {
			self::assertStringNotContainsString( $typed, $mail['subject'] . $mail['text'] );
		}
		self::assertStringNotContainsString( 'Reply-To', $mail['headers'] );
	}

	public function test_opening_the_link_does_nothing_and_the_buttons_click_acknowledges_once(): void {
		update_option( 'timezone_string', 'Europe/Paris' );
		update_option( 'time_format', 'H:i' );
		$this->settings->save( [ 'office_hours' => [ '1-5 09:00-17:30' ] ] );
		$conversation = $this->conversation( 'My boiler leaks' );
		$this->asks( $conversation, self::TYPED );
		$code = $this->code();

		self::assertStringContainsString( '<button type="submit" name="answer" value="yes">', $this->link_page()->answer( $code, '' )->html() );
		self::assertFalse( $this->staff_see( $conversation )['visitor']['email_verified'] );
		self::assertStringContainsString( 'your address is confirmed', $this->link_page()->answer( $code, AddressPage::YES )->sentence );
		self::assertSame( 'This address is already confirmed.', $this->link_page()->answer( $code, AddressPage::YES )->sentence );
		self::assertSame( 'This address is already confirmed.', $this->link_page()->answer( $code, AddressPage::NO )->sentence );
		$this->work();

		$mails = $this->mails_to( self::TYPED );
		self::assertCount( 2, $mails );
		self::assertSame( 'We received your request – Boilers & Co', $mails[1]['subject'] );
		self::assertStringContainsString(
			'We’re away right now. We’re back on Monday at 09:00.',
			$mails[1]['text']
		);
		self::assertStringNotContainsString( 'boiler leaks', $mails[1]['text'] );
		self::assertTrue( $this->staff_see( $conversation )['visitor']['email_verified'] );
	}

	public function test_it_speaks_the_conversations_language(): void {
		add_filter( 'gettext_aaia-chatbot', static fn( string $words ): string => '[' . get_locale() . '] ' . $words );
		$conversation = $this->conversation( 'Ma chaudière fuit', 'https://site.test/', 'Accueil', 'fr_FR' );
		$this->asks( $conversation, self::TYPED );
		$page = $this->link_page()->answer( $this->code(), '' )->html();
		$this->link_page()->answer( $this->code(), AddressPage::YES );
		$this->work();

		[ $question, $received ] = $this->mails_to( self::TYPED );
		self::assertStringContainsString( 'lang="fr-FR"', $page );
		self::assertStringStartsWith( '[fr_FR]', $question['subject'] );
		self::assertStringStartsWith( '[fr_FR]', $received['subject'] );
		self::assertStringContainsString( '[en_US]', $this->mails_to( 'team@example.org' )[0]['subject'] );
	}

	public function test_without_the_owners_wish_or_a_plain_address_nobody_is_written_to(): void {
		$this->asks( $this->conversation( 'One' ), 'ana%0abcc:x@example.net' );
		$this->asks( $this->conversation( 'Two' ), null );
		$this->settings->save( [ 'acknowledge_mail' => false ] );
		$this->asks( $this->conversation( 'Three' ), self::TYPED );

		self::assertSame(
			[ 'team@example.org' ],
			array_values( array_unique( array_merge( ...array_column( $this->mailbox->mails(), 'to' ) ) ) )
		);
	}

	public function test_nobody_can_be_buried_in_mail_by_other_spellings_visitors_or_days(): void {
		foreach ( [ 'ana@example.net', 'ANA@example.net', 'a.na+x@example.net', 'ana+y@example.net' ] as $spelling ) {
			$this->asks( $this->conversation( 'Again' ), $spelling );
		}
		self::assertSame( 1, $this->verifications() );

		for ( $hour = 1; $hour <= 8; $hour++ ) {
			$this->pass( 3600 );
			$this->asks( $this->conversation( 'Again' ), self::TYPED );
		}
		self::assertSame( 3, $this->verifications() );
	}

	public function test_one_visitor_and_the_whole_site_have_their_share_too(): void {
		$conversation = $this->conversation( 'Me again' );
		for ( $n = 1; $n <= 7; $n++ ) {
			$this->database->update( 'conversations', [ 'status' => 'open' ], [ 'id' => $conversation->id ] );
			$this->asks( $conversation, "victim$n@example.net" );
		}
		self::assertSame( 5, $this->verifications() );

		for ( $n = 1; $n <= 60; $n++ ) {
			$this->asks( $this->conversation( 'Somebody' ), "crowd$n@example.net" );
		}
		self::assertSame( 60, $this->verifications() );
	}

	public function test_whoever_says_no_is_never_written_to_again_and_nothing_leads_to_them(): void {
		$this->asks( $this->conversation( 'A joke' ), self::TYPED );
		self::assertStringContainsString( 'Nothing more will be sent', $this->link_page()->answer( $this->code(), AddressPage::NO )->sentence );
		$this->pass( 40 * 86_400 );
		$this->asks( $this->conversation( 'The joke again' ), 'Ana+joke@example.net' );
		( new AddressCheckRepository( $this->database, $this->clock ) )->forget_before( $this->clock->now() );
		$this->asks( $this->conversation( 'And again' ), self::TYPED );

		self::assertSame( 1, $this->verifications() );
		$rows = $this->database->rows( 'SELECT * FROM %i', $this->database->table( 'address_checks' ) );
		self::assertCount( 1, $rows );
		self::assertSame( [ null, '0', null ], [ $rows[0]['request_id'], $rows[0]['conversation_id'], $rows[0]['visitor_id'] ] );
		self::assertStringNotContainsString( 'ana', $rows[0]['address_hash'] );
	}

	public function test_a_link_ends_after_three_days_with_its_conversation_and_when_forged(): void {
		$conversation = $this->conversation( 'Hello' );
		$this->asks( $conversation, self::TYPED );
		$code = $this->code();

		self::assertSame( 404, $this->link_page()->answer( $code . 'x', AddressPage::YES )->status );
		self::assertSame( 404, $this->link_page()->answer( '', AddressPage::YES )->status );
		$this->pass( 3 * 86_400 + 1 );
		self::assertSame( 404, $this->link_page()->answer( $code, AddressPage::YES )->status );
		$this->pass( -3 * 86_400 );
		$this->conversations->delete( $conversation->id );
		self::assertSame( 404, $this->link_page()->answer( $code, AddressPage::YES )->status );
	}

	public function test_an_answer_nobody_offered_is_refused_and_decides_nothing(): void {
		$this->asks( $this->conversation( 'Hello' ), self::TYPED );
		foreach ( [ 'maybe', 'YES', '1', 'yes ' . chr( 0 ) ] as $answer ) {
			$page = $this->link_page()->answer( $this->code(), $answer );
			self::assertSame( 400, $page->status );
			self::assertStringContainsString( 'That choice is not valid.', $page->sentence );
		}
		self::assertStringContainsString( 'value="yes"', $this->link_page()->answer( $this->code(), '' )->html(), 'It can still be answered.' );
		$this->link_page()->answer( $this->code(), AddressPage::YES );
		self::assertSame( 400, $this->link_page()->answer( $this->code(), 'maybe' )->status );
	}

	public function test_an_alerts_own_link_does_not_open_an_address_check(): void {
		$this->asks( $this->conversation( 'Hello' ), null );
		$delivery = $this->only_delivery();
		parse_str( (string) wp_parse_url( $this->links()->url( $delivery ), PHP_URL_QUERY ), $query );

		self::assertSame(
			404,
			$this->link_page()->answer( is_string( $query['aaia_address'] ) ? $query['aaia_address'] : '', AddressPage::YES )->status
		);
	}

	public function test_who_confirmed_once_is_acknowledged_at_once_the_next_time_but_another_visitor_is_not(): void {
		$conversation = $this->conversation( 'First' );
		$this->asks( $conversation, self::TYPED );
		$this->link_page()->answer( $this->code(), AddressPage::YES );
		$this->work();
		$this->database->update( 'conversations', [ 'status' => 'open' ], [ 'id' => $conversation->id ] );
		$this->pass( 3600 );
		$this->asks( $conversation, self::TYPED );
		self::assertSame( [ 'verify', 'received', 'received' ], $this->purposes() );

		$this->pass( 3600 );
		$this->asks( $this->conversation( 'Somebody else' ), self::TYPED );
		self::assertSame( [ 'verify', 'received', 'received', 'verify' ], $this->purposes() );
	}

	public function test_an_address_that_only_looks_like_the_confirmed_one_is_asked_itself(): void {
		$conversation = $this->conversation( 'First' );
		$this->asks( $conversation, self::TYPED );
		$this->link_page()->answer( $this->code(), AddressPage::YES );
		$this->work();
		$this->database->update( 'conversations', [ 'status' => 'open' ], [ 'id' => $conversation->id ] );
		$this->pass( 3600 );
		$this->asks( $conversation, 'a.na@example.net' );

		self::assertSame( [ 'verify', 'received', 'verify' ], $this->purposes() );
	}

	public function test_an_address_given_only_when_asking_again_is_kept_and_asked(): void {
		$conversation = $this->conversation( 'Hello' );
		$this->asks( $conversation, null );
		$this->support->request(
			$conversation->id,
			new NewSupportRequest( SupportOrigin::Button, SupportReason::Contact, '', self::TYPED, 'Ana' )
		);
		$this->happens( $this->newest_event( EventType::ConversationUpdated ) );
		$this->work();

		self::assertSame( self::TYPED, $this->requests->newest( $conversation->id )?->email );
		self::assertSame( 1, $this->verifications() );
		self::assertCount( 1, $this->database->rows( 'SELECT id FROM %i', $this->database->table( 'support_requests' ) ) );
	}

	public function test_a_mistyped_address_ends_soon_and_alarms_nobody(): void {
		$this->mailbox->refuse_everything( '550 5.1.1 no such user' );
		$this->asks( $this->conversation( 'Hello' ), self::TYPED );
		$this->database->delete( 'deliveries', [ 'purpose' => Delivery::ALERT ] );
		for ( $hour = 0; $hour < 6; $hour++ ) {
			$this->pass( 3600 );
			$this->work();
		}

		self::assertSame( DeliveryState::Failed, $this->only_delivery()->state );
		self::assertSame( [], $this->wired()->get( AlertHealth::class )->problems() );
	}

	public function test_the_same_event_twice_asks_once_and_a_resolved_request_is_not_acknowledged(): void {
		$conversation = $this->conversation( 'Hello' );
		$event        = $this->asks( $conversation, self::TYPED );
		$this->happens( $event );
		$this->work();
		$this->database->update( 'conversations', [ 'status' => 'resolved' ], [ 'id' => $conversation->id ] );
		$this->link_page()->answer( $this->code(), AddressPage::YES );
		$this->work();

		self::assertSame( [ 'verify' ], $this->purposes() );
		self::assertTrue( $this->staff_see( $conversation )['visitor']['email_verified'] );
	}

	public function test_the_visitor_is_told_in_the_chat_in_words_that_say_nothing_of_the_address(): void {
		$first = $this->conversation( 'Hello' );
		$this->asks( $first, self::TYPED );
		$second = $this->conversation( 'Hello' );
		$this->asks( $second, self::TYPED );
		$words = 'Open the link in the e-mail we send you to get a confirmation by e-mail too.';

		foreach ( [ $first, $second ] as $conversation ) {
			self::assertSame( $words, $this->messages->thread( $conversation->id, 10, false )[1]->text );
		}
	}

	public function test_an_address_that_a_model_made_up_is_not_written_to_where_nobody_confirms(): void {
		$this->settings->save( [ 'support_approval' => 'automatic' ] );
		foreach ( [ 'I am lost' => 0, 'I am lost, write to ' . strtoupper( self::TYPED ) => 1 ] as $words => $mails ) {
			$conversation = $this->conversation( $words );
			$this->support->request(
				$conversation->id,
				new NewSupportRequest( SupportOrigin::Tool, SupportReason::Asked, 'Summary', self::TYPED )
			);
			$this->happens( $this->newest_event( EventType::SupportRequested ) );
			self::assertSame( $mails, $this->verifications() );
		}
	}

	public function test_the_privacy_policy_says_so(): void {
		$services = new \Aaia\Chatbot\Alerts\Outside\ServiceRepository( $this->database, $this->clock, new \Aaia\Chatbot\Settings\SecretBox() );
		self::assertStringContainsString(
			'one e-mail with a link to confirm it',
			implode( ' ', ( new PolicyText( $this->settings, $services ) )->sentences() )
		);
	}

	/** A visitor asks for a person with this address; the mails that follow are sent. */
	private function asks(
		Conversation $conversation,
		?string $email,
		string $summary = '',
		?string $name = null,
	): \Aaia\Chatbot\Events\Event {
		$event = $this->alerted( $conversation, $summary, $email, null, $name );
		$this->work();
		return $event;
	}

	/**
	 * @return list<array{
	 *     to: list<string>, subject: string, headers: string, mime: string, text: string, html: string, reply_to: list<string>
	 * }>
	 */
	private function mails_to( string $address ): array {
		return array_values( array_filter( $this->mailbox->mails(), static fn( array $mail ): bool => [ $address ] === $mail['to'] ) );
	}

	private function verifications(): int {
		return count( array_filter( $this->purposes(), static fn( string $purpose ): bool => Delivery::VERIFY === $purpose ) );
	}

	/** @param int $seconds Time goes by. */
	private function pass( int $seconds ): void {
		$this->clock->set( $this->clock->now()->modify( "$seconds seconds" )->format( 'Y-m-d H:i:s' ) );
	}

	/** @return list<string> Of deliveries to visitors. */
	private function purposes(): array {
		return array_map( strval( ... ), array_column(
			$this->database->rows(
				"SELECT purpose FROM %i WHERE purpose IN ( 'verify', 'received' ) ORDER BY id",
				$this->database->table( 'deliveries' )
			),
			'purpose'
		) );
	}

	/** The code of the newest link. */
	private function code(): string {
		$mails = $this->mails_to( self::TYPED );
		preg_match( '/aaia_address=(\S+)/', end( $mails )['text'] ?? '', $found );
		return $found[1] ?? '';
	}

	private function links(): AddressLinks {
		return new AddressLinks( $this->clock, $this->deliveries, new AddressCheckRepository( $this->database, $this->clock ) );
	}

	private function link_page(): AddressPage {
		return $this->wired( [ Database::class => $this->database ] )->get( AddressPage::class );
	}

	/** @return array<string, mixed> */
	private function staff_see( Conversation $conversation ): array {
		$this->sign_in();
		return $this->rest( 'GET', "/conversations/$conversation->public_id" )->get_data();
	}
}
