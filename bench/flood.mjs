/**
 * A flood of 100 clients against the site's PHP workers: while two slow answers are written, the clients resume them, send their messages
 * again, open sessions and write from made-up addresses. Measured is somebody else's front page, beside the same page in quiet, and beside
 * as many requests of an empty REST route, which show what the rate of requests alone costs any site.
 */
import { request } from 'node:http';
import { startMockModel } from '../tools/lib/mock-model.mjs';
import { freePort } from '../tools/lib/php-server.mjs';
import { median, timed } from './support/http.mjs';

export const title = 'A flood of 100 clients';

const CLIENTS = 100;

/** Pause of a client after each response, refused or not. Milliseconds. */
const PAUSE = 20_000;

/** Time-out of a request. Milliseconds. */
const PATIENCE = 60_000;

/** Quiet, flooded and empty requests take turns, so that whatever else the machine does meets them alike. */
const ROUNDS = 5;
const QUIET_SECONDS = 10;
const FLOOD_SECONDS = 20;
const CONTROL_SECONDS = 20;

/** Pause between two requests of the front page. Milliseconds. */
const LOOK_EVERY = 200;

/** Words of the slow answer, one every 150 ms: 15 s, longer than PHP-FPM's workers could be spared. */
const WORDS = 100;

const sleep = ( ms ) => new Promise( ( done ) => setTimeout( done, ms ) );

const id = () => crypto.randomUUID().replaceAll( '-', '' );

const p95 = ( values ) => [ ...values ].sort( ( a, b ) => a - b )[ Math.floor( values.length * 0.95 ) ] ?? NaN;

/**
 * One request on a connection of its own, from an address of its own in 127.0.0.0/8; reads the answer to its end. Answers the status, 0
 * for none.
 */
function ask( url, { method = 'GET', headers = {}, body = null, from = '127.0.0.1' } ) {
	return new Promise( ( done ) => {
		const outgoing = request( url, {
			method,
			localAddress: from,
			timeout: PATIENCE,
			headers: { connection: 'close', 'content-type': 'application/json', ...headers },
		}, ( response ) => {
			let text = '';
			response.on( 'data', ( chunk ) => ( text += chunk ) );
			response.on( 'end', () => done( { status: response.statusCode, text } ) );
			response.on( 'error', () => done( { status: 0, text } ) );
		} );
		outgoing.on( 'timeout', () => outgoing.destroy() );
		outgoing.on( 'error', () => done( { status: 0, text: '' } ) );
		outgoing.end( body === null ? undefined : JSON.stringify( body ) );
	} );
}

const message = ( text, conversation = id() ) => ( {
	id: conversation,
	message: { id: id(), role: 'user', parts: [ { type: 'text', text } ] },
} );

async function session( api, from, headers = {} ) {
	const { status, text } = await ask( `${ api }/session`, { method: 'POST', body: {}, from, headers } );
	return status === 200 ? JSON.parse( text ).token : null;
}

/** Visitors whose slow answers are always being written, one after the other: the site's turns at the cap. */
function keepWriting( api, until ) {
	return [ '127.0.2.1', '127.0.2.2' ].map( async ( from, number ) => {
		const token = await session( api, from );
		const host = { token, body: message( `Question ${ number }` ), answers: 0 };
		const run = async () => {
			while ( Date.now() < until ) {
				host.body = message( `Question ${ number }`, host.body.id );
				const { text } = await ask(
					`${ api }/chat`,
					{ method: 'POST', body: host.body, from, headers: { 'x-aaia-session': token, accept: 'text/event-stream' } }
				);
				host.answers += text.includes( '"finishReason":"stop"' ) ? 1 : 0;
			}
		};
		return { host, running: run() };
	} );
}

/** What each kind of client does, again and again. */
const KINDS = {
	resume: ( api, { host, from } ) => ask(
		`${ api }/chat/${ host.body.id }/stream`,
		{ from, headers: { 'x-aaia-session': host.token, accept: 'text/event-stream' } }
	),
	resend: ( api, { host, from, number } ) => ask(
		`${ api }/chat`,
		{
			method: 'POST',
			from,
			body: host.body,
			headers: { 'x-aaia-session': host.token, accept: number % 2 ? 'text/event-stream' : 'application/json' },
		}
	),
	sessions: ( api, { from } ) => ask( `${ api }/session`, { method: 'POST', from, body: {} } ),
	spoof: async ( api, { state } ) => {
		const headers = { 'x-forwarded-for': `203.0.113.${ Math.floor( Math.random() * 250 ) }` };
		state.token ??= await session( api, '127.0.3.1', headers );
		return ask(
			`${ api }/chat`,
			{
				method: 'POST',
				from: '127.0.3.1',
				body: message( 'Made up' ),
				headers: { ...headers, accept: 'application/json', 'x-aaia-session': state.token ?? '' },
			}
		);
	},
};

