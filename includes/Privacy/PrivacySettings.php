<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Privacy;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of how long data is kept. */
final class PrivacySettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'delete_on_uninstall',
				SettingType::Bool,
				false,
				static fn(): string => __(
					'When the plugin is deleted, its conversations, settings and tables are deleted too. Off: they are kept for a later installation.',
					'aaia-chatbot',
				)
			),
		];
	}
}
