import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { GapPassage } from '../../../src/wire/wire';
import { safeHref } from '../../shared/safe-href';

interface ListProps {
	passages: readonly GapPassage[];
	action?: ( passage: GapPassage ) => ReactNode;
}

/** The title of a page, with a link unless its address is none to follow. */
export function PageTitle( { page }: { page: { title: string; url: string } } ) {
	const href = safeHref( page.url );
	return href === null ? <strong>{ page.title }</strong> : <a href={ href }>{ page.title }</a>;
}

/** What the search finds for a question. */
export function PassageList( { passages, action }: ListProps ) {
	if ( passages.length === 0 ) {
		return <p>{ __( 'Nothing was found.', 'aaia-chatbot' ) }</p>;
	}
	return (
		<ol className="aaia-passages">
			{ passages.map( ( passage ) => (
				<li key={ passage.document }>
					<PageTitle page={ passage } />
					<span className="aaia-gap__facts">
						{ ' ' }
						{ sprintf( /* translators: %d: percent. */ __( 'holds %d %% of the question’s words', 'aaia-chatbot' ), passage.held ) }
					</span>
					<p dir="auto">{ passage.text }</p>
					{ action?.( passage ) }
				</li>
			) ) }
		</ol>
	);
}
