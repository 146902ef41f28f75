import { fireEvent, render, screen } from '@testing-library/react';
import { useReducer } from '@wordpress/element';
import { SettingsContext } from '../../../../admin/settings/settings-context';
import { initialSettings, settingsReducer } from '../../../../admin/settings/settings-state';
import { ContentSection } from '../../../../admin/settings/tabs/knowledge/ContentSection';
import { fakeRoutes, refusal } from '../fake-routes';
import type { SettingValue } from '../../../../src/wire/wire';

const KINDS = [
	{ name: 'page', label: 'Pages', published: 12, there: true },
	{ name: 'product', label: 'Products', published: 1, there: true },
	{ name: 'gone_kind', label: 'gone_kind', published: 0, there: false },
];

let typed: SettingValue | undefined;

function Screen( { chosen }: { chosen: string[] } ) {
	const server = {
		values: { knowledge_post_types: chosen, knowledge_files: false },
		sentences: { knowledge_post_types: 'Only what everybody can read.' },
		notes: {},
		choices: {},
	};
	const [ state, dispatch ] = useReducer(
		settingsReducer,
		settingsReducer( initialSettings, { type: 'loaded', answer: server as never } )
	);
	typed = state.typed[ 'knowledge_post_types' ];
	const tools = {
		state,
		change: ( key: string, value: SettingValue ) => dispatch( { type: 'typed', key, value } ),
		save: () => Promise.resolve( true ),
	};
	return <SettingsContext.Provider value={ tools }><ContentSection /></SettingsContext.Provider>;
}

const box = ( name: string ): Promise< HTMLElement > => screen.findByRole( 'checkbox', { name } );

describe( 'the kinds of content', () => {
	beforeEach( () => {
		fakeRoutes( () => ( { items: KINDS } ) );
	} );

	it( 'are ticked as they are chosen, in one named group, with their counts', async () => {
		render( <Screen chosen={ [ 'page', 'gone_kind' ] } /> );
		expect( await box( 'Pages' ) ).toHaveProperty( 'checked', true );
		expect( await box( 'Products' ) ).toHaveProperty( 'checked', false );
		expect( screen.getByRole( 'group', { name: 'Kinds of content' } ).textContent ).toContain( '12 published' );
		expect( screen.getByText( /This content no longer exists/ ) ).toBeTruthy();
	} );

	it( 'are saved as the list of their names, what is gone and hidden included', async () => {
		render( <Screen chosen={ [ 'page', 'hidden_kind', 'gone_kind' ] } /> );
		fireEvent.click( await box( 'Products' ) );
		expect( typed ).toEqual( [ 'page', 'hidden_kind', 'gone_kind', 'product' ] );
		fireEvent.click( await box( 'gone_kind' ) );
		expect( typed ).toEqual( [ 'page', 'hidden_kind', 'product' ] );
		expect( await box( 'gone_kind' ) ).toHaveProperty( 'checked', false );
	} );

	it( 'say so when none is chosen', async () => {
		render( <Screen chosen={ [ 'page' ] } /> );
		fireEvent.click( await box( 'Pages' ) );
		expect( screen.getByText( /Nothing is chosen/ ) ).toBeTruthy();
	} );

	it( 'say why they cannot be shown', async () => {
		fakeRoutes( () => {
			throw refusal( 503, 'aaia_unavailable', 'The database does not answer.' );
		} );
		render( <Screen chosen={ [ 'page' ] } /> );
		expect( ( await screen.findAllByText( 'The database does not answer.' ) ).length ).toBeGreaterThan( 0 );
	} );
} );
