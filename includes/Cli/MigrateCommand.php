<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Plugin\Lifecycle;

/**
 * `wp aaia migrate`: brings the site's tables to this release, and makes missing ones again.
 */
final class MigrateCommand {

	public function __construct( private readonly Lifecycle $lifecycle ) {}

	/**
	 * Runs the steps that are missing and makes tables and columns again that were lost; safe to run at any time.
	 *
	 * @param list<string>         $args    WP-CLI checks nothing for a command that takes nothing.
	 * @param array<string, mixed> $options
	 */
	public function __invoke( array $args = [], array $options = [] ): void {
		if ( [] !== $args || [] !== $options ) {
			\WP_CLI::error( 'Nothing was done: this command takes no words and no options.' );
		}
		$done = Commands::guarded( fn(): array => $this->lifecycle->repair() );
		if ( [] !== $done['made'] ) {
			\WP_CLI::warning(
				'These were missing and were created again, empty: ' . implode( ', ', $done['made'] )
					. '. What stood in them is gone unless you restore a backup.',
			);
		}
		\WP_CLI::success(
			[] === $done['steps'] ? 'The tables are those of this release.' : 'Steps done: ' . implode( ', ', $done['steps'] ) . '.',
		);
	}
}
