<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Mail;

use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Mail\Email;
use Aaia\Chatbot\Mail\Mailer;
use Aaia\Chatbot\Mail\MailErrors;
use Aaia\Chatbot\Tests\TestCase;
use PHPMailer\PHPMailer\PHPMailer;
use PHPMailer\PHPMailer\SMTP;

/** The mailer's true answer, from a real SMTP server that misbehaves and from plugins that do. */
final class MailerTest extends TestCase {

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

	/** @return array<string, array{string, string, string}> fault, the server's words, ours. */
	public static function faults(): array {
		return [
			'a refused recipient' => [ 'refuse-recipient', 'No such user', 'refused the recipient' ],
			'greylisting'         => [ 'greylist', 'Greylisted', 'try again later' ],
			'a refused sender'    => [ 'refuse-sender', 'not owned by user', 'refused the sender' ],
			'a refused message'   => [ 'refuse-content', 'taken for spam', 'refused the message itself' ],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'faults' )]
	public function test_the_servers_own_words_come_back_with_an_explanation( string $fault, string $words, string $explanation ): void {
		self::$smtp->plan( $fault );
		$outcome = $this->send();

		self::assertFalse( $outcome->accepted );
		self::assertStringContainsString( $words, $outcome->reason );
		self::assertStringContainsString( $explanation, ( new MailErrors() )->explain( $outcome->reason ) );
		self::assertSame( [], self::$smtp->messages() );
	}

	/** @return array<string, array{string}> */
	public static function hanging(): array {
		return [
			'at the greeting'      => [ 'hang-connect' ],
			'at the recipient'     => [ 'hang-recipient' ],
			'after the message'    => [ 'hang-data' ],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'hanging' )]
	public function test_a_server_that_never_answers_is_given_up_after_the_time_limit( string $fault ): void {
		self::$smtp->plan( $fault );
		$limits = [];
		add_action( 'phpmailer_init', static function ( PHPMailer $phpmailer ) use ( &$limits ): void {
			$phpmailer->setSMTPInstance( new class( $limits ) extends SMTP {
				/** @param list<array{int, int}> $limits */
				public function __construct( private array &$limits ) {}

				/** @param array<string, mixed> $options */
				public function connect( $host, $port = null, $timeout = 30, $options = [] ) {
					$this->limits[] = [ $timeout, $this->Timelimit ];
					return parent::connect( $host, $port, $timeout, $options );
				}
			} );
		} );
		$outcome = $this->send( new Mailer( 1 ) );

		self::assertFalse( $outcome->accepted );
		self::assertNotSame( '', $outcome->reason );
		$GLOBALS['phpmailer'] = null;
		self::assertSame( [ [ 1, 1 ] ], $limits, 'One connection, and a second for it and for each answer.' );
	}

	public function test_a_plugin_that_throws_instead_of_sending_is_a_refusal_with_its_reason(): void {
		add_filter( 'pre_wp_mail', static fn(): never => throw new \RuntimeException( 'The mail service is on fire.' ) );

		self::assertSame( 'The mail service is on fire.', $this->send()->reason );
		self::assertFalse( has_action( 'wp_mail_failed' ) );
	}

	public function test_a_plugin_that_only_says_no_is_a_refusal_without_a_reason(): void {
		add_filter( 'pre_wp_mail', '__return_false' );
		$outcome = $this->send();

		self::assertFalse( $outcome->accepted );
		self::assertSame( '', $outcome->reason );
		self::assertStringContainsString( 'without a reason', ( new MailErrors() )->explain( '' ) );
	}

	public function test_html_never_goes_without_plain_text(): void {
		$this->send( null, '<p>Hello &amp; welcome</p>' );
		$message = self::$smtp->messages()[0];

		self::assertSame( 'Words', $message['text'] );
		self::assertStringContainsString( '<p>Hello &amp; welcome</p>', $message['html'] );
	}

	private function send( ?Mailer $mailer = null, ?string $html = null ): DeliveryOutcome {
		return ( $mailer ?? new Mailer() )->send( new Email( 'team@example.org', 'Subject', 'Words', null, 'x.1@site.test', null, [], $html ) );
	}
}
