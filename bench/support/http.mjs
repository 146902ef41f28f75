/** Requests with their times. */
import { request } from 'node:http';

/**
 * Sends one request on a connection of its own; answers {status, headers, body, firstByteMs}: milliseconds until the first byte of the
 * body.
 */
export function timed( url, { method = 'GET', headers = {}, body = null } = {} ) {
	return new Promise( ( resolve, reject ) => {
		const began = performance.now();
		let firstByteMs = null;
		const outgoing = request( url, { method, headers: { connection: 'close', ...headers } }, ( response ) => {
			let text = '';
			response.setEncoding( 'utf8' );
			response.on( 'data', ( chunk ) => {
				firstByteMs ??= performance.now() - began;
				text += chunk;
			} );
			response.on(
				'end',
				() => resolve( {
					status: response.statusCode,
					headers: response.headers,
					body: text,
					firstByteMs: firstByteMs ?? performance.now() - began,
				} )
			);
			response.on( 'error', reject );
		} );
		outgoing.on( 'error', reject );
		outgoing.end( body );
	} );
}

/** The middle value. */
export function median( values ) {
	const sorted = [ ...values ].sort( ( a, b ) => a - b );
	const middle = Math.floor( sorted.length / 2 );
	return sorted.length % 2 === 1 ? sorted[ middle ] : ( sorted[ middle - 1 ] + sorted[ middle ] ) / 2;
}
