import { parseInlines } from './inlines';
import type { Block, Inline, MarkdownOptions } from './tree';

/** Quotes and lists deeper than this are read as text, so that hostile nesting stays cheap to parse and to draw. */
const MAX_DEPTH = 16;

const FENCE = /^ *(`{3,}(?!.*`)|~{3,})/;
const HEADING = /^ {0,3}#{1,6}(?: +|$)(.*)/;
const RULE = /^ {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-+*]|(\d{1,9})[.)])( +|$)/;

/** Lines that end a paragraph: the ones above, and an item that is not empty and does not begin in the middle of a count. */
const BEGINS = new RegExp(
	`${ [ FENCE, HEADING, RULE, QUOTE ].map( ( { source } ) => source ).join( '|' ) }|^ {0,3}(?:[-+*]|1[.)]) +\\S`
);

const indentOf = ( line: string ): number => line.length - line.trimStart().length;

/**
 * Parses the Markdown that answers are written in, as CommonMark reads it, into a safe tree: paragraphs, line ends, emphasis,
 * strike-through, code, lists and task lists, links and bare web addresses, headings, tables, quotes and rules.
 *
 * Left out on purpose: raw HTML (shown as text), images (shown as links), headings as headings (shown as strong paragraphs, because an
 * answer must not disturb the outline of the page around it), and what nobody answers with: definitions of links, code by indentation
 * alone, all names of characters. Half a construct, as it stands while an answer is written, is text. Time is linear in the text.
 */
export function parseMarkdown( text: string, options: MarkdownOptions = {} ): Block[] {
	const inlines = ( source: string ): Inline[] => parseInlines( source.trim(), options );
	return blocksOf(
		text
			.replace( /\r\n?/g, '\n' )
			.replace( /^[ \t]+/gm, ( lead ) => lead.replace( /\t/g, '    ' ) )
			.split( '\n' ),
		inlines
	);
}

