/**
 * npm run bench [-- name ...]: the benchmarks of bench/, or the named ones. Prints a table with ratios and writes
 * bench/results/{name}.json. Words that begin with -- go to the benchmarks.
 *
 * A benchmark is a module that exports `title` and `measure( { stack, options } )`, which answers a list of
 * {what, value, unit, bar?} (`bar`: the largest good value). `stack()` is a native site on MariaDB with the demo pages, started on first
 * use and shared.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { build } from './build.mjs';
import { untilAsked } from './lib/end.mjs';
import { inProject } from './lib/paths.mjs';
import { stopServices } from './lib/run.mjs';
import { main, step, Stop } from './lib/say.mjs';
import { startStack } from './lib/stack.mjs';
import { phpVersion } from './lib/system.mjs';

const names = () =>
	readdirSync( inProject( 'bench' ) ).filter( ( file ) => file.endsWith( '.mjs' ) ).map( ( file ) => file.replace( '.mjs', '' ) ).sort();

const shown = ( { value, unit } ) => `${ Number.isInteger( value ) ? value : value.toFixed( 3 ) } ${ unit }`;

function print( title, measures ) {
	process.stdout.write( `\n${ title }\n` );
	for ( const measure of measures ) {
		const bar = measure.bar === undefined ? '' : `${ measure.value <= measure.bar ? 'within' : 'ABOVE ' } ${ measure.bar }`;
		process.stdout.write( `  ${ measure.what.padEnd( 66 ) }${ shown( measure ).padStart( 16 ) }  ${ bar }\n` );
	}
}

untilAsked().then( async () => {
	await stopServices();
	process.exit( 130 );
} );

await main( async () => {
	const options = process.argv.slice( 2 ).filter( ( word ) => word.startsWith( '--' ) );
	const asked = process.argv.slice( 2 ).filter( ( word ) => ! options.includes( word ) );
	const unknown = asked.find( ( name ) => ! names().includes( name ) );
	if ( unknown ) {
		throw new Stop( `There is no benchmark "${ unknown }". Benchmarks: ${ names().join( ', ' ) }.` );
	}
	await build();
	let running;
	const stack = () => ( running ??= startStack( { demo: true, mustUse: [ 'measure' ] } ) );
	const on = { php: await phpVersion(), node: process.version, processors: cpus().length };
	mkdirSync( inProject( 'bench/results' ), { recursive: true } );
	try {
		for ( const name of asked.length > 0 ? asked : names() ) {
			step( `Benchmark: ${ name }` );
			const { title, measure } = await import( inProject( 'bench', `${ name }.mjs` ) );
			const measures = await measure( { stack, options } );
			print( title, measures );
			writeFileSync( inProject( 'bench/results', `${ name }.json` ), `${ JSON.stringify( { name, title, on, measures }, null, '\t' ) }\n` );
		}
	} finally {
		await ( await running )?.stop();
	}
} );
