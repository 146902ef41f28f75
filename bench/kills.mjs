/**
 * Requests killed (SIGKILL) at random points of a turn, a request for a person with its mail, and a migration, on both databases: what is
 * lost, doubled or stuck afterwards.
 */
import { inProject } from '../tools/lib/paths.mjs';
import { run } from '../tools/lib/run.mjs';
import { step } from '../tools/lib/say.mjs';
import { wp } from '../tools/lib/site.mjs';
import { testSite } from '../tools/lib/test-site.mjs';
import { ensureWordPress } from '../tools/lib/wordpress.mjs';

export const title = 'Kills';

const KILLS = 200;

const KINDS = { turns: 'a turn', requests: 'a request for a person', migrations: 'a migration' };

/** What must not happen, in the words of the counts that tests/php/Faults/Kills.php answers. */
const MUST_BE_NONE = {
	lost: 'lost',
	doubled: 'doubled',
	torn: 'put together wrongly',
	stuck: 'stuck for ever',
	gaps: 'gaps in the event log',
};

async function killed( site, kind ) {
	const { stdout } = await run(
		'php',
		[ inProject( 'tests/php/Faults/kills.php' ), kind, String( KILLS ) ],
		{ cwd: inProject( '.' ), env: { AAIA_TEST_SITE: site } }
	);
	return JSON.parse( stdout.trim().split( '\n' ).at( -1 ) );
}

export async function measure() {
	const wordpress = await ensureWordPress();
	const measures = [];
	for ( const db of [ 'mariadb', 'sqlite' ] ) {
		const { site, remove } = await testSite( wordpress, db );
		try {
			await wp( wordpress, site, [ 'plugin', 'activate', 'aaia-chatbot', '--quiet' ] );
			for ( const [ kind, name ] of Object.entries( KINDS ) ) {
				step( `${ KILLS } kills of ${ name } on ${ db }` );
				const counts = await killed( site, kind );
				measures.push( { what: `${ name }, ${ db }: killed at work`, value: counts.interrupted, unit: `of ${ counts.kills }` } );
				for ( const [ key, words ] of Object.entries( MUST_BE_NONE ).filter( ( [ count ] ) => count in counts ) ) {
					measures.push( { what: `${ name }, ${ db }: ${ words }`, value: counts[ key ], unit: 'times', bar: 0 } );
				}
			}
		} finally {
			await remove();
		}
	}
	return measures;
}
