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
					'Acknowledges requests for a person by e-mail. The address a visitor enters first gets an e-mail with a link; the acknowledgement, with the time an answer can be expected, follows only once its owner has confirmed it. Neither contains what the visitor wrote. Off: requests are acknowledged in the chat only.',
					'aaia-chatbot'
				)
			),
			new SettingDefinition(
				'visitor_reply_mails',
				SettingType::Bool,
				true,
				static fn(): string => __(
					'Sends your team’s replies by e-mail to visitors who left before reading them, to an address they have confirmed or your team has entered. Several replies go in one e-mail, with a link back to that one conversation that works for 7 days.',
					'aaia-chatbot'
				)
			),
			new SettingDefinition(
				'visitor_reply_minutes',
				SettingType::Int,
				5,
				static fn(): string => __( 'Minutes a visitor has to see a reply in the chat before it is sent by e-mail.', 'aaia-chatbot' ),
				min: 1,
				max: 1440
			),
			new SettingDefinition(
				'visitor_reply_to',
				SettingType::Line,
				'',
				static fn(): string => __(
					'E-mail address that receives visitors’ replies to these e-mails; visitors see it. Empty: the e-mail asks them to use its link to the chat.',
					'aaia-chatbot'
				),
				max: 254,
				check: self::check_reply_to( ... )
			),
			new SettingDefinition(
				'alert_masks',
				SettingType::Choice,
				PersonalDataMasker::NUMBERS,
				static fn(): string => __(
					'What is hidden in visitors’ words before they leave the site in e-mails and to other services: payment card, bank account and French social security numbers; or e-mail addresses and phone numbers too. The conversation itself keeps them.',
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

	/**
	 * An error message when this is not an address, otherwise null.
	 *
	 * @param string|int|bool|list<string> $value
	 */
	private static function check_reply_to( string|int|bool|array $value ): ?string {
		return '' === $value || is_string( $value ) && Email::is_plain_address( $value )
			? null
			: __( 'Enter one e-mail address, such as team@example.com, or leave it empty.', 'aaia-chatbot' );
	}
}
