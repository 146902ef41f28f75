import { useEffect, useState } from '@wordpress/element';

/** Where the reader is on a screen with tabs. */
export interface Place {
	tab: string;
	/** A page or section of the tab; empty for its start. */
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

/** Opens a place and stores it in the URL, so that a reload and the browser's Back work. */
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
	// Browsers fire this for Back and Forward only.
	window.dispatchEvent( new PopStateEvent( 'popstate' ) );
}

/** The current place, from the URL. */
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
