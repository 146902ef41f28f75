<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

/** WordPress's mailer with the mailbox of a test in place of a mail server. */
final class CatchingMailer extends \WP_PHPMailer {

	public ?Mailbox $mailbox = null;

	/** Passes the finished message to the mailbox. */
	public function postSend(): bool {
		$this->mailbox?->receive( $this );
		return true;
	}
}
