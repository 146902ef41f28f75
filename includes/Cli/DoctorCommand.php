<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Operations\StatusReport;

/** `wp aaia doctor`: what Settings -> Aaia XP -> Status shows. */
final class DoctorCommand {

	public function __construct( private readonly StatusReport $report ) {}

	/**
	 * Shows what is wrong and what was measured, with the log: the same text as the file for support.
	 *
	 * Ends with 1 when something is critical, so that a monitoring service can run it.
	 *
	 * ## OPTIONS
	 *
	 * [--format=<format>]
	 * : text, or json for programs.
	 * ---
	 * default: text
	 * options:
	 *   - text
	 *   - json
	 * ---
	 *
	 * @param list<string>         $args
	 * @param array<string, mixed> $options
	 */
	public function __invoke( array $args, array $options ): void {
		$problems = Commands::guarded( fn(): array => $this->report->problems() );
		if ( 'json' === ( $options['format'] ?? 'text' ) ) {
			$found = [ 'problems' => $problems, 'groups' => Commands::guarded( fn(): array => $this->report->groups() ) ];
			\WP_CLI::line( (string) wp_json_encode( $found, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) );
		} else {
			\WP_CLI::line( Commands::guarded( fn(): string => $this->report->file() ) );
		}
		if ( [] !== array_filter( array_column( $problems, 'critical' ) ) ) {
			\WP_CLI::halt( 1 );
		}
	}
}
