/** A flood of requests for a person: what each costs, and how many mails the team gets. */

export const title = 'A flood of requests for a person';

const REQUESTS = 2_000;

export async function measure( { stack } ) {
	const { run } = await stack();
	const { stdout } = await run( [ 'eval', `$requests = ${ REQUESTS }; require '${ new URL( 'support/flood.php', import.meta.url ).pathname }';` ] );
	const figures = JSON.parse( stdout.trim().split( '\n' ).pop() );
	return [
		{ what: 'storing one request, its conversation included', value: figures.store_ms, unit: 'ms' },
		{ what: 'raising and delivering its alert', value: figures.alert_ms, unit: 'ms' },
		{ what: `mails at once of ${ figures.requests } requests`, value: figures.sent_at_once, unit: 'mails', bar: 20 },
		{ what: 'mails with all the others', value: figures.bundles, unit: 'mails', bar: 1 },
	];
}
