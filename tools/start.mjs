/**
 * npm start [-- --port N --fresh --llm builtin|mock|URL]: a running site with the built plugin, demo pages in English and French and a
 * mail catcher, on PHP's own server and SQLite. The site is kept in .cache/site, so that the next start is quick.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { startMailCatcher } from './lib/mail-catcher.mjs';
import { startMockModel } from './lib/mock-model.mjs';
import { untilAsked } from './lib/end.mjs';
import { takeForLife } from './lib/lock.mjs';
import { readOptions, readPort } from './lib/options.mjs';
import { fingerprint, fingerprintOfFiles, inProject, ROOT } from './lib/paths.mjs';
import { answers, freePort, startPhpServer } from './lib/php-server.mjs';
import { endAll, keepWorking, setSettings } from './lib/plugin-site.mjs';
import { main, step, Stop } from './lib/say.mjs';
import { addMustUse, ADMIN, install, layOut, linkPlugin, wp, writeConfig } from './lib/site.mjs';
import { ensure } from './lib/system.mjs';
import { ensureWordPress } from './lib/wordpress.mjs';
import { filesUnder } from '../tests/static/support/files.mjs';

const HOME = inProject( '.cache', 'site' );
const SITE = join( HOME, 'wordpress' );

/** The port without `--port`; the next free one when it is taken. */
const USUAL_PORT = 8080;

/** The mail catcher's page is one port above the site, so that its address stays the same too. */
const mailPort = ( port ) => port + 1;

/** Fingerprint of what the site was installed from; when it changes, the site is installed again. */
const recipe = ( wordpress ) => fingerprint(
	wordpress.core,
	wordpress.version,
	fingerprintOfFiles(
		inProject( 'tools/lib/site.mjs' ),
		...[ ...filesUnder( ROOT, 'tools/demo', [ '' ] ) ].map( ( file ) => inProject( file ) )
	)
);

/** Indexes the site's pages. */
const index = ( wordpress ) => wp( wordpress, SITE, [ 'aaia', 'knowledge', 'sync' ] );

async function prepareSite( wordpress, { url, smtpPort, fresh } ) {
	const stampFile = join( HOME, 'stamp' );
	const urlFile = join( HOME, 'url' );
	const stamp = recipe( wordpress );
	const known = existsSync( stampFile ) && readFileSync( stampFile, 'utf8' ) === stamp;
	const database = { kind: 'sqlite', folder: join( HOME, 'database' ), file: 'wordpress.sqlite' };
	const constants = { WP_HOME: url, WP_SITEURL: url, AAIA_SMTP_PORT: smtpPort, WP_DEBUG_LOG: join( HOME, 'debug.log' ) };
	if ( known && ! fresh ) {
		writeConfig( SITE, database, constants );
		linkPlugin( SITE, ROOT );
		if ( readFileSync( urlFile, 'utf8' ) !== url ) {
			step( 'The address has changed: indexing the pages again.' );
			await index( wordpress );
			writeFileSync( urlFile, url );
		}
		return;
	}
	step( 'Installing the demo site.' );
	rmSync( HOME, { recursive: true, force: true } );
	mkdirSync( database.folder, { recursive: true } );
	await layOut( SITE, wordpress, { db: 'sqlite', plugin: ROOT } );
	addMustUse( SITE, 'offline', 'mail', 'demo-languages' );
	writeConfig( SITE, database, constants );
	await install( wordpress, SITE, { url, title: 'Vélo Clairac' } );
	await wp( wordpress, SITE, [ 'rewrite', 'structure', '/%postname%/' ] );
	await wp( wordpress, SITE, [ 'plugin', 'activate', 'aaia-chatbot' ] );
	step( 'Writing the demo pages in English and French.' );
	await wp( wordpress, SITE, [ 'eval-file', '--use-include', inProject( 'tools/demo/import.php' ), inProject( 'tools/demo' ) ] );
	await setSettings( wordpress, SITE, { widget_enabled: true, tools_enabled: true } );
	await index( wordpress );
	writeFileSync( urlFile, url );
	writeFileSync( stampFile, stamp );
}

