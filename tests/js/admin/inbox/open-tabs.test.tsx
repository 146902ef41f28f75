import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { actions } from '../../../../admin/inbox/actions';
import { following, inboxReducer, initialInbox } from '../../../../admin/inbox/inbox-state';
import type { InboxState } from '../../../../admin/inbox/inbox-state';
import { ConversationTabs } from '../../../../admin/inbox/OpenConversations';
import { MOST_TABS, rememberedTabs, rememberTabs, tabBeside, withTab } from '../../../../admin/inbox/open-tabs';
import { PreferencesMenu } from '../../../../admin/inbox/PreferencesMenu';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { currentPreferences, forgetPreferences } from '../../../../admin/inbox/use-preferences';
import { conversation } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';

const known = ( ...ids: string[] ) => Object.fromEntries( ids.map( ( id ) => [ id, conversation( { id } ) ] ) );
const fake = ( state: Partial< InboxState > ) => {
	const calls = { act: jest.fn(), open: jest.fn(), closeTab: jest.fn(), dispatch: jest.fn() };
	return { ...calls, inbox: { ...calls, state: { ...initialInbox, ...state } } as unknown as Inbox };
};

beforeEach( () => {
	forgetPreferences();
	window.aaiaChatbotAdmin = { ...pageFacts(), user: 7, can: { reply: true, delete: true, export: true, manage: true } };
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
	localStorage.clear();
} );

describe( 'tabs of open conversations', () => {
	it( 'keep their places, and the oldest makes room for one too many', () => {
		expect( withTab( [ 'a', 'b' ], 'a' ) ).toEqual( [ 'a', 'b' ] );
		const full = Array.from( { length: MOST_TABS }, ( _, index ) => `c${ index }` );
		expect( withTab( full, 'new' ) ).toEqual( [ ...full.slice( 1 ), 'new' ] );
	} );

	it( 'are each user’s own, and what is stored cannot break them', () => {
		rememberTabs( [ 'a', 'b' ] );
		expect( rememberedTabs() ).toEqual( [ 'a', 'b' ] );
		window.aaiaChatbotAdmin = { ...pageFacts(), user: 8 };
		expect( rememberedTabs() ).toEqual( [] );
		localStorage.setItem( 'aaia-open-conversations:8', '{"x":[1]}' );
		expect( rememberedTabs() ).toEqual( [] );
	} );

	it( 'lead to the one beside when they close', () => {
		const beside = [ tabBeside( [ 'a', 'b', 'c' ], 'b' ), tabBeside( [ 'a', 'b' ], 'b' ), tabBeside( [ 'a' ], 'a' ) ];
		expect( beside ).toEqual( [ 'c', 'a', null ] );
	} );

	it( 'close when their conversation is deleted or out of reach, but not one that was opened meanwhile', () => {
		const state = { ...initialInbox, tabs: [ 'a', 'gone', 'later' ] };
		const after = inboxReducer( state, { type: 'tabs-known', asked: [ 'a', 'gone' ], conversations: [ conversation( { id: 'a' } ) ] } );
		expect( after.tabs ).toEqual( [ 'a', 'later' ] );
		expect( inboxReducer( after, { type: 'removed', id: 'a' } ).tabs ).toEqual( [ 'later' ] );
	} );

	it( 'say which is open and which is unread, open and close', () => {
		const visitor = { ...conversation( { id: 'b' } ).visitor, name: 'Léa' };
		const conversations = { ...known( 'a' ), b: conversation( { id: 'b', unread: true, visitor } ) };
		const { inbox, open, closeTab } = fake( { tabs: [ 'a', 'b', 'unknown' ], open: 'a', conversations } );
		render( <ConversationTabs inbox={ inbox } /> );
		const tabs = within( screen.getByRole( 'navigation', { name: 'Tabs' } ) );
		expect( tabs.getAllByRole( 'listitem' ) ).toHaveLength( 2 );
		expect( tabs.getByText( 'Visitor 3F9A' ).closest( 'button' )?.getAttribute( 'aria-current' ) ).toBe( 'page' );
		fireEvent.click( tabs.getByRole( 'button', { name: 'Unread Léa' } ) );
		expect( open ).toHaveBeenCalledWith( 'b' );
		fireEvent.click( tabs.getByRole( 'button', { name: 'Close the tab of Léa' } ) );
		expect( closeTab ).toHaveBeenCalledWith( 'b' );
	} );
} );

describe( 'the next conversation', () => {
	const list = { ...initialInbox.list, ids: [ 'a', 'b', 'c' ] };

	it( 'is the one below, or above at the end', () => {
		const state = { ...initialInbox, list };
		expect( [ following( state, 'b' ), following( state, 'c' ), following( { ...state, list: { ...list, ids: [ 'c' ] } }, 'c' ) ] )
			.toEqual( [ 'c', 'b', null ] );
	} );

	it( 'opens after resolving for those who wish it, and undoing leads back', async () => {
		fakeRoutes( () => conversation( { id: 'b' } ) );
		const without = fake( { list, open: 'b', conversations: known( 'b' ) } );
		actions( without.inbox, conversation( { id: 'b' } ) ).setPlace( 'resolved' );
		expect( without.open ).not.toHaveBeenCalled();

		window.aaiaChatbotAdmin = { ...pageFacts(), preferences: { ...pageFacts().preferences, open_next: true } };
		forgetPreferences();
		const { inbox, act, open } = fake( { list, open: 'b', conversations: known( 'b' ) } );
		actions( inbox, conversation( { id: 'b' } ) ).setPlace( 'resolved' );
		expect( open ).toHaveBeenLastCalledWith( 'c' );
		await act.mock.calls[ 0 ][ 2 ]();
		expect( open ).toHaveBeenLastCalledWith( 'b' );
	} );

	it( 'is a wish that is kept; a refusal takes it back and says so', async () => {
		const asked = fakeRoutes( () => {
			throw refusal( 500, 'aaia_failed', 'Not saved.' );
		} );
		const { inbox, dispatch } = fake( {} );
		render( <PreferencesMenu inbox={ inbox } onShortcuts={ () => undefined } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Preferences' } ) );
		fireEvent.click( screen.getByRole( 'menuitemcheckbox', { name: 'After resolving, open the next conversation' } ) );
		expect( currentPreferences().open_next ).toBe( true );
		await waitFor( () => expect( dispatch ).toHaveBeenCalledWith( { type: 'toast', toast: { text: 'Not saved.', undo: null } } ) );
		expect( asked[ 0 ] ).toMatchObject( { path: '/aaia-chatbot/v1/preferences', data: { open_next: true } } );
		expect( currentPreferences().open_next ).toBe( false );
	} );
} );
