/** WordPress for the commands: core, French, SQLite drop-in and WP-CLI, downloaded once into the user's cache. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder } from './paths.mjs';
import { locked } from './lock.mjs';
import { run } from './run.mjs';
import { step, Stop } from './say.mjs';

const PACKAGE = 'wp-studio@1.22.0';
const SHA256 = 'eca448e9240e391045441f79541268fcccbd78169dfb6cf04b3c3d304492e661';

/**
 * Makes sure of the files and answers their folders: {core, languages, sqlite, wpCli, version}.
 * `AAIA_WP_PATH` names another WordPress tree; languages, drop-in and WP-CLI still come from the package.
 */
export async function ensureWordPress() {
	const home = join( cacheFolder( 'wordpress' ), PACKAGE );
	await locked( join( cacheFolder(), 'lock-wordpress' ), async () => {
		if ( ! existsSync( home ) ) {
			await fetchInto( home );
		}
	} );
	const core = process.env.AAIA_WP_PATH || join( home, 'latest', 'wordpress' );
	const versionFile = join( core, 'wp-includes', 'version.php' );
	if ( ! existsSync( versionFile ) ) {
		throw new Stop( `AAIA_WP_PATH names ${ core }, which is not a WordPress tree (no wp-includes/version.php).` );
	}
	return {
		core,
		languages: join( home, 'latest', 'languages' ),
		sqlite: join( home, 'sqlite-database-integration' ),
		wpCli: join( home, 'wp-cli', 'wp-cli.phar' ),
		version: /\$wp_version = '([^']+)'/.exec( readFileSync( versionFile, 'utf8' ) )?.[ 1 ] ?? 'unknown',
	};
}

async function fetchInto( home ) {
	step( 'Downloading WordPress with its French files, SQLite drop-in and WP-CLI (67 MB, once).' );
	const work = `${ home }.part`;
	rmSync( work, { recursive: true, force: true } );
	mkdirSync( work, { recursive: true } );
	await run( 'npm', [ 'pack', PACKAGE, '--silent', '--pack-destination', work ], { cwd: work } );
	const archive = join( work, readdirSync( work ).find( ( name ) => name.endsWith( '.tgz' ) ) ?? '' );
	const hash = createHash( 'sha256' );
	await pipeline( createReadStream( archive ), hash );
	if ( hash.digest( 'hex' ) !== SHA256 ) {
		throw new Stop( `The downloaded ${ PACKAGE } is not the expected file (its SHA-256 differs). Nothing was kept; try again.` );
	}
	step( 'Unpacking.' );
	const files = 'package/dist/cli/wp-files';
	await run( 'tar', [ 'xzf', archive, '-C', work, `${ files }/latest`, `${ files }/sqlite-database-integration`, `${ files }/wp-cli` ] );
	renameSync( join( work, files ), home );
	rmSync( work, { recursive: true, force: true } );
}

/** Copies the French translations of core into a site's language folder. */
export function copyFrench( wordpress, site ) {
	const target = join( site, 'wp-content', 'languages' );
	mkdirSync( target, { recursive: true } );
	for ( const name of readdirSync( wordpress.languages ) ) {
		if ( name.includes( 'fr_FR' ) ) {
			cpSync( join( wordpress.languages, name ), join( target, name ) );
		}
	}
}
