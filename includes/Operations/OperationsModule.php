<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

/** Health and recent problems of the plugin. */
final class OperationsModule {

	public const CONTROLLERS = [ SetupController::class ];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'aaia_chatbot_log', RecentProblems::class, 'record' ],
			[ 'debug_information', RecentProblems::class, 'add_to_site_health' ],
			[ 'site_status_tests', JobHealth::class, 'add_test' ],
		];
	}
}
