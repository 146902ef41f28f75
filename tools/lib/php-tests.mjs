/** The PHP layer: PHPUnit on real WordPress, on both databases. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, ROOT } from './paths.mjs';
import { ensureLibraries, ensureNodeModules } from './packages.mjs';
import { run } from './run.mjs';
import { step } from './say.mjs';
import { pluginExists, wp } from './site.mjs';
import { ensure } from './system.mjs';
import { testSite } from './test-site.mjs';
import { writePhpTranslations } from './translations.mjs';
import { writeWiring } from './wiring.mjs';
import { ensureWordPress } from './wordpress.mjs';

/** The databases the plugin must work on. */
export const DATABASES = [ 'sqlite', 'mariadb' ];

/** Networks of sites: for the tests of the group "network", which the sites above leave out. */
const NETWORKS = DATABASES.map( ( db ) => `network-${ db }` );

/**
 * Runs PHPUnit on each database, side by side, and without `args` on networks too. `args` go to PHPUnit (`--filter`, paths).
 * Answers {passed, failed, skipped}.
 */
export async function phpTests( { databases, args = [] } = {} ) {
	databases ??= args.length === 0 ? [ ...DATABASES, ...NETWORKS ] : DATABASES;
	await ensure( 'php', ...( databases.some( ( name ) => name.endsWith( 'mariadb' ) ) ? [ 'mysql', 'mariadb' ] : [] ) );
	await ensureLibraries();
	await ensureNodeModules();
	await writePhpTranslations();
	await writeWiring();
	const wordpress = await ensureWordPress();
	const results = await Promise.all( databases.map( ( db ) => onDatabase( wordpress, db, args ) ) );
	return results.reduce(
		( sum, one ) => ( { passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped } ),
		{ passed: 0, failed: 0, skipped: 0 }
	);
}

async function onDatabase( wordpress, name, args ) {
	const network = NETWORKS.includes( name );
	const db = name.replace( 'network-', '' );
	const { site, work, remove } = await testSite( wordpress, db, { network } );
	try {
		step( `PHPUnit on WordPress ${ wordpress.version } with ${ name }; its logs are in ${ work } while it runs.` );
		if ( pluginExists( ROOT ) ) {
			await wp( wordpress, site, [ 'plugin', 'activate', 'aaia-chatbot', '--quiet', ...( network ? [ '--network' ] : [] ) ] );
		}
		const report = join( work, 'junit.xml' );
		const { code, stdout, stderr } = await run( 'php', [
			'-d',
			'zend.assertions=1',
			inProject( 'vendor/bin/phpunit' ),
			'--log-junit',
			report,
			'--colors=never',
			network ? '--group' : '--exclude-group',
			'network',
			...args,
		], {
			cwd: ROOT,
			env: { AAIA_TEST_SITE: site, AAIA_TEST_DB: db, AAIA_WP_CLI: wordpress.wpCli },
			check: false,
		} );
		process.stderr.write( `\n--- ${ name } ---\n${ stdout }${ stderr }${ debugLog( work ) }` );
		return counts( report, code );
	} finally {
		await remove();
	}
}

/** What WordPress wrote into its debug log, shortened. */
function debugLog( work ) {
	const file = join( work, 'debug.log' );
	if ( ! existsSync( file ) ) {
		return '';
	}
	const lines = readFileSync( file, 'utf8' ).trim().split( '\n' );
	return `\nPHP's log (${ lines.length } lines, the last 15):\n${ lines.slice( -15 ).join( '\n' ) }\n`;
}

/** Counts of a JUnit report; a run without one, or one that failed without a failed test, is one failure. */
function counts( report, code ) {
	if ( ! existsSync( report ) ) {
		return { passed: 0, failed: 1, skipped: 0 };
	}
	const suite = /<testsuite [^>]*>/.exec( readFileSync( report, 'utf8' ) )?.[ 0 ] ?? '';
	const number = ( name ) => Number( new RegExp( ` ${ name }="(\\d+)"` ).exec( suite )?.[ 1 ] ?? 0 );
	const failed = number( 'failures' ) + number( 'errors' );
	const skipped = number( 'skipped' );
	return { passed: number( 'tests' ) - failed - skipped, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}
