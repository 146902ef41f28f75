/** npm run zip: dist/aaia-chatbot.zip, installable on any WordPress, with only what belongs in it. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { inProject, ROOT } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { main, step, Stop } from './lib/say.mjs';
import { isShipped, SHIPPED } from './lib/shipped.mjs';
import { ensure } from './lib/system.mjs';

/** The zip's path from the project's root. */
export const ZIP = 'dist/aaia-chatbot.zip';

/** Every file the zip holds, as sorted paths from the project's root. */
export function shippedFiles() {
	const walk = ( path ) => ( statSync( inProject( path ) ).isDirectory() ? readdirSync( inProject( path ) ).flatMap( ( name ) => walk( join( path, name ) ) ) : [ path ] );
	const missing = SHIPPED.filter( ( name ) => ! existsSync( inProject( name ) ) );
	if ( missing.length > 0 ) {
		throw new Stop( `The plugin is not complete: ${ missing.join( ', ' ) } missing.` );
	}
	return SHIPPED.flatMap( walk ).filter( isShipped ).sort();
}

/** Builds and packs; answers the zip's full path. The same files give the same bytes. */
export async function zip() {
	await ensure( 'php' );
	await build();
	const files = shippedFiles();
	step( `Packing ${ files.length } files.` );
	mkdirSync( inProject( 'dist' ), { recursive: true } );
	await run( 'php', [ inProject( 'tools/lib/zip.php' ), inProject( ZIP ), ROOT ], { input: files.join( '\n' ) } );
	return inProject( ZIP );
}

if ( import.meta.url === `file://${ process.argv[ 1 ] }` ) {
	await main( async () => {
		await zip();
		process.stdout.write( `${ ZIP } (${ Math.round( statSync( inProject( ZIP ) ).size / 1024 ) } kB)\n` );
	} );
}
