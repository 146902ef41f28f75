import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { NO_FILTER } from '../../../../admin/data/filter';
import { pageFacts } from '../../../../admin/data/page-facts';
import { BulkReport } from '../../../../admin/inbox/BulkReport';
import { progressWords } from '../../../../admin/inbox/bulk-words';
import { inboxReducer, initialInbox } from '../../../../admin/inbox/inbox-state';
import type { InboxState } from '../../../../admin/inbox/inbox-state';
import { ListPane } from '../../../../admin/inbox/ListPane';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { between } from '../../../../admin/inbox/use-selection';
import type { BulkRun } from '../../../../src/wire/wire';
import { agent, conversation, list, updates } from '../builders';
import { fakeRoutes } from '../fake-routes';

const does = { onDelete: () => undefined, onShortcuts: () => undefined, onContacts: () => undefined, onBegin: () => undefined };
const calls = { filter: jest.fn(), open: jest.fn(), dispatch: jest.fn(), bulk: jest.fn(), undoBulk: jest.fn() };
const inboxOf = ( state: InboxState ): Inbox => ( { ...calls, state } ) as unknown as Inbox;
const names = [ 'Ana', 'Bob', 'Cleo', 'Dan' ];
const items = names.map( ( name ) => conversation( { id: name, visitor: { ...conversation( { id: 'x' } ).visitor, name } } ) );
const listed = ( next: string | null ): InboxState =>
	inboxReducer( initialInbox, { type: 'listed', answer: list( items, next ), append: false } );
const run = ( about: Partial< BulkRun > ): BulkRun => ( {
	id: 'run',
	action: 'archive',
	undoes: false,
	state: 'done',
	stopped: null,
	total: 3,
	done: 3,
	skipped: 0,
	failed: 0,
	capped: false,
	reasons: [],
	undo_until: null,
	...about,
} );

const show = ( state: InboxState ) =>
	render( <ListPane inbox={ inboxOf( state ) } { ...does } /> );
const box = ( name: string ) => screen.getByRole< HTMLInputElement >( 'checkbox', { name: `Select ${ name }` } );
const chosen = (): string[] => names.filter( ( name ) => box( name ).checked );

beforeAll( () => {
	Element.prototype.scrollIntoView = () => undefined;
	window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: true, delete: true, export: true, manage: true } };
} );

it( 'many conversations are assigned to anybody who is found by a search, not only to those of the first page', async () => {
	const asked = fakeRoutes( ( { path } ) => {
		const found = decodeURIComponent( path ).includes( 'search=zo' );
		return path.includes( '/teams' )
			? { items: [] }
			: { items: found ? [ agent( { id: 90, name: 'Zoé' } ) ] : [ agent( { id: 8, name: 'Marie' } ) ], more: ! found };
	} );
	show( listed( null ) );
	fireEvent.click( box( 'Ana' ) );
	fireEvent.click( screen.getByRole( 'button', { name: 'Assign to' } ) );
	await screen.findByRole( 'menuitem', { name: /Marie/ } );
	fireEvent.change( await screen.findByRole( 'searchbox', { name: 'Search people and teams' } ), { target: { value: 'zo' } } );
	fireEvent.click( await screen.findByRole( 'menuitem', { name: /Zoé/ } ) );
	expect( calls.bulk ).toHaveBeenLastCalledWith( { ids: [ 'Ana' ] }, { action: 'assign', assignee: 90 } );
	expect( asked.some( ( { path } ) => path.includes( 'search=zo' ) ) ).toBe( true );
} );

