import { parseBlocks } from './blocks';
import type { RawBlock } from './blocks';
import { parseInlines } from './inlines';
import { takeDefinitions } from './links';
import type { Target } from './links';
import type { Block, Inline, MarkdownOptions } from './tree';

/**
 * Parses Markdown as CommonMark reads it, plus tables and bare web addresses, into a safe tree.
 *
 * Left out on purpose: raw HTML (shown as text), images (shown as links), the full list of entity names, headings as headings (shown
 * as strong paragraphs, because an answer must not disturb the outline of the page around it). Time is linear in the text.
 */
export function parseMarkdown( text: string, options: MarkdownOptions = {} ): Block[] {
	const blocks = parseBlocks( text );
	const references = new Map< string, Target >();
	collectDefinitions( blocks, references );
	const inlines = ( source: string ): Inline[] => parseInlines( source, references, options );
	const convert = ( list: RawBlock[], tight = false ): Block[] => list.flatMap( ( block ) => convertBlock( block, tight ) );
	const convertBlock = ( block: RawBlock, tight: boolean ): Block[] => {
		switch ( block.type ) {
			case 'paragraph': return paragraph( block.lines, tight, inlines );
			case 'heading': return [ { type: 'paragraph', tight, children: [ { type: 'strong', children: inlines( block.text ) } ] } ];
			case 'code': return [ { type: 'code', text: codeText( block ), language: block.language } ];
			case 'quote': return [ { type: 'quote', children: convert( block.children ) } ];
			case 'list': return [ { type: 'list', start: block.start, items: block.items.map( ( item ) => convert( item, block.tight ) ) } ];
			default: return [ block ];
		}
	};
	return convert( blocks );
}

/** Definitions may stand after the links that use them, so they are taken out of all paragraphs first. */
function collectDefinitions( blocks: RawBlock[], references: Map< string, Target > ): void {
	for ( const block of blocks ) {
		if ( block.type === 'paragraph' && block.lines[ 0 ]?.startsWith( '[' ) ) {
			block.lines = takeDefinitions( block.lines.join( '\n' ), references ).split( '\n' );
		} else if ( block.type === 'quote' ) {
			collectDefinitions( block.children, references );
		} else if ( block.type === 'list' ) {
			block.items.forEach( ( item ) => collectDefinitions( item, references ) );
		}
	}
}

function codeText( { lines, fence }: Extract< RawBlock, { type: 'code' } > ): string {
	const text = lines.join( '\n' );
	return fence ? text : text.replace( /^\n+/, '' ).trimEnd();
}

function cells( row: string ): string[] {
	return row.trim().replace( /^\||\|$/g, '' ).split( '|' ).map( ( cell ) => cell.trim() );
}

/** A paragraph, with the table that may begin on any of its lines: a row of cells above a row of dashes. */
function paragraph( lines: string[], tight: boolean, inlines: ( source: string ) => Inline[] ): Block[] {
	const dashes = lines.findIndex( ( line, index ) =>
		index > 0 && line.includes( '|' ) && cells( line ).every( ( cell ) => /^:?-+:?$/.test( cell ) ) &&
		cells( line ).length === cells( lines[ index - 1 ] ?? '' ).length );
	const text = ( dashes > 0 ? lines.slice( 0, dashes - 1 ) : lines ).join( '\n' );
	const blocks: Block[] = text.trim() ? [ { type: 'paragraph', tight, children: inlines( text ) } ] : [];
	if ( dashes > 0 ) {
		const rows = [ lines[ dashes - 1 ] ?? '', ...lines.slice( dashes + 1 ) ];
		blocks.push( { type: 'table', rows: rows.map( ( row ) => cells( row ).map( inlines ) ) } );
	}
	return blocks;
}
