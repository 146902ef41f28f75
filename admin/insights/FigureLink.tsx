import { __, sprintf } from '@wordpress/i18n';
import { pageFacts } from '../data/page-facts';
import { query } from '../data/api';
import type { Days } from '../data/insights';
import type { ReactNode } from 'react';

/** The address of the conversations behind a figure: the inbox, with those that began in these days and count in it. */
export const conversationsOf = ( figure: string, { from, to }: Days, filter: Record< string, string > = {} ): string =>
	`${ pageFacts().pages.inbox }${ query( { view: 'all', archived: 'any', ...filter, figure, from, to } ).replace( '?', '&' ) }`;

/** A figure that opens its conversations; plain where there are none. */
export function FigureLink( { figure, filter = {}, days, name, count, children }: {
	figure: string;
	/** Further filters of the inbox. */
	filter?: Record< string, string >;
	days: Days;
	/** What is counted, for who hears the link alone. */
	name: string;
	count: number;
	children: ReactNode;
} ) {
	if ( count === 0 ) {
		return <>{ children }</>;
	}
	return (
		<a
			className="aaia-figure-link"
			href={ conversationsOf( figure, days, filter ) }
			title={ __( 'Show the conversations', 'aaia-chatbot' ) }
			aria-label={ sprintf(
				/* translators: 1: what is counted, 2: the figure. */
				__( '%1$s: %2$s. Show the conversations', 'aaia-chatbot' ),
				name,
				typeof children === 'string' ? children : String( count ),
			) }
		>
			{ children }
		</a>
	);
}
