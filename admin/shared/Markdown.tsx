import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { parseMarkdown } from '../../src/markdown/parse';
import type { Block, Inline } from '../../src/markdown/tree';

/** Renders Markdown written by a model or a person as React elements, never as HTML. */
export function Markdown( { text }: { text: string } ) {
	return <div className="aaia-markdown" dir="auto">{ blocks( parseMarkdown( text ) ) }</div>;
}

function inlines( list: readonly Inline[] ): ReactNode[] {
	return list.map( ( inline, index ) => <Fragment key={ index }>{ drawInline( inline ) }</Fragment> );
}

function drawInline( inline: Inline ): ReactNode {
	switch ( inline.type ) {
		case 'text':
			return inline.text;
		case 'code':
			return <code>{ inline.text }</code>;
		case 'del':
			return <del>{ inlines( inline.children ) }</del>;
		case 'em':
			return <em>{ inlines( inline.children ) }</em>;
		case 'strong':
			return <strong>{ inlines( inline.children ) }</strong>;
		case 'link':
			return (
				<a href={ inline.href } title={ inline.title || undefined } target="_blank" rel="nofollow ugc noopener noreferrer">
					{ inlines( inline.children ) }
				</a>
			);
	}
}

function blocks( list: readonly Block[] ): ReactNode[] {
	return list.map( ( block, index ) => <Fragment key={ index }>{ drawBlock( block ) }</Fragment> );
}

function drawBlock( block: Block ): ReactNode {
	switch ( block.type ) {
		case 'paragraph': return block.tight ? inlines( block.children ) : <p>{ inlines( block.children ) }</p>;
		case 'code': return <pre><code>{ block.text }</code></pre>;
		case 'quote': return <blockquote>{ blocks( block.children ) }</blockquote>;
		case 'rule': return <hr />;
		case 'list': {
			const items = block.items.map( ( item, index ) => <li key={ index }>{ blocks( item ) }</li> );
			return block.start === null ? <ul>{ items }</ul> : <ol start={ block.start }>{ items }</ol>;
		}
		case 'table': return <Table rows={ block.rows } />;
	}
}

function Table( { rows }: { rows: readonly Inline[][][] } ) {
	const [ head = [], ...body ] = rows;
	return (
		<div className="aaia-markdown__table">
			<table>
				<thead>
					<tr>
						{ head.map( ( cell, index ) => (
							<th key={ index } scope="col">
								{ inlines( cell ) }
							</th>
						) ) }
					</tr>
				</thead>
				<tbody>
					{ body.map( ( row, index ) => (
						<tr key={ index }>
							{ row.map( ( cell, at ) => (
								<td key={ at }>{ inlines( cell ) }</td>
							) ) }
						</tr>
					) ) }
				</tbody>
			</table>
		</div>
	);
}
