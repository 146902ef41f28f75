import { __, _n, sprintf } from '@wordpress/i18n';
import { safeHref } from '../shared/safe-href';
import type { StaffSourcePart } from '../../src/wire/wire';

/** The pages an answer stands on. */
export function SourceList( { sources }: { sources: readonly StaffSourcePart[] } ) {
	if ( sources.length === 0 ) {
		return null;
	}
	return (
		<details className="aaia-sources">
			<summary>{ /* translators: %d: number of sources. */ sprintf( _n( '%d source', '%d sources', sources.length, 'aaia-chatbot' ), sources.length ) }</summary>
			<ol aria-label={ __( 'Sources', 'aaia-chatbot' ) }>
				{ sources.map( ( source ) => <li key={ source.id }><Source source={ source } /></li> ) }
			</ol>
		</details>
	);
}

function Source( { source: { url, title, excerpt } }: { source: StaffSourcePart } ) {
	const href = safeHref( url );
	return (
		<>
			{ href === null ? <span dir="auto">{ title || url }</span> : <a href={ href } target="_blank" rel="nofollow ugc noopener noreferrer" dir="auto">{ title || url }</a> }
			{ excerpt && <span className="aaia-sources__excerpt" dir="auto">{ excerpt }</span> }
		</>
	);
}
