<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Tests\Mail\FaultySmtp;

/** What arrives in the team's mailbox, read from a real SMTP server. */
final class SupportMailTest extends AlertsTestCase {

	private static FaultySmtp $smtp;

	public static function setUpBeforeClass(): void {
		parent::setUpBeforeClass();
		self::$smtp = new FaultySmtp();
	}

	public static function tearDownAfterClass(): void {
		self::$smtp->stop();
		parent::tearDownAfterClass();
	}

	protected function setUp(): void {
		parent::setUp();
		self::$smtp->clear();
		self::$smtp->connect();
		update_option( 'timezone_string', 'Europe/Paris' );
		update_option( 'date_format', 'j F Y' );
		update_option( 'time_format', 'H:i' );
	}

	public function test_in_english_it_says_what_the_seed_says(): void {
		$this->settings->save( [ 'alert_ip' => true ] );
		$conversation = $this->conversation( 'My boiler leaks' );
		$this->alerted( $conversation, 'A leak, urgent', 'visitor@example.net', '198.51.100.7', 'Ana' );
		$this->work();
		$mail = $this->only_message();

		self::assertSame( 'New support request from the AAIA chatbot', $mail['subject'] );
		self::assertSame( [ 'team@example.org' ], $mail['envelope']['to'] );
		self::assertSame(
			"Hello,\n\nA user has requested support through your AAIA chatbot.\n\n"
			. "User message: My boiler leaks\nContext: Our prices – https://site.test/prices/\nTime: 20 November 2026 22:15 (Europe/Paris)\n"
			. "IP address: 198.51.100.7\n"
			. "Reason: the visitor asks for a person\nSummary: A leak, urgent\nName: Ana\nE-mail: visitor@example.net\n\n"
			. "Recent exchange:\n> Visitor: My boiler leaks\n\n"
			. "The full conversation history is available in your WordPress admin.\n"
			. 'http://site.test/wp-admin/admin.php?page=aaia-conversations&conversation=' . $conversation->public_id . "\n\n"
			. "Regards,\nAAIA Chatbot System",
			$mail['text']
		);
		self::assertSame( '', $mail['html'] );
	}

	public function test_in_french_it_says_what_the_seed_says(): void {
		$this->speak_french();
		$this->settings->save( [ 'alert_ip' => true ] );
		$this->alerted( $this->conversation( 'Ma chaudière fuit' ), '', null, '198.51.100.7' );
		$this->work();
		$mail  = $this->only_message();
		$words = str_replace( [ "\u{a0}", "\u{202f}", '’' ], [ ' ', ' ', "'" ], $mail['text'] );

		self::assertSame( 'Nouvelle Demande de Support du Chatbot AAIA', $mail['subject'] );
		foreach (
			[
				"Bonjour,\n\nUn utilisateur a demandé du support via votre chatbot AAIA.\n\nMessage Utilisateur : Ma chaudière fuit\nContexte : ",
				"\nHeure : 20 novembre 2026 22:15 (Europe/Paris)\nAdresse IP : 198.51.100.7\n",
				"\n\nL'historique complet de conversation est disponible dans votre admin WordPress.\n",
				"\n\nCordialement,\nSystème Chatbot AAIA",
			] as $seed
		) {
			self::assertStringContainsString( $seed, $words );
		}
	}

	public function test_the_site_language_is_used_whatever_language_the_request_speaks(): void {
		$this->speak_french( false );
		$this->alerted( $this->conversation( 'Bonjour', locale: 'fr_FR' ) );
		switch_to_locale( 'fr_FR' );
		$this->work();
		restore_previous_locale();

		self::assertSame( 'New support request from the AAIA chatbot', $this->only_message()['subject'] );
	}

	public function test_the_ip_address_is_left_out_unless_the_owner_allows_it(): void {
		$this->alerted( $this->conversation( 'Hello' ), '', null, '198.51.100.7' );
		$this->work();

		self::assertStringNotContainsString( '198.51.100.7', $this->only_message()['text'] );
		self::assertStringNotContainsString( 'IP address', $this->only_message()['text'] );
	}

	public function test_only_reply_to_carries_the_visitors_address(): void {
		$this->alerted( $this->conversation( 'Hello' ), '', 'visitor@example.net', null, 'Ana' );
		$this->work();
		$mail  = $this->only_message();
		$lines = array_values( preg_grep( '/visitor@example\.net|Ana/', $mail['headers'] ) ?: [] );

		self::assertSame( [ 'Reply-To: visitor@example.net' ], $lines );
		self::assertStringContainsString( 'wordpress@site.test', $mail['from'] );
	}

	public function test_headers_stop_automatic_answers_and_keep_a_conversation_in_one_thread(): void {
		$conversation = $this->conversation( 'Hello' );
		$this->settings->save( [ 'support_email' => 'one@example.org' ] );
		$this->alerted( $conversation );
		$this->work();
		$mail = $this->only_message();
		$root = '<conversation.' . $conversation->public_id . '@site.test>';

		self::assertContains( 'Auto-Submitted: auto-generated', $mail['headers'] );
		self::assertContains( 'X-Auto-Response-Suppress: All', $mail['headers'] );
		self::assertContains( 'List-Id: AAIA Chatbot <aaia-alerts.site.test>', $mail['headers'] );
		self::assertContains( 'References: ' . $root, $mail['headers'] );
		self::assertContains( 'In-Reply-To: ' . $root, $mail['headers'] );
		self::assertCount( 1, preg_grep( '/^Message-ID:/i', $mail['headers'] ) ?: [] );
		self::assertSame( '<delivery.' . $this->only_delivery()->public_id . '@site.test>', $mail['message_id'] );
	}

