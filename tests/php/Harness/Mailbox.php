<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

/**
 * Where every mail of a test arrives: wp_mail() runs whole, and only the last step, handing the finished message to a mail
 * server, is replaced. It can be told to refuse.
 */
final class Mailbox {

	/**
	 * @var list<array{to: list<string>, subject: string, headers: string, mime: string, text: string, html: string, reply_to: list<string>}>
	 */
	private array $mails = [];

	private ?string $refusal = null;

	private mixed $previous = null;

	/** A mailbox in place of WordPress's mailer. */
	public static function installed(): self {
		require_once ABSPATH . WPINC . '/PHPMailer/PHPMailer.php';
		require_once ABSPATH . WPINC . '/PHPMailer/SMTP.php';
		require_once ABSPATH . WPINC . '/PHPMailer/Exception.php';
		require_once ABSPATH . WPINC . '/class-wp-phpmailer.php';
		$mailbox              = new self();
		$mailbox->previous    = $GLOBALS['phpmailer'] ?? null;
		$mailer               = new CatchingMailer( true );
		$mailer->mailbox      = $mailbox;
		$mailer::$validator   = static fn( string $email ): bool => (bool) is_email( $email );
		$GLOBALS['phpmailer'] = $mailer;
		return $mailbox;
	}

	/** Puts WordPress's mailer back. */
	public function remove(): void {
		$GLOBALS['phpmailer'] = $this->previous;
	}

	/** Makes every mail fail with this error from now on. */
	public function refuse_everything( string $reason = 'SMTP connect() failed.' ): void {
		$this->refusal = $reason;
	}

	/** Mails are accepted again. */
	public function accept_again(): void {
		$this->refusal = null;
	}

	/**
	 * What arrived, oldest first.
	 *
	 * @return list<array{
	 *     to: list<string>, subject: string, headers: string, mime: string, text: string, html: string,
	 *     reply_to: list<string>,
	 * }>
	 */
	public function mails(): array {
		return $this->mails;
	}

	/**
	 * The only mail that arrived.
	 *
	 * @return array{to: list<string>, subject: string, headers: string, mime: string, text: string, html: string, reply_to: list<string>}
	 */
	public function only_mail(): array {
		if ( 1 !== count( $this->mails ) ) {
			throw new \RuntimeException( 'Expected one mail, ' . count( $this->mails ) . ' arrived.' );
		}
		return $this->mails[0];
	}

	/** Keeps a finished message, or refuses it with PHPMailer's own exception. */
	public function receive( CatchingMailer $mailer ): void {
		if ( null !== $this->refusal ) {
			throw new \PHPMailer\PHPMailer\Exception( $this->refusal );
		}
		$html          = 'text/html' === $mailer->ContentType || '' !== $mailer->AltBody;
		$addresses     = static fn( array $list ): array => array_values( array_map(
			static fn( array $one ): string => (string) $one[0],
			$list,
		) );
		$mime          = $mailer->getSentMIMEMessage();
		$this->mails[] = [
			'to'       => $addresses( $mailer->getToAddresses() ),
			'subject'  => $mailer->Subject,
			'headers'  => explode( "\r\n\r\n", $mime, 2 )[0],
			'mime'     => $mime,
			'text'     => $html ? $mailer->AltBody : $mailer->Body,
			'html'     => $html ? $mailer->Body : '',
			'reply_to' => $addresses( $mailer->getReplyToAddresses() ),
		];
	}
}
