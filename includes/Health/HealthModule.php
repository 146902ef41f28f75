<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** Content checks: dead links, expired dates, contradictions. They never delay an answer. */
final class HealthModule {

	public const MIGRATIONS = [ CreateHealthTables::class ];

	public const SETTINGS = [ HealthSettings::class ];

	public const CONTROLLERS = [ FindingsController::class ];

	public const JOBS = [
		CheckHealth::NAME => CheckHealth::class,
		CheckLinks::NAME  => CheckLinks::class,
	];

	public const SCHEDULES = [
		CheckHealth::NAME => CheckHealth::EVERY_SECONDS,
		CheckLinks::NAME  => CheckLinks::EVERY_SECONDS,
	];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'wp_after_insert_post', HealthHooks::class, 'post_saved', 30 ],
			[ 'aaia_chatbot_settings_saved', HealthHooks::class, 'settings_saved' ],
			[ 'enqueue_block_editor_assets', EditorPanel::class, 'enqueue' ],
			[ 'load-post.php', EditorPanel::class, 'attach_classic_notice' ],
		];
	}
}
