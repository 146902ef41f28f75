<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;
use PHPMailer\PHPMailer\PHPMailer;
use PHPMailer\PHPMailer\SMTP;

/**
 * Sends one mail through wp_mail(), and so through the site's mail plugin, and finds out why it failed.
 *
 * Our hooks are attached only during our own call: other plugins' mails are not changed.
 */
final class Mailer {

	/** @param int $seconds Longest wait for each answer of the mail server. */
	public function __construct( private readonly int $seconds = 10 ) {}

	/** Never throws: exceptions of mail plugins become refusals. */
	public function send( Email $mail ): DeliveryOutcome {
		$reason  = '';
		$used    = null;
		$prepare = function ( mixed $phpmailer ) use ( $mail, &$used ): void {
			if ( $phpmailer instanceof PHPMailer ) {
				$used = $phpmailer;
				$this->prepare( $phpmailer, $mail );
			}
		};
		$listen  = static function ( mixed $error ) use ( &$reason ): void {
			$reason = $error instanceof \WP_Error ? $error->get_error_message() : '';
		};
		add_action( 'phpmailer_init', $prepare, PHP_INT_MAX );
		add_action( 'wp_mail_failed', $listen );
		$accepted = false;
		try {
			$accepted = true === wp_mail( $mail->to, $mail->subject, $mail->text, $mail->header_lines() );
		} catch ( \Throwable $failure ) {
			$reason = $failure->getMessage();
		} finally {
			remove_action( 'phpmailer_init', $prepare, PHP_INT_MAX );
			remove_action( 'wp_mail_failed', $listen );
			if ( $used instanceof PHPMailer ) {
				$reason = $accepted ? '' : $this->with_details( $reason, $used );
				$this->put_back( $used, $accepted );
			}
		}
		return $accepted
			? DeliveryOutcome::accepted()
			: DeliveryOutcome::refused( Text::truncate( Text::line( wp_strip_all_tags( $reason ) ), 900 ) );
	}

	/**
	 * Sets time limits, our Message-ID, and our text as written: a filter that makes all mails HTML would otherwise turn a visitor's
	 * words into markup.
	 */
	private function prepare( PHPMailer $phpmailer, Email $mail ): void {
		$phpmailer->Timeout   = min( $this->seconds, $phpmailer->Timeout );
		$phpmailer->MessageID = '<' . $mail->message_id . '>';
		$phpmailer->CharSet   = PHPMailer::CHARSET_UTF8;
		if ( ! $mail->to_team && 'WordPress' === $phpmailer->FromName ) {
			// Where no mail plugin names the sender: visitors know the site, not WordPress.
			$phpmailer->FromName = Email::site_name();
		}
		if ( null === $mail->html ) {
			$phpmailer->isHTML( false );
			$phpmailer->Body    = $mail->text;
			$phpmailer->AltBody = '';
		} else {
			$phpmailer->isHTML( true );
			$phpmailer->Body    = $mail->html;
			$phpmailer->AltBody = $mail->text;
		}
		// SMTP has a limit of its own for each answer, five minutes, which Timeout does not change.
		$phpmailer->getSMTPInstance()->Timelimit = $this->seconds;
	}

	/** PHPMailer's sentence, completed with the code and the words of the mail server where it leaves them out. */
	private function with_details( string $reason, PHPMailer $phpmailer ): string {
		$error = $phpmailer->getSMTPInstance()->getError();
		$parts = [ $reason ];
		foreach ( [ 'smtp_code', 'smtp_code_ex', 'detail' ] as $part ) {
			$words = isset( $error[ $part ] ) ? trim( (string) $error[ $part ] ) : '';
			if ( '' !== $words && ! str_contains( $reason, $words ) ) {
				$parts[] = $words;
			}
		}
		return implode( ' ', $parts );
	}

	/**
	 * Resets the PHPMailer object, which all mails of this request share. After a failure the connection is closed: PHPMailer would
	 * otherwise send QUIT when the process ends and wait for an answer that may never come.
	 */
	private function put_back( PHPMailer $phpmailer, bool $accepted ): void {
		if ( ! $accepted ) {
			$phpmailer->getSMTPInstance()->close();
		}
		$phpmailer->MessageID                    = '';
		$phpmailer->Timeout                      = ( new PHPMailer() )->Timeout;
		$phpmailer->getSMTPInstance()->Timelimit = ( new SMTP() )->Timelimit;
	}
}
