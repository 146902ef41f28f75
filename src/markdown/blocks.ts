import { unescape } from './links';

/** Blocks as read from the lines, before the text inside them is parsed. */
export type RawBlock =
	| { type: 'paragraph'; lines: string[] }
	| { type: 'heading'; text: string }
	| { type: 'code'; lines: string[]; language: string; fence: string; indent: number }
	| { type: 'quote'; children: RawBlock[] }
	| { type: 'list'; start: number | null; marker: string; tight: boolean; items: RawBlock[][] }
	| { type: 'rule' };

type RawList = Extract< RawBlock, { type: 'list' } >;
type Leaf = Extract< RawBlock, { type: 'paragraph' | 'code' } >;

/** An open quote or list item (or the document, at the bottom of the stack). */
interface Container {
	children: RawBlock[];
	/** For an item: its list, and the columns its content is moved in by. */
	list: RawList | null;
	indent: number;
}

/** Quotes and lists deeper than this are read as text, so that hostile nesting stays cheap to parse and to draw. */
const MAX_DEPTH = 16;

const BLANK = /^\s*$/;
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/;
const MARKER = /^(?:[-+*]|(\d{1,9})[.)])(?= |$)/;

/**
 * Reads block structure line by line with the open-block method of the CommonMark specification (appendix "A parsing strategy"),
 * so the time is linear in the text. Leading tabs become spaces first.
 */
export function parseBlocks( text: string ): RawBlock[] {
	const reader = new BlockReader();
	text.replace( /\r\n?/g, '\n' ).split( '\n' ).forEach( ( line ) => reader.line( expandTabs( line ) ) );
	return reader.root.children;
}

class BlockReader {
	public readonly root: Container = { children: [], list: null, indent: 0 };
	readonly #stack: Container[] = [ this.root ];
	#leaf: Leaf | null = null;
	/** The line before was blank, outside code. */
	#afterBlank = false;
	/** Stack index of the innermost quote around that blank line: the blank line means nothing to lists outside of it. */
	#blankQuote = 0;

	public line( line: string ): void {
		let { rest, depth } = this.#matchContainers( line );
		const lazy = depth < this.#stack.length;
		if ( ! lazy && this.#leaf?.type === 'code' && this.#continueCode( this.#leaf, rest ) ) {
			return;
		}
		let opened = false;
		for ( ;; ) {
			const content = rest.trimStart();
			const indent = rest.length - content.length;
			const inParagraph = this.#leaf?.type === 'paragraph' && ! opened;
			if ( ! content ) {
				break;
			}
			if ( indent > 3 ) {
				if ( inParagraph ) {
					break;
				}
				this.#close( depth );
				this.#open( { type: 'code', lines: [ rest.slice( 4 ) ], language: '', fence: '', indent: 0 } );
				return;
			}
			if ( this.#openLeafBlock( content, indent, depth, inParagraph && ! lazy ) ) {
				return;
			}
			const next = depth <= MAX_DEPTH ? this.#openContainer( content, indent, depth, inParagraph && ! lazy ) : null;
			if ( next === null ) {
				break;
			}
			rest = next;
			depth = this.#stack.length;
			opened = true;
		}
		this.#text( rest, depth, lazy && ! opened, opened );
	}

