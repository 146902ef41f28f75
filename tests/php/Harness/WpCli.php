<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

/** WP-CLI itself, in a process of its own on the test site, as an owner runs it. What it writes is really written: see Faults\RealSite. */
final class WpCli {

	/** Looks at a command that never ends, one each 20 ms, before it is killed and gets the code -1. */
	private const PATIENCE = 3000;

	/** @param array<string, string> $environment See tests/support/cli.php. */
	public function __construct( private readonly array $environment = [] ) {}

	/**
	 * @param list<string> $arguments After `wp`.
	 *
	 * @return array{code: int, out: string, err: string} The exit code and what it printed.
	 */
	public function run( array $arguments, string $input = '' ): array {
		$files = [
			'in' => (string) tempnam( sys_get_temp_dir(), 'aaia-cli-' ),
			'out' => (string) tempnam( sys_get_temp_dir(), 'aaia-cli-' ),
			'err' => (string) tempnam( sys_get_temp_dir(), 'aaia-cli-' ),
		];
		file_put_contents( $files['in'], $input );
		$site    = untrailingslashit( ABSPATH );
		$phar    = (string) getenv( 'AAIA_WP_CLI' );
		$support = dirname( __DIR__, 2 ) . '/support/cli.php';
		$pipes   = [];
		$process = proc_open(
			[ PHP_BINARY, '-d', 'memory_limit=512M', $phar, "--path=$site", '--allow-root', '--no-color', "--require=$support", ...$arguments ],
			[ [ 'file', $files['in'], 'r' ], [ 'file', $files['out'], 'w' ], [ 'file', $files['err'], 'w' ] ],
			$pipes,
			$site,
			$this->environment + getenv()
		);
		if ( ! is_resource( $process ) ) {
			throw new \RuntimeException( 'WP-CLI did not start.' );
		}
		for ( $wait = 0; ( $state = proc_get_status( $process ) )['running'] && $wait < self::PATIENCE; $wait++ ) {
			usleep( 20_000 );
		}
		if ( $state['running'] ) {
			proc_terminate( $process, 9 );
		}
		proc_close( $process );
		$code = $state['running'] ? -1 : $state['exitcode'];
		$said = [ 'code' => $code, 'out' => (string) file_get_contents( $files['out'] ), 'err' => (string) file_get_contents( $files['err'] ) ];
		array_map( unlink( ... ), $files );
		return $said;
	}
}
