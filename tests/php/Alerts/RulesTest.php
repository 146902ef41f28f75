<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\AcknowledgeLinks;
use Aaia\Chatbot\Alerts\AcknowledgePage;
use Aaia\Chatbot\Alerts\Rules\AlertRule;
use Aaia\Chatbot\Alerts\Rules\NotificationPreferences;
use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\SourceReportRepository;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Mail\SiteLocale;

/** Rules alert the right people, once, and no flood buries them. */
final class RulesTest extends AlertsTestCase {

	public function test_a_keyword_alerts_whatever_its_case_accents_and_ending(): void {
		$this->rule( Trigger::Keyword, [ 'words' => [ 'remboursement' ], 'recipients' => [ 'billing@example.org' ] ], 'Refunds' );
		$conversation = $this->writes( 'Je voudrais des REMBOURSEMENTS rapides' );
		$this->work();
		$mail = $this->mailbox->only_mail();

		self::assertSame( [ 'billing@example.org' ], $mail['to'] );
		self::assertSame( 'Alert from the AAIA chatbot: “Refunds”', $mail['subject'] );
		self::assertStringContainsString( 'matches the rule “Refunds” (remboursement)', $mail['text'] );
		self::assertStringContainsString( 'User message: Je voudrais des REMBOURSEMENTS rapides', $mail['text'] );
		self::assertNull( $this->told( $conversation ), 'A matching rule asks for no person.' );
		self::assertSame( 'keyword', $this->newest_event( EventType::AlertMatched )->data['kind'] );
	}

	public function test_parts_of_words_and_other_orders_do_not_match_a_phrase(): void {
		$this->rule( Trigger::Keyword, [ 'words' => [ 'legal action', 'art' ] ] );
		$this->writes( 'action legal' );
		$this->writes( 'I want to start a party' );
		$this->work();
		self::assertSame( [], $this->mailbox->mails() );

		$this->writes( 'I will take LEGAL ACTIONS, now.' );
		$this->work();
		self::assertCount( 1, $this->mailbox->mails() );
	}

	public function test_the_same_rule_speaks_of_a_conversation_once_an_hour(): void {
		$this->rule( Trigger::Keyword, [ 'words' => [ 'urgent' ] ] );
		$conversation = $this->writes( 'urgent' );
		$event        = $this->newest_event( EventType::MessageReceived );
		$this->happens( new Event( $event->id + 1000, $event->type, $conversation->id, $event->message_id, [], $this->clock->now() ) );
		$this->work();
		self::assertCount( 1, $this->mailbox->mails() );

		$this->clock->pass( '61 minutes' );
		$this->happens( new Event( $event->id + 2000, $event->type, $conversation->id, $event->message_id, [], $this->clock->now() ) );
		$this->work();
		self::assertCount( 2, $this->mailbox->mails() );
	}

	public function test_a_regular_expression_that_explodes_is_switched_off_after_three_failures_and_holds_up_nothing(): void {
		$id = $this->rule( Trigger::Keyword, [ 'patterns' => [ '(?:(a+)+)+$' ] ] );
		for ( $i = 0; $i < 3; $i++ ) {
			self::assertTrue( $this->stored( $id )->enabled );
			$this->writes( str_repeat( 'a', 3000 ) . '!' );
		}
		$rule = $this->stored( $id );

		self::assertFalse( $rule->enabled );
		self::assertNotNull( $rule->fault );
	}

	public function test_repeats_side_by_side_count_as_failures_too_where_they_are_too_much_for_a_short_text(): void {
		$id = $this->rule( Trigger::Keyword, [ 'patterns' => [ 'a*a*a*a*a*[bc]' ] ] );
		for ( $i = 0; $i < 3; $i++ ) {
			$this->writes( str_repeat( 'a', 4000 ) );
		}

		self::assertFalse( $this->stored( $id )->enabled );
	}

	public function test_no_visitor_can_have_an_owners_rule_switched_off_by_long_messages(): void {
		$id = $this->rule( Trigger::Keyword, [ 'patterns' => [ '.*refund.*urgent' ] ] );
		for ( $i = 0; $i < 4; $i++ ) {
			$this->writes( str_repeat( 'refund t ', 440 ) );
		}
		self::assertSame( [ true, 0 ], [ $this->stored( $id )->enabled, $this->stored( $id )->failures ] );

		$this->writes( 'I want a refund, and it is urgent. ' . str_repeat( 'refund ', 560 ) );
		$this->work();
		self::assertStringContainsString( 'and it is urgent', $this->mailbox->only_mail()['text'] );
	}

