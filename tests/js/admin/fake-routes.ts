import apiFetch from '@wordpress/api-fetch';

/** The edge of the process: what a test's server is asked and what it answers. Everything up to WordPress's own client is real. */

export interface Asked {
	method: string;
	path: string;
	data: Record< string, unknown >;
}

type Answer = ( asked: Asked ) => unknown;

/** jsdom lays nothing out, so it has no media queries; WordPress's components ask for them. */
window.matchMedia ??= ( media ) => ( {
	media,
	matches: false,
	onchange: null,
	addListener: () => undefined,
	removeListener: () => undefined,
	addEventListener: () => undefined,
	removeEventListener: () => undefined,
	dispatchEvent: () => false,
} );

/** Answers all requests; throw a `refusal()` to refuse one. The list of what was asked grows with each. */
export function fakeRoutes( answer: Answer ): Asked[] {
	const asked: Asked[] = [];
	apiFetch.setFetchHandler( async ( { method = 'GET', path = '', data } ) => {
		const request = { method, path: path.replace( /[?&]_locale=user/, '' ), data: data ?? {} };
		asked.push( request );
		return answer( request );
	} );
	return asked;
}

/** What WordPress's client throws for a refusal. */
export function refusal( status: number, code: string, message: string, more: Record< string, unknown > = {} ): object {
	return { code, message, data: { status, ...more } };
}
