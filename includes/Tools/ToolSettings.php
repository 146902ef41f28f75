<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of tools and of requests for a person. */
final class ToolSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'tools_enabled',
				SettingType::Bool,
				false,
				static fn(): string => __(
					'Lets the assistant use send_support_email to tell your team that a visitor needs a person. The button “Talk to a person” works either way.',
					'aaia-chatbot',
				)
			),
			new SettingDefinition(
				'support_approval',
				SettingType::Choice,
				'ask',
				static fn(): string => __(
					'Ask: the visitor sees what will be sent and confirms. Automatic: it is sent at once, and the visitor is told before and after.',
					'aaia-chatbot',
				),
				choices: [ 'ask', 'automatic' ]
			),
			new SettingDefinition(
				'support_email',
				SettingType::Email,
				'',
				static fn(): string => __(
					'Requests for a person are sent here. Empty: the administration e-mail address of the site.',
					'aaia-chatbot',
				),
				max: 254
			),
			new SettingDefinition(
				'alert_ip',
				SettingType::Bool,
				false,
				static fn(): string => __(
					'Adds the visitor’s IP address to the alert. It is kept encrypted until the alert is delivered, at most 48 hours, then erased.',
					'aaia-chatbot',
				)
			),
		];
	}
}