	public function test_pages_with_many_stars_are_compared_without_trying_every_way(): void {
		$this->rule( Trigger::Support, [ 'pages' => [ str_repeat( 'a*', 60 ) . 'b' ], 'recipients' => [ 'never@example.org' ] ] );
		$this->rule( Trigger::Support, [ 'pages' => [ '/Shop/*/cart' ], 'recipients' => [ 'cart@example.org' ] ] );
		$this->alerted( $this->conversation( 'Hello', 'https://site.test/' . str_repeat( 'a', 1500 ) ) );
		$this->alerted( $this->conversation( 'Hello', 'https://site.test/shop/fr/cart' ) );
		$this->work();

		self::assertSame( [ [ 'team@example.org' ], [ 'cart@example.org' ] ], array_column( $this->mailbox->mails(), 'to' ) );
	}

	public function test_an_expert_can_use_a_regular_expression(): void {
		$this->rule( Trigger::Keyword, [ 'patterns' => [ 'order\s+#?\d{4}' ] ] );
		$this->writes( 'Where is ORDER  #1234?' );
		$this->writes( 'Where is my order?' );
		$this->work();

		self::assertStringContainsString( 'ORDER  #1234', str_replace( '> ', '', $this->mailbox->only_mail()['text'] ) );
	}

	/** @return array<string, array{string, ?string}> */
	public static function contacts(): array {
		return [
			'an address'          => [ 'write to ana@example.net please', 'e-mail' ],
			'a French number'     => [ 'Mon numéro : 06 12 34 56 78', 'phone' ],
			'an international one' => [ 'It is +32 2 555 12 12', 'phone' ],
			'asked in French'     => [ 'Pouvez-vous me rappeler demain ?', 'call back' ],
			'asked in English'    => [ 'Please call me back', 'call back' ],
			'an order number'     => [ 'My order is 123456789012', null ],
			'a date'              => [ 'On 01/02/2026 or 05.06.2026', null ],
			'a price'             => [ 'It costs 1 200,50 EUR', null ],
			'nothing'             => [ 'What are your opening hours?', null ],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'contacts' )]
	public function test_a_visitor_who_leaves_a_contact_is_noticed( string $words, ?string $kind ): void {
		$this->rule( Trigger::Contact, [] );
		$this->writes( $words );
		$matched = $this->database->value( 'SELECT matched FROM %i WHERE kind = %s', $this->database->table( 'alerts' ), 'contact' );

		self::assertSame( $kind, $matched );
	}

	public function test_a_bad_rating_alerts_with_its_comment_and_a_good_one_does_not(): void {
		$this->rule( Trigger::Rating, [] );
		$conversation = $this->conversation( 'Hello' );
		$message      = ( $this->messages->thread( $conversation->id, 1, false )[0] ?? null );
		self::assertNotNull( $message );
		$ratings = new RatingService(
			$this->database,
			$this->clock,
			$this->events,
			$this->conversations,
			new SourceReportRepository( $this->database )
		);
		$ratings->rate( $message, 'up', '' );
		$this->happens( $this->newest_event( EventType::MessageRated ) );
		$this->work();
		self::assertSame( [], $this->mailbox->mails() );

		$ratings->rate( $message, 'down', 'It is wrong' );
		$this->happens( $this->newest_event( EventType::MessageRated ) );
		$this->work();
		self::assertStringContainsString( 'Rating: It is wrong', $this->mailbox->only_mail()['text'] );
	}

	public function test_a_request_goes_to_the_rule_that_takes_its_language_and_else_to_the_support_address(): void {
		$this->rule( Trigger::Support, [ 'languages' => [ 'fr' ], 'recipients' => [ 'equipe@example.org' ] ] );
		$this->alerted( $this->conversation( 'Bonjour', locale: 'fr_BE' ) );
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();

		self::assertSame( [ [ 'equipe@example.org' ], [ 'team@example.org' ] ], array_column( $this->mailbox->mails(), 'to' ) );
	}

	public function test_a_language_is_not_taken_for_another_that_begins_like_it(): void {
		$this->rule( Trigger::Support, [ 'languages' => [ 'fr', 'pt_BR' ], 'recipients' => [ 'equipe@example.org' ] ] );
		foreach ( [ 'frp', 'pt_PT', 'pt_BR', 'fr_FR' ] as $locale ) {
			$this->alerted( $this->conversation( 'Hello', locale: $locale ) );
		}
		$this->work();
		self::assertSame(
			[ [ 'team@example.org' ], [ 'team@example.org' ], [ 'equipe@example.org' ], [ 'equipe@example.org' ] ],
			array_column( $this->mailbox->mails(), 'to' )
		);
	}

