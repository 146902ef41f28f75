import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from '@wordpress/element';
import { SettingsContext } from '../../../../admin/settings/settings-context';
import { initialSettings, settingsReducer } from '../../../../admin/settings/settings-state';
import type { SettingsState } from '../../../../admin/settings/settings-state';
import { ModelField } from '../../../../admin/settings/tabs/assistant/ModelField';
import { fakeRoutes, refusal } from '../fake-routes';

// jsdom lays nothing out, so there is nothing to scroll.
Element.prototype.scrollIntoView = jest.fn();

const VALUES = { provider: 'openai', base_url: 'https://one.example/v1', api_key: '', model: '', allowed_local_hosts: [] };

function Screen( { typed }: { typed: SettingsState[ 'typed' ] } ) {
	const [ state, setState ] = useState< SettingsState >( {
		...initialSettings,
		phase: 'ready',
		server: { values: VALUES, sentences: {}, notes: {} },
		typed,
	} );
	return (
		<SettingsContext.Provider
			value={ { state, change: ( key, value ) => setState( ( before ) => settingsReducer( before, { type: 'typed', key, value } ) ),
				save: async () => true } }
		>
			<ModelField />
		</SettingsContext.Provider>
	);
}

const field = (): HTMLInputElement => screen.getByRole( 'combobox', { name: 'Model name' } );
const options = (): string[] => screen.queryAllByRole( 'option' ).map( ( option ) => option.textContent ?? '' );

async function list( typed: SettingsState[ 'typed' ] = {} ): Promise< void > {
	render( <Screen typed={ typed } /> );
	await act( async () => {
		fireEvent.click( screen.getByRole( 'button', { name: 'Show models' } ) );
	} );
}

describe( 'The field of the model', () => {
	it( 'lists the models of the server as it is typed and takes one with the keyboard', async () => {
		const asked = fakeRoutes( () => ( { names: [ 'm1', 'm1-mini', 'other' ], sentence: '' } ) );
		await list( { base_url: 'https://two.example/v1' } );

		expect( asked ).toEqual( [
			{ method: 'POST', path: '/aaia-chatbot/v1/models/list', data: { base_url: 'https://two.example/v1' } },
		] );
		expect( options() ).toEqual( [ 'm1', 'm1-mini', 'other' ] );
		fireEvent.keyDown( field(), { key: 'ArrowDown' } );
		fireEvent.keyDown( field(), { key: 'ArrowDown' } );
		expect( screen.getByRole( 'option', { selected: true } ).textContent ).toBe( 'm1-mini' );
		fireEvent.keyDown( field(), { key: 'Enter' } );
		expect( field().value ).toBe( 'm1-mini' );
		expect( options() ).toEqual( [] );
	} );

	it( 'narrows the list while a name is typed, and keeps a name that is not in it', async () => {
		fakeRoutes( () => ( { names: [ 'm1', 'm1-mini', 'other' ], sentence: '' } ) );
		await list();
		fireEvent.change( field(), { target: { value: 'MINI' } } );
		expect( options() ).toEqual( [ 'm1-mini' ] );
		fireEvent.change( field(), { target: { value: 'my-own' } } );
		expect( options() ).toEqual( [] );
		expect( field().value ).toBe( 'my-own' );
	} );

	it( 'says why there is no list', async () => {
		fakeRoutes( () => ( { names: [], sentence: 'This server has no list of models.' } ) );
		await list();
		expect( field().getAttribute( 'aria-expanded' ) ).toBe( 'false' );
		expect( screen.getByText( 'This server has no list of models.', { selector: '.aaia-field__note' } ) ).toBeTruthy();
	} );

	it( 'says what the server of the site refuses', async () => {
		fakeRoutes( () => {
			throw refusal( 400, 'aaia_invalid_setting', 'Type a full address.' );
		} );
		await list();
		expect( screen.getByText( 'Type a full address.', { selector: '.aaia-field__note' } ) ).toBeTruthy();
	} );
} );
