<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

/** The plugin's own state: the checklist after activation, its status and log. */
final class OperationsModule {

	public const CONTROLLERS = [ SetupController::class, StatusController::class ];

	public const MIGRATIONS = [ CreateLog::class ];

	public const SETTINGS = [ OperationsSettings::class ];

	public const JOBS = [ PurgeLog::NAME => PurgeLog::class ];

	public const SCHEDULES = [ PurgeLog::NAME => PurgeLog::EVERY_SECONDS ];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'aaia_chatbot_log', RecentProblems::class, 'record' ],
			[ 'aaia_chatbot_settings_saved', RecentProblems::class, 'settings_saved' ],
			[ 'debug_information', StatusReport::class, 'add_to_site_health' ],
			[ 'site_status_tests', JobHealth::class, 'add_test' ],
			[ 'site_status_tests', ServerHealth::class, 'add_tests' ],
		];
	}
}
