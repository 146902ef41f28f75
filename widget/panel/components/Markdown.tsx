/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import type { Block, Inline } from '../../../src/markdown/tree';
import type { MarkdownReader } from '../../element';
import { Pure } from './Pure';

/** An answer's text. Drawn from the safe tree, element by element. */
export class Markdown extends Pure< { text: string; base: string; reader: MarkdownReader } > {
	public override render() {
		const { text, base, reader } = this.props;
		return <div class="md" dir="auto">{ drawBlocks( reader.parse( text, { base } ) ) }</div>;
	}
}

function drawBlocks( blocks: readonly Block[] ): ComponentChildren {
	return blocks.map( ( block ) => {
		switch ( block.type ) {
			case 'paragraph': return block.tight ? <div>{ drawInlines( block.children ) }</div> : <p>{ drawInlines( block.children ) }</p>;
			// Code that is wider than the bubble scrolls, so the keyboard must reach it.
			case 'code': return <pre dir="ltr" tabIndex={ 0 }><code>{ block.text }</code></pre>;
			case 'quote': return <blockquote>{ drawBlocks( block.children ) }</blockquote>;
			case 'table': return <div class="table" tabIndex={ 0 }><table>{ block.rows.map( drawRow ) }</table></div>;
			case 'list': {
				const items = block.items.map( ( item ) => <li>{ drawBlocks( item ) }</li> );
				return block.start === null ? <ul>{ items }</ul> : <ol start={ block.start }>{ items }</ol>;
			}
			default: return <hr />;
		}
	} );
}

function drawRow( cells: readonly Inline[][], index: number ): ComponentChildren {
	return <tr>{ cells.map( ( cell ) => ( index ? <td>{ drawInlines( cell ) }</td> : <th>{ drawInlines( cell ) }</th> ) ) }</tr>;
}

function drawInlines( inlines: readonly Inline[] ): ComponentChildren {
	return inlines.map( ( inline ) => {
		switch ( inline.type ) {
			case 'text': return inline.text;
			case 'code': return <code>{ inline.text }</code>;
			case 'del': return <del>{ drawInlines( inline.children ) }</del>;
			case 'em': return <em>{ drawInlines( inline.children ) }</em>;
			case 'strong': return <strong>{ drawInlines( inline.children ) }</strong>;
			default: return <OutsideLink href={ inline.href } title={ inline.title }>{ drawInlines( inline.children ) }</OutsideLink>;
		}
	} );
}

/** A link to anywhere. The address must come from `safeHref`. */
export function OutsideLink( { href, title, children }: { href: string; title?: string; children: ComponentChildren } ) {
	return <a href={ href } title={ title || undefined } target="_blank" rel="nofollow ugc noopener">{ children }</a>;
}
