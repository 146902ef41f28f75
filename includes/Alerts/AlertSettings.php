<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Mail\PersonalDataMasker;
use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of alerts and of the summary. */
final class AlertSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'office_hours',
				SettingType::Lines,
				[],
				static fn(): string => __( 'When your team is there, one line each, such as “1-5 09:00-17:30” (1 is Monday, 7 is Sunday; the site’s time zone). Visitors who ask for a person are told when the team is there next. Empty: always, and nothing is said.', 'aaia-chatbot' ),
				max: 30
			),
			new SettingDefinition(
				'alert_html',
				SettingType::Bool,
				false,
				static fn(): string => __( 'Adds a formatted part to alert mails, beside the plain text.', 'aaia-chatbot' )
			),
			new SettingDefinition(
				'acknowledge_mail',
				SettingType::Bool,
				false,
				static fn(): string => __( 'Acknowledges requests for a person by e-mail. An address that a visitor typed first gets one mail with a link; only when its owner has confirmed it there, the acknowledgement follows, with the time at which an answer can be expected. Neither mail contains anything the visitor wrote. Off: the acknowledgement is given in the chat only.', 'aaia-chatbot' )
			),
			new SettingDefinition(
				'alert_masks',
				SettingType::Choice,
				PersonalDataMasker::NUMBERS,
				static fn(): string => __( 'What is hidden in visitors’ words before they leave the site in mails and to other services: numbers of payment cards, bank accounts and French social security; or e-mail addresses and telephone numbers too. The conversation itself keeps them.', 'aaia-chatbot' ),
				choices: [ PersonalDataMasker::OFF, PersonalDataMasker::NUMBERS, PersonalDataMasker::ALL ]
			),
			new SettingDefinition(
				'alert_log_days',
				SettingType::Int,
				90,
				static fn(): string => __( 'Days after which alerts and the log of what was sent are erased.', 'aaia-chatbot' ),
				min: 7,
				max: 3650
			),
			new SettingDefinition(
				'digest',
				SettingType::Choice,
				'off',
				static fn(): string => __( 'A summary by e-mail of what happened in the chat: off, daily or weekly (on the first of the chosen days).', 'aaia-chatbot' ),
				choices: [ 'off', 'daily', 'weekly' ]
			),
			new SettingDefinition(
				'digest_hour',
				SettingType::Int,
				8,
				static fn(): string => __( 'Hour at which the summary and daily bundles of alerts are sent, in the site’s time zone.', 'aaia-chatbot' ),
				min: 0,
				max: 23
			),
			new SettingDefinition(
				'digest_days',
				SettingType::Lines,
				[ '1', '2', '3', '4', '5' ],
				static fn(): string => __( 'Days on which the summary is sent. Where they are written as numbers, 1 is Monday and 7 is Sunday.', 'aaia-chatbot' ),
				max: 7
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