	public function test_several_rules_for_one_request_are_one_mail_per_person(): void {
		$this->rule( Trigger::Support, [ 'pages' => [ '/prices*' ], 'recipients' => [ 'sales@example.org', 'Team@example.org' ] ] );
		$this->rule( Trigger::Support, [ 'reasons' => [ SupportReason::Asked->value ], 'recipients' => [ 'team@example.org' ] ] );
		$this->rule( Trigger::Support, [ 'pages' => [ '/elsewhere' ], 'recipients' => [ 'nobody@example.org' ] ] );
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();

		self::assertSame( [ [ 'sales@example.org' ], [ 'Team@example.org' ] ], array_column( $this->mailbox->mails(), 'to' ) );
	}

	public function test_the_site_that_embeds_the_chat_chooses_the_recipient(): void {
		$this->rule( Trigger::Support, [ 'pages' => [ '://shop.example/' ], 'recipients' => [ 'shop@example.org' ] ] );
		$this->alerted( $this->conversation( 'Hello', 'https://shop.example/cart' ) );
		$this->alerted( $this->conversation( 'Hello', 'https://site.test/?from=://shop-example/' ) );
		$this->work();

		self::assertSame( [ [ 'shop@example.org' ], [ 'team@example.org' ] ], array_column( $this->mailbox->mails(), 'to' ) );
	}

	public function test_words_narrow_a_rule_on_requests_and_a_broken_expression_there_holds_up_nothing(): void {
		$this->rule( Trigger::Support, [ 'words' => [ 'invoice' ], 'recipients' => [ 'billing@example.org' ] ] );
		$id = $this->rule( Trigger::Support, [ 'patterns' => [ '(?:(a+)+)+$' ], 'recipients' => [ 'never@example.org' ] ] );
		$this->alerted( $this->conversation( 'Where are my invoices?' ) );
		$this->alerted( $this->conversation( str_repeat( 'a', 3000 ) . '!' ) );
		$this->work();

		self::assertSame( [ [ 'billing@example.org' ], [ 'team@example.org' ] ], array_column( $this->mailbox->mails(), 'to' ) );
		self::assertSame( 1, $this->stored( $id )->failures );
	}

	public function test_members_of_a_role_are_told(): void {
		$this->user( 'editor', [ 'user_email' => 'editor@example.org' ] );
		$this->rule( Trigger::Support, [ 'roles' => [ 'editor' ] ] );
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();

		self::assertSame( [ 'editor@example.org' ], $this->mailbox->only_mail()['to'] );
	}

	public function test_office_hours_choose_the_recipient_in_the_sites_time_zone(): void {
		update_option( 'timezone_string', 'Europe/Paris' );
		$this->settings->save( [ 'office_hours' => [ '1-5 09:00-18:00' ] ] );
		$this->rule( Trigger::Support, [ 'hours' => 'closed', 'recipients' => [ 'night@example.org' ] ] );
		$this->clock->set( '2026-11-20 16:59:00' );
		$this->alerted( $this->conversation( 'Friday, 17:59 in Paris' ) );
		$this->clock->set( '2026-11-20 17:00:00' );
		$this->alerted( $this->conversation( 'Friday, 18:00 in Paris' ) );
		$this->work();

		self::assertSame( [ [ 'team@example.org' ], [ 'night@example.org' ] ], array_column( $this->mailbox->mails(), 'to' ) );
	}

	public function test_a_flood_becomes_one_bundled_mail(): void {
		$this->rule( Trigger::Keyword, [ 'words' => [ 'urgent' ], 'cap' => 3 ] );
		for ( $i = 0; $i < 30; $i++ ) {
			$this->writes( "urgent number $i" );
		}
		$this->work();
		self::assertCount( 3, $this->mailbox->mails() );

		$this->clock->pass( '1 hour' );
		$this->work();
		$mails = $this->mailbox->mails();
		self::assertCount( 4, $mails );
		self::assertSame( '27 alerts from the AAIA chatbot', $mails[3]['subject'] );
		self::assertStringContainsString( 'User message: urgent number 29', $mails[3]['text'] );
		self::assertSame(
			'0',
			$this->database->value( 'SELECT COUNT(*) FROM %i WHERE state <> %s', $this->database->table( 'deliveries' ), 'sent' )
		);
	}

