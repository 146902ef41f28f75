<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Cli;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Services;
use Aaia\Chatbot\Storage\DatabaseFailure;

/** Registers the WP-CLI commands `wp aaia ...`. */
final class Commands {

	public function __construct( private readonly Services $services ) {}

	public function register(): void {
		$commands = [
			'doctor'           => DoctorCommand::class,
			'backup'           => BackupCommand::class,
			'ask'              => AskCommand::class,
			'setting'          => SettingCommand::class,
			'knowledge'        => KnowledgeCommand::class,
			'knowledge health' => HealthCommand::class,
			'knowledge pages'  => PagesCommand::class,
			'digest'           => DigestCommand::class,
			'metrics'          => MetricsCommand::class,
			'test'             => TestCommand::class,
			'insights'         => InsightsCommand::class,
			'visitor'          => VisitorCommand::class,
			'conversation'     => ConversationCommand::class,
			'worker'           => WorkerCommand::class,
			'jobs'             => JobsCommand::class,
			'migrate'          => MigrateCommand::class,
		];
		foreach ( $commands as $name => $command ) {
			\WP_CLI::add_command( 'aaia ' . $name, $this->services->get( $command ) );
		}
	}

	/**
	 * Does what needs the database; where it fails, ends the command with its sentence.
	 *
	 * @template T
	 *
	 * @param callable(): T $work
	 *
	 * @return T
	 */
	public static function guarded( callable $work ): mixed {
		try {
			return $work();
		} catch ( DatabaseFailure $failure ) {
			\WP_CLI::error( 'The database refused: ' . $failure->getMessage() );
		}
	}
}
