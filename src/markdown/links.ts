/** The grammar of link destinations, titles and labels in Markdown. */

/** Where a `[label]: destination "title"` line points to. */
export interface Target {
	destination: string;
	title: string;
}

/** Reference definitions by normalised label. */
export type References = ReadonlyMap< string, Target >;

/** CommonMark allows any depth; a limit keeps hostile input linear. */
const MAX_PARENTHESES = 32;

/** The longest label CommonMark allows between brackets. */
const MAX_LABEL = 999;

const ENTITIES: Record< string, string > = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', copy: '©', auml: 'ä', ouml: 'ö', eacute: 'é', euro: '€', hellip: '…' };

/** Decodes one `&...;` reference at `at`; null when there is none. Only common names are known: the full list would weigh more than the panel. */
export function entityAt( text: string, at: number ): { text: string; end: number } | null {
	const pattern = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/iy;
	pattern.lastIndex = at;
	const match = pattern.exec( text );
	if ( ! match ) {
		return null;
	}
	const [ , decimal, hexadecimal, name ] = match;
	const code = decimal ? Number( decimal ) : parseInt( hexadecimal ?? '', 16 );
	const decoded = name ? ENTITIES[ name ] : String.fromCodePoint( code > 0 && code <= 0x10ffff ? code : 0xfffd );
	return decoded === undefined ? null : { text: decoded, end: pattern.lastIndex };
}

/** Resolves backslash escapes and character references in a destination, a title or a code block's language. */
export function unescape( text: string ): string {
	return text.replace( /\\([!-/:-@[-`{-~])|&[#\w]{2,10};/g, ( whole: string, escaped?: string ) => escaped ?? entityAt( whole, 0 )?.text ?? whole );
}

/** Labels match without regard to case and to runs of spaces. */
export function normaliseLabel( label: string ): string {
	return label.trim().replace( /\s+/g, ' ' ).toLowerCase().toUpperCase();
}

/** Reads `[label]` at `at`: the text between the brackets and the position after them, or null. */
export function labelAt( text: string, at: number ): { label: string; end: number } | null {
	// The slice bounds the work: a label that does not end within the limit is none.
	const match = /^\[((?:[^\\[\]]|\\[^])*)\]/.exec( text.slice( at, at + MAX_LABEL + 2 ) );
	return match ? { label: match[ 1 ] ?? '', end: at + match[ 0 ].length } : null;
}

function skipSpace( text: string, at: number ): number {
	const pattern = /[ \t]*\n?[ \t]*/y;
	pattern.lastIndex = at;
	pattern.test( text );
	return pattern.lastIndex;
}

function destinationAt( text: string, at: number ): { destination: string; end: number } | null {
	if ( text[ at ] === '<' ) {
		const pattern = /<((?:[^<>\\\n]|\\.)*)>/y;
		pattern.lastIndex = at;
		const match = pattern.exec( text );
		return match ? { destination: unescape( match[ 1 ] ?? '' ), end: pattern.lastIndex } : null;
	}
	let end = at;
	let depth = 0;
	for ( ; end < text.length; end++ ) {
		const char = text[ end ] ?? '';
		if ( char === '\\' && /[!-/:-@[-`{-~]/.test( text[ end + 1 ] ?? '' ) ) {
			end++;
		} else if ( char === '(' ) {
			if ( ++depth > MAX_PARENTHESES ) {
				return null;
			}
		} else if ( char === ')' ) {
			if ( --depth < 0 ) {
				break;
			}
		} else if ( char <= ' ' ) {
			break;
		}
	}
	return depth > 0 ? null : { destination: unescape( text.slice( at, end ) ), end };
}

function titleAt( text: string, at: number ): { title: string; end: number } | null {
	const pattern = /"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'|\(((?:[^()\\]|\\[^])*)\)/y;
	pattern.lastIndex = at;
	const match = pattern.exec( text );
	return match ? { title: unescape( match[ 1 ] ?? match[ 2 ] ?? match[ 3 ] ?? '' ), end: pattern.lastIndex } : null;
}

/** Reads `(destination "title")` at `at`; null when it is no link. */
export function inlineTargetAt( text: string, at: number ): ( Target & { end: number } ) | null {
	if ( text[ at ] !== '(' ) {
		return null;
	}
	const found = destinationAt( text, skipSpace( text, at + 1 ) );
	if ( ! found ) {
		return null;
	}
	let end = skipSpace( text, found.end );
	const title = end > found.end ? titleAt( text, end ) : null;
	if ( title ) {
		end = skipSpace( text, title.end );
	}
	return text[ end ] === ')' ? { destination: found.destination, title: title?.title ?? '', end: end + 1 } : null;
}

/**
 * Takes the reference definitions off the beginning of a paragraph and returns what is left of it.
 * The first definition of a label counts.
 */
export function takeDefinitions( text: string, into: Map< string, Target > ): string {
	while ( text[ 0 ] === '[' ) {
		const label = labelAt( text, 0 );
		const key = label && normaliseLabel( label.label );
		if ( ! label || ! key || text[ label.end ] !== ':' ) {
			break;
		}
		const start = skipSpace( text, label.end + 1 );
		const found = destinationAt( text, start );
		if ( ! found || ( found.end === start && text[ start ] !== '<' ) ) {
			break;
		}
		const after = skipSpace( text, found.end );
		let title = after > found.end ? titleAt( text, after ) : null;
		let end = lineEnd( text, title ? title.end : found.end );
		if ( end < 0 && title ) {
			// What looked like a title on the next line is ordinary text.
			title = null;
			end = lineEnd( text, found.end );
		}
		if ( end < 0 ) {
			break;
		}
		if ( ! into.has( key ) ) {
			into.set( key, { destination: found.destination, title: title?.title ?? '' } );
		}
		text = text.slice( end );
	}
	return text;
}

/** The position after the line's end when only spaces are left on it, else -1. */
function lineEnd( text: string, at: number ): number {
	const pattern = /[ \t]*(?:\n|$)/y;
	pattern.lastIndex = at;
	return pattern.test( text ) ? pattern.lastIndex : -1;
}
