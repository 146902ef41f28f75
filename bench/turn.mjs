/** First byte of a turn against an empty REST route, alternating in one run, and our own time before the model is asked. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMockModel } from '../tools/lib/mock-model.mjs';
import { freePort } from '../tools/lib/php-server.mjs';
import { median, timed } from './support/http.mjs';

export const title = 'A turn';

const TURNS = 40;

const json = { 'content-type': 'application/json' };

async function newVisitor( url ) {
	const { body, status } = await timed( `${ url }/wp-json/aaia-chatbot/v1/session`, { method: 'POST', headers: json, body: '{}' } );
	if ( status !== 200 ) {
		throw new Error( `POST /session answered ${ status }: ${ body.slice( 0, 300 ) }` );
	}
	return JSON.parse( body ).token;
}

/** One question in a new conversation of a new visitor. */
async function turn( url, number ) {
	const token = await newVisitor( url );
	const message = { id: `bench-message-${ Date.now().toString( 36 ) }-${ number }`, role: 'user', parts: [ { type: 'text', text: 'How long does delivery take to Belgium?' } ] };
	const answer = await timed( `${ url }/wp-json/aaia-chatbot/v1/chat`, { method: 'POST', headers: { ...json, accept: 'text/event-stream', 'x-aaia-session': token }, body: JSON.stringify( { message } ) } );
	if ( answer.status !== 200 || ! answer.body.includes( '[DONE]' ) ) {
		throw new Error( `POST /chat answered ${ answer.status }: ${ answer.body.slice( 0, 300 ) }` );
	}
	return answer.firstByteMs;
}

export async function measure( { stack } ) {
	const { url, run, work } = await stack();
	const model = await startMockModel( await freePort() );
	const set = ( key, value ) => run( [ 'aaia', 'setting', 'set', key, value ] );
	try {
		await set( 'allowed_local_hosts', new URL( model.url ).host );
		await set( 'base_url', model.url );
		await set( 'api_key', 'mock' );
		await set( 'model', 'mock' );
		await set( 'provider', 'openai' );
		const turns = [];
		const empty = [];
		for ( let i = -3; i < TURNS; i++ ) {
			const pair = [ ( await timed( `${ url }/wp-json/measure/v1/empty`, { method: 'POST', headers: json, body: '{}' } ) ).firstByteMs, await turn( url, i + 3 ) ];
			if ( i >= 0 ) {
				empty.push( pair[ 0 ] );
				turns.push( pair[ 1 ] );
			}
		}
		const own = readFileSync( join( work, 'measures.jsonl' ), 'utf8' ).trim().split( '\n' ).map( ( line ) => JSON.parse( line ).before_upstream_ms ).slice( 3 );
		return [
			{ what: 'first byte of a turn / of an empty REST route', value: median( turns ) / median( empty ), unit: 'ratio', bar: 1.5 },
			{ what: 'first byte of a turn', value: median( turns ), unit: 'ms' },
			{ what: 'first byte of an empty REST route', value: median( empty ), unit: 'ms' },
			{ what: 'our own time before the model is asked', value: median( own ), unit: 'ms', bar: 5 },
		];
	} finally {
		await set( 'provider', 'builtin' );
		await model.stop();
	}
}
