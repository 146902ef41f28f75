/** A flood of requests for a person, on both databases: what each costs, how many mails the team gets, and whether anything is lost. */
import { startStack } from '../tools/lib/stack.mjs';

export const title = 'A flood of requests for a person';

const REQUESTS = 10_000;

async function flooded( db ) {
	const { run, stop } = await startStack( { db, worker: false } );
	try {
		const { stdout } = await run( [
			'eval',
			`$requests = ${ REQUESTS }; require '${ new URL( 'support/flood.php', import.meta.url ).pathname }';`,
		] );
		return JSON.parse( stdout.trim().split( '\n' ).pop() );
	} finally {
		await stop();
	}
}

export async function measure() {
	const measures = [];
	for ( const db of [ 'mariadb', 'sqlite' ] ) {
		const figures = await flooded( db );
		measures.push(
			{ what: `${ db }: storing one request, its conversation included`, value: figures.store_ms, unit: 'ms' },
			{ what: `${ db }: raising and delivering its alert`, value: figures.alert_ms, unit: 'ms' },
			{ what: `${ db }: telling one visitor that the bundle was sent`, value: figures.settle_ms, unit: 'ms' },
			{ what: `${ db }: the first mail has left after`, value: figures.first_s, unit: 's', bar: 30 },
			{ what: `${ db }: mails at once of ${ figures.requests } requests`, value: figures.sent_at_once, unit: 'mails', bar: 20 },
			// A flood over a full hour makes a bundle on either side of it.
			{ what: `${ db }: mails with all the others`, value: figures.bundles, unit: 'mails', bar: 2 },
			{ what: `${ db }: requests that no mail told of`, value: figures.lost, unit: 'requests', bar: 0 },
			{ what: `${ db }: visitors never told that it was sent`, value: figures.untold, unit: 'visitors', bar: 0 },
			{ what: `${ db }: jobs waiting at any time`, value: figures.jobs, unit: 'jobs', bar: 100 },
			{ what: `${ db }: memory taken while all were raised and sent`, value: figures.memory_mb, unit: 'MB', bar: 16 },
		);
	}
	return measures;
}
