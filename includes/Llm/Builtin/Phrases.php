<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\LanguageNames;

/**
 * Phrases of the built-in assistant in the language of the visitor's page.
 *
 * That language is often not WordPress's own (a French page on an English site), and WordPress can only switch to languages
 * whose pack is installed. So French is in the code; English is the source text; any other language is a translation
 * when WordPress can switch to it, and English when not.
 */
final class Phrases {

	/** @var array<string, string> Cache of texts. */
	private array $said = [];

	/** @param string $locale WordPress locale, such as `fr_FR`. */
	public function __construct( private readonly string $locale ) {}

	/**
	 * Returns a phrase with its placeholders filled.
	 *
	 * @param string ...$words Values of the placeholders; not escaped, the text is plain.
	 */
	public function say( Phrase $phrase, string ...$words ): string {
		$text = $this->said[ $phrase->name ] ??= $this->text( $phrase );
		return [] === $words ? $text : vsprintf( $text, $words );
	}

	/** Introduces a quote from a page in another language, with its title and the language's name where it is known. */
	public function in_language( string $code, string $title ): string {
		$name = LanguageNames::name( $code, $this->locale );
		return '' === $name ? $this->say( Phrase::OtherLanguage, $title ) : $this->say( Phrase::PageLanguage, $title, $name );
	}

	/** Language of the phrases of which the code holds two: `fr`, else `en`. */
	public function language(): string {
		return 'fr' === strtolower( substr( $this->locale, 0, 2 ) ) ? 'fr' : 'en';
	}

	/** Returns a phrase whose placeholder is the name of the button that requests a person. */
	public function naming_button( Phrase $phrase ): string {
		return $this->say( $phrase, $this->say( Phrase::ButtonName ) );
	}

	private function text( Phrase $phrase ): string {
		$language = strtolower( substr( $this->locale, 0, 2 ) );
		if ( 'fr' === $language ) {
			return FrenchPhrases::text( $phrase );
		}
		$wanted = 'en' === $language ? 'en_US' : $this->locale;
		$now    = determine_locale();
		if ( $wanted === $now || ( 'en' === $language && str_starts_with( $now, 'en' ) ) ) {
			return EnglishPhrases::translated( $phrase );
		}
		$switched = switch_to_locale( $wanted ) || switch_to_locale( 'en_US' );
		try {
			return EnglishPhrases::translated( $phrase );
		} finally {
			if ( $switched ) {
				restore_previous_locale();
			}
		}
	}
}
