<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Faults;

/** WordPress's mailer, which writes one line to a file for each accepted mail, so that the record survives a killed process. */
final class RecordingMailer extends \WP_PHPMailer {

	private string $file = '';

	/** Puts it in place of WordPress's own, whose classes are loaded. */
	public static function install( string $file ): void {
		$mailer               = new self( true );
		$mailer->file         = $file;
		$mailer::$validator   = static fn( string $email ): bool => (bool) is_email( $email );
		$GLOBALS['phpmailer'] = $mailer;
	}

	/** Accepts the mail after a moment, as a mail server does. */
	public function postSend(): bool {
		usleep( 5_000 );
		file_put_contents( $this->file, wp_json_encode( [ 'id' => $this->MessageID, 'text' => $this->Body ] ) . "\n", FILE_APPEND | LOCK_EX );
		usleep( 5_000 );
		return true;
	}
}
