<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\MetricsRepository;
use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Inbox\InboxFilterParser;
use Aaia\Chatbot\Inbox\MetricsExport;

/**
 * `wp aaia metrics`: how answers came about, and what they cost.
 */
final class MetricsCommand {

	/** Filters of the conversation list that apply here. */
	private const FILTERS = [ 'answers', 'status', 'archived', 'rating', 'assignee', 'search', 'from', 'to' ];

	public function __construct(
		private readonly MetricsExport $export,
		private readonly MetricsRepository $metrics,
		private readonly UsageRepository $usage,
		private readonly InboxFilterParser $filters,
	) {}

	/**
	 * Prints what is kept of answers: of all, oldest first, or of the conversations in a list.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : jsonl prints one JSON object a line, json one array, csv a table for spreadsheets.
	 * ---
	 * default: jsonl
	 * options:
	 *   - jsonl
	 *   - json
	 *   - csv
	 * ---
	 *
	 * [--answers=<kind>]
	 * : Only of conversations with weak, flagged or refused answers. This and the filters below show what a user may see: add --user=<login>.
	 *
	 * [--status=<status>]
	 * : open, pending, snoozed, resolved, or several separated by commas.
	 *
	 * [--archived=<archived>]
	 * : true, false or any.
	 *
	 * [--rating=<rating>]
	 * : up or down.
	 *
	 * [--assignee=<assignee>]
	 * : me, none or the number of a user.
	 *
	 * [--search=<words>]
	 * : Words in the conversation.
	 *
	 * [--from=<date>]
	 * : Newest activity on or after this day.
	 *
	 * [--to=<date>]
	 * : Newest activity on or before this day.
	 *
	 * @param list<string>               $arguments
	 * @param array<string, string|bool> $options
	 */
	public function export( array $arguments, array $options ): void {
		$filters = array_intersect_key( array_filter( $options, is_string( ... ) ), array_flip( self::FILTERS ) );
		if ( [] !== $filters && 0 === get_current_user_id() ) {
			\WP_CLI::error( 'Filters show what a user may see. Say which one: --user=<login>' );
		}
		$filter = $this->filters->parse( new Input( $filters ), get_current_user_id() );
		if ( is_string( $filter ) ) {
			\WP_CLI::error( $filter );
		}
		$rows  = [] === $filters ? $this->metrics->all() : $this->export->of_list( $filter );
		$lines = match ( $options['format'] ?? 'jsonl' ) {
			'csv'   => $this->export->csv( $rows ),
			'json'  => $this->export->json_array( $rows ),
			default => $this->export->json_lines( $rows ),
		};
		foreach ( $lines as $line ) {
			// phpcs:ignore WordPress.PHP.NoSilencedErrors.Discouraged -- the reader has closed the pipe, such as `head`.
			if ( false === @fwrite( STDOUT, $line ) ) {
				return;
			}
		}
	}

	/**
	 * Prints what answers cost: today and this month, or a period.
	 *
	 * ## OPTIONS
	 *
	 * [--from=<day>]
	 * : First day, such as 2026-11-01, in the site's time zone.
	 *
	 * [--to=<day>]
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
	public function costs( array $arguments, array $options ): void {
		$totals = isset( $options['from'] ) || isset( $options['to'] )
			? [ 'period' => $this->usage->total_cost(
				$this->day( $options['from'] ?? '2000-01-01' ),
				$this->day( $options['to'] ?? 'today' )->modify( '+1 day' ),
			) ]
			: $this->usage->now();
		$rows   = [];
		foreach ( $totals as $name => $total ) {
			$rows[] = [
				'period'          => $name,
				'cost'            => $total['micro'] / 1_000_000,
				'currency'        => $total['currency'],
				'answers'         => $total['answers'],
				'unknown_answers' => $total['unknown_answers'],
				'input_tokens'    => $total['input_tokens'],
				'output_tokens'   => $total['output_tokens'],
				'other'           => implode(
					', ',
					array_map(
						static fn( int $micro, string $currency ): string => $micro / 1_000_000 . ' ' . $currency,
						$total['other'],
						array_keys( $total['other'] ),
					),
				),
			];
		}
		\WP_CLI\Utils\format_items(
			is_string( $options['format'] ?? null ) ? $options['format'] : 'table',
			$rows,
			[ 'period', 'cost', 'currency', 'answers', 'unknown_answers', 'input_tokens', 'output_tokens', 'other' ],
		);
	}

	private function day( string|bool $typed ): \DateTimeImmutable {
		$day = is_string( $typed ) ? date_create_immutable( $typed, wp_timezone() ) : false;
		if ( false === $day ) {
			\WP_CLI::error( 'Enter days as 2026-01-31.' );
		}
		return $day->setTime( 0, 0 );
	}
}
