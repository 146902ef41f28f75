import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { EmbeddingsSection } from '../../../../admin/settings/tabs/knowledge/EmbeddingsSection';
import { SettingsContext } from '../../../../admin/settings/settings-context';
import { initialSettings } from '../../../../admin/settings/settings-state';
import type { SettingsState } from '../../../../admin/settings/settings-state';
import type { EmbeddingState } from '../../../../src/wire/wire';
import { fakeRoutes, refusal } from '../fake-routes';
import type { Asked } from '../fake-routes';

const OFF: EmbeddingState = {
	progress: 'off',
	chunks: 120,
	estimate: 14_000,
	done: 0,
	refused: 0,
	tokens: 0,
	tokens_today: 0,
	daily: 5_000_000,
	bytes: 0,
	searched: '',
	dimensions: 0,
	problem: '',
};

let asked: Asked[] = [];
let now: EmbeddingState = OFF;
const save = jest.fn( async () => true );

function settings( server: string, typed: SettingsState[ 'typed' ] = {} ): SettingsState {
	const values = {
		embeddings_server: server,
		embeddings_base_url: 'https://one.example/v1',
		embeddings_api_key: '••••••••',
		embeddings_model: 'm',
		embeddings_dimensions: 0,
		embeddings_daily_tokens: 5_000_000,
		allowed_local_hosts: [],
	};
	return {
		...initialSettings,
		phase: 'ready',
		server: { values, sentences: {}, notes: {} } as unknown as SettingsState[ 'server' ],
		typed,
	};
}

async function draw( state: SettingsState ): Promise< void > {
	await act( async () => {
		render(
			<SettingsContext.Provider value={ { state, change: jest.fn(), save } }>
				<EmbeddingsSection changes={ 0 } />
			</SettingsContext.Provider>
		);
	} );
}

beforeEach( () => {
	now = OFF;
	save.mockClear();
	asked = fakeRoutes( ( { method } ) => {
		now =
			method === 'POST' && now.progress === 'not_started' ? { ...now, progress: 'building', done: 32, tokens: 4_000, bytes: 30_000 } : now;
		return now;
	} );
} );

const changes = (): string[] => asked.filter( ( { method } ) => method !== 'GET' ).map( ( { method, path } ) => `${ method } ${ path }` );

describe( 'search by meaning', () => {
	it( 'shows no server and no button while it is off', async () => {
		await draw( settings( 'off' ) );
		expect( screen.queryByRole( 'textbox' ) ).toBeNull();
		expect( screen.queryByRole( 'button' ) ).toBeNull();
	} );

	it( 'shows what it costs before it begins, then how far it is', async () => {
		now = { ...OFF, progress: 'not_started' };
		await draw( settings( 'assistant' ) );
		expect( screen.getByText( /120 passages would be sent to this model, about 14,000 tokens/ ) ).toBeTruthy();
		expect( changes() ).toEqual( [] );
		fireEvent.click( screen.getByRole( 'button', { name: 'Embed all passages' } ) );
		await waitFor( () => expect( screen.getByText( /32 of 120 passages embedded/ ) ).toBeTruthy() );
		expect( screen.getByRole( 'progressbar', { name: 'Passages embedded' } ) ).toBeTruthy();
		expect( changes() ).toEqual( [ 'POST /aaia-chatbot/v1/knowledge/embeddings' ] );
	} );

	it( 'saves what was typed before it shows a cost, and sends nothing by that', async () => {
		now = { ...OFF, progress: 'not_started' };
		await draw( settings( 'assistant', { embeddings_model: 'other' } ) );
		expect( screen.queryByText( /would be sent/ ) ).toBeNull();
		fireEvent.click( screen.getByRole( 'button', { name: 'Save and show the cost' } ) );
		await waitFor( () => expect( save ).toHaveBeenCalledTimes( 1 ) );
		expect( changes() ).toEqual( [] );
	} );

	it( 'deletes only when asked twice, and says what went wrong', async () => {
		now = {
			...OFF,
			progress: 'ready',
			done: 120,
			bytes: 120_000,
			tokens: 14_000,
			searched: 'm',
			problem: 'The provider limits the number of requests and asks to wait.',
		};
		await draw( settings( 'own' ) );
		expect( screen.getAllByText( 'The provider limits the number of requests and asks to wait.' ) ).not.toHaveLength( 0 );
		const ask = () => {
			fireEvent.click( screen.getByRole( 'button', { name: 'Delete all vectors' } ) );
			return within( screen.getByRole( 'dialog', { name: 'Delete all vectors?' } ) );
		};
		fireEvent.click( ask().getByRole( 'button', { name: 'Cancel' } ) );
		expect( changes() ).toEqual( [] );
		fireEvent.click( ask().getByRole( 'button', { name: 'Delete all vectors' } ) );
		// WordPress's client sends a DELETE as a POST that says so.
		await waitFor( () => expect( changes() ).toEqual( [ 'POST /aaia-chatbot/v1/knowledge/embeddings' ] ) );
	} );

	it( 'says that a key stays with its server', async () => {
		await draw( settings( 'own', { embeddings_base_url: 'https://two.example/v1' } ) );
		expect( screen.getByText( /belongs to another server/ ) ).toBeTruthy();
	} );

	it( 'says why nothing is shown when the server refuses', async () => {
		asked = fakeRoutes( () => {
			throw refusal( 500, 'aaia_error', 'The database is asleep.' );
		} );
		await draw( settings( 'own' ) );
		expect( screen.getAllByText( 'The database is asleep.' ) ).not.toHaveLength( 0 );
	} );
} );
