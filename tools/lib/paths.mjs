/** Where things are: the project, the user's cache and temporary folders. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const ROOT = resolve( fileURLToPath( new URL( '../..', import.meta.url ) ) );

/** A path inside the project. */
export const inProject = ( ...parts ) => join( ROOT, ...parts );

/** A folder in the user's cache (made when missing): downloads and site templates live there, outside the work tree. */
export function cacheFolder( ...parts ) {
	const base = process.env.XDG_CACHE_HOME || join( homedir(), '.cache' );
	const folder = join( base, 'aaia-chatbot', ...parts );
	mkdirSync( folder, { recursive: true } );
	return folder;
}

const temporary = new Set();

/** A new empty folder under the system's temporary folder, unique to this run and removed at the latest when this process ends. */
export function temporaryFolder( name ) {
	const folder = mkdtempSync( join( tmpdir(), `aaia-${ name }-` ) );
	if ( temporary.size === 0 ) {
		process.once( 'exit', () => temporary.forEach( ( path ) => rmSync( path, { recursive: true, force: true } ) ) );
	}
	temporary.add( folder );
	return folder;
}

/** A short fingerprint of the given texts or buffers. */
export function fingerprint( ...contents ) {
	const hash = createHash( 'sha256' );
	for ( const content of contents ) {
		hash.update( content );
		hash.update( '\0' );
	}
	return hash.digest( 'hex' ).slice( 0, 16 );
}

/** The fingerprint of files, a missing one counting as empty. */
export function fingerprintOfFiles( ...files ) {
	return fingerprint( ...files.map( ( file ) => ( existsSync( file ) ? readFileSync( file ) : '' ) ) );
}