/** Runs clients until a time; counts the responses by kind and status. */
async function flood( act, until, counts ) {
	await Promise.all( Array.from( { length: CLIENTS }, async ( _, number ) => {
		await sleep( PAUSE * number / CLIENTS );
		const kind = Object.keys( KINDS )[ number % 4 ];
		while ( Date.now() < until ) {
			const { status } = await act( kind, number );
			counts[ `${ kind } ${ status }` ] = ( counts[ `${ kind } ${ status }` ] ?? 0 ) + 1;
			counts.all = ( counts.all ?? 0 ) + 1;
			await sleep( Math.min( PAUSE, Math.max( 0, until - Date.now() ) ) );
		}
	} ) );
}

/** Requests the front page until a time; returns the durations in milliseconds. */
async function look( url, until ) {
	const times = [];
	while ( Date.now() < until ) {
		const began = performance.now();
		const { status } = await timed( `${ url }/` );
		if ( status !== 200 ) {
			throw new Error( `The front page answered ${ status }.` );
		}
		times.push( performance.now() - began );
		await sleep( LOOK_EVERY );
	}
	return times;
}

const inSeconds = ( seconds ) => Date.now() + seconds * 1000;

export async function measure( { stack } ) {
	const { url, run } = await stack();
	const api = `${ url }/wp-json/aaia-chatbot/v1`;
	const model = await startMockModel(
		await freePort(),
		{ chunkSize: 8, latency: 150, answer: Array.from( { length: WORDS }, ( _, index ) => `word${ index + 1 } ` ).join( '' ) }
	);
	const set = ( key, value ) => run( [ 'aaia', 'setting', 'set', key, value ] );
	try {
		for ( const [ key, value ] of Object.entries( {
			allowed_local_hosts: new URL( model.url ).host,
			base_url: model.url,
			api_key: 'mock',
			model: 'mock',
			provider: 'openai',
		} ) ) {
			await set( key, value );
		}
		await look( url, inSeconds( 3 ) );
		const quiet = [];
		const flooded = [];
		const control = [];
		const counts = {};
		let answers = 0;
		for ( let round = 0; round < ROUNDS; round++ ) {
			quiet.push( ...await look( url, inSeconds( QUIET_SECONDS ) ) );
			const until = inSeconds( FLOOD_SECONDS );
			const hosts = await Promise.all( keepWriting( api, until ) );
			const states = Array.from( { length: CLIENTS }, () => ( {} ) );
			const act = ( kind, number ) => KINDS[ kind ](
				api,
				{ host: hosts[ ( number >> 2 ) % hosts.length ].host, from: `127.0.1.${ number + 1 }`, number, state: states[ number ] }
			);
			const [ times ] = await Promise.all( [ look( url, until ), flood( act, until, counts ), ...hosts.map( ( { running } ) => running ) ] );
			flooded.push( ...times );
			answers += hosts.reduce( ( sum, { host } ) => sum + host.answers, 0 );
			const controlUntil = inSeconds( CONTROL_SECONDS );
			const [ beside ] = await Promise.all( [
				look( url, controlUntil ),
				flood( ( _, number ) => ask( `${ url }/wp-json/measure/v1/empty`, { from: `127.0.1.${ number + 1 }` } ), controlUntil, {} ),
			] );
			control.push( ...beside );
		}
		return [
			{ what: 'front page p95, flooded / quiet', value: p95( flooded ) / p95( quiet ), unit: 'ratio', bar: 1.5 },
			{ what: 'front page p95, as many empty REST requests / quiet', value: p95( control ) / p95( quiet ), unit: 'ratio' },
			{ what: 'front page p95, flooded / as many empty REST requests', value: p95( flooded ) / p95( control ), unit: 'ratio' },
			{ what: 'front page p95, flooded', value: p95( flooded ), unit: 'ms' },
			{ what: 'front page p95, quiet', value: p95( quiet ), unit: 'ms' },
			{ what: 'front page p95, as many empty REST requests', value: p95( control ), unit: 'ms' },
			{ what: 'front page median, flooded / quiet', value: median( flooded ) / median( quiet ), unit: 'ratio' },
			{ what: 'slowest front page, flooded', value: Math.max( ...flooded ), unit: 'ms' },
			{ what: 'front pages looked at, flooded', value: flooded.length, unit: 'pages' },
			{ what: 'requests of the flood', value: counts.all / ( ROUNDS * FLOOD_SECONDS ), unit: 'a second' },
			{ what: 'slow answers written to their end meanwhile', value: answers, unit: 'answers' },
			{
				what: 'requests without an answer',
				value: Object.entries( counts ).reduce( ( sum, [ name, count ] ) => sum + ( name.endsWith( ' 0' ) ? count : 0 ), 0 ),
				unit: 'requests',
			},
			...Object.entries( counts ).filter( ( [ name ] ) => name !== 'all' ).sort().map( ( [ name, count ] ) => ( {
				what: `answers: ${ name }`,
				value: count,
				unit: 'requests',
			} ) ),
		];
	} finally {
		await set( 'provider', 'builtin' );
		await model.stop();
	}
}
