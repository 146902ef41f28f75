<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Services;

/** Registers the WP-CLI commands `wp aaia ...`. */
final class Commands {

	public function __construct( private readonly Services $services ) {}

	public function register(): void {
		$commands = [
			'ask'              => AskCommand::class,
			'setting'          => SettingCommand::class,
			'knowledge'        => KnowledgeCommand::class,
			'knowledge health' => HealthCommand::class,
			'knowledge pages'  => PagesCommand::class,
			'digest'           => DigestCommand::class,
			'metrics'          => MetricsCommand::class,
			'visitor'          => VisitorCommand::class,
			'worker'           => WorkerCommand::class,
			'jobs'             => JobsCommand::class,
			'migrate'          => MigrateCommand::class,
		];
		foreach ( $commands as $name => $command ) {
			\WP_CLI::add_command( 'aaia ' . $name, $this->services->get( $command ) );
		}
	}
}
