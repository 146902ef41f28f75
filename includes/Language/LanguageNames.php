<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** Names of languages in French and English. PHP provides them only with the intl extension, which many hosts lack. */
final class LanguageNames {

	private const FRENCH = [
		'ar' => 'arabe', 'ca' => 'catalan', 'cs' => 'tchèque', 'da' => 'danois', 'de' => 'allemand', 'el' => 'grec',
		'en' => 'anglais', 'es' => 'espagnol', 'eu' => 'basque', 'fi' => 'finnois', 'fr' => 'français', 'he' => 'hébreu',
		'hu' => 'hongrois', 'it' => 'italien', 'ja' => 'japonais', 'ko' => 'coréen', 'nb' => 'norvégien', 'nl' => 'néerlandais',
		'pl' => 'polonais', 'pt' => 'portugais', 'ro' => 'roumain', 'ru' => 'russe', 'sv' => 'suédois', 'tr' => 'turc',
		'uk' => 'ukrainien', 'zh' => 'chinois',
	];

	private const ENGLISH = [
		'ar' => 'Arabic', 'ca' => 'Catalan', 'cs' => 'Czech', 'da' => 'Danish', 'de' => 'German', 'el' => 'Greek',
		'en' => 'English', 'es' => 'Spanish', 'eu' => 'Basque', 'fi' => 'Finnish', 'fr' => 'French', 'he' => 'Hebrew',
		'hu' => 'Hungarian', 'it' => 'Italian', 'ja' => 'Japanese', 'ko' => 'Korean', 'nb' => 'Norwegian', 'nl' => 'Dutch',
		'pl' => 'Polish', 'pt' => 'Portuguese', 'ro' => 'Romanian', 'ru' => 'Russian', 'sv' => 'Swedish', 'tr' => 'Turkish',
		'uk' => 'Ukrainian', 'zh' => 'Chinese',
	];

	/** BCP 47 primary language of a locale or language tag: `fr` of `fr_FR` and of `fr-CA`. */
	public static function code( string $locale ): string {
		return strtolower( (string) preg_replace( '/[_-].*$/', '', $locale ) );
	}

	/**
	 * Name of a language.
	 *
	 * @param string $code   BCP 47 primary language such as `de`.
	 * @param string $locale Locale of the name, such as `fr_FR`.
	 *
	 * @return string In the form used after "in" or « en »; empty when unknown.
	 */
	public static function name( string $code, string $locale ): string {
		$names = match ( strtolower( substr( $locale, 0, 2 ) ) ) {
			'fr'    => self::FRENCH,
			'en'    => self::ENGLISH,
			default => [],
		};
		return $names[ strtolower( $code ) ] ?? '';
	}
}
