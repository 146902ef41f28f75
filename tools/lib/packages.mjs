/** node_modules and vendor, installed once and again when their manifests change. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fingerprintOfFiles, inProject, cacheFolder, fingerprint, ROOT } from './paths.mjs';
import { join } from 'node:path';
import { locked } from './lock.mjs';
import { run } from './run.mjs';
import { step } from './say.mjs';
import { ensure } from './system.mjs';

const lock = ( name ) => join( cacheFolder(), `lock-${ name }-${ fingerprint( ROOT ) }` );

const stamped = ( file, stamp ) => existsSync( file ) && readFileSync( file, 'utf8' ) === stamp;

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
		writeFileSync( file, stamp );
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
		writeFileSync( file, stamp );
	} );
}
