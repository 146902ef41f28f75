/** The page a question is asked on, as staff see it. */
export interface PageInfo {
	url: string;
	title: string;
	locale: string;
}

/** Names of query values that open doors or name people. */
const SECRET_NAME = /token|key|pass|auth|code|secret|sess|sig|nonce|hash|mail|jwt/i;

/** Long runs without spaces look like a token whatever they are called. */
const SECRET_VALUE = /^[\w.~+/=-]{24,}$/;

const MAX_URL = 2000;
const MAX_TITLE = 300;

/** The page's address without its fragment, user name and query values that look like secrets. */
export function cleanUrl( address: string ): string {
	const url = new URL( address );
	url.hash = url.username = url.password = '';
	[ ...url.searchParams ].forEach( ( [ name, value ] ) => {
		if ( SECRET_NAME.test( name ) || SECRET_VALUE.test( value ) ) {
			url.searchParams.delete( name );
		}
	} );
	return url.href.slice( 0, MAX_URL );
}

/**
 * The code of a mailed link that led to this page; empty without one. It is taken out of the address bar at once, so that it is neither
 * bookmarked nor passed on with the page's address.
 */
export function takeCode(): string {
	const [ found, code = '' ] = /^#aaia=(.{0,99})/.exec( location.hash ) ?? [];
	if ( found ) {
		history.replaceState( history.state, '', location.pathname + location.search );
	}
	return code;
}

export function pageInfo( locale: string ): PageInfo {
	return { url: cleanUrl( location.href ), title: document.title.slice( 0, MAX_TITLE ), locale };
}