/** Model for OpenAI's own server when none is chosen. */
const OPENAI = { url: 'https://api.openai.com/v1', model: 'gpt-4o-mini' };

/** The first model in a server's list, or null when it has none. */
async function firstModel( base ) {
	try {
		const response = await fetch( `${ base.replace( /\/$/, '' ) }/models`, { signal: AbortSignal.timeout( 5_000 ) } );
		return ( await response.json() ).data?.[ 0 ]?.id ?? null;
	} catch {
		return null;
	}
}

/**
 * The settings for a way to reach a model, or null to leave what the site has. A key in the environment is read by the plugin itself
 * and never stored. The mock is gone when the command ends, so a site that had it goes back to the built-in assistant.
 */
async function model( llm, mock ) {
	const marker = join( HOME, 'mock' );
	const hadMock = existsSync( marker );
	rmSync( marker, { force: true } );
	if ( llm === 'mock' ) {
		writeFileSync( marker, '' );
		return { allowed_local_hosts: new URL( mock.url ).host, base_url: mock.url, api_key: 'mock', model: 'mock', provider: 'openai' };
	}
	if ( llm === undefined && process.env.OPENAI_API_KEY ) {
		return { base_url: process.env.OPENAI_BASE_URL || OPENAI.url, model: OPENAI.model, provider: 'openai' };
	}
	if ( llm === 'builtin' || llm === undefined ) {
		return llm || hadMock ? { provider: 'builtin' } : null;
	}
	const named = await firstModel( llm );
	return { allowed_local_hosts: new URL( llm ).host, base_url: llm, ...( named ? { model: named } : {} ), provider: 'openai' };
}

await main( async () => {
	mkdirSync( inProject( '.cache' ), { recursive: true } );
	const options = readOptions( { port: { type: 'string' }, fresh: { type: 'boolean' }, llm: { type: 'string' } } );
	const wanted = readPort( options.port );
	if ( ! [ undefined, 'builtin', 'mock' ].includes( options.llm ) && ! /^https?:\/\/./.test( options.llm ) ) {
		throw new Stop( `--llm wants builtin, mock or a base URL such as http://127.0.0.1:11434/v1, not "${ options.llm }".` );
	}
	if ( wanted && await answers( wanted ) ) {
		throw new Stop( `Port ${ wanted } is taken. Choose another with --port.` );
	}
	if ( ! takeForLife( inProject( '.cache', 'start.lock' ) ) ) {
		throw new Stop( 'The demo site of this folder is running already. End it first (Ctrl-C in its window).' );
	}
	await ensure( 'php' );
	const wordpress = await ensureWordPress();
	await build();
	const port = wanted ?? await freePort( USUAL_PORT );
	const url = `http://127.0.0.1:${ port }`;
	const asked = untilAsked();
	const mail = await startMailCatcher( { httpPort: await freePort( mailPort( port ) ) } );
	const mock = options.llm === 'mock' ? await startMockModel( await freePort( port + 2 ) ) : null;
	let worker;
	try {
		await prepareSite( wordpress, { url, smtpPort: mail.smtpPort, fresh: options.fresh } );
		const settings = await model( options.llm, mock );
		if ( settings ) {
			await setSettings( wordpress, SITE, settings );
		}
		await startPhpServer( { site: SITE, port, folder: HOME } );
		worker = keepWorking( wordpress, SITE, { folder: HOME } );
		process.stdout.write( `Ready: ${ url } · admin ${ url }/wp-admin/ (${ ADMIN.user } / ${ ADMIN.password }) · mail ${ mail.url }\n` );
		await asked;
		step( 'Ending.' );
	} finally {
		await endAll( worker, mail, mock );
	}
} );
