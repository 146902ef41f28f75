<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** The REST foundation, visitors, guest access, and the routes of settings. */
final class HttpModule {

	public const MIGRATIONS = [ CreateVisitorTables::class, CreateInvitations::class ];

	public const SETTINGS = [ HttpSettings::class ];

	public const CONTROLLERS = [
		SettingsController::class,
		LoopbackController::class,
		AccessController::class,
		RolesController::class,
		VisitorsController::class,
	];

	public const JOBS = [
		CheckGuestAccess::NAME   => CheckGuestAccess::class,
		PurgeSessions::NAME => PurgeSessions::class,
	];

	public const SCHEDULES = [
		CheckGuestAccess::NAME   => CheckGuestAccess::EVERY_SECONDS,
		PurgeSessions::NAME => PurgeSessions::EVERY_SECONDS,
	];

	public const NOTICES = [ GuestAccessHealth::class ];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'activated_plugin', AccessChangeListener::class, 'queue_check' ],
			[ 'deactivated_plugin', AccessChangeListener::class, 'queue_check' ],
			[ 'switch_theme', AccessChangeListener::class, 'queue_check' ],
			[ 'aaia_chatbot_settings_saved', AccessChangeListener::class, 'on_settings_saved' ],
			[ 'site_status_tests', GuestAccessHealth::class, 'add_test' ],
			[ 'site_status_tests', ProxyHealth::class, 'add_test' ],
		];
	}

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> Attached only for requests to our routes. */
	public static function rest_hooks(): array {
		return [
			[ 'rest_allowed_cors_headers', Cors::class, 'allow_headers' ],
			[ 'rest_exposed_cors_headers', Cors::class, 'expose_headers' ],
			[ 'rest_envelope_response', Cors::class, 'disable_cache_of_envelope', PHP_INT_MAX ],
			[ 'rest_pre_serve_request', Cors::class, 'restrict_origin', 20 ],
			[ 'rest_authentication_errors', GuestAuthentication::class, 'before_authentication', PHP_INT_MIN ],
			[ 'rest_authentication_errors', GuestAuthentication::class, 'after_authentication', PHP_INT_MAX ],
			[ 'rest_pre_dispatch', GuestAuthentication::class, 'filter_dispatch', PHP_INT_MAX ],
			[ 'rest_post_dispatch', GuestAuthentication::class, 'translate' ],
			[ 'rest_pre_serve_request', StreamServer::class, 'serve', 100 ],
		];
	}
}
