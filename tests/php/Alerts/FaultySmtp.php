<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

/** A real SMTP server in a process of its own, which misbehaves as a test tells it (tests/support/mail/faulty-smtp.mjs). */
final class FaultySmtp {

	/** @var resource */
	private $process;

	/** @var array<int, resource> */
	private array $pipes;

	public readonly int $port;

	private readonly int $http;

	public function __construct() {
		$script  = dirname( __DIR__, 2 ) . '/support/mail/faulty-smtp.mjs';
		$pipes   = [];
		$process = proc_open( [ 'node', $script ], [ [ 'pipe', 'r' ], [ 'pipe', 'w' ], [ 'file', '/dev/null', 'w' ] ], $pipes );
		if ( ! is_resource( $process ) ) {
			throw new \RuntimeException( 'The SMTP server did not start.' );
		}
		$this->process = $process;
		$this->pipes   = $pipes;
		$ports         = json_decode( (string) fgets( $pipes[1] ), true );
		if ( ! is_array( $ports ) ) {
			throw new \RuntimeException( 'The SMTP server did not say where it listens.' );
		}
		$this->port = (int) $ports['smtp'];
		$this->http = (int) $ports['http'];
	}

	/** Makes WordPress send its mails here. */
	public function connect(): void {
		$mailer               = new \WP_PHPMailer( true );
		$mailer::$validator   = static fn( string $email ): bool => (bool) is_email( $email );
		$GLOBALS['phpmailer'] = $mailer;
		add_action(
			'phpmailer_init',
			function ( \PHPMailer\PHPMailer\PHPMailer $phpmailer ): void {
				$phpmailer->isSMTP();
				$phpmailer->Host        = '127.0.0.1';
				$phpmailer->Port        = $this->port;
				$phpmailer->SMTPAuth    = false;
				$phpmailer->SMTPAutoTLS = false;
			}
		);
	}

	/** What happens to the next mails, one fault each; afterwards mails are accepted. */
	public function plan( string ...$faults ): void {
		$this->ask( 'PUT', '/plan', (string) json_encode( array_values( $faults ) ) );
	}

	/**
	 * What arrived, oldest first.
	 *
	 * @return list<array{envelope: array{from: string, to: list<string>}, subject: string, from: string, to: string, reply_to: string, message_id: string, headers: list<string>, text: string, html: string}>
	 */
	public function messages(): array {
		return (array) json_decode( $this->ask( 'GET', '/messages' ), true );
	}

	/** Forgets what arrived and the rest of the plan. */
	public function clear(): void {
		$this->ask( 'DELETE', '/messages' );
	}

	public function stop(): void {
		fclose( $this->pipes[0] );
		proc_terminate( $this->process );
		proc_close( $this->process );
	}

	private function ask( string $method, string $path, string $body = '' ): string {
		$context = stream_context_create( [ 'http' => [ 'method' => $method, 'content' => $body, 'header' => 'Content-Type: application/json', 'timeout' => 5 ] ] );
		return (string) file_get_contents( 'http://127.0.0.1:' . $this->http . $path, false, $context );
	}
}
