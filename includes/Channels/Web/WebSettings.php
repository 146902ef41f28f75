<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of the appearance and first texts of the chat. */
final class WebSettings {

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				'widget_position',
				SettingType::Choice,
				'right',
				static fn(): string => __( 'Corner of the page for the button.', 'aaia-chatbot' ),
				front: true,
				choices: [ 'right', 'left' ]
			),
			new SettingDefinition(
				'widget_color',
				SettingType::Color,
				'#3858e9',
				static fn(): string => __(
					'Colour of the button and of visitors’ messages. The text on it becomes black or white, whichever reads better.',
					'aaia-chatbot',
				),
				front: true
			),
			new SettingDefinition(
				'widget_scheme',
				SettingType::Choice,
				'auto',
				static fn(): string => __( 'Light or dark panel. Automatic follows your site’s own scheme, and otherwise the visitor’s device.', 'aaia-chatbot' ),
				choices: [ 'auto', 'light', 'dark' ]
			),
			new SettingDefinition(
				'widget_title',
				SettingType::Line,
				'',
				static fn(): string => __( 'Name at the top of the panel. Empty: the site’s title.', 'aaia-chatbot' ),
				max: 60
			),
			new SettingDefinition(
				'widget_greeting',
				SettingType::Text,
				'',
				static fn(): string => __( 'First words of the panel. Empty: a short built-in greeting in the page’s language.', 'aaia-chatbot' ),
				max: 500
			),
			new SettingDefinition(
				'widget_notice',
				SettingType::Text,
				'',
				static fn(): string => __(
					'Tells visitors, before the first answer, that an AI answers. Empty: a built-in sentence in the page’s language.',
					'aaia-chatbot',
				),
				max: 500
			),
			new SettingDefinition(
				'widget_ratings',
				SettingType::Bool,
				true,
				static fn(): string => __( 'Visitors can say whether each answer helped, and why.', 'aaia-chatbot' )
			),
			new SettingDefinition(
				'widget_suggestions',
				SettingType::Lines,
				[],
				static fn(): string => __( 'Questions visitors can send with one click, one per line, at most six.', 'aaia-chatbot' ),
				max: 6
			),
			new SettingDefinition(
				WidgetWords::TRANSLATIONS,
				SettingType::Text,
				'',
				static fn(): string => __(
					'Title, greeting, notice and suggested questions for pages in one language. Empty fields use the texts for every language.',
					'aaia-chatbot',
				),
				check: WidgetWords::check( ... )
			),
			new SettingDefinition(
				'widget_contact',
				SettingType::Line,
				'',
				static fn(): string => __(
					'Contact page or e-mail address shown when the chat cannot load. It is in every page, where anyone can read it. Empty: visitors are asked to try again later.',
					'aaia-chatbot',
				),
				front: true,
				max: 200,
				check: self::check_contact( ... )
			),
		];
	}

	/**
	 * An error message when this is not a contact, otherwise null.
	 *
	 * @param string|int|bool|list<string> $value
	 */
	private static function check_contact( string|int|bool|array $value ): ?string {
		$contact = is_string( $value ) ? $value : '';
		if ( '' === $contact || is_email( $contact ) || 1 === preg_match( '#\Ahttps?://[^\s/]+\S*\z#i', $contact ) ) {
			return null;
		}
		return __( 'Enter an e-mail address, or the address of a page that begins with https://.', 'aaia-chatbot' );
	}
}
