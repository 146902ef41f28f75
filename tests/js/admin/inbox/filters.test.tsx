import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { filterInQuery, filterOf, filterQuery, NO_FILTER, putFilter, withChange } from '../../../../admin/data/filter';
import type { Filter } from '../../../../admin/data/filter';
import { pageFacts } from '../../../../admin/data/page-facts';
import { FilterChips } from '../../../../admin/inbox/FiltersMenu';
import { belongs, inboxReducer, initialInbox } from '../../../../admin/inbox/inbox-state';
import { RowMenu } from '../../../../admin/inbox/RowMenu';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { ViewsMenu } from '../../../../admin/inbox/ViewsMenu';
import { conversation } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';

const FULL: Filter = {
	tab: 'pending',
	status: 'active',
	unread: true,
	stuck: true,
	answers: 'weak',
	priority: 'high',
	label: '#3',
	category: 'none',
	rating: 'down',
	contact: 'abcdefghijklmnopqrstuv',
	assignee: '7',
	team: '3',
	figure: 'silent',
	from: '2026-01-01',
	to: '2026-01-31',
	sort: 'category',
	search: '',
};

const filter = jest.fn();
const act = jest.fn();
const loadLists = jest.fn();
const inboxWith = ( state: object ): Inbox =>
	( { act, filter, loadLists, nudge: jest.fn(), dispatch: jest.fn(), state: { ...initialInbox, ...state } } as unknown as Inbox );

