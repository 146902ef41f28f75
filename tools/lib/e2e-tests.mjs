/** The e2e layer: Playwright in real Chromium against sites installed from the built zip. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMockModel } from './mock-model.mjs';
import { ensureNodeModules } from './packages.mjs';
import { inProject, ROOT, temporaryFolder } from './paths.mjs';
import { freePort } from './php-server.mjs';
import { run } from './run.mjs';
import { step, Stop } from './say.mjs';
import { ADMIN } from './site.mjs';
import { startStack } from './stack.mjs';
import { chromiumBinary, ensure, headlessBinary } from './system.mjs';
import { zip } from '../zip.mjs';

/** Playwright's projects, each named after the database of its site; MariaDB's runs the whole conversation only. */
const PROJECTS = { sqlite: /./, mariadb: /flow\.spec\.ts$/ };

/**
 * Runs Playwright, on a site of its own for each project; `args` go to it, `--project sqlite|mariadb` chooses one. Answers {passed,
 * failed, skipped}.
 */
export async function e2eTests( args = [] ) {
	await ensure( 'php', 'chromium' );
	// Debian has it; some of its relatives do not, and need longer.
	await ensure( 'headless' ).catch( () => undefined );
	await ensureNodeModules();
	const archive = await zip();
	const work = temporaryFolder( 'e2e' );
	const sum = { passed: 0, failed: 0, skipped: 0 };
	let model;
	try {
		model = await startMockModel( await freePort() );
		for ( const { project, rest } of projectsOf( args ) ) {
			const counts = await onSite( { project, args: rest, archive, model, work } );
			for ( const key of Object.keys( sum ) ) {
				sum[ key ] += counts[ key ];
			}
		}
		return sum;
	} finally {
		await model?.stop();
		rmSync( work, { recursive: true, force: true } );
	}
}

/** The projects to run: all, or the named one; with file names, those that contain one of them. */
function projectsOf( args ) {
	const at = args.indexOf( '--project' );
	if ( at !== -1 ) {
		if ( ! Object.hasOwn( PROJECTS, args[ at + 1 ] ) ) {
			throw new Stop( `There is no project "${ args[ at + 1 ] }". Projects: ${ Object.keys( PROJECTS ).join( ', ' ) }.` );
		}
		return [ { project: args[ at + 1 ], rest: args.toSpliced( at, 2 ) } ];
	}
	const all = readdirSync( inProject( 'tests/e2e' ) ).filter( ( name ) => name.endsWith( '.spec.ts' ) );
	const named = args.filter( ( arg, index ) => all.some( ( file ) => `tests/e2e/${ file }`.includes( arg ) ) &&
		! args[ index - 1 ]?.startsWith( '-' ) );
	const chosen = named.length === 0 ? all : all.filter( ( file ) => named.some( ( name ) => `tests/e2e/${ file }`.includes( name ) ) );
	return Object.keys( PROJECTS ).filter( ( project ) =>
		chosen.some( ( file ) => PROJECTS[ project ].test( file ) ) ).map( ( project ) => ( { project, rest: args } ) );
}

async function onSite( { project, args, archive, model, work } ) {
	let stack;
	try {
		stack = await startStack( { db: project, zip: archive, demo: true } );
		const siteFile = join( work, 'site.json' );
		const { url, wp, path, mail, user, applicationPassword } = stack;
		writeFileSync(
			siteFile,
			JSON.stringify( { url, wp, path, user, applicationPassword, mail: mail.url, password: ADMIN.password, model: model.url } )
		);
		step( `Playwright on ${ url } with ${ project }; traces of failures are in .cache/e2e.` );
		const report = join( work, `${ project }.json` );
		const { code } = await run( 'node', [ inProject( 'node_modules/@playwright/test/cli.js' ), 'test', `--project=${ project }`, ...args ], {
			cwd: ROOT,
			env: {
				AAIA_E2E_SITE: siteFile,
				AAIA_E2E_URL: url,
				AAIA_E2E_REPORT: report,
				AAIA_CHROMIUM: headlessBinary() ?? chromiumBinary(),
				AAIA_WHOLE_CHROMIUM: chromiumBinary(),
			},
			check: false,
			show: true,
		} );
		const counted = counts( report, code );
		if ( counted.failed > 0 ) {
			process.stderr.write( siteLogs( stack.work ) );
		}
		return counted;
	} finally {
		await stack?.stop();
	}
}

/** The last lines of the site's logs, for failures. */
function siteLogs( work ) {
	return [ 'debug.log', 'php.log', 'fpm.log', 'worker.log' ].filter( ( name ) => existsSync( join( work, name ) ) ).map( ( name ) =>
		`\n${ name }:\n${ readFileSync( join( work, name ), 'utf8' ).split( '\n' ).slice( -15 ).join( '\n' ) }` ).join( '' );
}

function counts( report, code ) {
	if ( ! existsSync( report ) ) {
		return { passed: 0, failed: 1, skipped: 0 };
	}
	const { stats } = JSON.parse( readFileSync( report, 'utf8' ) );
	return {
		passed: stats.expected + stats.flaky,
		failed: code !== 0 && stats.unexpected === 0 ? 1 : stats.unexpected,
		skipped: stats.skipped,
	};
}
