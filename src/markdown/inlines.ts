import { safeHref } from './safe-href';
import type { Inline, MarkdownOptions } from './tree';

/** An opening run of `*`, `_` or `~~` that waits for its closing one. */
interface Opener {
	char: string;
	/** How much of it is not yet matched. */
	count: number;
	/** Where its text stands among the pieces. */
	at: number;
}

/** Emphasis deeper than this is text: no reader needs it and drawing is recursive. */
const MAX_OPENERS = 16;

const ENTITIES: Record< string, string > = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', '#39': "'" };
const ENTITY = '&(amp|lt|gt|quot|nbsp|#39);';
const ESCAPE = '\\\\([!-/:-@[-`{-~])';

/** Text between brackets with one level of brackets inside; a destination with one level of parentheses; a title. */
const LINK = '!?\\[((?:[^[\\]\\\\`]|\\\\.|`[^`]*`|\\[[^[\\]]*\\])*)\\]' +
	'\\(\\s{0,3}(?:<([^<>\\n]*)>|((?:[^\\s()<\\\\]|\\\\.|\\([^\\s()]*\\))*))(?:\\s{1,3}(?:"([^"]*)"|\'([^\']*)\'))?\\s{0,3}\\)';

/** `<https://site.example>` and `<name@site.example>`. */
const AUTOLINK = '<([a-z][a-z\\d+.-]{1,31}:[^\\s<>]*)>|<([\\w.!#$%&\'*+/=?^`{|}~-]{1,64}@[a-z\\d.-]{1,255})>';

/** A web address in the text, without the punctuation after it. */
const ADDRESS = '(?<![\\p{L}\\p{N}])(https?://[^\\s<>[\\]"`*]*[\\p{L}\\p{N}/#=&+%~-])';

/** Everything that can mean something. No part looks further than the next one of its kind could begin, so reading is linear. */
const TOKENS = new RegExp( `\\\\(?=\\n)|${ ESCAPE }|${ ENTITY }|(\`+)|(\\*+|_+|~+)|${ LINK }|${ AUTOLINK }|${ ADDRESS }`, 'giu' );

const UNESCAPED = new RegExp( `${ ESCAPE }|${ ENTITY }`, 'giu' );
const SPACE = /^\s?$/;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/** Parses the text of one paragraph, heading or cell. */
export function parseInlines( text: string, options: MarkdownOptions ): Inline[] {
	const pieces: Inline[] = [];
	const openers: Opener[] = [];
	/** Lengths of backtick runs that nothing closes from here on. */
	const unclosed = new Set< number >();
	const tokens = new RegExp( TOKENS );
	let at = 0;

	const say = ( words = '' ): unknown => words && pieces.push( { type: 'text', text: words } );

	/** A refused address leaves the text. An image is a link too: nothing is loaded from elsewhere. */
	const link = ( address: string, title: string, children: Inline[], refused = children ): void => {
		const href = safeHref( address, options.base );
		( href ? [ { type: 'link', href, title, children } as const ] : refused ).forEach( ( piece ) => pieces.push( piece ) );
	};

	/** Pairs as much of a run as it can with the openers before it; what is left may open, or is text. */
	const run = ( marks: string ): void => {
		const char = marks.charAt( 0 );
		const before = text.charAt( at - marks.length - 1 );
		const after = text.charAt( at );
		const left = ! SPACE.test( after ) && ( ! PUNCTUATION.test( after ) || SPACE.test( before ) || PUNCTUATION.test( before ) );
		const right = ! SPACE.test( before ) && ( ! PUNCTUATION.test( before ) || SPACE.test( after ) || PUNCTUATION.test( after ) );
		const inWord = char === '_' && left && right;
		let count = marks.length;
		if ( count > 3 || ( char === '~' && count !== 2 ) ) {
			return void say( marks );
		}
		while ( right && count && ( ! inWord || PUNCTUATION.test( after ) ) ) {
			const index = openers.map( ( opener ) => opener.char ).lastIndexOf( char );
			const opener = openers[ index ];
			if ( ! opener ) {
				break;
			}
			const used = Math.min( 2, count, opener.count );
			const [ , ...children ] = pieces.splice( opener.at );
			opener.count -= used;
			count -= used;
			say( char.repeat( opener.count ) );
			pieces.push( { type: char === '~' ? 'del' : used > 1 ? 'strong' : 'em', children } );
			// What opened between the two can no longer match anything.
			openers.length = index + ( opener.count ? 1 : 0 );
		}
		if ( left && count && ( ! inWord || PUNCTUATION.test( before ) ) && openers.push( { char, count, at: pieces.length } ) > MAX_OPENERS ) {
			openers.shift();
		}
		say( char.repeat( count ) );
	};

	const code = ( ticks: string ): void => {
		const runs = /`+/g;
		runs.lastIndex = at;
		let close = unclosed.has( ticks.length ) ? null : runs.exec( text );
		while ( close && close[ 0 ] !== ticks ) {
			close = runs.exec( text );
		}
		if ( close ) {
			const inside = text.slice( at, close.index ).replace( /\n/g, ' ' );
			// A space that keeps backticks apart from the marks is none of the code's.
			pieces.push( { type: 'code', text: /^ .*[^ ].* $/.test( inside ) ? inside.slice( 1, -1 ) : inside } );
			at = runs.lastIndex;
		} else {
			unclosed.add( ticks.length );
			say( ticks );
		}
	};

	for ( let match; ( match = tokens.exec( text ) ); tokens.lastIndex = at ) {
		const [ whole, escaped, entity, ticks, marks, label, bracketed, plain, title, otherTitle, address, email, bare ] = match;
		say( text.slice( at, match.index ) );
		at = match.index + whole.length;
		if ( ticks ) {
			code( ticks );
		} else if ( marks ) {
			run( marks );
		} else if ( label !== undefined ) {
			link( unescape( bracketed ?? plain ?? '' ), unescape( title ?? otherTitle ?? '' ), withoutLinks( parseInlines( label, options ) ) );
		} else if ( bare ) {
			// `(https://site.example/a_(b))`: the first closing parenthesis belongs to the address.
			const inside = bare + ( bare.includes( '(' ) && text[ at ] === ')' ? ')' : '' );
			at += inside.length - bare.length;
			link( inside, '', [ { type: 'text', text: inside } ] );
		} else if ( address || email ) {
			link( address ?? `mailto:${ email }`, '', [ { type: 'text', text: address ?? email ?? '' } ], [ { type: 'text', text: whole } ] );
		} else {
			say( escaped ?? ENTITIES[ ( entity ?? '' ).toLowerCase() ] );
		}
	}
	say( text.slice( at ) );
	return pieces;
}

/** Resolves backslashes and entities in an address or a title. */
function unescape( text: string ): string {
	return text.replace( UNESCAPED, ( _, escaped?: string, entity = '' ) => escaped ?? ENTITIES[ entity.toLowerCase() ] ?? '' );
}

/** Links and images inside a link's text keep their words only. */
function withoutLinks( inlines: readonly Inline[] ): Inline[] {
	return inlines.flatMap( ( inline ) => {
		if ( ! ( 'children' in inline ) ) {
			return inline;
		}
		const children = withoutLinks( inline.children );
		return inline.type === 'link' ? children : { ...inline, children };
	} );
}
