import apiFetch from '@wordpress/api-fetch';
import { __ } from '@wordpress/i18n';

/** All REST calls of the admin screens go through here. */

const BASE = '/aaia-chatbot/v1';

/** An error response, or none at all (`status` 0). The message can be shown to users. */
export class Problem extends Error {
	public constructor(
		public readonly code: string,
		message: string,
		public readonly status: number,
		public readonly data: Readonly< Record< string, unknown > > = {}
	) {
		super( message );
	}
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Asks a route of ours.
 *
 * @param keepalive The request goes on when the page closes. For small bodies.
 *
 * @throws Problem
 */
export async function ask< T >( method: Method, path: string, body?: object, signal?: AbortSignal, keepalive = false ): Promise< T > {
	try {
		return await apiFetch< T >( {
			path: BASE + path,
			method,
			...( body ? { data: body } : {} ),
			...( signal ? { signal } : {} ),
			...( keepalive ? { keepalive } : {} ),
		} );
	} catch ( failure ) {
		throw asProblem( failure );
	}
}

/**
 * Asks a route of ours for a file.
 *
 * @throws Problem
 */
export async function askFile( path: string ): Promise< Blob > {
	try {
		const response = await apiFetch< Response, false >( { path: BASE + path, parse: false } );
		return await response.blob();
	} catch ( failure ) {
		throw asProblem( failure instanceof Response ? await failure.json().catch( () => null ) : failure );
	}
}

/** Query string of the values that are set. */
export function query( values: Readonly< Record< string, string | number | boolean | null | undefined > > ): string {
	const given = Object.entries( values ).filter(
		( entry ): entry is [ string, string | number | boolean ] => entry[ 1 ] != null && entry[ 1 ] !== ''
	);
	return given.length === 0 ? '' : `?${ new URLSearchParams( given.map( ( [ key, value ] ) => [ key, String( value ) ] ) ).toString() }`;
}

function isRecord( value: unknown ): value is Record< string, unknown > {
	return typeof value === 'object' && value !== null;
}

/** Converts anything thrown to a Problem. */
export function asProblem( failure: unknown ): Problem {
	if ( failure instanceof Problem ) {
		return failure;
	}
	if (
		isRecord( failure ) &&
		typeof failure[ 'code' ] === 'string' &&
		isRecord( failure[ 'data' ] ) &&
		typeof failure[ 'data' ][ 'status' ] === 'number'
	) {
		return new Problem( failure[ 'code' ], String( failure[ 'message' ] ?? '' ), failure[ 'data' ][ 'status' ], failure[ 'data' ] );
	}
	if ( isRecord( failure ) && failure[ 'code' ] === 'invalid_json' ) {
		// Another plugin's warning, or a page of an error, in front of the answer.
		return new Problem( 'invalid_json', __( 'The server sent something that is not an answer.', 'aaia-chatbot' ), 0 );
	}
	return new Problem( 'no_answer', __( 'The server did not answer. Check your connection and try again.', 'aaia-chatbot' ), 0 );
}
