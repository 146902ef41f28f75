/** What requests cost, with the plugin and without it, taken in pairs in one run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, timed } from './http.mjs';

/** The lines that tools/mu/measure.php wrote for a label, oldest first. */
export function measured( work, label ) {
	return readFileSync(
		join( work, 'measures.jsonl' ),
		'utf8'
	).trim().split( '\n' ).map( ( line ) => JSON.parse( line ) ).filter( ( line ) => line.label === label );
}

/** The value below which 95 of 100 lie. */
export function p95( values ) {
	return [ ...values ].sort( ( a, b ) => a - b )[ Math.min( values.length - 1, Math.floor( values.length * 0.95 ) ) ];
}

/**
 * Sends a request `pairs` times with the plugin and `pairs` times without it, taking turns, after `warmup` pairs that do not count.
 *
 * Each pair gives one ratio, so that a machine whose speed drifts does not speak for either side. Answers
 * {wall, cpu, wallP95, cpuMs, files, names, queries, options, bytes}: ratios of medians of pairs (`cpuMs`: milliseconds of
 * processor time added), the rest what the plugin's requests read and asked, less what the others did.
 */
export async function compared( { url, work }, path, { label, request = {}, pairs = 60, warmup = 8 } ) {
	const samples = { with: [], without: [] };
	for ( let i = -warmup; i < pairs; i++ ) {
		for ( const side of i % 2 === 0 ? [ 'with', 'without' ] : [ 'without', 'with' ] ) {
			const headers = {
				...request.headers,
				'x-measure': `${ label } ${ side }${ i < 0 ? ' warming up' : '' }`,
				...( side === 'without' ? { 'x-without': '1' } : {} ),
			};
			const answer = await timed( `${ url }${ path }`, { ...request, headers } );
			if ( answer.status !== 200 ) {
				throw new Error( `${ path } answered ${ answer.status }: ${ answer.body.slice( 0, 300 ) }` );
			}
			if ( i >= 0 ) {
				samples[ side ].push( answer.firstByteMs );
			}
		}
	}
	const cost = { with: measured( work, `${ label } with` ), without: measured( work, `${ label } without` ) };
	const ratios = ( a, b ) => a.map( ( value, index ) => value / b[ index ] );
	const cpu = ( side ) => cost[ side ].map( ( line ) => line.cpu_ms );
	const last = cost.with.at( -1 );
	return {
		wall: median( ratios( samples.with, samples.without ) ),
		wallP95: p95( samples.with ) / p95( samples.without ),
		cpu: median( cpu( 'with' ) ) / median( cpu( 'without' ) ),
		cpuMs: median( cpu( 'with' ) ) - median( cpu( 'without' ) ),
		cpuWithoutMs: median( cpu( 'without' ) ),
		files: last.files,
		names: last.names,
		queries: median( cost.with.map( ( line ) => line.queries ) ) - median( cost.without.map( ( line ) => line.queries ) ),
		options: last.options,
		bytes: last.option_bytes,
	};
}
