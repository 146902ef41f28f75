/**
 * Texts of the widget. The functions have WordPress's names and shapes, so that `wp i18n make-pot` finds the texts in the sources.
 *
 * The build writes each language's words in their place and makes one script per language, so a visitor loads each text once
 * (docs/decisions/0002-one-panel-script-per-language.md); the server does for language packs (0033).
 */

/** A text to be translated. Run as written, for tests, it answers the English text. */
export function __( text: string, _domain: 'aaia-chatbot' ): string {
	return text;
}

/** Puts values into a text's `%s` and `%d`, in order, or by number (`%2$s`). */
export function sprintf( text: string, ...values: readonly ( string | number )[] ): string {
	let next = 0;
	return text.replace( /%(?:(\d)\$)?[sd]/g, ( _, position?: string ) =>
		String( values[ position ? Number( position ) - 1 : next++ ] ?? '' )
	);
}
