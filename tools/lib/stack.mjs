/** A whole native site in a temporary folder: nginx, PHP-FPM, MariaDB or SQLite, a mail catcher and a worker. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startMailCatcher } from './mail-catcher.mjs';
import { createMariaDb, sql, startMariaDb } from './mariadb.mjs';
import { inProject, ROOT, temporaryFolder } from './paths.mjs';
import { holdPort } from './php-server.mjs';
import { keepWorking, setSettings } from './plugin-site.mjs';
import { step } from './say.mjs';
import { addMustUse, ADMIN, install, layOut, wp, wpArgv, writeConfig } from './site.mjs';
import { ensure } from './system.mjs';
import { startWebServer } from './web-server.mjs';
import { ensureWordPress } from './wordpress.mjs';

/** The first port tried without `port`. */
const USUAL_PORT = 8200;

async function database( db, work ) {
	const folder = join( work, 'database' );
	mkdirSync( folder );
	if ( db === 'sqlite' ) {
		return { config: { kind: 'sqlite', folder, file: 'wordpress.sqlite' }, server: null };
	}
	await createMariaDb( folder );
	const server = await startMariaDb( folder );
	await sql( server.socket, 'CREATE DATABASE wordpress CHARACTER SET utf8mb4' );
	return { config: { kind: 'mariadb', socket: server.socket }, server };
}

/**
 * Starts a site with the plugin active, widget and tools on, the built-in model and no pages of the demo (with `demo` it has them).
 *
 * `zip` is installed as an owner would; without it the work tree is linked. `env` reaches PHP and the worker; `worker: false` leaves
 * jobs to WordPress's own cron; `mustUse` names more of tools/mu. Answers {url, wp, path, db, user, applicationPassword, mail, run, work,
 * stop}; `run( args )` is WP-CLI.
 */
export async function startStack( { port, db = 'mariadb', zip = null, demo = false, env = {}, worker = true, mustUse = [] } = {} ) {
	await ensure( 'php', 'nginx', 'fpm', ...( db === 'mariadb' ? [ 'mysql', 'mariadb' ] : [] ) );
	const wordpress = await ensureWordPress();
	const { port: at, release } = await holdPort( port ?? USUAL_PORT );
	const url = `http://127.0.0.1:${ at }`;
	const work = temporaryFolder( 'stack' );
	const site = join( work, 'site' );
	const parts = [];
	const stop = async () => {
		for ( const part of parts.reverse() ) {
			await part.stop();
		}
		rmSync( work, { recursive: true, force: true } );
	};
	try {
		const mail = await startMailCatcher();
		parts.push( mail );
		step( `Installing a site on ${ db } in ${ work }.` );
		const { config, server } = await database( db, work );
		if ( server ) {
			parts.push( server );
		}
		await layOut( site, wordpress, { db, plugin: zip ? null : ROOT } );
		addMustUse( site, 'offline', 'mail', ...mustUse, ...( demo ? [ 'demo-languages' ] : [] ) );
		writeConfig(
			site,
			config,
			{ AAIA_SMTP_PORT: mail.smtpPort, WP_DEBUG_LOG: join( work, 'debug.log' ), AAIA_MEASURES: join( work, 'measures.jsonl' ) }
		);
		await install( wordpress, site, { url, title: demo ? 'Vélo Clairac' : 'Test site' } );
		const run = ( args, options = {} ) => wp( wordpress, site, args, { env, ...options } );
		await run( [ 'rewrite', 'structure', '/%postname%/' ] );
		await run( [ 'post', 'delete', '1', '2', '3', '--force' ] );
		await run( zip ? [ 'plugin', 'install', zip, '--activate' ] : [ 'plugin', 'activate', 'aaia-chatbot' ] );
		if ( demo ) {
			await run( [ 'eval-file', '--use-include', inProject( 'tools/demo/import.php' ), inProject( 'tools/demo' ) ] );
			await run( [ 'aaia', 'knowledge', 'sync' ] );
		}
		await setSettings( wordpress, site, { widget_enabled: true, tools_enabled: true, provider: 'builtin' } );
		const { stdout } = await run( [ 'user', 'application-password', 'create', ADMIN.user, 'stack', '--porcelain' ] );
		await release();
		parts.push( await startWebServer( { site, port: at, folder: work, env } ) );
		if ( worker ) {
			parts.push( keepWorking( wordpress, site, { folder: work, env } ) );
		}
		return {
			url,
			wp: wpArgv( wordpress, site ),
			path: site,
			db,
			user: ADMIN.user,
			applicationPassword: stdout.trim(),
			mail,
			run,
			work,
			stop,
		};
	} catch ( error ) {
		await release();
		await stop();
		throw error;
	}
}