	public function test_a_person_who_chose_one_mail_an_hour_gets_the_request_then_and_the_visitor_hears_the_truth(): void {
		( new NotificationPreferences( $this->database ) )->choose( 'team@example.org', NotificationPreferences::HOURLY );
		$conversation = $this->conversation( 'My boiler leaks' );
		$this->alerted( $conversation );
		$this->work();
		self::assertSame( [], $this->mailbox->mails() );
		self::assertSame( SupportService::SAVED, $this->told( $conversation ) );

		$this->clock->pass( '1 hour' );
		$this->work();
		self::assertStringContainsString( 'My boiler leaks', $this->mailbox->only_mail()['text'] );
		self::assertSame( SupportService::SENT, $this->told( $conversation ) );
	}

	public function test_daily_bundles_keep_their_hour_across_the_change_to_winter_time(): void {
		update_option( 'timezone_string', 'Europe/Paris' );
		( new NotificationPreferences( $this->database ) )->choose( 'team@example.org', NotificationPreferences::DAILY );
		$this->clock->set( '2026-10-24 10:00:00' );
		$this->alerted( $this->conversation( 'Hello' ) );
		$due = $this->database->value( 'SELECT next_attempt_at FROM %i WHERE purpose = %s', $this->database->table( 'deliveries' ), 'bundle' );

		self::assertSame( '2026-10-25 07:00:00', $due, '8:00 in Paris, which is UTC+1 again.' );
	}

	public function test_an_alert_nobody_acknowledged_climbs_the_ladder_and_then_goes_to_all(): void {
		$this->rule(
			Trigger::Support,
			[ 'recipients' => [ 'first@example.org' ], 'minutes' => 10, 'ladder' => [ 'second@example.org', 'third@example.org' ] ]
		);
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();
		for ( $i = 0; $i < 5; $i++ ) {
			$this->clock->pass( '10 minutes' );
			$this->work();
		}

		self::assertSame(
			[ 'first', 'second', 'third', 'second', 'third' ],
			array_map( static fn( array $mail ): string => strstr( $mail['to'][0], '@', true ) ?: '', $this->mailbox->mails() )
		);
	}

	public function test_opening_the_conversation_in_the_inbox_stops_the_ladder(): void {
		$this->rule( Trigger::Support, [ 'minutes' => 10, 'ladder' => [ 'second@example.org' ] ] );
		$conversation = $this->conversation( 'Hello' );
		$this->alerted( $conversation );
		$this->work();
		$this->happens( new Event( 5000, EventType::ConversationRead, $conversation->id, null, [ 'by' => 'visitor' ], $this->clock->now() ) );
		self::assertNull( $this->alerts->for_conversation( $conversation->id )[0]->acknowledged_at );
		$user = $this->sign_in();
		$read = [ 'by' => 'agent', 'agent' => $user->ID ];
		$this->happens( new Event( 5001, EventType::ConversationRead, $conversation->id, null, $read, $this->clock->now() ) );
		self::assertSame( $user->display_name, $this->alerts->for_conversation( $conversation->id )[0]->acknowledged_by );
		$this->clock->pass( '20 minutes' );
		$this->work();

		self::assertCount( 1, $this->mailbox->mails() );
	}

	public function test_the_mailed_link_acknowledges_by_a_click_and_never_by_being_opened(): void {
		$this->rule( Trigger::Support, [ 'minutes' => 10, 'ladder' => [ 'second@example.org' ] ] );
		$conversation = $this->conversation( 'Hello' );
		$this->alerted( $conversation );
		$this->work();
		$text = $this->mailbox->only_mail()['text'];
		self::assertSame( 1, preg_match( '/Tell your team that you are taking care of it: (\S+)/', $text, $found ) );
		wp_parse_str( (string) wp_parse_url( $found[1], PHP_URL_QUERY ), $query );
		$code = (string) $query['code'];
		$page = new AcknowledgePage( new AcknowledgeLinks( $this->clock, $this->deliveries ), $this->alerts, new SiteLocale() );

		self::assertStringContainsString( '<button', $page->answer( false, $code )->html() );
		self::assertNull( $this->alerts->for_conversation( $conversation->id )[0]->acknowledged_at );
		self::assertSame( 404, $page->answer( true, $code . 'x' )->status );
		self::assertSame( 200, $page->answer( true, $code )->status );
		self::assertSame( 'team@example.org', $this->alerts->for_conversation( $conversation->id )[0]->acknowledged_by );
		$this->clock->pass( '8 days' );
		self::assertSame( 404, $page->answer( true, $code )->status );
	}

