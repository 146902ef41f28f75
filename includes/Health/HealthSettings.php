<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of content checks. */
final class HealthSettings {

	public const CHECK_LINKS = 'knowledge_check_links';

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				self::CHECK_LINKS,
				SettingType::Bool,
				false,
				static fn(): string => __(
					'Also checks links to other sites: your server visits each linked address about once a week, at most 200 a day, and names your site. When off, only links within your site are checked.',
					'aaia-chatbot',
				),
			),
		];
	}
}
