import { act, render, screen } from '@testing-library/react';
import { SettingsContext } from '../../../../admin/settings/settings-context';
import { initialSettings } from '../../../../admin/settings/settings-state';
import type { SettingsState } from '../../../../admin/settings/settings-state';
import { SourcesSection } from '../../../../admin/settings/tabs/knowledge/SourcesSection';
import type { KnowledgeSourceState } from '../../../../src/wire/wire';
import { fakeRoutes } from '../fake-routes';

const files = ( more: Partial< KnowledgeSourceState > ): KnowledgeSourceState => ( {
	name: 'files',
	label: 'Files',
	documents: 0,
	chunks: 0,
	state: 'idle',
	done: 0,
	total: 0,
	last_sync: null,
	error: null,
	syncs: true,
	...more,
} );

const settings = ( knowledgeFiles: boolean ): SettingsState => ( {
	...initialSettings,
	server: { values: { knowledge_files: knowledgeFiles }, sentences: {}, notes: {} } as unknown as SettingsState[ 'server' ],
} );

describe( 'sources', () => {
	beforeEach( () => jest.useFakeTimers() );
	afterEach( () => jest.useRealTimers() );

	it( 'show how many files there are as soon as it is known, after files were chosen and saved', async () => {
		const answers = [
			files( {} ),
			files( { state: 'queued' } ),
			files( { state: 'running', done: 3, total: 12 } ),
			files( { documents: 11, chunks: 40, last_sync: '2026-03-02T09:00:00Z' } ),
		];
		let at = 0;
		fakeRoutes( () => ( { items: [ answers[ Math.min( at++, answers.length - 1 ) ] ] } ) );
		const changed = jest.fn();
		const show = ( chosen: boolean ) => (
			<SettingsContext.Provider value={ { state: settings( chosen ), change: jest.fn(), save: async () => true } }>
				<SourcesSection changes={ 0 } onChange={ changed } />
			</SettingsContext.Provider>
		);
		const wait = ( time: number ): Promise< void > => act( async () => void await jest.advanceTimersByTimeAsync( time ) );
		const { rerender } = render( show( false ) );
		await wait( 60_000 );
		expect( at ).toBe( 1 );

		rerender( show( true ) );
		await wait( 100 );
		expect( screen.getByText( 'Begins in a moment…' ) ).toBeTruthy();
		await wait( 2_000 );
		expect( screen.getByText( '3 of 12 read' ) ).toBeTruthy();
		await wait( 2_000 );
		expect( screen.getByText( '11' ) ).toBeTruthy();
		expect( changed ).toHaveBeenCalledTimes( 1 );
		await wait( 60_000 );
		expect( at ).toBe( 4 );
	} );
} );
