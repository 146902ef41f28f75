<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\MetricsRepository;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Plugin\WebPages;

/** `wp aaia ...`: everything the plugin does on the command line. */
final class Commands {

	public function __construct( private readonly Plugin $plugin ) {}

	public function register(): void {
		\WP_CLI::add_command( 'aaia ask', new AskCommand( $this->plugin->answers()->answerer, $this->plugin->answers()->usage ) );
		\WP_CLI::add_command( 'aaia setting', new SettingCommand( $this->plugin->base->settings ) );
		\WP_CLI::add_command( 'aaia knowledge', new KnowledgeCommand( $this->plugin->library() ) );
		\WP_CLI::add_command( 'aaia knowledge health', new HealthCommand( $this->plugin->health() ) );
		\WP_CLI::add_command( 'aaia knowledge pages', new PagesCommand( fn(): WebPages => $this->plugin->library()->web ) );
		\WP_CLI::add_command( 'aaia digest', new DigestCommand( $this->plugin->alerting() ) );
		\WP_CLI::add_command( 'aaia metrics', new MetricsCommand( $this->plugin->staff()->metrics_export(), new MetricsRepository( $this->plugin->base->database, $this->plugin->base->clock, $this->plugin->base->events ), $this->plugin->answers()->usage ) );
		\WP_CLI::add_command( 'aaia visitor', new VisitorCommand( $this->plugin->base->visitors(), $this->plugin->base->tokens(), $this->plugin->desk()->conversations ) );
		\WP_CLI::add_command( 'aaia worker', new WorkerCommand( $this->plugin->worker() ) );
		\WP_CLI::add_command( 'aaia migrate', new MigrateCommand( $this->plugin->lifecycle() ) );
	}
}
