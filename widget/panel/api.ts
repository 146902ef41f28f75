import type { CreateSessionAnswer as Session, CreateSessionBody, LoginProof, WidgetConfig } from '../../src/wire/wire';
import type { Memory } from './storage';

/** Why a request failed, as far as the visitor can do something about it. */
export type FailureReason = 'offline' | 'rate' | 'consent' | 'gone' | 'cursor' | 'too-large' | 'closed' | 'login' | 'empty' | 'server';

export interface Failure {
	reason: FailureReason;
	/** Seconds to wait, when the server said so. */
	retryAfter: number | null;
	/** The server's own words. */
	text?: string | undefined;
}

export type Result< T > = { ok: true; data: T; retryAfter: number | null } | { ok: false; failure: Failure };

export interface Call {
	method?: 'POST' | 'PUT' | 'DELETE';
	body?: unknown;
	/** The answer wanted; JSON without it. */
	accept?: string;
	signal?: AbortSignal;
}

export interface Api {
	/**
	 * The owner's settings. Asked for without a session, and kept by the browser as long as the server allows unless they must be `fresh`.
	 */
	config: ( fresh?: boolean ) => Promise< Result< WidgetConfig > >;
	/** A JSON route. Never rejects. */
	json: < T >( path: string, call?: Call ) => Promise< Result< T > >;
	/** Any route: the response as it is, after the session has been renewed if it was needed. Rejects as `fetch` does. */
	fetch: ( path: string, call?: Call ) => Promise< Response >;
	/**
	 * Starts a session, or renews the one there is. `consent`: the visitor agreed to the text in force. With the code of a mailed link
	 * (`invitation`), the session of the link is only given back.
	 */
	startSession: ( consent?: boolean, invitation?: string, proof?: string ) => Promise< Result< Session > >;
	/** The token, for saving; empty before the session begins. */
	token: () => string;
	/** Takes over the token that another tab saved. */
	useToken: ( token: string ) => void;
}

/** No answer came. */
export const OFFLINE: Failure = { reason: 'offline', retryAfter: null };

/** Gives up on a JSON answer after this long. The server waits at most 20 s for an answer asked for as JSON. */
const JSON_TIMEOUT_MS = 35_000;

/**
 * Speaks to the visitor's REST routes under `base` (both `/wp-json/aaia-chatbot/v1` and `?rest_route=` forms).
 *
 * The session is started by the first call that needs it and renewed once when the server says that it has expired: the caller notices
 * nothing. `onStranger`: the server does not continue the session there was (it was revoked, or is too old). What it could see is not for
 * this visitor any more. Of a session that a mailed link began, the failure says that the link has ended.
 */
export function createApi( base: string, locale: string, memory: Memory, onStranger: ( ended?: Failure ) => void ): Api {
	let token = memory.load()?.token ?? '';

	// In the plain form the route is itself a query value, so a path's own query goes on with &. A fragment tells users apart, see Launcher.
	const address = ( path: string ): string => base.split( '#' )[ 0 ] + ( base.includes( '?' ) ? path.replace( '?', '&' ) : path );

	const send = ( path: string, { method, body, accept = 'application/json', signal }: Call ): Promise< Response > =>
		fetch( address( path ), {
			method,
			cache: 'no-store',
			headers: {
				accept,
				...( token && { 'X-Aaia-Session': token } ),
				...( body !== undefined && { 'Content-Type': 'application/json' } ),
			},
			body: JSON.stringify( body ),
			signal,
		} as RequestInit );

	const startSession: Api[ 'startSession' ] = async ( consent, invitation, proof ) => {
		const before = token;
		// What is undefined is not sent.
		const body = { locale, consent, invitation, proof } as CreateSessionBody;
		const result = await settle< Session >( () =>
			send( '/session', { method: 'POST', body, signal: AbortSignal.timeout( JSON_TIMEOUT_MS ) } )
		);
		if ( ! result.ok && result.failure.reason === 'login' && ! proof ) {
			// The chat is for logged-in users: the browser shows with its cookie that it is one of theirs.
			const login = await settle< LoginProof >( () => send( '/widget/proof', {} ) );
			return login.ok ? startSession( consent, invitation, login.data.proof ) : result;
		}
		if ( invitation ) {
			return result;
		}
		if ( result.ok ) {
			token = result.data.token;
			const saved = memory.load();
			if ( saved ) {
				memory.save( { ...saved, token } );
			}
			if ( before && ! result.data.continued ) {
				onStranger();
			}
		} else if ( memory.linked() && result.failure.reason === 'gone' ) {
			onStranger( result.failure );
		}
		return result;
	};

	const fetchWithSession = async ( path: string, call: Call = {} ): Promise< Response > => {
		if ( ! token ) {
			await startSession();
		}
		const used = token;
		const response = await send( path, call );
		if ( response.status !== 401 ) {
			return response;
		}
		// Another request may have renewed the session meanwhile.
		if ( token === used ) {
			await startSession();
		}
		return send( path, call );
	};

	return {
		config: ( fresh ) =>
			settle( () => fetch( address( `/widget?locale=${ encodeURIComponent( locale ) }` ), { cache: fresh ? 'no-store' : 'default' } ) ),
		fetch: fetchWithSession,
		json: ( path, call = {} ) => settle( () => fetchWithSession( path, { signal: AbortSignal.timeout( JSON_TIMEOUT_MS ), ...call } ) ),
		startSession,
		token: () => token,
		useToken: ( saved ) => {
			token = saved;
		},
	};
}

/** Turns a response into a value, whatever happens on the way. */
export async function settle< T >( request: () => Promise< Response > ): Promise< Result< T > > {
	try {
		const response = await request();
		if ( ! response.ok ) {
			return { ok: false, failure: await failureOf( response ) };
		}
		return {
			ok: true,
			data: ( response.status === 204 ? null : await response.json() ) as T,
			retryAfter: retryAfter( response ),
		};
	} catch {
		return { ok: false, failure: OFFLINE };
	}
}

/** By the server's code, else by status. `wp_die`: a plugin ended the request before the chat was asked. */
const REASONS: Record< string, FailureReason > = {
	aaia_consent_required: 'consent',
	aaia_site_closed: 'closed',
	aaia_login_required: 'login',
	wp_die: 'closed',
	404: 'gone',
	410: 'cursor',
	413: 'too-large',
	429: 'rate',
};

/** Reads why a response refuses. */
export async function failureOf( response: Response ): Promise< Failure > {
	const body = ( await response.json().catch( () => null ) ) as { code?: string; message?: string } | null;
	return {
		reason: REASONS[ body?.code ?? '' ] ?? REASONS[ response.status ] ?? 'server',
		retryAfter: retryAfter( response ),
		text: body?.message,
	};
}

/** Seconds after which to come back; null when the server says none. */
export function retryAfter( response: Response ): number | null {
	const seconds = Number( response.headers.get( 'Retry-After' ) ?? NaN );
	return seconds >= 0 ? seconds : null;
}
