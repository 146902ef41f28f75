<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of requests for a person. */
final class ConversationSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'office_hours',
				SettingType::Lines,
				[],
				static fn(): string => __(
					'When your team is there, one line each, such as “1-5 09:00-17:30” (1 is Monday, 7 is Sunday; the site’s time zone). Visitors who ask for a person are told when the team is there next. Empty: always, and nothing is said.',
					'aaia-chatbot'
				),
				max: 30
			),
		];
	}
}
