/**
 * What staff's lists read at 10,000, 100,000 and 1,000,000 conversations on MariaDB: pages of every view and filter, filters combined,
 * counts, searches, the poll with nothing new. For each the rows the server says it read, its queries, and its time against an empty
 * query in the same process. AAIA_CONVERSATIONS=10000 measures other numbers.
 */
import { inProject } from '../tools/lib/paths.mjs';

export const title = 'Lists of many conversations';

const SIZES = ( process.env.AAIA_CONVERSATIONS ?? '10000,100000,1000000' ).split( ',' ).map( Number );

export async function measure( { stack } ) {
	const { run } = await stack();
	const measures = [];
	for ( const size of SIZES ) {
		const { stdout } = await run( [ 'eval-file', '--use-include', inProject( 'bench/inbox.php' ), String( size ) ] );
		const { reads, empty_ms: empty, filled_seconds: seconds } = JSON.parse( stdout.trim().split( '\n' ).at( -1 ) );
		const label = size.toLocaleString( 'en' );
		measures.push(
			{ what: `${ label }: filled in`, value: seconds, unit: 's' },
			{ what: `${ label }: an empty query, p50`, value: empty, unit: 'ms' },
		);
		for ( const { what, rows, bar, queries, ms, worst, kind } of reads ) {
			measures.push(
				{ what: `${ label }: ${ what }: rows read`, value: rows, unit: 'rows', bar },
				{ what: `${ label }: ${ what }: queries`, value: queries, unit: 'queries' },
				// QUALITY's bar of 2 ms is for lists and counts; combined filters and searches are bounded by their cap on rows.
				{ what: `${ label }: ${ what }: p50`, value: ms, unit: 'ms', ...( kind === 'single' ? { bar: 2 } : {} ) },
				{ what: `${ label }: ${ what }: worst`, value: worst, unit: 'ms' },
				{ what: `${ label }: ${ what }: p50 / an empty query`, value: ms / empty, unit: 'ratio' },
			);
		}
	}
	return measures;
}