	public function test_templates_of_a_rule_replace_the_words_and_values_are_never_read_as_variables(): void {
		$this->rule( Trigger::Support, [
			'subject' => 'Help: {message} {nonsense}',
			'body' => "{message}\n\nIP: {ip}\n\nOn {page}",
			'tag' => '[AAIA] [urgent]',
			'urgent' => true,
		] );
		$this->alerted( $this->conversation( 'Show me {ip} and {link}' ) );
		$this->work();
		$mail = $this->mailbox->only_mail();

		self::assertSame( '[AAIA] [urgent] Help: Show me {ip} and {link} {nonsense}', $mail['subject'] );
		self::assertSame( "Show me {ip} and {link}\n\nOn Our prices – https://site.test/prices/", $mail['text'] );
		self::assertStringContainsString( 'X-AAIA-Priority: urgent', $mail['headers'] );
	}

	public function test_whoever_wants_to_know_hears_in_the_same_thread_that_it_is_resolved(): void {
		$this->rule( Trigger::Support, [ 'resolved' => true ] );
		$conversation = $this->conversation( 'Hello' );
		$this->alerted( $conversation );
		$this->work();
		$event = new Event(
			5002,
			EventType::StatusChanged,
			$conversation->id,
			null,
			[ 'from' => 'open', 'to' => 'resolved', 'by' => 'agent' ],
			$this->clock->now()
		);
		$this->happens( $event );
		$this->happens( $event );
		$this->work();
		$mails = $this->mailbox->mails();

		self::assertCount( 2, $mails );
		self::assertStringContainsString( 'References: <conversation.' . $conversation->public_id, $mails[1]['headers'] );
		self::assertStringContainsString( 'X-AAIA-State: resolved', $mails[1]['headers'] );
	}

	public function test_the_html_part_is_escaped_and_never_alone(): void {
		$this->settings->save( [ 'alert_html' => true ] );
		$this->alerted( $this->conversation( '<img src=x onerror=alert(1)>' ) );
		$this->work();
		$mail = $this->mailbox->only_mail();

		self::assertStringContainsString( '&lt;img src=x onerror=alert(1)&gt;', $mail['html'] );
		self::assertStringNotContainsString( '<img', $mail['html'] );
		self::assertStringContainsString( '<img src=x onerror=alert(1)>', $mail['text'] );
		self::assertStringContainsString( '<a href="http://site.test/wp-admin/admin.php?page=aaia-conversations', $mail['html'] );
	}

	public function test_the_built_in_rule_can_be_switched_off(): void {
		$this->rule( Trigger::Support, [], '', 'support', false );
		$this->alerted( $this->conversation( 'Hello' ) );
		self::assertSame( '0', $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'deliveries' ) ) );
	}

	public function test_a_bundle_that_fails_for_two_days_shows_its_alerts_as_failed(): void {
		( new NotificationPreferences( $this->database ) )->choose( 'team@example.org', NotificationPreferences::HOURLY );
		$this->mailbox->refuse_everything();
		$this->alerted( $this->conversation( 'Hello' ) );
		for ( $hour = 0; $hour < 60; $hour++ ) {
			$this->clock->pass( '1 hour' );
			$this->work();
		}
		$states = array_unique( array_column(
			$this->database->rows( 'SELECT state FROM %i', $this->database->table( 'deliveries' ) ),
			'state'
		) );

		self::assertSame( [ DeliveryState::Failed->value ], array_values( $states ) );
	}

	/** A visitor writes, and the rules hear of it. */
	private function writes( string $words ): Conversation {
		$conversation = $this->conversation( $words );
		$this->happens( $this->newest_event( EventType::MessageReceived ) );
		return $conversation;
	}

	/**
	 * A rule of the owner's.
	 *
	 * @param array<string, mixed> $definition
	 */
	private function rule(
		Trigger $kind,
		array $definition,
		string $name = 'Rule',
		?string $public_id = null,
		bool $enabled = true,
	): string {
		return ( new RuleRepository( $this->database, $this->clock ) )->add(
			$name,
			$kind,
			$enabled,
			RuleDefinition::from_array( $definition ),
			$public_id
		);
	}

	private function stored( string $id ): AlertRule {
		$rule = ( new RuleRepository( $this->database, $this->clock ) )->by_public_id( $id );
		self::assertNotNull( $rule );
		return $rule;
	}
}
