<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

/** A web server (tests/support/web/planned-site.mjs) in a separate process, with responses that a test defines. */
final class PlannedSite {

	/** @var resource */
	private $process;

	/** @var array<int, resource> */
	private array $pipes;

	public readonly int $port;

	public function __construct() {
		$pipes   = [];
		$process = proc_open(
			[ 'node', dirname( __DIR__, 2 ) . '/support/web/planned-site.mjs' ],
			[ [ 'pipe', 'r' ], [ 'pipe', 'w' ], STDERR ],
			$pipes,
		);
		if ( ! is_resource( $process ) ) {
			throw new \RuntimeException( 'The website did not start.' );
		}
		$this->process = $process;
		$this->pipes   = $pipes;
		$said          = json_decode( (string) fgets( $pipes[1] ), true );
		if ( ! is_array( $said ) || ! is_int( $said['http'] ?? null ) ) {
			throw new \RuntimeException( 'The website did not say where it listens.' );
		}
		$this->port = $said['http'];
	}

	public function stop(): void {
		fclose( $this->pipes[0] );
		proc_terminate( $this->process );
		proc_close( $this->process );
	}

	/** The address of a path on 127.0.0.1. */
	public function url( string $path = '/' ): string {
		return 'http://127.0.0.1:' . $this->port . $path;
	}

	/**
	 * What it answers from now on; forgets what it was asked so far.
	 *
	 * @param array<string, mixed> $answers By path, see the script.
	 */
	public function plan( array $answers ): void {
		$this->ask( 'PUT', '/--plan', (string) json_encode( (object) $answers ) );
		$this->ask( 'PUT', '/--journal' );
	}

	/** @return list<array{path: string, headers: array<string, string>, at: int, to: string}> Requests, oldest first. */
	public function journal(): array {
		$journal = json_decode( $this->ask( 'GET', '/--journal' ), true );
		return is_array( $journal ) ? array_values( $journal ) : [];
	}

	/** @return list<string> Paths asked for, oldest first. */
	public function paths(): array {
		return array_column( $this->journal(), 'path' );
	}

	/** Lets WordPress and us through to this site only: to its port, on the two loopback addresses it listens on. */
	public function let_through(): void {
		add_filter(
			'http_request_host_is_external',
			fn( mixed $external, string $host, string $url ): bool => true === $external || $this->is_mine( $url ),
			10,
			3,
		);
		add_filter( 'http_allowed_safe_ports', fn( array $ports ): array => [ ...$ports, $this->port ] );
	}

	private function is_mine( string $url ): bool {
		return wp_parse_url( $url, PHP_URL_PORT ) === $this->port
			&& in_array( wp_parse_url( $url, PHP_URL_HOST ), [ '127.0.0.1', 'localhost' ], true );
	}

	private function ask( string $method, string $path, string $body = '' ): string {
		$context = stream_context_create(
			[ 'http' => [ 'method' => $method, 'content' => $body, 'header' => 'Content-Type: application/json', 'timeout' => 5 ] ],
		);
		return (string) file_get_contents( 'http://127.0.0.1:' . $this->port . $path, false, $context );
	}
}
