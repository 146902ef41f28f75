/**
 * A turn: its first byte against an empty REST route of the same site without the plugin, its queries, and our own time before the model
 * is asked.
 */
import { startMockModel } from '../tools/lib/mock-model.mjs';
import { freePort } from '../tools/lib/php-server.mjs';
import { measured, p95 } from './support/cost.mjs';
import { median, timed } from './support/http.mjs';

export const title = 'A turn, against an empty REST route of the site without the plugin';

const TURNS = 40;

const WARMING = 4;

const json = { 'content-type': 'application/json' };

async function newVisitor( url ) {
	const { body, status } = await timed( `${ url }/wp-json/aaia-chatbot/v1/session`, { method: 'POST', headers: json, body: '{}' } );
	if ( status !== 200 ) {
		throw new Error( `POST /session answered ${ status }: ${ body.slice( 0, 300 ) }` );
	}
	return JSON.parse( body ).token;
}

/** Sends one question of a new visitor; returns the milliseconds until the first byte. */
async function turn( url, label, number ) {
	const token = await newVisitor( url );
	const message = {
		id: `bench-message-${ Date.now().toString( 36 ) }-${ number }`,
		role: 'user',
		parts: [ { type: 'text', text: 'How long does delivery take to Belgium?' } ],
	};
	const answer = await timed(
		`${ url }/wp-json/aaia-chatbot/v1/chat`,
		{
			method: 'POST',
			headers: { ...json, accept: 'text/event-stream', 'x-aaia-session': token, 'x-measure': label },
			body: JSON.stringify( { message } ),
		}
	);
	if ( answer.status !== 200 || ! answer.body.includes( '[DONE]' ) ) {
		throw new Error( `POST /chat answered ${ answer.status }: ${ answer.body.slice( 0, 300 ) }` );
	}
	return answer.firstByteMs;
}

/** The line of a request is written after its response: waits for the last one. */
async function settled( work, label ) {
	for ( let tries = 0; tries < 50 && measured( work, label ).length < TURNS; tries++ ) {
		await new Promise( ( resolve ) => setTimeout( resolve, 200 ) );
	}
	return measured( work, label );
}

/** Alternates turns with empty requests of the site without the plugin. Returns {turns, empty, lines}. */
async function block( { url, work, run }, label ) {
	await run( [ 'eval', 'global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->prefix}aaia_rate_limits" );' ] );
	const turns = [];
	const empty = [];
	for ( let i = -WARMING; i < TURNS; i++ ) {
		const nothing = ( await timed(
			`${ url }/wp-json/measure/v1/empty`,
			{ method: 'POST', headers: { ...json, 'x-without': '1' }, body: '{}' }
		) ).firstByteMs;
		const first = await turn( url, i < 0 ? 'warming up' : label, i + WARMING );
		if ( i >= 0 ) {
			empty.push( nothing );
			turns.push( first );
		}
	}
	return { turns, empty, lines: await settled( work, label ) };
}

export async function measure( { stack } ) {
	const site = await stack();
	const set = ( key, value ) => site.run( [ 'aaia', 'setting', 'set', key, value ] );
	const builtin = await block( site, 'turn builtin' );
	const model = await startMockModel( await freePort() );
	try {
		await set( 'allowed_local_hosts', new URL( model.url ).host );
		await set( 'base_url', model.url );
		await set( 'api_key', 'mock' );
		await set( 'model', 'mock' );
		await set( 'provider', 'openai' );
		const asked = await block( site, 'turn model' );
		const most = ( lines, key ) => Math.max( ...lines.map( ( line ) => line[ key ] ) );
		return [
			{
				what: 'first byte of a turn / of an empty REST route without the plugin',
				value: median( asked.turns.map( ( value, index ) => value / asked.empty[ index ] ) ),
				unit: 'ratio',
				bar: 1.5,
			},
			{ what: 'the same at p95', value: p95( asked.turns ) / p95( asked.empty ), unit: 'ratio' },
			{ what: 'first byte of a turn', value: median( asked.turns ), unit: 'ms' },
			{ what: 'first byte of an empty REST route without the plugin', value: median( asked.empty ), unit: 'ms' },
			{ what: 'queries before the first byte, the most', value: most( asked.lines, 'queries_before_body' ), unit: 'queries', bar: 16 },
			{
				what: 'our own time before the model is asked, the database\'s included',
				value: median( asked.lines.map( ( line ) => line.before_upstream_ms ) ),
				unit: 'ms',
				bar: 5,
			},
			{
				what: 'our own processor time before the model is asked',
				value: median( asked.lines.map( ( line ) => line.before_upstream_cpu_ms ) ),
				unit: 'ms',
				bar: 5,
			},
			{
				what: 'queries of a whole turn of the built-in assistant, after the response included',
				value: median( builtin.lines.map( ( line ) => line.queries ) ),
				unit: 'queries',
				bar: 45,
			},
			{ what: 'the same, the most', value: most( builtin.lines, 'queries' ), unit: 'queries' },
			{
				what: 'SHOW FULL COLUMNS in a turn, the most',
				value: Math.max( most( builtin.lines, 'column_lookups' ), most( asked.lines, 'column_lookups' ) ),
				unit: 'queries',
				bar: 0,
			},
			{ what: 'files of ours that a turn reads', value: most( builtin.lines, 'files' ), unit: 'files', names: builtin.lines.at( -1 ).names },
			{
				what: 'processor time of a whole turn of the built-in assistant',
				value: median( builtin.lines.map( ( line ) => line.cpu_ms ) ),
				unit: 'ms',
			},
		];
	} finally {
		await set( 'provider', 'builtin' );
		await model.stop();
	}
}
