import { __, _n, sprintf } from '@wordpress/i18n';
import { safeHref } from '../shared/safe-href';
import type { StaffSourcePart } from '../../src/wire/wire';
import { shortDate } from './times';

/** The pages an answer stands on. */
export function SourceList( { sources }: { sources: readonly StaffSourcePart[] } ) {
	if ( sources.length === 0 ) {
		return null;
	}
	return (
		<details className="aaia-sources" open={ sources.some( ( { reported } ) => reported !== null ) }>
			<summary>
				{
					/* translators: %d: number of sources. */ sprintf( _n( '%d source', '%d sources', sources.length, 'aaia-chatbot' ), sources.length )
				}
			</summary>
			<ol aria-label={ __( 'Sources', 'aaia-chatbot' ) }>
				{ sources.map( ( source ) => (
					<li key={ source.id }>
						<Source source={ source } />
					</li>
				) ) }
			</ol>
		</details>
	);
}

function Source( { source: { url, title, excerpt, date, reported } }: { source: StaffSourcePart } ) {
	const href = safeHref( url );
	return (
		<>
			{ href === null ? (
				<span dir="auto">{ title || url }</span>
			) : (
				<a href={ href } target="_blank" rel="nofollow ugc noopener noreferrer" dir="auto">
					{ title || url }
				</a>
			) }
			{ date !== null && (
				<>
					{ ' ' }
					· <time dateTime={ date }>{ shortDate( date ) }</time>
				</>
			) }
			{ reported !== null && (
				<p className="aaia-message__state is-bad">
					{ __( 'The visitor reported an error here.', 'aaia-chatbot' ) }
					{ reported !== '' && (
						<>
							{ ' ' }
							<q dir="auto">{ reported }</q>
						</>
					) }
				</p>
			) }
			{ excerpt && (
				<span className="aaia-sources__excerpt" dir="auto">
					{ excerpt }
				</span>
			) }
		</>
	);
}
