<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Worker;

/** `wp aaia worker`: runs jobs and delivers events, on any number of servers. */
final class WorkerCommand {

	/** Pause when no job is due. Microseconds. */
	private const PAUSE = 500_000;

	/** Length of a round, after which signals and the time limit are checked. Seconds. */
	private const ROUND = 5.0;

	/** How long it works without --time-limit. Seconds. */
	private const SECONDS = 3600;

	public function __construct( private readonly Worker $worker ) {}

	/**
	 * Does what is due, again and again.
	 *
	 * ## OPTIONS
	 *
	 * [--once]
	 * : Do what is due now and end.
	 *
	 * [--time-limit=<seconds>]
	 * : End after this many seconds. Default: 3600; supervisors start it again.
	 *
	 * @param list<string>               $arguments
	 * @param array<string, string|bool> $options
	 */
	public function __invoke( array $arguments, array $options ): void {
		$seconds = $options['time-limit'] ?? self::SECONDS;
		if ( ! is_numeric( $seconds ) || (float) $seconds <= 0 ) {
			\WP_CLI::error( '--time-limit is a number of seconds, such as 3600.' );
		}
		$limit = (float) $seconds;
		$until = microtime( true ) + $limit;
		$done  = 0;
		$stop  = false;
		if ( function_exists( 'pcntl_async_signals' ) ) {
			pcntl_async_signals( true );
			$end = static function () use ( &$stop ): void {
				$stop = true;
			};
			pcntl_signal( SIGTERM, $end );
			pcntl_signal( SIGINT, $end );
		}
		do {
			$round = $this->worker->run( min( self::ROUND, max( 0.1, $until - microtime( true ) ) ) );
			$done += $round;
			if ( isset( $options['once'] ) ) {
				break;
			}
			if ( 0 === $round ) {
				usleep( self::PAUSE );
			}
			wp_cache_flush_runtime();
		} while ( ! $this->over( $stop, $until ) );
		\WP_CLI::success( "$done jobs done." );
	}

	private function over( bool $stop, float $until ): bool {
		return $stop || microtime( true ) >= $until;
	}
}
