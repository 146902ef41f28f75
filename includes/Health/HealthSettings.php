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
					'Also looks at links to other sites. Your server then asks the addresses that your pages link to whether they are still there: each about once a week, at most 200 a day, and it names your site as the one who asks. As long as this is off, nothing outside is asked; links within your site are always looked at.',
					'aaia-chatbot',
				),
			),
		];
	}
}
