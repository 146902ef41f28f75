/** Installs node_modules, vendor and vendor-prefixed, and again when their sources change. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fingerprintOfFiles, inProject, cacheFolder, fingerprint, ROOT } from './paths.mjs';
import { join } from 'node:path';
import { locked } from './lock.mjs';
import { run } from './run.mjs';
import { step } from './say.mjs';
import { ensure } from './system.mjs';

const lock = ( name ) => join( cacheFolder(), `lock-${ name }-${ fingerprint( ROOT ) }` );

const stamped = ( file, stamp ) => existsSync( file ) && readFileSync( file, 'utf8' ) === stamp;

/** Written as a new file, so that a copy of the tree by hard links keeps its own stamp. */
function writeStamp( file, stamp ) {
	rmSync( file, { force: true } );
	writeFileSync( file, stamp );
}

/** Installs node_modules when it differs from package-lock.json. */
export async function ensureNodeModules() {
	const file = inProject( 'node_modules', '.aaia-stamp' );
	const stamp = fingerprintOfFiles( inProject( 'package-lock.json' ) );
	await locked( lock( 'npm' ), async () => {
		if ( stamped( file, stamp ) ) {
			return;
		}
		step( 'Installing the JavaScript packages (npm ci, about half a minute).' );
		await run( 'npm', [ 'ci', '--no-audit', '--no-fund' ], { cwd: ROOT, show: true } );
		writeStamp( file, stamp );
	} );
}

/** Installs vendor when it differs from composer.json. */
export async function ensureVendor() {
	const file = inProject( 'vendor', '.aaia-stamp' );
	const stamp = fingerprintOfFiles( inProject( 'composer.json' ) );
	await locked( lock( 'composer' ), async () => {
		if ( stamped( file, stamp ) ) {
			return;
		}
		await ensure( 'php', 'composer' );
		step( 'Installing the PHP development packages (composer install).' );
		await run( 'composer', [ 'install', '--no-interaction', '--no-progress' ], { cwd: ROOT, env: { COMPOSER_ALLOW_SUPERUSER: '1' } } );
		writeStamp( file, stamp );
	} );
}

/** Builds vendor-prefixed: the shipped library under our own namespace. */
export async function ensureLibraries() {
	await ensureVendor();
	const file = inProject( 'vendor-prefixed', '.aaia-stamp' );
	const stamp = fingerprintOfFiles( inProject( 'composer.json' ), inProject( 'tools', 'prefix.php' ) );
	await locked( lock( 'prefix' ), async () => {
		if ( stamped( file, stamp ) ) {
			return;
		}
		await ensure( 'php' );
		step( 'Prefixing the PHP library the plugin ships with.' );
		await run( 'php', [ inProject( 'tools', 'prefix.php' ), ROOT ] );
		writeStamp( file, stamp );
	} );
}
