import { useEffect, useState } from '@wordpress/element';

/** Where the reader is on the settings screen. */
export interface Place {
	tab: string;
	/** A part of the tab; empty for the tab as it opens. */
	part: string;
}

/**
 * The place that an address names: `?tab=alerts&part=log`, or an anchor such as `#aaia-alerts-log`, which wins within its tab. Empty where
 * it names none.
 */
export function placeIn( { search, hash }: { search: string; hash: string } ): Place {
	const query = new URLSearchParams( search );
	const [ , anchored = '', part = '' ] = /^#aaia-([a-z]+)-([a-z-]+)$/.exec( hash ) ?? [];
	const tab = query.get( 'tab' ) ?? anchored;
	return { tab, part: part !== '' && tab === anchored ? part : query.get( 'part' ) ?? '' };
}

/** Goes to a place: the address keeps it over a reload, and the browser's Back leads where the reader was. */
export function goTo( { tab, part }: Place ): void {
	const address = new URL( window.location.href );
	address.searchParams.set( 'tab', tab );
	if ( part === '' ) {
		address.searchParams.delete( 'part' );
	} else {
		address.searchParams.set( 'part', part );
	}
	address.hash = '';
	if ( address.href !== window.location.href ) {
		window.history.pushState( null, '', address );
	}
	// Browsers tell only of steps back and forth.
	window.dispatchEvent( new PopStateEvent( 'popstate' ) );
}

/** The place in the address, as it changes. */
export function usePlace(): Place {
	const [ place, setPlace ] = useState( () => placeIn( window.location ) );
	useEffect( () => {
		const read = (): void => setPlace( ( before ) => {
			const now = placeIn( window.location );
			return now.tab === before.tab && now.part === before.part ? before : now;
		} );
		window.addEventListener( 'popstate', read );
		return () => window.removeEventListener( 'popstate', read );
	}, [] );
	return place;
}
