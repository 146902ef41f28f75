<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Ids;

/** Sends a test mail at once and explains the mailer's answer. */
final class TestMail {

	/** Most recipients that are tried: each may take seconds, and somebody waits. */
	private const RECIPIENTS = 5;

	public function __construct(
		private readonly SupportRecipients $recipients,
		private readonly Mailer $mailer,
		private readonly SiteLocale $locale,
		private readonly MailErrors $errors,
	) {}

	/** @return array{ok: bool, message: string} In the language of who asks. */
	public function send(): array {
		$addresses = array_slice( $this->recipients->addresses(), 0, self::RECIPIENTS );
		if ( [] === $addresses ) {
			return [
				'ok'      => false,
				'message' => __( 'There is no valid address to send to. Enter one under “Support e-mail address”.', 'aaia-chatbot' ),
			];
		}
		foreach ( $addresses as $address ) {
			$outcome = $this->mailer->send( $this->locale->run( fn(): Email => $this->write( $address ) ) );
			if ( ! $outcome->accepted ) {
				return [
					'ok'      => false,
					'message' => $this->errors->failed_test( $address, $outcome->reason ),
				];
			}
		}
		return [
			'ok'      => true,
			'message' => $this->errors->passed_test( $addresses ),
		];
	}

	private function write( string $address ): Email {
		return new Email(
			$address,
			__( 'Test of the AAIA chatbot’s alerts', 'aaia-chatbot' ),
			__(
				"Hello,\n\nThis is a test. Requests for support from your AAIA chatbot will arrive at this address.\n\nRegards,\nAAIA Chatbot System",
				'aaia-chatbot'
			),
			null,
			MessageIds::for_test( Ids::random() ),
			null,
			[ 'X-AAIA-Type' => 'test' ]
		);
	}
}