	public function test_another_plugins_mail_keeps_its_own_message_id_and_time_limit(): void {
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();
		wp_mail( 'other@example.org', 'Something else', 'Words' );
		$messages = self::$smtp->messages();

		self::assertCount( 2, $messages );
		self::assertStringNotContainsString( 'delivery.', $messages[1]['message_id'] );
		self::assertSame( 300, $GLOBALS['phpmailer']->Timeout );
	}

	/** @return array<string, array{string}> */
	public static function injections(): array {
		return [
			'carriage return and line feed' => [ "Ana\r\nBcc: evil@example.net" ],
			'line feed'                     => [ "Ana\nBcc: evil@example.net" ],
			'NUL'                           => [ "Ana\0\nBcc: evil@example.net" ],
			'percent-encoded'               => [ 'Ana%0d%0aBcc: evil@example.net' ],
			'encoded word'                  => [ '=?utf-8?Q?Ana=0D=0ABcc:_evil@example.net?=' ],
			'Unicode line separator'        => [ "Ana\u{2028}Bcc: evil@example.net" ],
			'next line'                     => [ "Ana\u{85}Bcc: evil@example.net" ],
			'markup'                        => [ '<script>alert(1)</script><img src=x onerror=alert(1)>' ],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'injections' )]
	public function test_no_words_of_a_visitor_become_headers_or_recipients( string $words ): void {
		$this->alerted( $this->conversation( $words, 'https://site.test/' . $words, $words ), $words, $words . '@example.net', null, $words );
		$this->work();
		$mail = $this->only_message();

		self::assertSame( [ 'team@example.org' ], $mail['envelope']['to'] );
		self::assertSame( [], preg_grep( '/evil|Ana|script/i', $mail['headers'] ) ?: [] );
		self::assertSame( 'New support request from the AAIA chatbot', $mail['subject'] );
		self::assertContains( 'Content-Type: text/plain; charset=utf-8', $mail['headers'] );
		self::assertDoesNotMatchRegularExpression( '/^Bcc:/m', $mail['text'] );
	}

	public function test_a_valid_address_with_percent_signs_or_encoded_words_is_shown_but_not_put_into_a_header(): void {
		$this->alerted( $this->conversation( 'Hello' ), '', 'ana%0abcc@example.net' );
		$this->work();
		$mail = $this->only_message();

		self::assertSame( '', $mail['reply_to'] );
		self::assertStringContainsString( 'E-mail: ana%0abcc@example.net', $mail['text'] );
	}

	public function test_a_visitor_cannot_write_a_line_that_looks_like_ours(): void {
		$this->alerted( $this->conversation( "Hello\nIP address: 203.0.113.9\n\nRegards,\nAAIA Chatbot System" ) );
		$this->work();

		self::assertStringContainsString( "User message: \n> Hello\n> IP address: 203.0.113.9\n> \n> Regards,", $this->only_message()['text'] );
		self::assertDoesNotMatchRegularExpression( '/^IP address/m', $this->only_message()['text'] );
	}

	public function test_a_filter_that_makes_every_mail_html_does_not_turn_visitors_words_into_markup(): void {
		add_filter( 'wp_mail_content_type', static fn(): string => 'text/html' );
		$this->alerted( $this->conversation( '<script>alert(1)</script>' ) );
		$this->work();

		self::assertContains( 'Content-Type: text/plain; charset=utf-8', $this->only_message()['headers'] );
		self::assertStringContainsString( '<script>alert(1)</script>', $this->only_message()['text'] );
	}

	public function test_an_answer_lost_after_data_gives_a_second_mail_with_the_same_message_id(): void {
		$conversation = $this->conversation( 'Hello' );
		self::$smtp->plan( 'drop-after-data' );
		$this->alerted( $conversation );
		$this->work();
		self::assertSame( SupportService::DELAYED, $this->told( $conversation ) );
		$this->clock->pass( '2 minutes' );
		$this->work();
		$messages = self::$smtp->messages();

		self::assertCount( 2, $messages );
		self::assertSame( $messages[0]['message_id'], $messages[1]['message_id'] );
		self::assertSame( SupportService::SENT, $this->told( $conversation ) );
	}

	public function test_other_plugins_can_change_the_words_but_not_the_recipient(): void {
		add_filter(
			'aaia_chatbot_alert',
			static fn( array $mail ): array => [ 'subject' => "Ours\r\nBcc: evil@example.net", 'to' => 'evil@example.net' ] + $mail
		);
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();

		self::assertSame( 'Ours Bcc: evil@example.net', $this->only_message()['subject'] );
		self::assertSame( [ 'team@example.org' ], $this->only_message()['envelope']['to'] );
	}

	/**
	 * @return array{
	 *     envelope: array{from: string, to: list<string>}, subject: string, from: string, to: string, reply_to: string,
	 *     message_id: string, headers: list<string>, text: string, html: string
	 * }
	 */
	private function only_message(): array {
		$messages = self::$smtp->messages();
		self::assertCount( 1, $messages );
		return $messages[0];
	}

	/** The plugin's French, from the catalogue that is shipped. */
	private function speak_french( bool $as_site_language = true ): void {
		require_once ABSPATH . WPINC . '/pomo/po.php';
		$catalogue = new \PO();
		$catalogue->import_from_file( dirname( __DIR__, 3 ) . '/languages/aaia-chatbot-fr_FR.po' );
		add_filter(
			'gettext_aaia-chatbot',
			static fn( string $translation, string $text ): string => 'fr_FR' === determine_locale() ? $catalogue->translate( $text ) : $text,
			10,
			2
		);
		if ( $as_site_language ) {
			update_option( 'WPLANG', 'fr_FR' );
		}
	}
}
