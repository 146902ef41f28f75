import type { Block, Inline } from './tree';

function inlineText( inlines: readonly Inline[] ): string {
	return inlines.map( ( inline ) => ( 'children' in inline ? inlineText( inline.children ) : inline.text ) ).join( '' );
}

/** The words of a tree without any marks, one block a line: for announcements and short previews. */
export function plainText( blocks: readonly Block[] ): string {
	return blocks.map( ( block ) => {
		switch ( block.type ) {
			case 'paragraph': return inlineText( block.children );
			case 'code': return block.text;
			case 'quote': return plainText( block.children );
			case 'list': return block.items.map( plainText ).join( '\n' );
			case 'table': return block.rows.map( ( row ) => row.map( inlineText ).join( ' · ' ) ).join( '\n' );
			default: return '';
		}
	} ).join( '\n' );
}
