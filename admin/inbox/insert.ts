/** Text that is put into a field by the program. */

/** What was typed after a mark, such as `/`, up to the caret. */
export interface Typed {
	/** Where the mark stands. */
	at: number;
	query: string;
}

/** Longest search after a mark, in characters. */
const LONGEST = 60;

/**
 * What follows the mark before the caret; null when the mark stands inside a word, as in a path, or is followed by a space.
 *
 * @param ends What ends the search: a space, or only the end of the line.
 */
export function typedAfter( mark: string, text: string, caret: number, ends: 'space' | 'line' = 'space' ): Typed | null {
	const before = text.slice( 0, caret );
	const at = before.lastIndexOf( mark );
	const query = before.slice( at + 1 );
	const over = ends === 'space' ? /\s/ : /^\s|\n/;
	return at < 0 || ! /^$|\s/.test( before.charAt( at - 1 ) ) || over.test( query ) || query.length > LONGEST ? null : { at, query };
}

/** Replaces a part of a field's text; the browser's own undo (Ctrl + Z) takes it back. The caret stands behind it. */
export function insert( field: HTMLTextAreaElement, text: string, from: number, to: number ): void {
	field.focus();
	field.setSelectionRange( from, to );
	// Deprecated and without a successor: nothing else keeps the browser's undo.
	const done = typeof document.execCommand === 'function' && document.execCommand( text === '' ? 'delete' : 'insertText', false, text );
	if ( ! done ) {
		field.setRangeText( text, from, to, 'end' );
		field.dispatchEvent( new Event( 'input', { bubbles: true } ) );
	}
}
