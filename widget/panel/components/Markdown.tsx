/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import type { Block, Inline } from '../../../src/markdown/tree';
import type { MarkdownReader } from '../../element';
import { safeHref } from '../../../src/markdown/safe-href';
import type { SourcePart } from '../../../src/wire/wire';
import { Pure } from './Pure';

interface MarkdownProps {
	text: string;
	base: string;
	reader: MarkdownReader;
	/** What its markers such as [1] stand for; null where brackets are words. */
	sources: readonly SourcePart[] | null;
}

/** Marks of the sources of a sentence: [1], or [1, 3]. */
const MARKERS = /\s?\[(\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\]/g;

export const withoutMarkers = ( text: string ): string => text.replace( MARKERS, '' );

/** A link or an address that is cut off leads nowhere: of a link its words stay. */
export const withoutHalfLink = ( text: string ): string =>
	text.replace( /!?\[([^\]\n]*)(\](\([^)\s]*)?)?$/, '$1' ).replace( /<?https?:\/\/\S*$/, '' );

/** An answer's text. Drawn from the safe tree, element by element. */
export class Markdown extends Pure< MarkdownProps > {
	public override render() {
		const { text, base, reader, sources } = this.props;
		const draw: Draw = ( words ) => ( sources ? drawMarkers( words, sources, base ) : words );
		return <div class="md" dir="auto">{ drawBlocks( reader.parse( text, { base } ), draw ) }</div>;
	}
}

/** How text is drawn. */
type Draw = ( words: string ) => ComponentChildren;

/** Each marker as a link with the number its source has in the list; one without a source is left out. */
function drawMarkers( text: string, sources: readonly SourcePart[], base: string ): ComponentChildren {
	return text.split( MARKERS ).map( ( piece, index ) => index % 2 === 0 ? piece : piece.split( /\D+/ ).map( ( number ) => {
		const source = sources.find( ( { sourceId } ) => sourceId === number );
		const href = source ? safeHref( source.url, base ) : null;
		return source && href &&
			<sup><OutsideLink href={ href } title={ source.title }>[{ sources.indexOf( source ) + 1 }]</OutsideLink></sup>;
	} ) );
}

function drawBlocks( blocks: readonly Block[], draw: Draw ): ComponentChildren {
	return blocks.map( ( block ) => {
		switch ( block.type ) {
			case 'paragraph': {
				const words = drawInlines( block.children, draw );
				return block.tight ? <div>{ words }</div> : <p>{ words }</p>;
			}
			// Code that is wider than the bubble scrolls, so the keyboard must reach it.
			case 'code': return <pre dir="ltr" tabIndex={ 0 }><code>{ block.text }</code></pre>;
			case 'quote': return <blockquote>{ drawBlocks( block.children, draw ) }</blockquote>;
			case 'table': return <div class="table" tabIndex={ 0 }><table>{ block.rows.map( drawRow( draw ) ) }</table></div>;
			case 'list': {
				const items = block.items.map( ( item ) => <li>{ drawBlocks( item, draw ) }</li> );
				return block.start === null ? <ul>{ items }</ul> : <ol start={ block.start }>{ items }</ol>;
			}
			default: return <hr />;
		}
	} );
}

const drawRow = ( draw: Draw ) => ( cells: readonly Inline[][], index: number ): ComponentChildren =>
	<tr>{ cells.map( ( cell ) => ( index ? <td>{ drawInlines( cell, draw ) }</td> : <th>{ drawInlines( cell, draw ) }</th> ) ) }</tr>;

function drawInlines( inlines: readonly Inline[], draw: Draw ): ComponentChildren {
	return inlines.map( ( inline ) => {
		switch ( inline.type ) {
			case 'text': return draw( inline.text );
			case 'code': return <code>{ inline.text }</code>;
			case 'del': return <del>{ drawInlines( inline.children, draw ) }</del>;
			case 'em': return <em>{ drawInlines( inline.children, draw ) }</em>;
			case 'strong': return <strong>{ drawInlines( inline.children, draw ) }</strong>;
			default: return <OutsideLink href={ inline.href } title={ inline.title }>{ drawInlines( inline.children, draw ) }</OutsideLink>;
		}
	} );
}

/** A link to anywhere. The address must come from `safeHref`. */
export function OutsideLink( { href, title, children }: { href: string; title?: string; children: ComponentChildren } ) {
	return <a href={ href } title={ title || undefined } target="_blank" rel="nofollow ugc noopener">{ children }</a>;
}