describe( 'a search that finds nothing', () => {
	const nothing = ( filter: Partial< InboxState[ 'filter' ] > ): InboxState => inboxReducer(
		{ ...initialInbox, filter: { ...initialInbox.filter, search: 'frame', ...filter } },
		{ type: 'listed', answer: list( [], null ), append: false }
	);

	it( 'leads to all conversations, where tab, status or filters left some out', () => {
		calls.filter.mockClear();
		const { unmount } = show( nothing( { tab: 'mine', label: '#3' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Search all conversations' } ) );
		expect( calls.filter ).toHaveBeenCalledWith( { ...NO_FILTER, search: 'frame' } );
		unmount();
		show( nothing( { tab: 'all', status: 'active' } ) );
		expect( screen.getByText( 'Nothing found.' ) ).toBeTruthy();
		expect( screen.queryByRole( 'button', { name: 'Search all conversations' } ) ).toBeNull();
	} );
} );

describe( 'selecting conversations', () => {
	beforeEach( () => Object.values( calls ).forEach( ( call ) => call.mockClear() ) );

	it( 'selects one, then with Shift everything up to another, and clears with Escape', () => {
		show( listed( null ) );
		expect( screen.queryByRole( 'toolbar', { name: 'Selected conversations' } ) ).toBeNull();
		fireEvent.click( box( 'Dan' ) );
		fireEvent.click( box( 'Bob' ), { shiftKey: true } );
		expect( chosen() ).toEqual( [ 'Bob', 'Cleo', 'Dan' ] );
		expect( screen.getByText( '3 selected' ) ).toBeTruthy();
		fireEvent.click( screen.getByRole( 'button', { name: 'Archive' } ) );
		expect( calls.bulk ).toHaveBeenCalledWith( { ids: [ 'Bob', 'Cleo', 'Dan' ] }, { action: 'archive' } );
		expect( chosen() ).toEqual( [] );
		fireEvent.click( box( 'Ana' ) );
		fireEvent.keyDown( box( 'Ana' ), { key: 'Escape' } );
		expect( chosen() ).toEqual( [] );
	} );

	it( 'selects by X on a row and by Mod+A all that are shown, but not in the search field', () => {
		show( listed( null ) );
		const row = screen.getByText( 'Cleo' ).closest( 'a' ) as HTMLElement;
		fireEvent.keyDown( row, { key: 'x' } );
		expect( chosen() ).toEqual( [ 'Cleo' ] );
		fireEvent.keyDown( screen.getByRole( 'searchbox' ), { key: 'a', ctrlKey: true } );
		expect( chosen() ).toEqual( [ 'Cleo' ] );
		fireEvent.keyDown( row, { key: 'a', ctrlKey: true } );
		expect( chosen() ).toEqual( names );
		expect( screen.queryByRole( 'button', { name: 'Select all that match' } ) ).toBeNull();
	} );

	it( 'takes all that match as they were counted, and asks with their number before deleting', async () => {
		fakeRoutes( ( { path } ) => path.includes( '/bulk/count' ) ? { count: 1234, more: false, until: 'mark' } : {} );
		show( listed( 'more' ) );
		fireEvent.click( box( 'Ana' ) );
		fireEvent.click( screen.getByRole( 'checkbox', { name: 'Select all that are shown' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Select all that match' } ) );
		await waitFor( () => expect( screen.getByText( '1,234 selected' ) ).toBeTruthy() );
		fireEvent.click( screen.getByRole( 'button', { name: 'Delete…' } ) );
		expect( calls.bulk ).not.toHaveBeenCalled();
		fireEvent.click( screen.getByRole( 'button', { name: 'Delete 1,234 conversations permanently' } ) );
		expect( calls.bulk ).toHaveBeenCalledWith( { filter: initialInbox.filter, until: 'mark' }, { action: 'delete' } );
	} );

	it( 'selects by a long press, and then a tap selects instead of opening', () => {
		jest.useFakeTimers();
		show( listed( null ) );
		const link = ( name: string ) => screen.getByText( name ).closest( 'a' ) as HTMLElement;
		fireEvent.touchStart( link( 'Bob' ), { touches: [ { clientX: 1, clientY: 1 } ] } );
		act( () => void jest.advanceTimersByTime( 600 ) );
		fireEvent.touchEnd( link( 'Bob' ) );
		expect( chosen() ).toEqual( [ 'Bob' ] );
		fireEvent.click( link( 'Dan' ) );
		expect( chosen() ).toEqual( [ 'Bob', 'Dan' ] );
		expect( calls.open ).not.toHaveBeenCalled();
		fireEvent.click( link( 'Dan' ) );
		fireEvent.click( link( 'Bob' ) );
		fireEvent.click( link( 'Dan' ) );
		expect( calls.open ).toHaveBeenCalledTimes( 1 );
		jest.useRealTimers();
	} );

	it( 'forgets what left the list and is empty in another list', () => {
		const shown = show( listed( null ) );
		fireEvent.click( box( 'Ana' ) );
		fireEvent.click( box( 'Bob' ) );
		shown.rerender( <ListPane
			inbox={ inboxOf( inboxReducer( listed( null ), { type: 'removed', id: 'Bob' } ) ) }
			{ ...does }
		/> );
		expect( screen.getByText( '1 selected' ) ).toBeTruthy();
		const other = inboxReducer( listed( null ), { type: 'filtered', filter: { ...initialInbox.filter, tab: 'mine' } } );
		shown.rerender( <ListPane inbox={ inboxOf( other ) } { ...does } /> );
		expect( screen.queryByRole( 'toolbar', { name: 'Selected conversations' } ) ).toBeNull();
		expect( between( names, 'Cleo', 'gone' ) ).toEqual( [ 'gone' ] );
	} );
} );

describe( 'the report of a change', () => {
	it( 'says how far it is, then what was done, what was left out, and offers to undo', () => {
		const going = inboxReducer( listed( null ), {
			type: 'updated',
			updates: updates( { bulk: [ run( { state: 'running', total: 400, done: 100, skipped: 20 } ) ] } ),
			conversation: null,
			me: 1,
		} );
		const shown = show( going );
		expect( screen.getByText( '120 of 400 done…' ) ).toBeTruthy();
		expect( screen.getByRole( 'progressbar' ).getAttribute( 'value' ) ).toBe( '120' );
		const reasons = [ { reason: 'changed' as const, count: 1, conversations: [] } ];
		const done = run( { done: 1, skipped: 1, undo_until: 'x', reasons, capped: true } );
		shown.rerender( <BulkReport inbox={ inboxOf( going ) } run={ done } /> );
		expect( screen.getByRole( 'status' ).textContent ).toBe( '1 conversation archived.' );
		expect( screen.getByText( '1 was changed since and stays as it is.' ) ).toBeTruthy();
		expect( screen.getByText( /Only the newest 10,000/ ) ).toBeTruthy();
		fireEvent.click( screen.getByRole( 'button', { name: 'Undo' } ) );
		expect( calls.undoBulk ).toHaveBeenCalledTimes( 1 );
	} );

	it( 'says why it stopped', () => {
		expect( progressWords( run( { state: 'stopped', done: 2 } ) ) ).toBe(
			'Stopped, because you may no longer do this. 2 conversations archived.'
		);
	} );
} );
