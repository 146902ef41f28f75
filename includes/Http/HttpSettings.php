<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;
use Aaia\Chatbot\Settings\SettingValidator;

/** Settings of who may use the chat, and on what conditions. */
final class HttpSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'widget_enabled',
				SettingType::Bool,
				false,
				static fn(): string => __(
					'Shows the chat button on every page of the site. Blocks and shortcodes work only while this is on.',
					'aaia-chatbot',
				),
				front: true
			),
			new SettingDefinition(
				MemberAccess::SETTING,
				SettingType::Choice,
				MemberAccess::EVERYONE,
				static fn(): string => __(
					'Whether everyone sees the button and gets answers, or only users who are logged in.',
					'aaia-chatbot',
				),
				front: true,
				choices: [ MemberAccess::EVERYONE, MemberAccess::MEMBERS ],
			),
			new SettingDefinition(
				GuestAccess::SETTING,
				SettingType::Bool,
				false,
				static fn(): string => __(
					'The chat also answers where this site or its REST API is closed to people who are not logged in. Anyone who asks can then get text from members-only pages.',
					'aaia-chatbot',
				),
				front: true
			),
			new SettingDefinition(
				'allowed_origins',
				SettingType::Lines,
				[],
				static fn(): string => __(
					'Other web sites that may show this chat, one per line, such as https://www.example.com. This site is always allowed.',
					'aaia-chatbot',
				),
				max: 50,
				check: SettingValidator::one_a_line( ... )
			),
			new SettingDefinition(
				'trusted_proxies',
				SettingType::Lines,
				[],
				static fn(): string => __(
					'Addresses of your own proxies or load balancers, one per line, such as 10.0.0.0/8. Visitors’ addresses are read from X-Forwarded-For only when a request comes from one of them.',
					'aaia-chatbot',
				),
				max: 50,
				check: SettingValidator::one_a_line( ... )
			),
			new SettingDefinition(
				'consent_required',
				SettingType::Bool,
				false,
				static fn(): string => __(
					'Visitors must agree to a notice before their first message. The server refuses messages without it.',
					'aaia-chatbot',
				)
			),
			new SettingDefinition(
				'consent_text',
				SettingType::Text,
				'',
				static fn(): string => __(
					'The notice visitors agree to. Empty: a short built-in text. Changing it asks everybody again.',
					'aaia-chatbot',
				),
				max: 1000
			),
			new SettingDefinition(
				'privacy_url',
				SettingType::Url,
				'',
				static fn(): string => __(
					'Page that the notice links to. Empty: the privacy policy page chosen under Settings → Privacy.',
					'aaia-chatbot',
				),
				max: 500
			),
		];
	}
}
