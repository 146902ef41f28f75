/** The e2e layer: Playwright in real Chromium against a site installed from the built zip. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startMockModel } from './mock-model.mjs';
import { ensureNodeModules } from './packages.mjs';
import { inProject, ROOT, temporaryFolder } from './paths.mjs';
import { freePort } from './php-server.mjs';
import { run } from './run.mjs';
import { step } from './say.mjs';
import { ADMIN } from './site.mjs';
import { startStack } from './stack.mjs';
import { chromiumBinary, ensure } from './system.mjs';
import { zip } from '../zip.mjs';

/** Runs Playwright; `args` go to it. Answers {passed, failed, skipped}. */
export async function e2eTests( args = [] ) {
	await ensure( 'php', 'chromium' );
	await ensureNodeModules();
	const archive = await zip();
	const work = temporaryFolder( 'e2e' );
	let stack;
	let model;
	try {
		model = await startMockModel( await freePort() );
		stack = await startStack( { db: 'sqlite', zip: archive, demo: true } );
		const siteFile = join( work, 'site.json' );
		const { url, wp, path, mail, user, applicationPassword } = stack;
		writeFileSync( siteFile, JSON.stringify( { url, wp, path, user, applicationPassword, mail: mail.url, password: ADMIN.password, model: model.url } ) );
		step( `Playwright on ${ url }; traces of failures are in .cache/e2e.` );
		const report = join( work, 'report.json' );
		const { code } = await run( 'node', [ inProject( 'node_modules/@playwright/test/cli.js' ), 'test', ...args ], {
			cwd: ROOT,
			env: { AAIA_E2E_SITE: siteFile, AAIA_E2E_URL: url, AAIA_E2E_REPORT: report, AAIA_CHROMIUM: chromiumBinary() },
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
		await model?.stop();
		rmSync( work, { recursive: true, force: true } );
	}
}

/** The last lines of the site's logs: what a failure cannot tell by itself. */
function siteLogs( work ) {
	return [ 'debug.log', 'php.log', 'fpm.log', 'worker.log' ].filter( ( name ) => existsSync( join( work, name ) ) ).map( ( name ) => `\n${ name }:\n${ readFileSync( join( work, name ), 'utf8' ).split( '\n' ).slice( -15 ).join( '\n' ) }` ).join( '' );
}

function counts( report, code ) {
	if ( ! existsSync( report ) ) {
		return { passed: 0, failed: 1, skipped: 0 };
	}
	const { stats } = JSON.parse( readFileSync( report, 'utf8' ) );
	return { passed: stats.expected + stats.flaky, failed: code !== 0 && stats.unexpected === 0 ? 1 : stats.unexpected, skipped: stats.skipped };
}
