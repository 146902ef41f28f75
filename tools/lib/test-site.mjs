/** A fresh WordPress for one run of the PHP tests, from a template installed once per database and kept in the cache. */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createMariaDb, sql, startMariaDb } from './mariadb.mjs';
import { cacheFolder, fingerprint, fingerprintOfFiles, inProject, ROOT, temporaryFolder } from './paths.mjs';
import { locked } from './lock.mjs';
import { run } from './run.mjs';
import { step } from './say.mjs';
import { install, layOut, wp, writeConfig } from './site.mjs';

const URL_OF_TESTS = 'http://site.test';

/** The folder of the installed template for a database, made when missing or stale. */
async function template( wordpress, db ) {
	const stamp = fingerprint(
		wordpress.core,
		wordpress.version,
		db,
		fingerprintOfFiles( ...[ 'site', 'mariadb', 'test-site' ].map( ( name ) => inProject( 'tools', 'lib', `${ name }.mjs` ) ) )
	);
	const folder = join( cacheFolder( 'templates' ), `${ db }-${ stamp }` );
	await locked( `${ folder }.lock`, async () => {
		if ( existsSync( folder ) ) {
			return;
		}
		step( `Installing the template site for tests on ${ db }.` );
		const work = temporaryFolder( 'template' );
		const server = await prepare( wordpress, db, work );
		try {
			await install( wordpress, join( work, 'site' ), { url: URL_OF_TESTS, title: 'Test site' } );
			await wp( wordpress, join( work, 'site' ), [ 'rewrite', 'structure', '/%postname%/' ] );
			await wp( wordpress, join( work, 'site' ), [ 'option', 'update', 'show_avatars', '0' ] );
		} finally {
			await server.stop();
		}
		const database = join( work, 'database' );
		rmSync( join( database, 'tmp' ), { recursive: true, force: true } );
		await run( 'cp', [ '-R', '-p', database, `${ folder }.part` ] );
		renameSync( `${ folder }.part`, folder );
		rmSync( work, { recursive: true, force: true } );
		removeOld( cacheFolder( 'templates' ) );
	} );
	return folder;
}

/** Outdated templates that were not used for a week. */
function removeOld( folder ) {
	for ( const name of readdirSync( folder ) ) {
		if ( Date.now() - statSync( join( folder, name ) ).mtimeMs > 7 * 24 * 3600 * 1000 ) {
			rmSync( join( folder, name ), { recursive: true, force: true } );
		}
	}
}

/** Files, configuration and database server of a site in `work`; the database empty, or a copy of `from`. */
async function prepare( wordpress, db, work, from = null ) {
	const site = join( work, 'site' );
	const database = join( work, 'database' );
	if ( from ) {
		await run( 'cp', [ '-R', from, database ] );
	} else {
		mkdirSync( database );
	}
	await layOut( site, wordpress, { db, plugin: ROOT, linked: true } );
	const configure = ( place ) => ( more = {} ) => writeConfig(
		site,
		place,
		{ WP_DEBUG_LOG: join( work, 'debug.log' ), DISABLE_WP_CRON: true, ...more }
	);
	if ( db === 'sqlite' ) {
		const sqlite = configure( { kind: 'sqlite', folder: database, file: 'wordpress.sqlite' } );
		sqlite();
		return { configure: sqlite, stop: async () => {} };
	}
	if ( ! from ) {
		await createMariaDb( database );
	}
	const server = await startMariaDb( database, { careless: true } );
	if ( ! from ) {
		await sql( server.socket, 'CREATE DATABASE wordpress CHARACTER SET utf8mb4' );
	}
	const mariadb = configure( { kind: 'mariadb', socket: server.socket } );
	mariadb();
	return { configure: mariadb, stop: () => server.stop() };
}

/** Converts an installed site to the first one of a network with subfolders. */
async function convertToNetwork( wordpress, site, configure ) {
	await wp( wordpress, site, [ 'core', 'multisite-convert', '--title=Test network', '--skip-config' ] );
	configure( {
		MULTISITE: true,
		SUBDOMAIN_INSTALL: false,
		DOMAIN_CURRENT_SITE: new URL( URL_OF_TESTS ).hostname,
		PATH_CURRENT_SITE: '/',
		SITE_ID_CURRENT_SITE: 1,
		BLOG_ID_CURRENT_SITE: 1,
	} );
}

/** A site for one run, or the first site of a network: {site, work, remove()}. Nothing is shared with another run. */
export async function testSite( wordpress, db, { network = false } = {} ) {
	const from = await template( wordpress, db );
	const work = temporaryFolder( `test-${ db }` );
	const server = await prepare( wordpress, db, work, from );
	if ( network ) {
		await convertToNetwork( wordpress, join( work, 'site' ), server.configure );
	}
	cpSync( inProject( 'tools', 'mu', 'offline.php' ), join( work, 'site', 'wp-content', 'mu-plugins', 'offline.php' ) );
	return {
		site: join( work, 'site' ),
		work,
		async remove() {
			await server.stop();
			rmSync( work, { recursive: true, force: true } );
		},
	};
}
