/**
 * The index at 1,000, 10,000 and 100,000 documents on MariaDB: time to build, bytes a chunk, time of a search (database and PHP together)
 * and rows read; and at 20,000 on SQLite, which counts no rows and tells no sizes of tables. AAIA_SCALE=1000,10000 measures other sizes on
 * MariaDB.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, ROOT } from '../tools/lib/paths.mjs';
import { startStack } from '../tools/lib/stack.mjs';

export const title = 'Knowledge at scale';

const DATA = join( ROOT, '../shared/data/retrieval' );
const SIZES = ( process.env.AAIA_SCALE ?? '1000,10000,100000' ).split( ',' ).map( Number );

/** What SQLite is meant for. */
const ON_SQLITE = 20_000;

/** One size: what bench/scale.php prints. */
async function measureSize( run, size ) {
	const { stdout } = await run( [ 'eval-file', '--use-include', inProject( 'bench/scale.php' ), DATA, String( size ) ] );
	return JSON.parse( stdout.trim().split( '\n' ).at( -1 ) );
}

/** Figures that both databases give. */
const common = ( label, found ) => [
	{ what: `${ label }: search, p95`, value: found.p95_ms, unit: 'ms', bar: 40 },
	{ what: `${ label }: search, p50`, value: found.p50_ms, unit: 'ms' },
	{ what: `${ label }: PHP's processor time of a search, p95`, value: found.php_p95_ms, unit: 'ms' },
	{ what: `${ label }: index, bytes a chunk`, value: found.index_bytes / found.chunks, unit: 'bytes', bar: 3000 },
	{ what: `${ label }: build`, value: found.build_seconds, unit: 's' },
	{ what: `${ label }: most memory`, value: found.peak_memory / 1e6, unit: 'MB' },
];

export async function measure( { stack } ) {
	if ( ! existsSync( DATA ) ) {
		throw new Error( `The public sets are not in ${ DATA }.` );
	}
	const { run } = await stack();
	const measures = [];
	let first = null;
	for ( const size of SIZES ) {
		const found = await measureSize( run, size );
		const label = `${ size.toLocaleString( 'en' ) } documents`;
		first ??= found.build_seconds / found.chunks;
		measures.push(
			...common( label, found ),
			{ what: `${ label }: rows read by a search`, value: found.rows_read, unit: 'rows' },
			{ what: `${ label }: index on disk, bytes a chunk`, value: found.disk_bytes / found.chunks, unit: 'bytes', bar: 3000 },
			{
				what: `${ label }: build of a chunk / the same at ${ SIZES[ 0 ].toLocaleString( 'en' ) }`,
				value: found.build_seconds / found.chunks / first,
				unit: 'ratio',
			},
		);
	}
	await run( [ 'aaia', 'knowledge', 'clear', '--yes' ] );
	const sqlite = await startStack( { db: 'sqlite' } );
	try {
		measures.push( ...common( `${ ON_SQLITE.toLocaleString( 'en' ) } documents on SQLite`, await measureSize( sqlite.run, ON_SQLITE ) ) );
	} finally {
		await sqlite.stop();
	}
	return measures;
}
