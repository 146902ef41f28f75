import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useReducer } from '@wordpress/element';
import { SettingsContext } from '../../../../admin/settings/settings-context';
import { initialSettings, settingsReducer } from '../../../../admin/settings/settings-state';
import { HealthSection } from '../../../../admin/settings/tabs/knowledge/HealthSection';
import { fakeRoutes, refusal } from '../fake-routes';
import type { Asked } from '../fake-routes';
import type { FindingPlace, KnowledgeFinding, KnowledgeHealth } from '../../../../src/wire/wire';

const place = ( title: string, quote: string, value: string, more: Partial< FindingPlace > = {} ): FindingPlace => ( {
	document: 1,
	post: 4,
	title,
	url: 'https://example.com/page',
	edit_url: null,
	modified_at: '2026-01-02T10:00:00Z',
	quote,
	value,
	...more,
} );

const finding = ( more: Partial< KnowledgeFinding > ): KnowledgeFinding => ( {
	id: 7,
	name: 'Two prices',
	sentence: 'This page says £5, another page says £6.',
	kind: 'price',
	place: place( 'Delivery', 'It costs £5.', '£5' ),
	other: place( 'FAQ', 'It costs £6.', '£6', { document: 2, edit_url: 'https://example.com/edit' } ),
	detail: '',
	reason: '',
	status: 0,
	ignored: false,
	found_at: '2026-01-03T10:00:00Z',
	...more,
} );

const health = ( items: KnowledgeFinding[], more: Partial< KnowledgeHealth > = {} ): KnowledgeHealth => ( {
	items,
	next_cursor: null,
	counts: { link: 0, expired: 0, contradiction: items.length, ignored: 0 },
	waiting: 0,
	documents: 2,
	...more,
} );

function Screen() {
	const server = { values: { knowledge_check_links: false }, sentences: {}, notes: {}, choices: {} };
	const [ state ] = useReducer( settingsReducer, settingsReducer( initialSettings, { type: 'loaded', answer: server as never } ) );
	return (
		<SettingsContext.Provider value={ { state, change: () => undefined, save: () => Promise.resolve( true ) } }>
			<HealthSection changes={ 0 } />
		</SettingsContext.Provider>
	);
}

/** The finding of a page, as a list item. */
const item = async ( text: RegExp ): Promise< HTMLElement > => {
	const found = ( await screen.findAllByRole( 'listitem' ) ).find( ( one ) => text.test( one.textContent ?? '' ) );
	if ( ! found ) {
		throw new Error( `Nothing listed says ${ text }.` );
	}
	return found;
};

describe( 'the health of pages', () => {
	it( 'shows both sentences with their values marked, and the ways to read and edit them', async () => {
		fakeRoutes( () => health( [ finding( {} ) ] ) );
		render( <Screen /> );
		const shown = await item( /Two prices/ );
		expect( [ ...shown.querySelectorAll( 'mark' ) ].map( ( mark ) => mark.textContent ) ).toEqual( [ '£5', '£6' ] );
		expect( within( shown ).getByRole( 'link', { name: 'Edit “FAQ”' } ).getAttribute( 'href' ) ).toBe( 'https://example.com/edit' );
		expect( within( shown ).queryByRole( 'link', { name: 'Edit “Delivery”' } ) ).toBeNull();
		expect( within( shown ).getByRole( 'link', { name: 'View “Delivery”' } ) ).toBeTruthy();
	} );

	it( 'draws what pages say as text, and links to nothing that could do harm', async () => {
		const hostile = '<img src=x onerror=alert(1)> £5';
		fakeRoutes( () =>
			health( [
				finding( {
					kind: 'link',
					name: 'Dead link',
					detail: 'javascript:alert(1)',
					place: place( hostile, hostile, '£5', { url: 'javascript:alert(2)' } ),
					other: null,
				} ),
			] )
		);
		render( <Screen /> );
		const shown = await item( /Dead link/ );
		expect( shown.querySelector( 'img' ) ).toBeNull();
		expect( within( shown ).queryAllByRole( 'link' ) ).toEqual( [] );
		expect( shown.textContent ).toContain( hostile );
	} );

	it( 'ignores a finding and asks for the list anew', async () => {
		let ignored = false;
		const asked = fakeRoutes( ( { method }: Asked ) => {
			ignored = ignored || method !== 'GET';
			return method !== 'GET' ? finding( { ignored: true } ) : health( ignored ? [] : [ finding( {} ) ] );
		} );
		render( <Screen /> );
		fireEvent.click( within( await item( /Two prices/ ) ).getByRole( 'button', { name: /^Ignore: Two prices/ } ) );
		expect( await screen.findByText( 'No problems found.' ) ).toBeTruthy();
		expect( asked.find( ( { method } ) => method !== 'GET' ) ).toMatchObject( {
			path: '/aaia-chatbot/v1/knowledge/health/7',
			data: { ignored: true },
		} );
	} );

	it( 'asks for one kind, and begins at the newest again', async () => {
		const asked = fakeRoutes( () => health( [ finding( {} ) ], { next_cursor: 'later' } ) );
		render( <Screen /> );
		await item( /Two prices/ );
		fireEvent.click( screen.getByRole( 'button', { name: 'Older' } ) );
		await waitFor( () => expect( asked[ asked.length - 1 ]?.path ).toContain( 'cursor=later' ) );
		fireEvent.change( screen.getByLabelText( 'What' ), { target: { value: 'link' } } );
		await waitFor( () => expect( asked[ asked.length - 1 ]?.path ).toBe( '/aaia-chatbot/v1/knowledge/health?kind=link' ) );
	} );

	it( 'says how much is still to be looked over, and why nothing can be shown', async () => {
		fakeRoutes( () => health( [], { waiting: 3, documents: 10 } ) );
		const { unmount } = render( <Screen /> );
		expect( await screen.findByText( /3 of 10 documents still to be checked/ ) ).toBeTruthy();
		unmount();
		fakeRoutes( () => {
			throw refusal( 503, 'aaia_unavailable', 'The database does not answer.' );
		} );
		render( <Screen /> );
		expect( ( await screen.findAllByText( 'The database does not answer.' ) ).length ).toBeGreaterThan( 0 );
	} );
} );
