import { fold } from '../shared/fold';

/** Where the words of a search stand in a text: at the beginnings of words, whatever the case and accents, as the server finds them. */

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** Scripts without spaces, in which a word stands anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The hits of folded words: first character and first character after, in order. */
export function hits( text: string, words: readonly string[] ): ReadonlyArray< readonly [ number, number ] > {
	return words.length === 0 ? [] : [ ...text.matchAll( WORD ) ].flatMap( ( { 0: own, index } ) => {
		if ( UNSPACED.test( own ) ) {
			return words.flatMap( ( word ) => {
				const at = own.indexOf( word );
				return at === -1 ? [] : [ [ index + at, index + at + word.length ] as const ];
			} );
		}
		const folded = fold( own );
		return words.some( ( word ) => folded.startsWith( word ) ) ? [ [ index, index + own.length ] as const ] : [];
	} );
}

/** A text in parts, for drawing: those that are hits and those between. */
export function marked( text: string, words: readonly string[] ): Array< { text: string; hit: boolean } > {
	let at = 0;
	const parts = hits( text, words ).flatMap( ( [ from, to ] ) => {
		const pair = [ { text: text.slice( at, from ), hit: false }, { text: text.slice( from, to ), hit: true } ];
		at = to;
		return pair;
	} );
	return [ ...parts, { text: text.slice( at ), hit: false } ].filter( ( part ) => part.text !== '' );
}

const NAME = 'aaia-hit';

/** Marks the hits inside an element without changing it, where the browser can; a function takes the marks away. */
export function highlight( inside: HTMLElement, words: readonly string[] ): () => void {
	if ( typeof Highlight === 'undefined' || words.length === 0 ) {
		return () => undefined;
	}
	const ranges: Range[] = [];
	const walker = document.createTreeWalker( inside, NodeFilter.SHOW_TEXT );
	for ( let node = walker.nextNode(); node !== null; node = walker.nextNode() ) {
		for ( const [ from, to ] of hits( node.textContent ?? '', words ) ) {
			const range = document.createRange();
			range.setStart( node, from );
			range.setEnd( node, to );
			ranges.push( range );
		}
	}
	CSS.highlights.set( NAME, new Highlight( ...ranges ) );
	return () => void CSS.highlights.delete( NAME );
}
