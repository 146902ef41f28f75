<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\LanguageNames;

/**
 * What the built-in assistant says by itself, in the language of the page the visitor reads.
 *
 * That language is often not WordPress's own (a French page on an English site), and WordPress can only switch to languages
 * whose pack is installed. So French is in the code; English is the source text; any other language is a translation
 * when WordPress can switch to it, and English when not.
 */
final class Phrases {

	/** @var array<string, string> Texts already asked for. */
	private array $said = [];

	/** @param string $locale WordPress locale, such as `fr_FR`. */
	public function __construct( private readonly string $locale ) {}

	/**
	 * One phrase, its places filled.
	 *
	 * @param string ...$words What stands for each %s; not escaped, the text is plain.
	 */
	public function say( Phrase $phrase, string ...$words ): string {
		$text = $this->said[ $phrase->name ] ??= $this->text( $phrase );
		return [] === $words ? $text : vsprintf( $text, $words );
	}

	/** That what follows stands on a page in another language, named where its name is known. */
	public function in_language( string $code ): string {
		$name = LanguageNames::name( $code, $this->locale );
		return '' === $name ? $this->say( Phrase::OtherLanguage ) : $this->say( Phrase::PageLanguage, $name );
	}

	/** A phrase whose one place is the name of the button that asks for a person. */
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
