<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Inbox\Notices\PushText;
use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of the inbox. */
final class InboxSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				PushText::WORDS,
				SettingType::Bool,
				false,
				static fn(): string => __(
					'Notifications on your team’s phones and computers show the words of messages and notes. They are encrypted on the way through the browser’s push service, and can be read on a locked screen. Off: they say only what happened.',
					'aaia-chatbot'
				)
			),
		];
	}
}
