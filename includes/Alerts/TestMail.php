<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

use Aaia\Chatbot\Support\Ids;

/** A mail sent at once to see whether mail works, with the mailer's true answer in words. */
final class TestMail {

	/** More recipients than this are not tried: each may take its time, and somebody waits. */
	private const RECIPIENTS = 5;

	public function __construct(
		private readonly SupportRecipients $recipients,
		private readonly Mailer $mailer,
		private readonly SiteLocale $locale,
		private readonly FailureWords $words,
	) {}

	/** @return array{ok: bool, message: string} In the language of who asks. */
	public function send(): array {
		$addresses = array_slice( $this->recipients->addresses(), 0, self::RECIPIENTS );
		if ( [] === $addresses ) {
			return [
				'ok'      => false,
				'message' => __( 'There is no valid address to send to. Type one under “Support e-mail address”.', 'aaia-chatbot' ),
			];
		}
		foreach ( $addresses as $address ) {
			$outcome = $this->mailer->send( $this->locale->speak( fn(): Mail => $this->write( $address ) ) );
			if ( ! $outcome->accepted ) {
				return [
					'ok'      => false,
					'message' => $this->failure( $address, $outcome->reason ),
				];
			}
		}
		return [
			'ok'      => true,
			/* translators: %s: e-mail address or addresses. */
			'message' => sprintf( __( 'The mail server accepted a test mail for %s. Look into that mailbox, and into its spam folder.', 'aaia-chatbot' ), implode( ', ', $addresses ) ),
		];
	}

	private function failure( string $address, string $reason ): string {
		/* translators: 1: e-mail address, 2: sentence that explains, 3: the mail server's own words. */
		$sentence = '' === $reason ? __( 'The test mail for %1$s was not sent. %2$s', 'aaia-chatbot' ) : __( 'The test mail for %1$s was not sent. %2$s The mailer’s own words: %3$s', 'aaia-chatbot' );
		return sprintf( $sentence, $address, $this->words->explain( $reason ), $reason );
	}

	private function write( string $address ): Mail {
		return new Mail(
			$address,
			__( 'Test of the AAIA chatbot’s alerts', 'aaia-chatbot' ),
			__( "Hello,\n\nThis is a test. Requests for support from your AAIA chatbot will arrive at this address.\n\nRegards,\nAAIA Chatbot System", 'aaia-chatbot' ),
			null,
			MessageIds::of_test( Ids::random() ),
			null,
			[ 'X-AAIA-Type' => 'test' ]
		);
	}
}
