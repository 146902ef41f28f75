<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Faults;

/** A process that runs one request of the site (see child.php) and can be killed by a test. */
final class Child {

	/** @var resource */
	private $process;

	/** @var resource */
	private $out;

	private string $heard = '';

	/** @param array<string, mixed> $arguments */
	public function __construct( string $kind, array $arguments ) {
		$process = proc_open(
			[ PHP_BINARY, __DIR__ . '/child.php', $kind, (string) wp_json_encode( $arguments ) ],
			[ 0 => [ 'file', '/dev/null', 'r' ], 1 => [ 'pipe', 'w' ], 2 => [ 'file', '/dev/null', 'w' ] ],
			$pipes,
			null,
			[ 'AAIA_TEST_SITE' => untrailingslashit( ABSPATH ) ] + getenv()
		);
		if ( ! is_resource( $process ) ) {
			throw new \RuntimeException( 'No process could be started.' );
		}
		$this->process = $process;
		$this->out     = $pipes[1];
		stream_set_blocking( $this->out, false );
	}

	/** Waits for output; false when the process ended first. */
	public function says( string $words, float $seconds = 20.0 ): bool {
		$until = microtime( true ) + $seconds;
		while ( microtime( true ) < $until ) {
			if ( str_contains( $this->heard(), $words ) ) {
				return true;
			}
			if ( ! $this->is_running() ) {
				return str_contains( $this->heard(), $words );
			}
			usleep( 2_000 );
		}
		throw new \RuntimeException( "A child never said “{$words}”: " . $this->heard );
	}

	/** Its output so far. */
	public function heard(): string {
		if ( is_resource( $this->out ) ) {
			$this->heard .= (string) stream_get_contents( $this->out );
		}
		return $this->heard;
	}

	public function is_running(): bool {
		return proc_get_status( $this->process )['running'];
	}

	/** Kills it (SIGKILL). Returns whether it was still running. */
	public function kill(): bool {
		$running = $this->is_running();
		proc_terminate( $this->process, 9 );
		$this->end();
		return $running;
	}

	/** Waits for its end. */
	public function end(): void {
		while ( $this->is_running() ) {
			$this->heard();
			usleep( 2_000 );
		}
		$this->heard();
		proc_close( $this->process );
	}
}
