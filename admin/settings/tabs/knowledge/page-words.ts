import { __, _n, _x, sprintf } from '@wordpress/i18n';
import { fullTime } from '../../../shared/times';
import { count } from './words';
import type { PagesShown } from '../../../data/knowledge-pages';
import type { WebAddress, WebPage } from '../../../../src/wire/wire';

/** Names of states of other sites' pages. */

export const paceNames = (): Array< { value: WebAddress[ 'pace' ]; label: string } > => [
	{ value: 'daily', label: __( 'Every day', 'aaia-chatbot' ) },
	{ value: 'weekly', label: __( 'Every week', 'aaia-chatbot' ) },
	{ value: 'monthly', label: __( 'Every month', 'aaia-chatbot' ) },
];

export const shownNames = (): Array< { value: PagesShown; label: string } > => [
	{ value: 'all', label: __( 'Everything', 'aaia-chatbot' ) },
	{ value: 'known', label: __( 'What is used', 'aaia-chatbot' ) },
	{ value: 'waiting', label: __( 'What is waiting to be read', 'aaia-chatbot' ) },
	{ value: 'problems', label: __( 'Problems', 'aaia-chatbot' ) },
];

export const pageStateName = ( state: WebPage[ 'state' ] ): string => ( {
	waiting: __( 'Waiting to be read', 'aaia-chatbot' ),
	read: _x( 'Read', 'state of a page', 'aaia-chatbot' ),
	stale: __( 'Old text is used', 'aaia-chatbot' ),
	left_out: __( 'Not used', 'aaia-chatbot' ),
	failed: __( 'Could not be read', 'aaia-chatbot' ),
} )[ state ];

/** State of an address, and its next step. */
export function addressState( { state, last_read: last, next, waiting, known }: WebAddress ): string {
	switch ( state ) {
		case 'waiting':
			return __( 'Will be read in a moment…', 'aaia-chatbot' );
		case 'listing':
			return __( 'The list of its pages is being read…', 'aaia-chatbot' );
		case 'reading':
			/* translators: 1: number of pages known, 2: number of pages that wait to be read. */
			return sprintf( __( 'Is being read: %1$s pages known, %2$s to go…', 'aaia-chatbot' ), count( known ), count( waiting ) );
		case 'paused':
			/* translators: %s: date and time. */
			return sprintf( __( 'Waiting for the other server until %s.', 'aaia-chatbot' ), fullTime( next ) );
		default:
			return last === null
				? ''
				: sprintf(
						/* translators: 1: date and time of the last reading, 2: of the next. */ __( 'Read on %1$s, next on %2$s.', 'aaia-chatbot' ),
						fullTime( last ),
						fullTime( next )
					);
	}
}

/** How many pages of an address are known and, where there are any, have problems or belong to other sites. */
export function addressCounts( { known, problems, elsewhere }: WebAddress ): readonly string[] {
	return [
		/* translators: %s: number of pages. */
		sprintf( _n( '%s page known', '%s pages known', known, 'aaia-chatbot' ), count( known ) ),
		...( problems > 0
			/* translators: %s: number of pages. */
			? [ sprintf( _n( '%s page with a problem', '%s pages with a problem', problems, 'aaia-chatbot' ), count( problems ) ) ]
			: [] ),
		...( elsewhere > 0
			? [
					sprintf(
						/* translators: %s: number of addresses. */
						_n( '%s address of another site left out', '%s addresses of other sites left out', elsewhere, 'aaia-chatbot' ),
						count( elsewhere )
					),
			]
			: [] ),
	];
}

/** Further notes on an address. */
export function addressWarnings( { problem, capped, partial, page_limit: limit }: WebAddress ): readonly string[] {
	return [
		problem,
		capped &&
			sprintf(
				/* translators: %s: number of pages. */
				__( 'There are more than %s pages. The others are not read: allow more, or name the paths that matter.', 'aaia-chatbot' ),
				count( limit )
			),
		partial && problem === null && __( 'Not every sitemap could be read. Pages known before are kept.', 'aaia-chatbot' ),
	].filter( ( warning ): warning is string => typeof warning === 'string' );
}