beforeEach( () => {
	[ filter, act, loadLists ].forEach( ( mock ) => mock.mockClear() );
	window.aaiaChatbotAdmin = { ...pageFacts(), user: 7, can: { reply: true, delete: true, export: true, manage: true } };
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

describe( 'a filter in an address', () => {
	it( 'comes back as it was', () => {
		const statuses = [ 'active', 'todo', 'open', 'pending', 'snoozed', 'resolved', 'archived', 'any' ] as const;
		const filters: Filter[] = [
			FULL,
			{ ...NO_FILTER, tab: 'mine', search: 'é & x' },
			...statuses.map( ( status ) => ( { ...NO_FILTER, status } ) ),
		];
		for ( const one of filters ) {
			const query = new URLSearchParams( 'page=aaia-conversations&conversation=abc&priority=low' );
			putFilter( query, one );
			expect( filterInQuery( new URLSearchParams( query.toString() ) ) ).toEqual( one );
			expect( [ query.get( 'page' ), query.get( 'conversation' ) ] ).toEqual( [ 'aaia-conversations', 'abc' ] );
		}
		expect( filterInQuery( new URLSearchParams( 'page=aaia-conversations&conversation=abc' ) ) ).toBeNull();
	} );

	it( 'leaves out what is not known, and asks the server for what is set only', () => {
		expect( filterOf( { view: 'theirs', priority: '9', from: 'yesterday', orderby: 'id', status: 'gone' } ) ).toEqual( NO_FILTER );
		expect( filterQuery( NO_FILTER ) ).toEqual( { view: 'all' } );
		expect( filterQuery( { ...NO_FILTER, sort: 'waiting', search: 'x' } ) ).toEqual( { view: 'all', search: 'x' } );
	} );

	it( 'is either of a tab that says whose conversations are shown or of an agent', () => {
		expect( withChange( { ...NO_FILTER, tab: 'mine' }, { assignee: '9' } ) ).toMatchObject( { tab: 'all', assignee: '9' } );
		expect( withChange( { ...NO_FILTER, assignee: '9' }, { tab: 'unassigned' } ) ).toMatchObject( { tab: 'unassigned', assignee: '' } );
		expect( withChange( { ...NO_FILTER, team: '3' }, { tab: 'mine' } ) ).toMatchObject( { tab: 'mine', team: '3' } );
		expect( withChange( { ...NO_FILTER, team: '3' }, { tab: 'unassigned' } ) ).toMatchObject( { tab: 'unassigned', team: '' } );
		expect( withChange( { ...NO_FILTER, tab: 'unassigned' }, { team: '3' } ) ).toMatchObject( { tab: 'all', team: '3' } );
		expect( withChange( { ...NO_FILTER, assignee: '9' }, { tab: 'pending' } ) ).toMatchObject( { tab: 'pending', assignee: '9' } );
	} );
} );

describe( 'a list with filters', () => {
	it( 'holds what they say', () => {
		const rated = conversation( { id: 'a', rated_down: true, assignee: { id: 9, name: 'Ada' } } );
		expect( belongs( rated, { ...NO_FILTER, rating: 'down', assignee: '9' }, 7 ) ).toBe( true );
		expect( belongs( rated, { ...NO_FILTER, assignee: '8' }, 7 ) ).toBe( false );
		expect( [ '', 'none', '3' ].map( ( team ) => belongs( rated, { ...NO_FILTER, team }, 7 ) ) ).toEqual( [ true, true, false ] );
		expect( belongs( conversation( { id: 'a' } ), { ...NO_FILTER, rating: 'down' }, 7 ) ).toBe( false );
	} );

	it( 'stays as it was found where only the server can tell', () => {
		for ( const change of [ { from: '2026-01-01' }, { to: '2026-01-01' }, { rating: 'up' as const } ] ) {
			const state = { ...initialInbox, filter: { ...NO_FILTER, ...change }, list: { ...initialInbox.list, phase: 'ready' as const } };
			expect( inboxReducer( state, { type: 'changed', conversation: conversation( { id: 'a' } ), me: 7 } ).list.ids ).toEqual( [] );
		}
	} );

	it( 'shows each as a chip that takes it off, and one that takes off all', () => {
		const labels = [ { id: 3, name: 'VIP', color: '#1a73e8' } ];
		render( <FilterChips inbox={ inboxWith( { filter: { ...NO_FILTER, priority: 'high', label: '#3', category: '#9' }, labels } ) } /> );
		expect( within( screen.getByRole( 'list' ) ).getAllByRole( 'listitem' ).map( ( { textContent } ) => textContent ) ).toEqual( [
			'Priority: High×', 'Label: VIP×', 'Category: deleted×', 'Remove all',
		] );
		fireEvent.click( screen.getByRole( 'button', { name: 'Remove the filter “Label: VIP”' } ) );
		expect( filter ).toHaveBeenLastCalledWith( { label: '' } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Remove all' } ) );
		expect( filter ).toHaveBeenLastCalledWith( expect.objectContaining( { label: '', priority: '', category: '', unread: false } ) );
	} );
} );

describe( 'saved views', () => {
	const views = [
		{ id: 1, name: 'Angry', shared: false, may_edit: true, filter: { view: 'all' as const, rating: 'down' as const } },
		{ id: 2, name: 'Late', shared: false, may_edit: true, filter: { view: 'all' as const, orderby: 'waiting' } },
		{ id: 3, name: 'Ours', shared: true, may_edit: false, filter: { view: 'pending' as const } },
	];
	const open = ( state: object = {} ): void => {
		render( <ViewsMenu inbox={ inboxWith( { views, filter: NO_FILTER, ...state } ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: /^View/ } ) );
	};

	it( 'are chosen from one’s own and the team’s, and name what is shown', () => {
		open( { filter: { ...NO_FILTER, sort: 'waiting' } } );
		expect( screen.getByRole( 'button', { name: 'View: Late' } ) ).toBeTruthy();
		expect( screen.getByRole( 'menuitemradio', { name: 'Late' } ).getAttribute( 'aria-checked' ) ).toBe( 'true' );
		fireEvent.click( screen.getByRole( 'menuitemradio', { name: 'Ours' } ) );
		expect( filter ).toHaveBeenCalledWith( { ...NO_FILTER, tab: 'pending' } );
	} );

	it( 'save what is shown, for the team on wish, and say why they cannot', async () => {
		let refuses = true;
		const asked = fakeRoutes( () => {
			if ( refuses ) {
				throw refusal( 400, 'aaia_many_views', 'There can be 50 views.' );
			}
			return {};
		} );
		open( { filter: { ...NO_FILTER, priority: 'urgent' } } );
		fireEvent.click( screen.getByRole( 'menuitem', { name: 'Save as a view…' } ) );
		fireEvent.change( screen.getByRole( 'textbox', { name: 'Name' } ), { target: { value: ' Urgent ' } } );
		fireEvent.click( screen.getByRole( 'checkbox', { name: 'For the whole team' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		expect( ( await screen.findByRole( 'alert' ) ).textContent ).toBe( 'There can be 50 views.' );
		refuses = false;
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		await waitFor( () => expect( loadLists ).toHaveBeenCalled() );
		expect( asked.at( -1 )?.data ).toEqual( { name: 'Urgent', shared: true, filter: { view: 'all', priority: 'urgent' } } );
	} );

	it( 'are renamed, moved, updated and deleted by those who may', async () => {
		const asked = fakeRoutes( () => ( {} ) );
		open();
		fireEvent.click( screen.getByRole( 'menuitem', { name: 'Edit views…' } ) );
		expect( screen.queryByRole( 'button', { name: 'Rename “Ours”' } ) ).toBeNull();
		fireEvent.click( screen.getByRole( 'button', { name: 'Move “Late” up' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Update “Late” to what the list shows now' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Rename “Angry”' } ) );
		fireEvent.change( screen.getByRole( 'textbox', { name: 'Name' } ), { target: { value: 'Cross' } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Delete “Late”' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Delete' } ) );
		await waitFor( () => expect( asked.map( ( { path, data } ) => [ path.split( '/v1' )[ 1 ], data ] ) ).toEqual( [
			[ '/views/2', { position: 0 } ],
			[ '/views/2', { filter: { view: 'all' } } ],
			[ '/views/1', { name: 'Cross' } ],
			[ '/views/2', {} ],
		] ) );
	} );
} );

describe( 'the menu of a row', () => {
	it( 'archives, snoozes, assigns and deletes', async () => {
		const asked = fakeRoutes( ( { path } ) => path.startsWith( '/aaia-chatbot/v1/agents' )
			? { items: [ { id: 7, name: 'Ada' }, { id: 8, name: 'Marie' } ], more: false }
			: {} );
		const remove = jest.fn();
		const one = conversation( { id: 'a', visitor: { ...conversation( { id: 'a' } ).visitor, name: 'Ana' } } );
		render( <RowMenu inbox={ inboxWith( {} ) } conversation={ one } onDelete={ remove } /> );
		for ( const name of [ 'Archive', '1 hour', 'Me', 'Marie', 'Delete…' ] ) {
			fireEvent.click( screen.getByRole( 'button', { name: 'Actions for Ana' } ) );
			fireEvent.click( await screen.findByRole( 'menuitem', { name } ) );
		}
		expect( asked.filter( ( { method } ) => method !== 'GET' ).map( ( { data } ) => data ) ).toEqual( [
			{ archived: true }, { snooze: '1h' },
			{ assignee: 7, assignee_seen: null, team_seen: null }, { assignee: 8, assignee_seen: null, team_seen: null },
		] );
		expect( remove ).toHaveBeenCalledWith( one );
	} );
} );
