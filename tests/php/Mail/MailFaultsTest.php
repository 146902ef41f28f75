<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Mail;

use Aaia\Chatbot\Alerts\Rules\RuleDefinition;
use Aaia\Chatbot\Alerts\Rules\RuleRepository;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Tests\Alerts\AlertsTestCase;
use Aaia\Chatbot\Tests\Alerts\SupportMailTest;
use PHPUnit\Framework\Attributes\DataProvider;

/** An alert's whole way past a mail server, a mail plugin, a clock and an owner's template that misbehave. */
final class MailFaultsTest extends AlertsTestCase {

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
	}

	/** @return array<string, array{string}> */
	public static function faults(): array {
		return [
			'a recipient that is refused' => [ 'refuse-recipient' ],
			'greylisting'                 => [ 'greylist' ],
			'a server that hangs'         => [ 'hang-recipient' ],
			'a message that is refused'   => [ 'refuse-content' ],
		];
	}

	#[DataProvider( 'faults' )]
	public function test_it_arrives_once_when_the_fault_is_over( string $fault ): void {
		self::$smtp->plan( $fault, $fault );
		$this->alerted( $this->conversation( 'My boiler leaks' ) );
		$mailer = new Mailer( 1 );
		$this->work( $mailer );
		self::assertSame( DeliveryState::Queued, $this->only_delivery()->state );
		$this->clock->pass( '61 seconds' );
		$this->work( $mailer );
		self::assertSame( DeliveryState::Queued, $this->only_delivery()->state );
		$this->clock->pass( '301 seconds' );
		$this->work( $mailer );

		self::assertSame( DeliveryState::Sent, $this->only_delivery()->state );
		self::assertSame( [ 'failed', 'failed', 'sent' ], array_column( $this->deliveries->attempts( $this->only_delivery()->id ), 'outcome' ) );
		self::assertCount( 1, self::$smtp->messages() );
	}

	public function test_one_recipient_that_is_refused_holds_up_no_other(): void {
		$this->rule( [ 'recipients' => [ 'gone@example.org', 'team@example.org' ] ] );
		self::$smtp->plan( 'refuse-recipient' );
		$conversation = $this->conversation( 'My boiler leaks' );
		$this->alerted( $conversation );
		$this->work();

		self::assertSame( [ 'team@example.org' ], self::$smtp->messages()[0]['envelope']['to'] );
		self::assertCount( 1, self::$smtp->messages() );
		self::assertSame( 'sent', $this->told( $conversation ) );
	}

	public function test_a_mail_plugin_that_throws_for_a_day_delays_the_alert_and_loses_nothing(): void {
		$broken = static function (): never {
			throw new \Error( 'Call to undefined method' );
		};
		add_filter( 'pre_wp_mail', $broken );
		$this->alerted( $this->conversation( 'My boiler leaks' ) );
		for ( $hour = 0; $hour < 24; $hour++ ) {
			$this->work();
			$this->clock->pass( '1 hour' );
		}
		self::assertSame( 'Call to undefined method', $this->only_delivery()->last_error );
		remove_filter( 'pre_wp_mail', $broken );
		$this->clock->pass( '6 hours' );
		$this->work();

		self::assertCount( 1, self::$smtp->messages() );
	}

	public function test_after_three_days_without_scheduled_work_alerts_arrive_and_still_have_two_days_of_attempts(): void {
		$this->settings->save( [ 'alert_ip' => true ] );
		$this->alerted( $this->conversation( 'My boiler leaks' ), '', null, '198.51.100.7' );
		$this->clock->pass( '3 days' );
		self::$smtp->plan( 'greylist' );
		$this->work();
		self::assertSame( DeliveryState::Queued, $this->only_delivery()->state, 'One refusal after three days is not the end.' );
		$this->clock->pass( '2 minutes' );
		$this->work();

		self::assertCount( 1, self::$smtp->messages() );
		self::assertSame( DeliveryState::Sent, $this->only_delivery()->state );
	}

	/** @return array<string, array{string}> */
	public static function injections(): array {
		return SupportMailTest::injections();
	}

	#[DataProvider( 'injections' )]
	public function test_whatever_stands_for_a_subjects_variables_it_stays_one_header( string $words ): void {
		$this->rule( [ 'subject' => '{name} {message} {page} {summary} {site} {rule}' ], $words );
		update_option( 'blogname', $words );
		$this->alerted( $this->conversation( $words, 'https://site.test/' . $words, $words ), $words, null, null, $words );
		$this->work();
		$mail = self::$smtp->messages()[0];

		self::assertSame( [ 'team@example.org' ], $mail['envelope']['to'] );
		self::assertSame( [], preg_grep( '/^(?:Bcc|Cc)\s*:/i', $mail['headers'] ) ?: [] );
		self::assertCount( 1, preg_grep( '/^Subject\s*:/i', $mail['headers'] ) ?: [] );
		self::assertDoesNotMatchRegularExpression( '/[\r\n\x00\x{85}\x{2028}]/u', $mail['subject'] );
		self::assertLessThanOrEqual( 200, mb_strlen( $mail['subject'] ) );
	}

	public function test_a_broken_template_is_sent_as_it_is_written_and_loses_no_mail(): void {
		$this->rule( [ 'subject' => '{', 'body' => "{message\n{{name}}\n{no_such_thing}\n%s %1\$s {MESSAGE}\n{link}" ] );
		$conversation = $this->conversation( 'Hello' );
		$this->alerted( $conversation, '', null, null, 'Ana' );
		$this->work();
		$mail = self::$smtp->messages()[0];

		self::assertSame( '{', $mail['subject'] );
		self::assertStringStartsWith( "{message\n{Ana}\n{no_such_thing}\n%s %1\$s {MESSAGE}\nhttp", $mail['text'] );
		self::assertStringContainsString( $conversation->public_id, $mail['text'] );
	}

	/** @param array<string, mixed> $definition */
	private function rule( array $definition, string $name = 'Rule' ): void {
		( new RuleRepository( $this->database, $this->clock ) )->add(
			mb_substr( \Aaia\Chatbot\Support\Text::line( $name ), 0, 120 ),
			Trigger::Support,
			true,
			RuleDefinition::from_array( $definition )
		);
	}
}
