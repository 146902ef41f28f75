<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

use Aaia\Chatbot\Assistant\Metrics\AnswerMetrics;

/** `wp aaia metrics`: how answers came about. */
final class MetricsCommand {

	public function __construct( private readonly AnswerMetrics $metrics ) {}

	/**
	 * Prints what is kept of every answer, one JSON object a line, oldest first.
	 *
	 * @param list<string>               $args
	 * @param array<string, string|bool> $options
	 */
	public function export( array $args, array $options ): void {
		foreach ( $this->metrics->lines() as $line ) {
			\WP_CLI::line( $line );
		}
	}
}
