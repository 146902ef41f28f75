<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\Migrator;

/**
 * `wp aaia migrate`: brings the site's tables to this release.
 */
final class MigrateCommand {

	public function __construct( private readonly Migrator $migrator ) {}

	/**
	 * Runs the steps that are missing; safe to run at any time.
	 */
	public function __invoke(): void {
		try {
			$done = $this->migrator->migrate();
		} catch ( DatabaseFailure $failure ) {
			\WP_CLI::error( 'The database refused a step: ' . $failure->getMessage() );
		}
		\WP_CLI::success( [] === $done ? 'The tables are those of this release.' : 'Steps done: ' . implode( ', ', $done ) . '.' );
	}
}
