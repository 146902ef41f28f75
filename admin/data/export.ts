import apiFetch from '@wordpress/api-fetch';
import { filterQuery } from './filter';
import type { Filter } from './filter';
import { pageFacts } from './page-facts';

/** The conversations of a list, or chosen ones. */
export type Exported = { filter: Filter } | { ids: readonly string[] };

export type ExportFormat = 'csv' | 'json';

/** What the file says about people. */
export type PersonalData = 'full' | 'masked' | 'none';

/** Chosen conversations that fit into one file. */
export const MOST_CHOSEN = 250;

/** Where the browser gets the file itself: it saves what arrives, so a file of any size needs no memory. */
export function exportAddress( what: Exported, format: ExportFormat, personal: PersonalData ): string {
	const url = new URL( pageFacts().export );
	const which = 'ids' in what ? { ids: what.ids.join( ',' ) } : filterQuery( what.filter );
	Object.entries( { ...which, format, personal, _wpnonce: apiFetch.nonceMiddleware?.nonce ?? '' } )
		.forEach( ( [ key, value ] ) => url.searchParams.set( key, String( value ) ) );
	return url.href;
}
