<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of mails: masked data, mails to visitors, retention of the log. */
final class MailSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'acknowledge_mail',
				SettingType::Bool,
				false,
				static fn(): string => __(
					'Acknowledges requests for a person by e-mail. An address that a visitor typed first gets one mail with a link; only when its owner has confirmed it there, the acknowledgement follows, with the time at which an answer can be expected. Neither mail contains anything the visitor wrote. Off: the acknowledgement is given in the chat only.',
					'aaia-chatbot'
				)
			),
			new SettingDefinition(
				'alert_masks',
				SettingType::Choice,
				PersonalDataMasker::NUMBERS,
				static fn(): string => __(
					'What is hidden in visitors’ words before they leave the site in mails and to other services: numbers of payment cards, bank accounts and French social security; or e-mail addresses and telephone numbers too. The conversation itself keeps them.',
					'aaia-chatbot'
				),
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
		];
	}
}
