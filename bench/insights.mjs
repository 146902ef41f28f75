/**
 * Figures at 100,000 and 1,000,000 conversations of two years on MariaDB: what reading them takes, against an empty query and against a
 * count of the conversations themselves in the same process, and what counting takes. AAIA_CONVERSATIONS=10000 measures other numbers.
 */
import { inProject } from '../tools/lib/paths.mjs';

export const title = 'Figures of many conversations';

const SIZES = ( process.env.AAIA_CONVERSATIONS ?? '100000,1000000' ).split( ',' ).map( Number );

export async function measure( { stack } ) {
	const { run } = await stack();
	const measures = [];
	for ( const size of SIZES ) {
		const { stdout } = await run( [ 'eval-file', '--use-include', inProject( 'bench/insights.php' ), String( size ) ] );
		const { reads, rows, ...took } = JSON.parse( stdout.trim().split( '\n' ).at( -1 ) );
		const label = size.toLocaleString( 'en' );
		measures.push(
			{ what: `${ label }: filled in`, value: took.filled_seconds, unit: 's' },
			{ what: `${ label }: counting a conversation`, value: took.count_ms, unit: 'ms' },
			{ what: `${ label }: summing a day`, value: took.day_ms, unit: 'ms' },
			{ what: `${ label }: rows of sums`, value: rows, unit: 'rows' },
			{ what: `${ label }: an empty query, p50`, value: took.empty_ms, unit: 'ms' },
		);
		for ( const { what, ms, worst } of reads ) {
			measures.push(
				{ what: `${ label }: ${ what }: p50`, value: ms, unit: 'ms' },
				{ what: `${ label }: ${ what }: worst`, value: worst, unit: 'ms' },
				{ what: `${ label }: ${ what }: p50 / an empty query`, value: ms / took.empty_ms, unit: 'ratio' },
			);
		}
	}
	return measures;
}