function blocksOf( lines: readonly string[], inlines: ( source: string ) => Inline[], tight = false, depth = 0 ): Block[] {
	const blocks: Block[] = [];
	let paragraph: string[] = [];
	let at = 0;

	const heading = ( text: string ): unknown =>
		blocks.push( { type: 'paragraph', tight, children: [ { type: 'strong', children: inlines( text ) } ] } );

	/** What was gathered becomes a paragraph, with the table that may begin on any of its lines: a row of cells above a row of dashes. */
	const close = (): void => {
		const dashes = paragraph.findIndex( ( line, index ) => index > 0 && line.includes( '|' ) &&
			cells( line ).every( ( cell ) => /^:?-+:?$/.test( cell ) ) && cells( line ).length === cells( paragraph[ index - 1 ] ?? '' ).length );
		const table = dashes < 0 ? [] : paragraph.splice( dashes - 1 );
		if ( paragraph.length ) {
			blocks.push( { type: 'paragraph', tight, children: inlines( paragraph.join( '\n' ) ) } );
		}
		if ( table.length ) {
			table.splice( 1, 1 );
			blocks.push( { type: 'table', rows: table.map( ( row ) => cells( row ).map( inlines ) ) } );
		}
		paragraph = [];
	};

	/** Takes the lines of a quote or an item off: those that `inside` gives back, and those that only go on with a paragraph in it. */
	const take = ( taken: string[], inside: ( line: string ) => string | null ): string[] => {
		let fence = FENCE.exec( taken[ 0 ] ?? '' )?.[ 1 ];
		for ( ; at < lines.length; at++ ) {
			const line = lines[ at ] as string;
			const before = taken.at( -1 ) as string;
			const kept =
				inside( line ) ??
				( fence || ! before.trim() || ! line.trim() || FENCE.test( before ) || BEGINS.test( line ) || ITEM.test( line ) ? null : line.trim() );
			if ( kept === null ) {
				break;
			}
			fence = fence ? ( closes( kept, fence ) ? undefined : fence ) : FENCE.exec( kept )?.[ 1 ];
			taken.push( kept );
		}
		return taken;
	};

	while ( at < lines.length ) {
		const line = lines[ at++ ] as string;
		const [ , fence ] = FENCE.exec( line ) ?? [];
		const [ , title ] = HEADING.exec( line ) ?? [];
		const nests = depth < MAX_DEPTH;
		const item = nests && ( ! paragraph.length || BEGINS.test( line ) ) ? ITEM.exec( line ) : null;
		if ( ! line.trim() ) {
			close();
		} else if ( fence ) {
			close();
			const indent = indentOf( line );
			const code: string[] = [];
			while ( at < lines.length && ! closes( lines[ at ] as string, fence ) ) {
				const next = lines[ at++ ] as string;
				code.push( next.slice( Math.min( indent, indentOf( next ) ) ) );
			}
			at++;
			blocks.push( { type: 'code', text: code.join( '\n' ) } );
		} else if ( title !== undefined ) {
			close();
			heading( title.trim().replace( /(^| )#+$/, '' ) );
		} else if ( paragraph.length && /^ {0,3}(=+|-+) *$/.test( line ) ) {
			heading( paragraph.join( '\n' ) );
			paragraph = [];
		} else if ( RULE.test( line ) ) {
			close();
			blocks.push( { type: 'rule' } );
		} else if ( nests && QUOTE.test( line ) ) {
			close();
			const inside = ( quoted: string ): string | null => ( QUOTE.test( quoted ) ? quoted.replace( QUOTE, '' ) : null );
			blocks.push( { type: 'quote', children: blocksOf( take( [ line.replace( QUOTE, '' ) ], inside ), inlines, false, depth + 1 ) } );
		} else if ( item ) {
			close();
			at--;
			list( item );
		} else {
			paragraph.push( line.trim() );
		}
	}
	close();
	return blocks;

	function list( first: RegExpExecArray ): void {
		const kind = first[ 2 ]?.slice( -1 );
		const items: string[][] = [];
		let loose = false;
		for (
			let item: RegExpExecArray | null = first;
			item && item[ 2 ]?.slice( -1 ) === kind && ! RULE.test( item.input );
			item = ITEM.exec( lines[ at ] ?? '' )
		) {
			const [ marker, indent = '', sign = '', , spaces = '' ] = item;
			const rest = item.input.slice( marker.length );
			const width = indent.length + sign.length + ( rest && spaces.length < 5 ? spaces.length : 1 );
			at++;
			const taken = take( [ item.input.slice( width ) ], ( line ) =>
				line.trim() ? ( indentOf( line ) < width ? null : line.slice( width ) ) : ''
			);
			let end = taken.length;
			while ( end > 1 && ! taken[ end - 1 ] ) {
				end--;
			}
			loose ||= ( end < taken.length && ITEM.exec( lines[ at ] ?? '' )?.[ 2 ]?.slice( -1 ) === kind ) || hasGap( taken.slice( 0, end ) );
			items.push( [
				taken[ 0 ]?.replace( /^\[([ x])\] /i, ( _, mark ) => ( mark === ' ' ? '☐ ' : '☑ ' ) ) ?? '',
				...taken.slice( 1, end ),
			] );
		}
		blocks.push( {
			type: 'list', start: first[ 3 ] === undefined ? null : Number( first[ 3 ] ),
			items: items.map( ( taken ) => blocksOf( taken, inlines, ! loose, depth + 1 ) ),
		} );
	}
}

/** Whether a blank line stands between two blocks of an item, outside of code and of what is nested deeper. */
function hasGap( lines: readonly string[] ): boolean {
	let fence: string | undefined;
	return lines.some( ( line, index ) => {
		const gap = ! fence && index > 0 && ! lines[ index - 1 ] && line && ! line.startsWith( ' ' );
		fence = fence ? ( closes( line, fence ) ? undefined : fence ) : FENCE.exec( line )?.[ 1 ];
		return gap;
	} );
}

/** Whether a line ends the code that this fence began. */
function closes( line: string, fence: string ): boolean {
	const end = line.trim();
	return end.startsWith( fence ) && ! end.split( fence.charAt( 0 ) ).join( '' );
}

function cells( row: string ): string[] {
	return row.trim().replace( /^\||\|$/g, '' ).split( /(?<!\\)\|/ ).map( ( cell ) => cell.trim() );
}
