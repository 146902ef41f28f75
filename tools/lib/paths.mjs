/** Where things are: the project, the user's cache and temporary folders. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
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

/** A new empty folder under the system's temporary folder, unique to this run. */
export function temporaryFolder( name ) {
	return mkdtempSync( join( tmpdir(), `aaia-${ name }-` ) );
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
