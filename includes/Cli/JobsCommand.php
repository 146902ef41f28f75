<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\JobQueue;

/**
 * Background jobs that failed for good.
 */
final class JobsCommand {

	/** Most jobs listed or tried again at once. */
	private const MOST = 1000;

	public function __construct( private readonly JobQueue $queue ) {}

	/**
	 * Lists the jobs that were given up, the latest first.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : table, json or csv.
	 * ---
	 * default: table
	 * options:
	 *   - table
	 *   - json
	 *   - csv
	 * ---
	 *
	 * @param list<string>               $arguments
	 * @param array<string, string|bool> $options
	 */
	public function list( array $arguments, array $options ): void {
		$format = (string) ( $options['format'] ?? 'table' );
		\WP_CLI\Utils\format_items(
			$format,
			$this->queue->dead( self::MOST ),
			[ 'id', 'handler', 'attempts', 'error', 'created_at', 'died_at' ],
		);
	}

	/**
	 * Tries jobs again that were given up: a worker takes them up with its next round.
	 *
	 * ## OPTIONS
	 *
	 * [<id>...]
	 * : Numbers of the jobs, as `list` shows them.
	 *
	 * [--all]
	 * : All of them.
	 *
	 * @param list<string>               $arguments
	 * @param array<string, string|bool> $options
	 */
	public function retry( array $arguments, array $options ): void {
		$ids = isset( $options['all'] ) ? array_column( $this->queue->dead( self::MOST ), 'id' ) : $arguments;
		if ( [] === $ids ) {
			isset( $options['all'] ) ? \WP_CLI::success( 'No job was given up.' ) : \WP_CLI::error( 'Name the jobs, or say --all.' );
			return;
		}
		$unknown = array_filter( $ids, fn( int|string $id ): bool => ! ctype_digit( (string) $id ) || ! $this->queue->retry_dead( (int) $id ) );
		if ( [] !== $unknown ) {
			\WP_CLI::error( sprintf( 'Not among the jobs that were given up: %s.', implode( ', ', $unknown ) ) );
		}
		\WP_CLI::success( sprintf( '%d jobs are tried again.', count( $ids ) ) );
	}
}
