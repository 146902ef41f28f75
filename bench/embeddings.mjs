/**
 * Search by meaning at 10,000 and 100,000 passages on MariaDB: how many of the ten truly nearest vectors are found, in what time and room.
 * The vectors are made up (no model is at hand). AAIA_VECTORS=1000,10000 measures other numbers, AAIA_DIMENSIONS=1536 other sizes.
 */
import { inProject } from '../tools/lib/paths.mjs';

export const title = 'Search by meaning';

const NUMBERS = ( process.env.AAIA_VECTORS ?? '10000,100000' ).split( ',' ).map( Number );
const DIMENSIONS = process.env.AAIA_DIMENSIONS ?? '1024';

export async function measure( { stack } ) {
	const { run } = await stack();
	const measures = [];
	for ( const number of NUMBERS ) {
		const { stdout } = await run( [ 'eval-file', '--use-include', inProject( 'bench/embeddings.php' ), String( number ), DIMENSIONS ] );
		const found = JSON.parse( stdout.trim().split( '\n' ).at( -1 ) );
		const label = `${ number.toLocaleString( 'en' ) } vectors of ${ DIMENSIONS } numbers`;
		measures.push(
			{ what: `${ label }: of the 10 nearest, found`, value: found.recall, unit: 'share' },
			{ what: `${ label }: time, p50`, value: found.p50_ms, unit: 'ms' },
			{ what: `${ label }: time, p95`, value: found.p95_ms, unit: 'ms' },
			{ what: `${ label }: PHP's processor time, p95`, value: found.php_p95_ms, unit: 'ms' },
			{ what: `${ label }: vector and code, bytes a passage`, value: found.bytes, unit: 'bytes' },
			{ what: `${ label }: on disk, bytes a passage`, value: found.disk_bytes, unit: 'bytes' },
			{ what: `${ label }: gathering into blocks, a passage`, value: found.gather_ms, unit: 'ms' },
			{ what: `${ label }: memory of a search`, value: found.memory / 1e6, unit: 'MB' },
		);
	}
	await run( [ 'aaia', 'knowledge', 'clear', '--yes' ] );
	return measures;
}
