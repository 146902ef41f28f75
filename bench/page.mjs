/** What a page costs the site with the plugin active and the widget on, against the same page without the plugin, alternating in one run. */
import { median, timed } from './support/http.mjs';

export const title = 'A front-end page without a conversation';

const ROUNDS = 6;
const REQUESTS = 20;

async function block( url ) {
	const times = [];
	let cost;
	for ( let i = -2; i < REQUESTS; i++ ) {
		const { body, firstByteMs } = await timed( `${ url }/?measure=1` );
		cost = JSON.parse( /<!-- measure (\{.*?\}) -->/.exec( body )[ 1 ] );
		if ( i >= 0 ) {
			times.push( firstByteMs );
		}
	}
	return { times, cost };
}

export async function measure( { stack } ) {
	const { url, run } = await stack();
	const results = { on: { times: [], cost: null }, off: { times: [], cost: null } };
	for ( let round = 0; round < ROUNDS; round++ ) {
		for ( const state of [ 'on', 'off' ] ) {
			await run( [ 'plugin', state === 'on' ? 'activate' : 'deactivate', 'aaia-chatbot' ] );
			const { times, cost } = await block( url );
			results[ state ].times.push( ...times );
			results[ state ].cost = cost;
		}
	}
	await run( [ 'plugin', 'activate', 'aaia-chatbot' ] );
	const withPlugin = median( results.on.times );
	const without = median( results.off.times );
	return [
		{ what: 'database queries added', value: results.on.cost.queries - results.off.cost.queries, unit: 'queries', bar: 0 },
		{ what: 'autoloaded options', value: results.on.cost.options, unit: 'options', bar: 1 },
		{ what: 'autoloaded bytes', value: results.on.cost.bytes, unit: 'bytes' },
		{ what: 'time to first byte, with / without the plugin', value: withPlugin / without, unit: 'ratio' },
		{ what: 'time to first byte, with the plugin', value: withPlugin, unit: 'ms' },
	];
}
