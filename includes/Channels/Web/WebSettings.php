<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;
use Aaia\Chatbot\Support\Text;

/** Settings of the appearance and first texts of the chat. */
final class WebSettings {

	/** Most characters on the button. */
	private const LAUNCHER_TEXT = 40;

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
				'widget_offset_x',
				SettingType::Int,
				20,
				static fn(): string => __( 'Pixels between the button and the side of the window.', 'aaia-chatbot' ),
				front: true,
				max: 300,
			),
			new SettingDefinition(
				'widget_offset_y',
				SettingType::Int,
				20,
				static fn(): string => __( 'Pixels below the button. Use more if something else is there.', 'aaia-chatbot' ),
				front: true,
				max: 300,
			),
			new SettingDefinition(
				'widget_size',
				SettingType::Int,
				58,
				static fn(): string => __( 'Height of the button, in pixels.', 'aaia-chatbot' ),
				front: true,
				min: 44,
				max: 96,
			),
			new SettingDefinition(
				'widget_icon',
				SettingType::Choice,
				'bubble',
				static fn(): string => __( 'What the button shows.', 'aaia-chatbot' ),
				front: true,
				choices: [ 'bubble', 'question', 'dots', 'picture', 'none' ]
			),
			new SettingDefinition(
				'widget_launcher_text',
				SettingType::Line,
				'',
				static fn(): string => __( 'A few words beside the icon. Empty: the icon alone.', 'aaia-chatbot' ),
				front: true,
				max: self::LAUNCHER_TEXT
			),
			new SettingDefinition(
				'widget_launcher_translations',
				SettingType::Text,
				'',
				static fn(): string => __( 'Button text for pages in one language.', 'aaia-chatbot' ),
				front: true,
				max: 400,
				check: self::check_launcher_translations( ... )
			),
			new SettingDefinition(
				'widget_hide_on',
				SettingType::Text,
				'',
				static fn(): string => __(
					'Pages without the button, one per line, such as /checkout or /shop/*. A chat that you placed in a page’s text stays.',
					'aaia-chatbot',
				),
				front: true,
				max: 2000,
				check: PagePatterns::check( ... )
			),
			new SettingDefinition(
				'widget_devices',
				SettingType::Choice,
				'all',
				static fn(): string => __( 'Where the button is shown. A window narrower than 783 pixels counts as a phone.', 'aaia-chatbot' ),
				front: true,
				choices: [ 'all', 'computers', 'phones' ]
			),
			new SettingDefinition(
				Picture::SETTING,
				SettingType::Int,
				0,
				static fn(): string => __( 'Your logo or a face, shown at the top of the panel. A square works best.', 'aaia-chatbot' ),
				max: PHP_INT_MAX,
				check: Picture::check( ... )
			),
			new SettingDefinition(
				'widget_assistant_name',
				SettingType::Line,
				'',
				static fn(): string => __( 'Shown under the title, before “AI assistant”. Empty: “AI assistant” alone.', 'aaia-chatbot' ),
				max: 60
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
				static fn(): string => __(
					'Light or dark panel. Automatic follows your site’s own scheme, and otherwise the visitor’s device.',
					'aaia-chatbot',
				),
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

	/**
	 * An error message when these are not words by language, as JSON `{"fr": "…"}`, otherwise null.
	 *
	 * @param string|int|bool|list<string> $value
	 */
	private static function check_launcher_translations( string|int|bool|array $value ): ?string {
		$words = is_string( $value ) && '' !== $value ? json_decode( $value, true, 2 ) : [];
		foreach ( is_array( $words ) ? $words : [ '' => null ] as $language => $text ) {
			if ( 1 !== preg_match( '/\A[a-z]{2,3}\z/', (string) $language ) || ! is_string( $text ) ) {
				return __( 'The texts by language are not valid. Send a JSON object by language, such as {"fr": "…"}.', 'aaia-chatbot' );
			}
			if ( Text::length( $text ) > self::LAUNCHER_TEXT ) {
				return sprintf(
					/* translators: 1: language code such as fr, 2: number of characters. */
					__( 'A text in the language “%1$s” is too long: enter at most %2$d characters.', 'aaia-chatbot' ),
					$language,
					self::LAUNCHER_TEXT,
				);
			}
		}
		return null;
	}
}
