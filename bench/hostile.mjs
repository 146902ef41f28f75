/**
 * How long it takes to read what is made to take long: patterns, messages, files and pages of the tests in PHPUnit's group "hostile", on
 * SQLite.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, ROOT } from '../tools/lib/paths.mjs';
import { run } from '../tools/lib/run.mjs';
import { wp } from '../tools/lib/site.mjs';
import { testSite } from '../tools/lib/test-site.mjs';
import { ensureWordPress } from '../tools/lib/wordpress.mjs';

export const title = 'Hostile input';

/** Milliseconds after which a test counts as blocking a site; without limits in the code they would take a minute or more. */
const BAR = 20_000;

export async function measure() {
	const wordpress = await ensureWordPress();
	const { site, work, remove } = await testSite( wordpress, 'sqlite' );
	try {
		await wp( wordpress, site, [ 'plugin', 'activate', 'aaia-chatbot', '--quiet' ] );
		const report = join( work, 'junit.xml' );
		await run(
			'php',
			[ inProject( 'vendor/bin/phpunit' ), '--group', 'hostile', '--log-junit', report ],
			{ cwd: ROOT, env: { AAIA_TEST_SITE: site, AAIA_TEST_DB: 'sqlite' } }
		);
		return [
			...readFileSync( report, 'utf8' ).matchAll( /<testcase name="([^"]+)"[^>]* class="[^"]*\\(\w+)"[^>]* time="([\d.]+)"/g ),
		].map( ( [ , name, group, seconds ] ) => ( {
			what: `${ group }: ${ plain( name ) }`, value: Number( seconds ) * 1000, unit: 'ms', bar: BAR,
		} ) );
	} finally {
		await remove();
	}
}

/** A test's name in words, its data set instead where it has one. */
function plain( name ) {
	const set = /with data set (?:&quot;|#)?(.+?)(?:&quot;)?$/.exec( name )?.[ 1 ];
	return set ?? name.replace( /^test_/, '' ).replaceAll( '_', ' ' );
}
