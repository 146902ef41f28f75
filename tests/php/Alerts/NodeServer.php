<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

/** One of the servers in tests/support/mail, in a process of its own. */
final class NodeServer {

	/** @var resource */
	private $process;

	/** @var array<int, resource> */
	private array $pipes;

	/** Where it is told what to do, by HTTP. */
	public readonly int $port;

	/** @var array<string, int> What it said about itself. */
	public readonly array $ports;

	public function __construct( string $script ) {
		$pipes   = [];
		$process = proc_open(
			[ 'node', dirname( __DIR__, 2 ) . '/support/mail/' . $script ],
			[ [ 'pipe', 'r' ], [ 'pipe', 'w' ], [ 'file', '/dev/null', 'w' ] ],
			$pipes
		);
		if ( ! is_resource( $process ) ) {
			throw new \RuntimeException( "$script did not start." );
		}
		$this->process = $process;
		$this->pipes   = $pipes;
		$ports         = json_decode( (string) fgets( $pipes[1] ), true );
		if ( ! is_array( $ports ) ) {
			throw new \RuntimeException( "$script did not say where it listens." );
		}
		$this->ports = $ports;
		$this->port  = (int) $ports['http'];
	}

	/** Asks the server itself, past WordPress. */
	public function ask( string $method, string $path, string $body = '' ): string {
		$context = stream_context_create(
			[ 'http' => [ 'method' => $method, 'content' => $body, 'header' => 'Content-Type: application/json', 'timeout' => 5 ] ]
		);
		return (string) file_get_contents( 'http://127.0.0.1:' . $this->port . $path, false, $context );
	}

	public function stop(): void {
		fclose( $this->pipes[0] );
		proc_terminate( $this->process );
		proc_close( $this->process );
	}
}
