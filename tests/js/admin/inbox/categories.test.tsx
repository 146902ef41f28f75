import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { CategoriesDialog } from '../../../../admin/inbox/CategoriesDialog';
import { CategoryMark, CategoryMenu } from '../../../../admin/inbox/CategoryMenu';
import { belongs, inboxReducer, initialInbox } from '../../../../admin/inbox/inbox-state';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { conversation } from '../builders';
import { fakeRoutes } from '../fake-routes';

const billing = { id: 1, name: 'Billing', color: '#f9ab00', critical: false };
const outage = { id: 2, name: 'Outage', color: '#d93025', critical: true };
const act = jest.fn();
const loadLists = jest.fn();
const inbox = {
	act, loadLists, nudge: jest.fn(), state: { ...initialInbox, categories: [ billing, outage ], colors: [ '#d93025', '#1a73e8' ] },
} as unknown as Inbox;

const may = ( manage: boolean ): void => {
	window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: true, delete: true, export: true, manage } };
};

beforeEach( () => {
	[ act, loadLists ].forEach( ( mock ) => mock.mockClear() );
	may( true );
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

describe( 'the category of a conversation', () => {
	it( 'is chosen from the owner’s list, and can be undone', async () => {
		const asked = fakeRoutes( () => ( {} ) );
		render( <CategoryMenu inbox={ inbox } conversation={ conversation( { id: 'a', category: billing } ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Category: Billing. Change it' } ) );
		const choices = screen.getAllByRole( 'menuitemradio' ).map( ( { textContent } ) => textContent );
		expect( choices ).toEqual( [ 'Billing', 'Outage', 'No category' ] );
		fireEvent.click( screen.getByText( 'Outage' ) );
		expect( act ).toHaveBeenCalledWith( expect.anything(), 'Category: Outage.', expect.any( Function ) );
		act.mock.calls[ 0 ][ 2 ]();
		await waitFor( () => expect( asked.map( ( { data } ) => data ) ).toEqual( [ { category: 2 }, { category: 1 } ] ) );
	} );

	it( 'is suggested by its words, and chosen by one click; nothing is offered beside a chosen one', async () => {
		const asked = fakeRoutes( ( { path } ) => path.includes( 'category-suggestion' ) ? { category: 2 } : {} );
		const { unmount } = render( <CategoryMenu inbox={ inbox } conversation={ conversation( { id: 'a' } ) } /> );
		fireEvent.click( await screen.findByRole( 'button', { name: 'Suggested: Outage' } ) );
		expect( act ).toHaveBeenCalledWith( expect.anything(), 'Category: Outage.', expect.any( Function ) );
		unmount();
		asked.length = 0;
		render( <CategoryMenu inbox={ inbox } conversation={ conversation( { id: 'b', category: billing } ) } /> );
		render( <CategoryMenu inbox={ inbox } conversation={ conversation( { id: 'c' } ) } short /> );
		expect( asked ).toEqual( [] );
	} );

	it( 'leads to the list itself for the owner only', () => {
		fakeRoutes( () => ( {} ) );
		const { unmount } = render( <CategoryMenu inbox={ inbox } conversation={ conversation( { id: 'a' } ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'No category. Change it' } ) );
		fireEvent.click( screen.getByRole( 'menuitem', { name: 'Edit categories…' } ) );
		expect( screen.getByRole( 'dialog', { name: 'Categories' } ) ).toBeTruthy();
		unmount();
		may( false );
		render( <CategoryMenu inbox={ inbox } conversation={ conversation( { id: 'b' } ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'No category. Change it' } ) );
		expect( screen.queryByRole( 'menuitem', { name: 'Edit categories…' } ) ).toBeNull();
	} );

	it( 'is a symbol where room is scarce and there is none', () => {
		render( <CategoryMenu short inbox={ inbox } conversation={ conversation( { id: 'a' } ) } /> );
		const button = screen.getByRole( 'button', { name: 'No category. Change it' } );
		expect( button.textContent ).toBe( '' );
		expect( button.querySelector( 'svg' ) ).toBeTruthy();
		expect( button.title ).toBe( 'No category. Change it' );
	} );

	it( 'says when it is the critical one', () => {
		expect( render( <CategoryMark category={ outage } /> ).container.textContent ).toContain( 'Critical' );
		expect( render( <CategoryMark category={ billing } /> ).container.textContent ).toBe( 'Billing' );
	} );
} );

describe( 'the list of categories', () => {
	it( 'is put in order, and one is marked as critical', async () => {
		const asked = fakeRoutes( () => ( {} ) );
		render( <CategoriesDialog inbox={ inbox } onClose={ jest.fn() } /> );
		expect( screen.getByRole( 'button', { name: 'Move “Billing” up' } ).getAttribute( 'aria-disabled' ) ).toBe( 'true' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Move “Outage” up' } ) );
		await waitFor( () => expect( loadLists ).toHaveBeenCalled() );
		fireEvent.click( screen.getByRole( 'button', { name: 'Edit “Billing”' } ) );
		fireEvent.click( screen.getByRole( 'checkbox', { name: 'Critical (one category at most)' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		await waitFor( () => expect( asked ).toHaveLength( 2 ) );
		expect( asked.map( ( { path, data } ) => [ path.split( '/v1' )[ 1 ], data ] ) ).toEqual( [
			[ '/categories/2', { position: 0 } ],
			[ '/categories/1', { name: 'Billing', color: '#f9ab00', critical: true } ],
		] );
	} );
} );

describe( 'a list by category', () => {
	const filter = { ...initialInbox.filter, sort: 'category' as const };
	const waits = ( id: string, minute: number, category: typeof billing | null ) =>
		conversation( { id, category, waiting_since: `2026-03-02T09:0${ minute }:00Z` } );

	it( 'takes a changed conversation in where it stands: the owner’s order, the longest waiting first, those without one last', () => {
		let state = { ...initialInbox, filter, categories: [ billing, outage ], list: { ...initialInbox.list, phase: 'ready' as const } };
		for ( const one of [ waits( 'none', 0, null ), waits( 'o2', 2, outage ), waits( 'b', 5, billing ), waits( 'o1', 1, outage ) ] ) {
			state = inboxReducer( state, { type: 'changed', conversation: one, me: 7 } ) as typeof state;
		}
		expect( state.list.ids ).toEqual( [ 'b', 'o1', 'o2', 'none' ] );
	} );

	it( 'holds those that wait only, and those of one category', () => {
		expect( belongs( conversation( { id: 'a' } ), filter, 7 ) ).toBe( false );
		expect( belongs( waits( 'a', 1, outage ), { ...filter, category: '#2' }, 7 ) ).toBe( true );
		expect( belongs( waits( 'a', 1, outage ), { ...filter, category: '#1' }, 7 ) ).toBe( false );
		expect( belongs( waits( 'a', 1, null ), { ...filter, category: 'none' }, 7 ) ).toBe( true );
	} );
} );
