/** node_modules, vendor and vendor-prefixed, made once and again when what they are made of changes. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fingerprintOfFiles, inProject, cacheFolder, fingerprint, ROOT } from './paths.mjs';
import { join } from 'node:path';
import { locked } from './lock.mjs';
import { run } from './run.mjs';
import { step } from './say.mjs';
import { ensure } from './system.mjs';

const lock = ( name ) => join( cacheFolder(), `lock-${ name }-${ fingerprint( ROOT ) }` );

const stamped = ( file, stamp ) => existsSync( file ) && readFileSync( file, 'utf8' ) === stamp;

/** As a new file: a copy of the tree made of hard links keeps its own stamp. */
function writeStamp( file, stamp ) {
	rmSync( file, { force: true } );
	writeFileSync( file, stamp );
}

/** Makes sure that node_modules is what package-lock.json says. */
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

/** Makes sure that vendor is what composer.json says. */
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

/** Makes sure that vendor-prefixed holds the library the plugin ships with, below a namespace of our own. */
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
