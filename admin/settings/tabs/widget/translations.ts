/** The owner's texts for pages in one language; missing or empty ones come from those for all languages. */
export interface LanguageWords {
	title?: string;
	greeting?: string;
	notice?: string;
	suggestions?: readonly string[];
}

export type Translations = Readonly< Record< string, LanguageWords > >;

/** Parses the setting's JSON, by language; empty if it is invalid. */
export function translationsFrom( json: string ): Translations {
	try {
		const value: unknown = JSON.parse( json || '{}' );
		return typeof value === 'object' && value !== null && ! Array.isArray( value ) ? ( value as Translations ) : {};
	} catch {
		return {};
	}
}

const isEmpty = ( words: LanguageWords ): boolean =>
	[ words.title, words.greeting, words.notice, ...( words.suggestions ?? [] ) ].every( ( text ) => ( text ?? '' ).trim() === '' );

/** The setting's JSON with the texts of one language changed; languages without texts are left out. */
export function withWords( translations: Translations, language: string, words: LanguageWords ): string {
	const all = Object.entries( { ...translations, [ language ]: words } ).filter( ( [ , one ] ) => ! isEmpty( one ) );
	return all.length === 0 ? '' : JSON.stringify( Object.fromEntries( all ) );
}

/** Parses the button's texts by language from the setting's JSON; empty if it is invalid. */
export function launcherWordsFrom( json: string ): Readonly< Record< string, string > > {
	return translationsFrom( json ) as Readonly< Record< string, string > >;
}

/** The setting's JSON with the button's text of one language changed; languages without one are left out. */
export function withLauncherWords( words: Readonly< Record< string, string > >, language: string, text: string ): string {
	const all = Object.entries( { ...words, [ language ]: text } ).filter( ( [ , one ] ) => one.trim() !== '' );
	return all.length === 0 ? '' : JSON.stringify( Object.fromEntries( all ) );
}
