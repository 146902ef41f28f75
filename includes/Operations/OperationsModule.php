<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Operations\Backup\BackupHealth;
use Aaia\Chatbot\Operations\Backup\BackupMailSender;
use Aaia\Chatbot\Operations\Backup\BackupsController;
use Aaia\Chatbot\Operations\Backup\BackupSettings;
use Aaia\Chatbot\Operations\Backup\CreateBackups;
use Aaia\Chatbot\Operations\Backup\PlanBackups;
use Aaia\Chatbot\Operations\Backup\RunBackup;
use Aaia\Chatbot\Operations\Backup\RunRestore;

/** The plugin's own state: the checklist after activation, its status and log, backups. */
final class OperationsModule {

	public const CONTROLLERS = [ SetupController::class, StatusController::class, BackupsController::class ];

	public const MIGRATIONS = [ CreateLog::class, CreateBackups::class ];

	public const SETTINGS = [ OperationsSettings::class, BackupSettings::class ];

	public const DELIVERY_SENDERS = [ BackupMailSender::class ];

	public const JOBS = [
		PurgeLog::NAME    => PurgeLog::class,
		PlanBackups::NAME => PlanBackups::class,
		RunBackup::NAME   => RunBackup::class,
		RunRestore::NAME  => RunRestore::class,
	];

	public const SCHEDULES = [
		PurgeLog::NAME    => PurgeLog::EVERY_SECONDS,
		PlanBackups::NAME => PlanBackups::EVERY_SECONDS,
	];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'aaia_chatbot_log', RecentProblems::class, 'record' ],
			[ 'aaia_chatbot_settings_saved', RecentProblems::class, 'settings_saved' ],
			[ 'debug_information', StatusReport::class, 'add_to_site_health' ],
			[ 'site_status_tests', JobHealth::class, 'add_test' ],
			[ 'site_status_tests', ServerHealth::class, 'add_tests' ],
			[ 'site_status_tests', BackupHealth::class, 'add_test' ],
		];
	}
}
