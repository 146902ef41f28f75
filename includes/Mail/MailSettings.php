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
				'visitor_reply_mails',
				SettingType::Bool,
				true,
				static fn(): string => __(
					'Sends replies of your team by e-mail to visitors who left before reading them. Only to an address that the visitor has confirmed by the link in a mail, or that your team entered; several replies go in one mail. The mail has a link back to that one conversation, which works for 7 days.',
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
					'E-mail address that gets visitors’ answers when they reply to such a mail; visitors see it. Empty: the mail says that it cannot be answered by e-mail and that its link leads to the chat.',
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

	/**
	 * An error message when this is not an address, otherwise null.
	 *
	 * @param string|int|bool|list<string> $value
	 */
	private static function check_reply_to( string|int|bool|array $value ): ?string {
		return '' === $value || is_string( $value ) && Email::is_plain_address( $value )
			? null
			: __( 'Type one e-mail address, such as team@example.com, or leave it empty.', 'aaia-chatbot' );
	}
}
