<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Mail;

use Aaia\Chatbot\Tests\Alerts\NodeServer;

/** A real SMTP server in a process of its own, which misbehaves as a test tells it (tests/support/mail/faulty-smtp.mjs). */
final class FaultySmtp {

	private readonly NodeServer $server;

	public readonly int $port;

	public function __construct() {
		$this->server = new NodeServer( 'faulty-smtp.mjs' );
		$this->port   = $this->server->ports['smtp'];
	}

	/** Makes WordPress send its mails here. */
	public function connect(): void {
		$GLOBALS['phpmailer'] = null;
		add_action(
			'phpmailer_init',
			function ( \PHPMailer\PHPMailer\PHPMailer $phpmailer ): void {
				$phpmailer->isSMTP();
				$phpmailer->Host        = '127.0.0.1';
				$phpmailer->Port        = $this->port;
				$phpmailer->SMTPAuth    = false;
				$phpmailer->SMTPAutoTLS = false;
				// PHPMailer writes line by line, which Nagle's algorithm slows down by 40 ms each.
				$phpmailer->SMTPOptions = [ 'socket' => [ 'tcp_nodelay' => true ] ];
			}
		);
	}

	/** What happens to the next mails, one fault each; afterwards mails are accepted. */
	public function plan( string ...$faults ): void {
		$this->server->ask( 'PUT', '/plan', (string) json_encode( array_values( $faults ) ) );
	}

	/**
	 * What arrived, oldest first.
	 *
	 * @return list<array{
	 *     envelope: array{from: string, to: list<string>}, subject: string, from: string, to: string, reply_to: string,
	 *     message_id: string, headers: list<string>, text: string, html: string
	 * }>
	 */
	public function messages(): array {
		return (array) json_decode( $this->server->ask( 'GET', '/messages' ), true );
	}

	/** Forgets what arrived and the rest of the plan. */
	public function clear(): void {
		$this->server->ask( 'DELETE', '/messages' );
	}

	public function stop(): void {
		$this->server->stop();
	}
}
