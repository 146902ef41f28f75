/** The open conversation in the page's address, so that links, reloads and the browser's back button work. */

const KEY = 'conversation';

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
