<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

/** A model server of tests/support/llm, as a separate process. It ends with this object, and with this process however that ends. */
final class ModelServer {

	/** Seconds to wait for it to listen. */
	private const START = 15;

	/** @var resource */
	private $process;

	/** @var array<int, resource> */
	private array $pipes;

	public readonly int $port;

	private function __construct( string $script ) {
		$pipes   = [];
		$process = proc_open(
			[ 'node', dirname( __DIR__, 3 ) . '/support/llm/' . $script ],
			[ [ 'pipe', 'r' ], [ 'pipe', 'w' ], STDERR ],
			$pipes,
		);
		if ( ! is_resource( $process ) ) {
			throw new \RuntimeException( "node could not run {$script}." );
		}
		$this->process = $process;
		$this->pipes   = $pipes;
		stream_set_timeout( $pipes[1], self::START );
		$line = (string) fgets( $pipes[1] );
		if ( 1 !== preg_match( '/^listening (\d+)$/', trim( $line ), $found ) ) {
			throw new \RuntimeException( "{$script} did not begin to listen." );
		}
		$this->port = (int) $found[1];
	}

	/** The server with the faults of fault-server.mjs. */
	public static function with_faults(): self {
		return new self( 'fault-server.mjs' );
	}

	/** The server of embeddings with the faults of embedding-server.mjs. */
	public static function embeddings(): self {
		return new self( 'embedding-server.mjs' );
	}

	/** The independent server with the answers of independent-server.mjs. */
	public static function independent(): self {
		return new self( 'independent-server.mjs' );
	}

	public function stop(): void {
		fclose( $this->pipes[0] );
		fclose( $this->pipes[1] );
		proc_terminate( $this->process );
		proc_close( $this->process );
	}

	public function host(): string {
		return '127.0.0.1:' . $this->port;
	}

	/** Base URL of a fault; without one, of the server. */
	public function url( string $fault = '' ): string {
		return 'http://' . $this->host() . ( '' === $fault ? '' : '/' . $fault . '/v1' );
	}

	/**
	 * Requests the fault server received for a fault, oldest first.
	 *
	 * @return list<array{fault: string, url: string, headers: array<string, string>, body: array<string, mixed>, ended: string}>
	 */
	public function seen( string $fault ): array {
		$all = json_decode( (string) file_get_contents( $this->url() . '/seen' ), true );
		return array_values( array_filter( is_array( $all ) ? $all : [], static fn( array $one ): bool => $fault === $one['fault'] ) );
	}
}
