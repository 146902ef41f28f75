/**
 * Translated texts of the widget. The functions have WordPress's names and shapes, so that `wp i18n make-pot` finds the texts in the sources.
 *
 * English is written in the sources and needs no file; other languages are a flat map made from the .po file.
 */

export type Texts = Readonly< Record< string, string > >;

let texts: Texts = {};

/** Replaces all translations. An empty map means English. */
export function setTexts( translated: Texts ): void {
	texts = translated;
}

/** The text in the visitor's language, or as written when it has no translation. */
export function __( text: string, _domain: 'aaia-chatbot' ): string {
	return texts[ text ] || text;
}

/** Puts values into a text's `%s` and `%d`, in order, or by number (`%2$s`). */
export function sprintf( text: string, ...values: readonly ( string | number )[] ): string {
	let next = 0;
	return text.replace( /%(?:(\d)\$)?[sd]/g, ( _, position?: string ) => String( values[ position ? Number( position ) - 1 : next++ ] ?? '' ) );
}
