import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useReducer } from '@wordpress/element';
import { SettingsContext } from '../../../../admin/settings/settings-context';
import { initialSettings, settingsReducer } from '../../../../admin/settings/settings-state';
import { streamSentence } from '../../../../admin/settings/tabs/status/ConnectionSection';
import { StatusTab } from '../../../../admin/settings/tabs/status/StatusTab';
import { fakeRoutes } from '../fake-routes';
import type { Asked } from '../fake-routes';
import type { StatusReport } from '../../../../src/wire/wire';

const report = ( more: Partial< StatusReport > = {} ): StatusReport => ( {
	checked_at: '2026-03-02T09:00:00Z',
	problems: [],
	groups: [ { name: 'software', title: 'Versions', rows: [ { name: 'php', label: 'PHP', value: '8.2.1' } ] } ],
	jobs: [],
	...more,
} );

const entry = ( id: number, more = {} ): object => ( {
	id,
	at: '2026-03-02T09:00:00Z',
	first_at: '2026-03-01T09:00:00Z',
	level: 'error',
	sentence: `Sentence ${ id }.`,
	times: 1,
	...more,
} );

function Screen() {
	const server = { values: { log_level: 'info', log_days: 30 }, sentences: {}, notes: {}, choices: {} };
	const [ state ] = useReducer( settingsReducer, settingsReducer( initialSettings, { type: 'loaded', answer: server as never } ) );
	return (
		<SettingsContext.Provider value={ { state, change: () => undefined, save: () => Promise.resolve( true ) } }>
			<StatusTab />
		</SettingsContext.Provider>
	);
}

/** Routes of a server with this report. */
function serve( now: () => StatusReport ): Asked[] {
	return fakeRoutes( ( { path } ) => {
		const [ route ] = path.split( '?' );
		switch ( route ) {
			case '/aaia-chatbot/v1/status':
				return now();
			case '/aaia-chatbot/v1/status/connection':
				return { transport: 'polling', ok: true, milliseconds: 12, sentence: 'The server reaches it.' };
			case '/aaia-chatbot/v1/status/jobs/retry':
				return { tried: 1, jobs: [] };
			case '/aaia-chatbot/v1/status/log':
				return path.includes( 'before=1' )
					? { items: [ entry( 3 ) ], next: null }
					: { items: [ entry( 2, { times: 12, level: 'warning' } ), entry( 1 ) ], next: 1 };
			default:
				return { body: null };
		}
	} );
}

beforeAll( () => {
	// jsdom has no layout to scroll in.
	Element.prototype.scrollIntoView = () => undefined;
} );

it( 'says in one line that all is well', async () => {
	serve( report );
	render( <Screen /> );
	expect( await screen.findByRole( 'heading', { name: 'All is well.' } ) ).toBeTruthy();
	expect( screen.queryByText( 'Failed tasks' ) ).toBeNull();
	expect( screen.getByText( '8.2.1' ) ).toBeTruthy();
	expect( await screen.findByText( 'The server reaches it. (12 ms)' ) ).toBeTruthy();
	expect( screen.getByText( /no push server and no WebSocket are set up/ ) ).toBeTruthy();
} );

it( 'shows problems with what to do, and tries failed tasks again', async () => {
	let state = report( {
		problems: [ { name: 'jobs', critical: false, title: 'Tasks failed', sentence: 'Mend the mailer.' } ],
		jobs: [ { id: 4, handler: 'mail.send', error: 'Refused.', died_at: '2026-03-02T08:00:00Z' } ],
	} );
	const asked = serve( () => state );
	render( <Screen /> );
	expect( await screen.findByRole( 'heading', { name: '1 problem to look at' } ) ).toBeTruthy();
	expect( screen.getByText( 'Mend the mailer.' ) ).toBeTruthy();
	state = report();
	fireEvent.click( screen.getByRole( 'button', { name: 'Try again: mail.send' } ) );
	expect( await screen.findByRole( 'heading', { name: 'All is well.' } ) ).toBeTruthy();
	expect( asked.find( ( { method } ) => method === 'POST' )?.data ).toEqual( { ids: [ 4 ] } );
} );

it( 'pages through the log and counts what came again', async () => {
	const asked = serve( report );
	render( <Screen /> );
	const log = await screen.findByRole( 'list', { name: 'Log' } );
	await waitFor( () => expect( within( log ).getByText( /12 times since/ ) ).toBeTruthy() );
	fireEvent.click( screen.getByRole( 'button', { name: 'Older' } ) );
	expect( await screen.findByText( 'Sentence 3.' ) ).toBeTruthy();
	fireEvent.change( screen.getByLabelText( 'Show' ), { target: { value: 'warning' } } );
	await waitFor( () => expect( asked.some( ( { path } ) => path.endsWith( '/status/log?level=warning' ) ) ).toBe( true ) );
} );

it( 'tells a stream that arrives at once from one that arrives piece by piece', () => {
	expect( streamSentence( { first: 40, last: 640 } ) ).toContain( 'word by word' );
	expect( streamSentence( { first: 640, last: 645 } ) ).toContain( 'holds answers back' );
} );
