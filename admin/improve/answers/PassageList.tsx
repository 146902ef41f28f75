import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { GapPassage } from '../../../src/wire/wire';
import { safeHref } from '../../shared/safe-href';

interface ListProps {
	passages: readonly GapPassage[];
	action?: ( passage: GapPassage ) => ReactNode;
}

function Title( { passage }: { passage: GapPassage } ) {
	const href = safeHref( passage.url );
	return href === null ? <strong>{ passage.title }</strong> : <a href={ href }>{ passage.title }</a>;
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
					<Title passage={ passage } />
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
