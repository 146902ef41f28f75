import { filterInQuery, putFilter } from '../data/filter';
import type { Filter } from '../data/filter';

/** The open conversation and the filter in the page's address, so that links, reloads and the browser's back button work. */

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

/** The address of a conversation; of the list for null. */
export function addressOf( id: string | null ): string {
	const address = new URL( window.location.href );
	if ( id === null ) {
		address.searchParams.delete( KEY );
	} else {
		address.searchParams.set( KEY, id );
	}
	return address.href;
}

export function showInAddress( id: string | null ): void {
	if ( conversationInAddress() !== id ) {
		window.history.pushState( null, '', addressOf( id ) );
	}
}
