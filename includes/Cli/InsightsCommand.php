<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Insights\CountFigures;
use Aaia\Chatbot\Insights\Figures;
use Aaia\Chatbot\Insights\Period;

/**
 * `wp aaia insights`: figures of the chat.
 */
final class InsightsCommand {

	/** Time after which a command says how far it is. Seconds. */
	private const STEP = 20.0;

	public function __construct(
		private readonly CountFigures $counting,
		private readonly Figures $figures,
	) {}

	/**
	 * Counts what is new now, without waiting for the background job.
	 *
	 * ## OPTIONS
	 *
	 * [--anew]
	 * : Count all conversations once more, from their own tables. The figures stay readable meanwhile.
	 *
	 * @param list<string>               $arguments
	 * @param array<string, string|bool> $options
	 */
	public function count( array $arguments, array $options ): void {
		Commands::guarded( function () use ( $options ): void {
			if ( isset( $options['anew'] ) ) {
				$this->counting->begin_anew();
			}
			while ( ! $this->counting->run( self::STEP ) ) {
				\WP_CLI::log( 'Counting ...' );
			}
		} );
		\WP_CLI::success( 'All conversations are counted.' );
	}

	/**
	 * Prints the figures of each day of a period.
	 *
	 * Limited conversations are left out, unless --user=<login> may see them.
	 *
	 * ## OPTIONS
	 *
	 * --from=<day>
	 * : First day, such as 2026-11-01, in the site's time zone.
	 *
	 * --to=<day>
	 * : Last day, included.
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
	public function show( array $arguments, array $options ): void {
		$period = Period::between( (string) $options['from'], (string) $options['to'] );
		if ( null === $period ) {
			\WP_CLI::error( 'Enter two days as 2026-01-31, the earlier one first, at most five years apart.' );
		}
		$days = Commands::guarded( function () use ( $period ): array {
			$this->counting->catch_up();
			return $this->figures->of( $period )['days'];
		} );
		\WP_CLI\Utils\format_items(
			is_string( $options['format'] ?? null ) ? $options['format'] : 'table',
			$days,
			array_keys( $days[0] ?? [] ),
		);
	}
}