	/** Strips the markers and indents of the containers that go on in this line; `depth` is how many do. */
	#matchContainers( line: string ): { rest: string; depth: number } {
		let rest = line;
		let depth = 1;
		for ( ; depth < this.#stack.length; depth++ ) {
			const container = this.#stack[ depth ] as Container;
			const content = rest.trimStart();
			const indent = rest.length - content.length;
			if ( ! container.list ) {
				if ( indent > 3 || content[ 0 ] !== '>' ) {
					break;
				}
				rest = content.slice( content[ 1 ] === ' ' ? 2 : 1 );
			} else if ( content ? indent < container.indent : ! container.children.length ) {
				break;
			} else {
				rest = rest.slice( container.indent );
			}
		}
		return { rest, depth };
	}

	#continueCode( code: Extract< RawBlock, { type: 'code' } >, rest: string ): boolean {
		if ( code.fence ) {
			const trimmed = rest.trim();
			if ( /^ {0,3}\S/.test( rest ) && trimmed.startsWith( code.fence ) && ! trimmed.split( code.fence[ 0 ] as string ).join( '' ) ) {
				this.#leaf = null;
			} else {
				code.lines.push( rest.slice( Math.min( code.indent, rest.length - rest.trimStart().length ) ) );
			}
			this.#afterBlank = false;
			return true;
		}
		const blank = BLANK.test( rest );
		if ( blank || rest.startsWith( '    ' ) ) {
			code.lines.push( rest.slice( 4 ) );
			this.#afterBlank = blank;
			this.#blankQuote = this.#innermostQuote( this.#stack.length );
			return true;
		}
		this.#leaf = null;
		return false;
	}

	/** Headings, code fences and rules. `inParagraph`: the line would continue a paragraph, which a row of = or - turns into a heading. */
	#openLeafBlock( content: string, indent: number, depth: number, inParagraph: boolean ): boolean {
		const heading = /^#{1,6}(?:[ \t]+|$)(.*)$/.exec( content );
		if ( heading ) {
			this.#close( depth );
			this.#add( { type: 'heading', text: ( heading[ 1 ] ?? '' ).trim().replace( /(^|[ \t])#+$/, '' ) } );
			return true;
		}
		const fence = /^(`{3,})([^`]*)$|^(~{3,})(.*)$/.exec( content );
		if ( fence ) {
			const language = unescape( ( fence[ 2 ] ?? fence[ 4 ] ?? '' ).trim().split( /\s/ )[ 0 ] ?? '' );
			this.#close( depth );
			this.#open( { type: 'code', lines: [], language, fence: fence[ 1 ] ?? fence[ 3 ] ?? '', indent } );
			return true;
		}
		if ( inParagraph && this.#leaf?.type === 'paragraph' && /^(?:=+|-+)\s*$/.test( content ) ) {
			const siblings = ( this.#stack[ depth - 1 ] as Container ).children;
			siblings[ siblings.length - 1 ] = { type: 'heading', text: this.#leaf.lines.join( '\n' ).trim() };
			this.#leaf = null;
			return true;
		}
		if ( RULE.test( content ) ) {
			this.#close( depth );
			this.#add( { type: 'rule' } );
			return true;
		}
		return false;
	}

	/** Opens a quote or a list item and returns the rest of the line, or null when none begins here. */
	#openContainer( content: string, indent: number, depth: number, inParagraph: boolean ): string | null {
		if ( content[ 0 ] === '>' ) {
			const children: RawBlock[] = [];
			this.#close( depth );
			this.#add( { type: 'quote', children } );
			this.#stack.push( { children, list: null, indent: 0 } );
			return content.slice( content[ 1 ] === ' ' ? 2 : 1 );
		}
		const match = MARKER.exec( content );
		if ( ! match ) {
			return null;
		}
		const after = content.slice( match[ 0 ].length );
		const start = match[ 1 ] === undefined ? null : Number( match[ 1 ] );
		if ( inParagraph && ( BLANK.test( after ) || ( start !== null && start !== 1 ) ) ) {
			return null;
		}
		const spaces = after.length - after.trimStart().length;
		const width = spaces > 4 || BLANK.test( after ) ? 1 : spaces;
		this.#close( depth );
		const list = this.#listFor( match[ 0 ].slice( -1 ), start, depth );
		const children: RawBlock[] = [];
		list.items.push( children );
		this.#stack.push( { children, list, indent: indent + match[ 0 ].length + width } );
		return after.slice( width );
	}

	/** The list that an item with this marker goes on with, or a new one. */
	#listFor( marker: string, start: number | null, depth: number ): RawList {
		const siblings = ( this.#stack[ depth - 1 ] as Container ).children;
		const last = siblings[ siblings.length - 1 ];
		if ( last?.type === 'list' && last.marker === marker ) {
			last.tight &&= ! this.#isAfterBlank( depth );
			this.#afterBlank = false;
			return last;
		}
		const list: RawList = { type: 'list', start, marker, tight: true, items: [] };
		this.#add( list );
		return list;
	}

	#text( rest: string, depth: number, lazy: boolean, opened: boolean ): void {
		if ( BLANK.test( rest ) ) {
			this.#close( depth );
			// An item that begins with nothing is not a blank line.
			this.#afterBlank = ! opened;
			this.#blankQuote = this.#innermostQuote( depth );
			return;
		}
		if ( this.#leaf?.type === 'paragraph' && ( lazy || depth === this.#stack.length ) ) {
			this.#leaf.lines.push( rest.trimStart() );
		} else {
			this.#close( depth );
			this.#open( { type: 'paragraph', lines: [ rest.trimStart() ] } );
		}
	}

	/** Closes what is deeper than `depth`, and the open leaf block. */
	#close( depth: number ): void {
		this.#leaf = null;
		this.#stack.length = depth;
	}

	#open( leaf: Leaf ): void {
		this.#add( leaf );
		this.#leaf = leaf;
	}

	/** Adds a block to the innermost container. A blank line between two blocks of an item makes its list loose. */
	#add( block: RawBlock ): void {
		const container = this.#stack[ this.#stack.length - 1 ] as Container;
		if ( container.list && container.children.length && this.#isAfterBlank( this.#stack.length - 1 ) ) {
			container.list.tight = false;
		}
		container.children.push( block );
		this.#afterBlank = false;
	}

	#isAfterBlank( depth: number ): boolean {
		return this.#afterBlank && this.#blankQuote <= depth;
	}

	#innermostQuote( depth: number ): number {
		let index = depth - 1;
		while ( index > 0 && this.#stack[ index ]?.list ) {
			index--;
		}
		return index;
	}
}

/** Replaces tabs in the part of a line that can hold block markers by spaces, up to the next multiple of 4 columns. */
function expandTabs( line: string ): string {
	const lead = /^[\s>*+\-.)\d]*/.exec( line )?.[ 0 ] ?? '';
	if ( ! lead.includes( '\t' ) ) {
		return line;
	}
	let expanded = '';
	for ( const char of lead ) {
		expanded += char === '\t' ? ' '.repeat( 4 - ( expanded.length % 4 ) ) : char;
	}
	return expanded + line.slice( lead.length );
}
