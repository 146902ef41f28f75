<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\LanguageNames;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Text;

/**
 * The owner's words in the panel, by language of the page: title, greeting, notice and suggested questions.
 *
 * The settings of these names hold for every language; setting TRANSLATIONS replaces them one by one. It is a JSON object by BCP 47
 * primary language: `{"fr": {"title": "…", "greeting": "…", "notice": "…", "suggestions": ["…"]}}`.
 */
final class WidgetWords {

	public const TRANSLATIONS = 'widget_translations';

	/** Longest words, in characters, and most questions: as of the settings that they replace. */
	private const LONGEST = [
		'title'    => 60,
		'greeting' => 500,
		'notice'   => 500,
	];

	private const QUESTIONS = 6;

	private const QUESTION = 500;

	private const LANGUAGES = 30;

	public function __construct( private readonly Settings $settings ) {}

	/** @return array{title: string, greeting: string, notice: string, suggestions: list<string>} Empty where built-in words hold. */
	public function in( string $locale ): array {
		$language = LanguageNames::code( $locale );
		$own      = self::decode( $this->settings->text( self::TRANSLATIONS ) )[ $language ] ?? [];
		$words    = [];
		foreach ( array_keys( self::LONGEST ) as $name ) {
			$words[ $name ] = Text::clean( $own[ $name ] ?? '' );
			$words[ $name ] = '' === $words[ $name ] ? $this->settings->text( 'widget_' . $name ) : $words[ $name ];
		}
		$questions            = self::questions( $own['suggestions'] ?? [] );
		$words['suggestions'] = [] === $questions ? $this->settings->list( 'widget_suggestions' ) : $questions;
		return $words;
	}

	/**
	 * Why this is no value of TRANSLATIONS, or null.
	 *
	 * @param string|int|bool|list<string> $value
	 */
	public static function check( string|int|bool|array $value ): ?string {
		$translations = '' === $value ? [] : self::decode( is_string( $value ) ? $value : '' );
		if ( null === $translations || count( $translations ) > self::LANGUAGES ) {
			return __(
				'The texts by language are not valid. Send a JSON object by language, such as {"fr": {"title": "…", "greeting": "…", "notice": "…", "suggestions": ["…"]}}.',
				'aaia-chatbot',
			);
		}
		foreach ( $translations as $language => $words ) {
			foreach ( self::LONGEST as $name => $longest ) {
				if ( Text::length( $words[ $name ] ?? '' ) > $longest ) {
					return sprintf(
						/* translators: 1: language code such as fr, 2: number of characters. */
						__( 'A text in the language “%1$s” is too long: enter at most %2$d characters.', 'aaia-chatbot' ),
						$language,
						$longest,
					);
				}
			}
			if ( count( self::questions( $words['suggestions'] ?? [] ) ) > self::QUESTIONS ) {
				return sprintf(
					/* translators: 1: language code such as fr, 2: number of questions. */
					__( 'There are too many suggested questions in the language “%1$s”: enter at most %2$d.', 'aaia-chatbot' ),
					$language,
					self::QUESTIONS,
				);
			}
		}
		return null;
	}

	/**
	 * @param list<string> $lines
	 *
	 * @return list<string>
	 */
	private static function questions( array $lines ): array {
		$questions = array_map( static fn( string $line ): string => Text::truncate( Text::line( $line ), self::QUESTION ), $lines );
		return array_values( array_unique( array_filter( $questions, static fn( string $line ): bool => '' !== $line ) ) );
	}

	/**
	 * @return ?array<string, array{title?: string, greeting?: string, notice?: string, suggestions?: list<string>}> Null when it is not
	 *         understood.
	 */
	private static function decode( string $json ): ?array {
		$decoded = json_decode( $json, true, 4 );
		if ( ! is_array( $decoded ) ) {
			return null;
		}
		$translations = [];
		foreach ( $decoded as $language => $words ) {
			if ( 1 !== preg_match( '/\A[a-z]{2,3}\z/', (string) $language ) || ! is_array( $words ) ) {
				return null;
			}
			$known = [];
			foreach ( $words as $name => $value ) {
				if ( isset( self::LONGEST[ $name ] ) && is_string( $value ) ) {
					$known[ $name ] = $value;
				} elseif ( 'suggestions' === $name && is_array( $value ) && array_filter( $value, is_string( ... ) ) === $value ) {
					$known['suggestions'] = array_values( $value );
				} else {
					return null;
				}
			}
			$translations[ (string) $language ] = $known;
		}
		return $translations;
	}
}
