import { useCallback, useEffect, useState } from '@wordpress/element';
import { inPanel } from '../frame';

/** In the page's address: `all`, or the id of the contact that is shown. AdminPages::CONTACTS in PHP. */
const KEY = 'contacts';

const ALL = 'all';

/** The contacts that are shown: `null` for none, else the one beside the list, or null. */
export type ShownContacts = { one: string | null } | null;

function inAddress(): ShownContacts {
	const value = new URLSearchParams( window.location.search ).get( KEY );
	return value === null ? null : { one: value === ALL ? null : value };
}

/** The address of the screen of contacts, with one of them or none. */
export function contactsAddress( one: string | null ): string {
	const address = new URL( window.location.href );
	address.searchParams.set( KEY, one ?? ALL );
	return address.href;
}

/** What is shown, kept in the address, so that links, reloads and the browser's back button work; in the panel without a trace. */
export function useShownContacts(): [ ShownContacts, ( to: ShownContacts ) => void ] {
	const [ shown, setShown ] = useState( inAddress );
	useEffect( () => {
		const back = (): void => setShown( inAddress() );
		window.addEventListener( 'popstate', back );
		return () => window.removeEventListener( 'popstate', back );
	}, [] );
	const show = useCallback( ( to: ShownContacts ) => {
		const address = new URL( to === null ? window.location.href : contactsAddress( to.one ) );
		if ( to === null ) {
			address.searchParams.delete( KEY );
		}
		if ( address.href !== window.location.href ) {
			window.history[ inPanel() ? 'replaceState' : 'pushState' ]( null, '', address );
		}
		setShown( to );
	}, [] );
	return [ shown, show ];
}
