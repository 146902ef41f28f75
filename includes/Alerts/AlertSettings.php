<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;
use Aaia\Chatbot\Settings\SettingValidator;

/** Settings of alerts and of the summary. */
final class AlertSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'alert_html',
				SettingType::Bool,
				false,
				static fn(): string => __( 'Adds a formatted version to alert e-mails, besides the plain text.', 'aaia-chatbot' )
			),
			new SettingDefinition(
				'digest',
				SettingType::Choice,
				'off',
				static fn(): string => __(
					'A summary by e-mail of what happened in the chat: off, daily or weekly (on the first of the chosen days).',
					'aaia-chatbot'
				),
				choices: [ 'off', 'daily', 'weekly' ]
			),
			new SettingDefinition(
				'digest_hour',
				SettingType::Int,
				8,
				static fn(): string => __(
					'Hour at which the summary and daily collected alerts are sent, in the site’s time zone.',
					'aaia-chatbot'
				),
				min: 0,
				max: 23
			),
			new SettingDefinition(
				'digest_days',
				SettingType::Lines,
				[ '1', '2', '3', '4', '5' ],
				static fn(): string => __(
					'Days on which the summary is sent. Where they are written as numbers, 1 is Monday and 7 is Sunday.',
					'aaia-chatbot'
				),
				max: 7,
				check: SettingValidator::one_a_line( ... )
			),
			new SettingDefinition(
				'digest_recipients',
				SettingType::Emails,
				[],
				static fn(): string => __( 'Who receives the summary. Empty: the support address.', 'aaia-chatbot' ),
				max: 20
			),
			new SettingDefinition(
				'digest_when_quiet',
				SettingType::Bool,
				false,
				static fn(): string => __( 'Sends the summary even when nothing happened.', 'aaia-chatbot' )
			),
		];
	}
}
