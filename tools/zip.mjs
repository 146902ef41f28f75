/**
 * npm run zip [-- --source-url URL]: dist/aaia-chatbot.zip, installable on any WordPress, with only what belongs in it.
 *
 * The directory wants to read what scripts are built from: with the address of a public repository readme.txt names it, without one the
 * zip carries the sources.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { readOptions } from './lib/options.mjs';
import { inProject, temporaryFolder } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main, step, Stop } from './lib/say.mjs';
import { isShipped, SHIPPED } from './lib/shipped.mjs';
import { GUIDE, sourceFiles, SOURCES } from './lib/sources.mjs';
import { ensure } from './lib/system.mjs';

/** The zip's path from the project's root. */
export const ZIP = 'dist/aaia-chatbot.zip';

/** Where readme.txt says the sources are, while the zip carries them. */
const SOURCES_HERE = 'are in the folder `sources/` of the plugin';

/** Every file of the project the zip holds as it is, as sorted paths from the project's root; the sources of scripts come beside them. */
export function shippedFiles() {
	const walk = ( path ) => ( statSync( inProject( path ) ).isDirectory()
		? readdirSync( inProject( path ) ).flatMap( ( name ) => walk( join( path, name ) ) )
		: [ path ] );
	const missing = SHIPPED.filter( ( name ) => ! existsSync( inProject( name ) ) );
	if ( missing.length > 0 ) {
		throw new Stop( `The plugin is not complete: ${ missing.join( ', ' ) } missing.` );
	}
	return SHIPPED.flatMap( walk ).filter( isShipped ).sort();
}

/** The zip's entries: {name in the plugin's folder: path of the file}. */
function entries( sourceUrl ) {
	const files = Object.fromEntries( shippedFiles().map( ( file ) => [ file, inProject( file ) ] ) );
	const made = temporaryFolder( 'zip' );
	const write = ( name, text ) => {
		writeFileSync( join( made, name ), text );
		return join( made, name );
	};
	if ( sourceUrl === undefined ) {
		sourceFiles().forEach( ( file ) => ( files[ `${ SOURCES }/${ file }` ] = inProject( file ) ) );
		files[ `${ SOURCES }/README.txt` ] = write( 'README.txt', GUIDE );
		return files;
	}
	const readme = readFileSync( inProject( 'readme.txt' ), 'utf8' );
	if ( ! readme.includes( SOURCES_HERE ) || ! /^https:\/\/\S+$/.test( sourceUrl ) ) {
		throw new Stop( `--source-url wants an https address, and readme.txt the words “${ SOURCES_HERE }”.` );
	}
	files[ 'readme.txt' ] = write( 'readme.txt', readme.replace( SOURCES_HERE, () => `are at ${ sourceUrl }` ) );
	return files;
}

/**
 * Builds and packs; answers the zip's full path. The same files give the same bytes, in whatever time zone. `to`: the zip's path from the
 * project's root.
 */
export async function zip( { sourceUrl, to = ZIP } = {} ) {
	await ensure( 'php' );
	await build();
	const files = Object.entries( entries( sourceUrl ) ).sort( ( [ a ], [ b ] ) => ( a < b ? -1 : 1 ) );
	step( `Packing ${ files.length } files.` );
	mkdirSync( inProject( to, '..' ), { recursive: true } );
	await run(
		'php',
		[ inProject( 'tools/lib/zip.php' ), inProject( to ) ],
		{ input: files.map( ( entry ) => entry.join( '\t' ) ).join( '\n' ), env: { TZ: 'UTC' } }
	);
	return inProject( to );
}

if ( import.meta.url === `file://${ process.argv[ 1 ] }` ) {
	await main( async () => {
		const { 'source-url': sourceUrl } = readOptions( { 'source-url': { type: 'string' } } );
		await zip( { sourceUrl } );
		process.stdout.write( `${ ZIP } (${ Math.round( statSync( inProject( ZIP ) ).size / 1024 ) } kB)\n` );
	} );
}
