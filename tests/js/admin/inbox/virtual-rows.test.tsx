import { act, fireEvent, render, screen } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { inboxReducer, initialInbox } from '../../../../admin/inbox/inbox-state';
import type { InboxState } from '../../../../admin/inbox/inbox-state';
import { focusRow, rowBeside } from '../../../../admin/inbox/keys';
import { ListPane } from '../../../../admin/inbox/ListPane';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { conversation, list } from '../builders';
import '../fake-routes';

/** A long list: only what is near is in the page, and everything goes on working. */

const does = { onDelete: () => undefined, onShortcuts: () => undefined, onContacts: () => undefined, onBegin: () => undefined };
const category = ( name: string, id: number ) => ( { id, name, color: 'blue', critical: false } );
const items = ( count: number ) => Array.from( { length: count }, ( _, at ) =>
	conversation( {
		id: `c${ at }`,
		waiting_since: '2026-03-02T09:00:00Z',
		category: at < 500 ? category( 'Orders', 1 ) : category( 'Returns', 2 ),
	} ) );
const listed = ( count: number, about: Partial< InboxState > = {}, next: string | null = null ): InboxState =>
	inboxReducer( { ...initialInbox, ...about }, { type: 'listed', answer: list( items( count ), next ), append: false } );
const inboxOf = ( state: InboxState ) => ( { state, open: jest.fn(), filter: jest.fn(), dispatch: jest.fn() } ) as unknown as Inbox;
const pane = ( state: InboxState ) => <ListPane inbox={ inboxOf( state ) } { ...does } />;
const rows = () => [ ...document.querySelectorAll< HTMLElement >( '[data-row]' ) ];
const row = ( id: string ) => document.querySelector< HTMLElement >( `[data-row="${ id }"]` );
const box = (): HTMLElement => document.querySelector( '.aaia-rows' ) as HTMLElement;
const scrollTo = ( top: number ) =>
	act( async () => {
		box().scrollTop = top;
		fireEvent.scroll( box() );
	} );

beforeAll( () => {
	Element.prototype.scrollIntoView = () => undefined;
	// jsdom lays nothing out: the list is 600 pixels high, a conversation 92.
	Object.defineProperty( HTMLElement.prototype, 'clientHeight', { get: () => 600 } );
	Object.defineProperty( HTMLElement.prototype, 'offsetHeight', { get: () => 92 } );
	window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: true, delete: true, export: false, manage: true } };
} );

describe( 'a list of 1,000 conversations', () => {
	it( 'has those in the page that are near what is seen, and says which they are', async () => {
		render( pane( listed( 1000 ) ) );
		expect( rows().length ).toBeGreaterThan( 5 );
		expect( rows().length ).toBeLessThan( 40 );
		expect( row( 'c0' )?.closest( 'li' )?.getAttribute( 'aria-posinset' ) ).toBe( '1' );
		expect( row( 'c0' )?.closest( 'li' )?.getAttribute( 'aria-setsize' ) ).toBe( '1000' );
		await scrollTo( 46_000 );
		expect( rows().length ).toBeLessThan( 40 );
		expect( rows().map( ( { dataset } ) => dataset[ 'row' ] ) ).toEqual( expect.arrayContaining( [ 'c0', 'c502', 'c505' ] ) );
		expect( row( 'c100' ) ).toBeNull();
	} );

	it( 'says that it goes on where more can be loaded, and draws a short one whole', () => {
		const { unmount } = render( pane( listed( 1000, {}, 'next' ) ) );
		expect( row( 'c0' )?.closest( 'li' )?.getAttribute( 'aria-setsize' ) ).toBe( '-1' );
		unmount();
		render( pane( listed( 100 ) ) );
		expect( rows() ).toHaveLength( 100 );
	} );

	it( 'keeps the focused row and leads on from it, wherever it was scrolled to', async () => {
		render( pane( listed( 1000 ) ) );
		await scrollTo( 46_000 );
		act( () => row( 'c503' )?.focus() );
		await scrollTo( 0 );
		expect( document.activeElement ).toBe( row( 'c503' ) );
		act( () => focusRow( rowBeside( box(), null, 1 ) ) );
		expect( document.activeElement ).toBe( row( 'c504' ) );
		act( () => focusRow( rowBeside( box(), null, 1 ) ) );
		expect( document.activeElement ).toBe( row( 'c505' ) );
	} );

	it( 'keeps the row of the open conversation and leads on from it, and keeps it once that is closed', async () => {
		const { rerender } = render( pane( listed( 1000, { open: 'c700' } ) ) );
		expect( rowBeside( box(), 'c700', 1 ) ).toBe( row( 'c701' ) );
		expect( rowBeside( box(), 'c700', -1 ) ).toBe( row( 'c699' ) );
		rerender( pane( listed( 1000 ) ) );
		expect( row( 'c700' ) ).not.toBeNull();
	} );

	it( 'is grouped, and selected as a whole', async () => {
		render( pane( listed( 1000, { filter: { ...initialInbox.filter, sort: 'category' } } ) ) );
		expect( screen.getAllByRole( 'heading', { level: 2 } ).map( ( { textContent } ) => textContent ) ).toEqual( [ 'Orders' ] );
		await scrollTo( 46_000 );
		expect( screen.getAllByRole( 'heading', { level: 2 } ).map( ( { textContent } ) => textContent ) ).toEqual( [ 'Orders', 'Returns' ] );
		fireEvent.keyDown( row( 'c505' ) as HTMLElement, { key: 'a', ctrlKey: true } );
		expect( screen.getByRole( 'toolbar' ).textContent ).toContain( '1,000 selected' );
		expect( document.querySelectorAll( 'li.is-selected' ) ).toHaveLength( rows().length );
	} );
} );
