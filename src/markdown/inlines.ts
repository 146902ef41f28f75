import { resolveEmphasis, runAt } from './emphasis';
import type { Piece } from './emphasis';
import { entityAt, inlineTargetAt, labelAt, normaliseLabel } from './links';
import type { References, Target } from './links';
import { safeHref } from './safe-href';
import type { Inline, MarkdownOptions } from './tree';

/** An opening `[` or `![` that may begin a link. */
interface Bracket {
	/** Index of the first piece inside the brackets. */
	piece: number;
	/** Position in the text after the bracket. */
	at: number;
	image: boolean;
}

/** Text up to the next character that can mean something. An `h` may begin a bare web address. */
const PLAIN = /[^\\`*_[\]!<&\nh]+/y;
const BARE_ADDRESS = /https?:\/\/[^\s<>\u0000-\u001f]+/iy;
const AUTOLINK = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>\u0000-\u001f]*)>/iy;
const AUTOLINK_EMAIL = /<([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9.-]{1,255})>/iy;

/** Parses the text of one paragraph, heading or cell. */
export function parseInlines( text: string, references: References, options: MarkdownOptions ): Inline[] {
	return resolveEmphasis( new InlineReader( text.trim(), references, options ).read() );
}

class InlineReader {
	#at = 0;
	#pieces: Piece[] = [];
	readonly #brackets: Bracket[] = [];
	/** Brackets below this index hold a link already: links do not hold links. */
	#spent = 0;
	/** Backtick runs by length: the last position where one is known to begin, so that each length is searched once. */
	readonly #tickRuns = new Map< number, number >();

	readonly #source: string;
	readonly #references: References;
	readonly #options: MarkdownOptions;

	public constructor( source: string, references: References, options: MarkdownOptions ) {
		this.#source = source;
		this.#references = references;
		this.#options = options;
		for ( const match of source.matchAll( /`+/g ) ) {
			this.#tickRuns.set( match[ 0 ].length, match.index );
		}
	}

	public read(): Piece[] {
		while ( this.#at < this.#source.length ) {
			const plain = this.#match( PLAIN );
			if ( plain ) {
				this.#text( plain[ 0 ] );
			} else {
				this.#special( this.#source[ this.#at ] as string );
			}
		}
		return this.#pieces;
	}

	#special( char: string ): void {
		switch ( char ) {
			case '\\': return this.#escape();
			case '`': return this.#code();
			case '*':
			case '_': return this.#run( char );
			case '[': return this.#bracket( 1 );
			case '!': return this.#source[ this.#at + 1 ] === '[' ? this.#bracket( 2 ) : this.#literal( 1 );
			case ']': return this.#closeBracket();
			case '<': return this.#autolink();
			case '&': return this.#entity();
			case '\n': return this.#newline();
			default: return this.#bareAddress();
		}
	}

	#match( pattern: RegExp ): RegExpExecArray | null {
		pattern.lastIndex = this.#at;
		const match = pattern.exec( this.#source );
		this.#at = match ? pattern.lastIndex : this.#at;
		return match;
	}

	#text( text: string ): void {
		this.#pieces.push( { type: 'text', text } );
	}

	#literal( length: number ): void {
		this.#text( this.#source.slice( this.#at, this.#at + length ) );
		this.#at += length;
	}

	#escape(): void {
		const next = this.#source[ this.#at + 1 ] ?? '';
		if ( next === '\n' ) {
			this.#at += 2;
			this.#match( /[ \t]*/y );
			this.#pieces.push( { type: 'break' } );
		} else {
			this.#at += /[!-/:-@[-`{-~]/.test( next ) ? 1 : 0;
			this.#literal( 1 );
		}
	}

	#code(): void {
		const ticks = ( this.#match( /`+/y ) as RegExpExecArray )[ 0 ];
		const start = this.#at;
		const pattern = /`+/g;
		pattern.lastIndex = start;
		// Searched only when a run of this length is known to follow.
		let close = ( this.#tickRuns.get( ticks.length ) ?? -1 ) >= start ? pattern.exec( this.#source ) : null;
		while ( close && close[ 0 ].length !== ticks.length ) {
			close = pattern.exec( this.#source );
		}
		if ( ! close ) {
			return this.#text( ticks );
		}
		const inside = this.#source.slice( start, close.index ).replace( /\n/g, ' ' );
		const padded = inside.startsWith( ' ' ) && inside.endsWith( ' ' ) && /[^ ]/.test( inside );
		this.#at = pattern.lastIndex;
		this.#pieces.push( { type: 'code', text: padded ? inside.slice( 1, -1 ) : inside } );
	}

	#run( char: string ): void {
		let end = this.#at;
		while ( this.#source[ end ] === char ) {
			end++;
		}
		this.#pieces.push( runAt( this.#source, this.#at, end - this.#at ) );
		this.#at = end;
	}

	#bracket( length: 1 | 2 ): void {
		this.#literal( length );
		this.#brackets.push( { piece: this.#pieces.length, at: this.#at, image: length === 2 } );
	}

	#closeBracket(): void {
		const opener = this.#brackets.pop();
		const depth = this.#brackets.length;
		const target = opener && ( opener.image || depth >= this.#spent ) ? this.#target( opener ) : null;
		this.#spent = Math.min( this.#spent, depth );
		if ( ! opener || ! target ) {
			return this.#literal( 1 );
		}
		this.#at = target.end;
		const inside = withoutLinks( resolveEmphasis( this.#pieces.splice( opener.piece ) ) );
		this.#pieces.pop();
		this.#link( target, inside );
		if ( ! opener.image ) {
			this.#spent = depth;
		}
	}

	/** What the text between these brackets points to: `(...)`, `[label]`, `[]` or itself as a label. */
	#target( opener: Bracket ): ( Target & { end: number } ) | null {
		const after = this.#at + 1;
		const inline = inlineTargetAt( this.#source, after );
		if ( inline || ! this.#references.size ) {
			return inline;
		}
		const label = labelAt( this.#source, after );
		const own = labelAt( this.#source, opener.at - 1 );
		const name = label?.label || ( own?.end === after ? own.label : '' );
		const found = this.#references.get( normaliseLabel( name ) );
		return found ? { ...found, end: label?.end ?? after } : null;
	}

	/** An image is drawn as a link to it: nothing is loaded from elsewhere. A refused address leaves the text. */
	#link( { destination, title }: Target, children: Inline[] ): void {
		const href = safeHref( destination, this.#options.base );
		if ( href === null ) {
			this.#pieces.push( ...children );
		} else {
			this.#pieces.push( { type: 'link', href, title, children } );
		}
	}

	#autolink(): void {
		const match = this.#match( AUTOLINK ) ?? this.#match( AUTOLINK_EMAIL );
		if ( ! match ) {
			return this.#literal( 1 );
		}
		const address = match[ 1 ] as string;
		const href = safeHref( address ) ?? safeHref( 'mailto:' + address );
		if ( href === null || ( ! address.includes( '@' ) && href.startsWith( 'mailto:' ) && ! /^mailto:/i.test( address ) ) ) {
			return this.#text( match[ 0 ] );
		}
		this.#pieces.push( { type: 'link', href, title: '', children: [ { type: 'text', text: address } ] } );
	}

	#bareAddress(): void {
		const inWord = /[\p{L}\p{N}]/u.test( this.#source[ this.#at - 1 ] ?? '' );
		const match = inWord ? null : this.#match( BARE_ADDRESS );
		if ( ! match ) {
			return this.#literal( 1 );
		}
		let address = match[ 0 ].replace( /[^\p{L}\p{N}/#=&+%~-]+$/u, '' );
		if ( address.includes( '(' ) && match[ 0 ][ address.length ] === ')' ) {
			address += ')';
		}
		this.#at -= match[ 0 ].length - address.length;
		const href = safeHref( address );
		if ( href === null ) {
			return this.#text( address );
		}
		this.#pieces.push( { type: 'link', href, title: '', children: [ { type: 'text', text: address } ] } );
	}

	#entity(): void {
		const found = entityAt( this.#source, this.#at );
		if ( ! found ) {
			return this.#literal( 1 );
		}
		this.#text( found.text );
		this.#at = found.end;
	}

	/** A line's end is a line's end in the answer too; two spaces before it make it a hard break. */
	#newline(): void {
		const last = this.#pieces[ this.#pieces.length - 1 ];
		const trailing = last?.type === 'text' ? / *$/.exec( last.text )?.[ 0 ].length ?? 0 : 0;
		if ( last?.type === 'text' ) {
			last.text = last.text.slice( 0, last.text.length - trailing );
		}
		this.#match( /\n[ \t]*/y );
		this.#pieces.push( trailing > 1 ? { type: 'break' } : { type: 'text', text: '\n' } );
	}
}

/** Links and images inside a link's text keep their words only. */
function withoutLinks( inlines: Inline[] ): Inline[] {
	return inlines.flatMap( ( inline ) => {
		if ( inline.type === 'link' ) {
			return inline.children;
		}
		return 'children' in inline ? [ { ...inline, children: withoutLinks( inline.children ) } ] : [ inline ];
	} );
}
