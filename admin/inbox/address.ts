import { filterInQuery, putFilter } from '../data/filter';
import type { Filter } from '../data/filter';
import { inPanel } from './frame';

/**
 * The open conversation and the filter in the page's address, so that links, reloads and the browser's back button work. In the panel they
 * leave no trace in the history, which is that of the page around.
 */

const KEY = 'conversation';

/** The filter in the address, so that a link or a reload shows the same list; null when there is none. */
export function filterInAddress(): Filter | null {
	return filterInQuery( new URLSearchParams( window.location.search ) );
}

export function showFilterInAddress( filter: Filter ): void {
	const address = new URL( window.location.href );
	putFilter( address.searchParams, filter );
	window.history.replaceState( window.history.state, '', address );
}

export function conversationInAddress(): string | null {
	return new URLSearchParams( window.location.search ).get( KEY );
}

/** In the address while only the inbox is shown, for the panel. AdminPages::PANEL in PHP. */
const PANEL = 'aaia_panel';

/** The address of a conversation on the Conversations screen; of the list for null. */
export function addressOf( id: string | null ): string {
	const address = new URL( window.location.href );
	address.searchParams.delete( PANEL );
	if ( id === null ) {
		address.searchParams.delete( KEY );
	} else {
		address.searchParams.set( KEY, id );
	}
	return address.href;
}

export function showInAddress( id: string | null ): void {
	if ( conversationInAddress() === id ) {
		return;
	}
	if ( inPanel() ) {
		const address = new URL( addressOf( id ) );
		address.searchParams.set( PANEL, '1' );
		window.history.replaceState( null, '', address );
	} else {
		window.history.pushState( null, '', addressOf( id ) );
	}
}
