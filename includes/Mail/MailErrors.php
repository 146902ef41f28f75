<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

/** Explains a mailer's answer to the owner, and what to do. */
final class MailErrors {

	private const TRY_LATER = 'greylist|\b45[01]\b|try again later';

	private const BAD_RECIPIENT = 'recipients? (?:address )?(?:rejected|refused)|following recipients failed|user unknown|no such user'
		. '|mailbox unavailable|5\.1\.1|you must provide at least one recipient';

	/**
	 * A sentence in the current language.
	 *
	 * @param string $reason Message of the mailer; may be empty.
	 */
	public function explain( string $reason ): string {
		return match ( true ) {
			'' === trim( $reason )
				=> __( 'The e-mail was refused without a reason. Check the log of your mail plugin.', 'aaia-chatbot' ),
			$this->matches( $reason, 'could not instantiate mail' )
				=> __( 'This server cannot send e-mail by itself. Install a mail plugin and enter an SMTP server there.', 'aaia-chatbot' ),
			$this->matches( $reason, 'could not connect|failed to connect|connection refused|connect\(\) failed|getaddrinfo' )
				=> __( 'The mail server could not be reached. Check its address and port in your mail plugin.', 'aaia-chatbot' ),
			$this->matches( $reason, 'could not authenticate|authentication|5\.7\.8|\b535\b' )
				=> __( 'The mail server refused the user name or the password. Check them in your mail plugin.', 'aaia-chatbot' ),
			$this->matches( $reason, 'certificate|starttls|\bssl\b|\btls\b' )
				=> __( 'The secure connection to the mail server failed. Check the encryption in your mail plugin.', 'aaia-chatbot' ),
			$this->matches( $reason, 'from address failed|\(from\)|sender (?:address )?(?:rejected|refused)|not owned by user|send ?as' )
				=> __(
					'The mail server refused the sender’s address. In your mail plugin, choose an address of the site’s own domain.',
					'aaia-chatbot'
				),
			$this->matches( $reason, self::TRY_LATER )
				=> __( 'The mail server asks to try again later. Alerts do that by themselves.', 'aaia-chatbot' ),
			$this->matches( $reason, self::BAD_RECIPIENT )
				=> __( 'The mail server refused the recipient’s address. Check that it is right and that its mailbox exists.', 'aaia-chatbot' ),
			$this->matches( $reason, 'data not accepted|spam|blocked|policy' )
				=> __(
					'The mail server refused the message itself. Its operator can say why; often the sender is not allowed or is taken for spam.',
					'aaia-chatbot'
				),
			$this->matches( $reason, 'timed? ?out|timeout' )
				=> __( 'The mail server did not answer in time.', 'aaia-chatbot' ),
			default
				=> __( 'The e-mail was not accepted.', 'aaia-chatbot' ),
		};
	}

	/** Whether the mail server refused the recipient's address for good. */
	public function is_bad_recipient( string $reason ): bool {
		return $this->matches( $reason, self::BAD_RECIPIENT ) && ! $this->matches( $reason, self::TRY_LATER . '|\b4\d\d\b|\b4\.\d\.\d' );
	}

	/** Says that a test mail failed, and why. */
	public function failed_test( string $address, string $reason ): string {
		if ( '' === $reason ) {
			/* translators: 1: e-mail address, 2: sentence that explains. */
			return sprintf( __( 'The test e-mail for %1$s was not sent. %2$s', 'aaia-chatbot' ), $address, $this->explain( $reason ) );
		}
		return sprintf(
			/* translators: 1: e-mail address, 2: sentence that explains, 3: the mail server's own words. */
			__( 'The test e-mail for %1$s was not sent. %2$s The mail server said: %3$s', 'aaia-chatbot' ),
			$address,
			$this->explain( $reason ),
			$reason
		);
	}

	/**
	 * Says that a test mail was accepted.
	 *
	 * @param list<string> $addresses
	 */
	public function passed_test( array $addresses ): string {
		return sprintf(
			/* translators: %s: e-mail address or addresses. */
			__( 'The mail server accepted a test e-mail for %s. Check that mailbox and its spam folder.', 'aaia-chatbot' ),
			implode( ', ', $addresses )
		);
	}

	private function matches( string $reason, string $pattern ): bool {
		return 1 === preg_match( '/' . $pattern . '/i', $reason );
	}
}
