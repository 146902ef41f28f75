/**
 * What staff read of answers at 10,000 and at 100,000 of them, on MariaDB: time and rows read of the details of an answer, of lists
 * narrowed by their marks, of similar questions, of a file's first page, and of a month's costs. AAIA_ANSWERS=1000,10000 measures other
 * numbers.
 */
import { inProject } from '../tools/lib/paths.mjs';

export const title = 'Metrics of many answers';

const SIZES = ( process.env.AAIA_ANSWERS ?? '10000,100000' ).split( ',' ).map( Number );

export async function measure( { stack } ) {
	const { run } = await stack();
	const measures = [];
	let first = null;
	for ( const size of SIZES ) {
		const { stdout } = await run( [ 'eval-file', '--use-include', inProject( 'bench/metrics.php' ), String( size ) ] );
		const found = JSON.parse( stdout.trim().split( '\n' ).at( -1 ) );
		const label = `${ size.toLocaleString( 'en' ) } answers`;
		first ??= found;
		for ( const [ name, { what, rows, bar, ms } ] of Object.entries( found.reads ) ) {
			measures.push(
				{ what: `${ label }: ${ what }, rows read`, value: rows, unit: 'rows', bar },
				{ what: `${ label }: ${ what }, p50`, value: ms, unit: 'ms' },
				{ what: `${ label }: ${ what }, time / at ${ SIZES[ 0 ].toLocaleString( 'en' ) }`, value: ms / first.reads[ name ].ms, unit: 'ratio' },
			);
		}
		measures.push(
			{ what: `${ label }: bytes of an answer's metrics, largest`, value: found.largest, unit: 'bytes', bar: 4096 },
			{ what: `${ label }: the whole file, memory taken`, value: found.export_mb, unit: 'MB', bar: 16 },
			{ what: `${ label }: the whole file, an answer`, value: found.export_ms, unit: 'ms' },
			{ what: `${ label }: answers missing in the file`, value: size - found.exported, unit: 'answers', bar: 0 },
		);
	}
	return measures;
}
