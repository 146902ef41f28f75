<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** Calls code of other plugins so that its failure costs what it would have added, and nothing else. */
final class OtherPlugins {

	/** Failures of one place are logged once in this time, where an object cache lasts; otherwise once a request. Seconds. */
	private const QUIET = 3600;

	/**
	 * What other plugins' code answers, or `$otherwise` when it throws. The failure is logged once.
	 *
	 * @template T
	 *
	 * @param string       $place Where they hook in, such as the name of the filter. For the log.
	 * @param \Closure():T $call
	 * @param T            $otherwise
	 *
	 * @return T
	 */
	public static function ask( string $place, \Closure $call, mixed $otherwise ): mixed {
		$depth = count( $GLOBALS['wp_current_filter'] ?? [] );
		try {
			return $call();
		} catch ( \Throwable $failure ) {
			// WordPress takes a filter off its list only when all callbacks have returned.
			array_splice( $GLOBALS['wp_current_filter'], $depth );
			if ( wp_cache_add( 'failed ' . $place, 1, 'aaia_chatbot', self::QUIET ) ) {
				do_action( 'aaia_chatbot_log', 'error', sprintf( 'Another plugin failed in %s: %s', $place, $failure->getMessage() ) );
			}
			return $otherwise;
		}
	}
}
