import { act, fireEvent, render, screen } from '@testing-library/react';
import { asProblem, Problem } from '../../../../admin/data/api';
import { failedPart, failureSentence } from '../../../../admin/inbox/failure';
import { inboxReducer, initialInbox, isFiltered } from '../../../../admin/inbox/inbox-state';
import { ListPane } from '../../../../admin/inbox/ListPane';
import { LiveIndicator } from '../../../../admin/inbox/LiveIndicator';
import type { InboxState } from '../../../../admin/inbox/inbox-state';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { conversation, list, message, updates } from '../builders';
import '../fake-routes';

const network = new Problem( 'no_answer', 'No answer.', 0 );
const calls = { filter: jest.fn(), reload: jest.fn(), refresh: jest.fn(), resetFilters: jest.fn(), open: jest.fn(), dispatch: jest.fn() };
const inboxOf = ( state: InboxState ): Inbox => ( { ...calls, state } ) as unknown as Inbox;
const listed = inboxReducer( initialInbox, { type: 'listed', answer: list( [ conversation( { id: 'a' } ) ] ), append: false } );

const pane = ( state: InboxState ) => (
	<ListPane
		inbox={ inboxOf( state ) }
		onDelete={ () => undefined }
		onShortcuts={ () => undefined }
		onContacts={ () => undefined }
		onBegin={ () => undefined }
	/>
);

describe( 'a failed request', () => {
	it.each( [
		[ 'network', { code: 'fetch_error', message: 'x' } ],
		[ 'network', new TypeError( 'Failed to fetch' ) ],
		[ 'api', { code: 'invalid_json', message: 'x' } ],
		[ 'signed-out', { code: 'rest_cookie_invalid_nonce', message: 'x', data: { status: 403 } } ],
		[ 'signed-out', { code: 'rest_forbidden', message: 'x', data: { status: 401 } } ],
		[ 'permission', { code: 'rest_forbidden', message: 'x', data: { status: 403 } } ],
		[ 'database', { code: 'aaia_unavailable', message: 'x', data: { status: 503 } } ],
		[ 'filter', { code: 'rest_invalid_param', message: 'x', data: { status: 400 } } ],
		[ 'api', { code: 'internal_server_error', message: 'x', data: { status: 500 } } ],
	] )( 'is the %s’s', ( part, failure ) => {
		expect( failedPart( asProblem( failure ) ) ).toBe( part );
		expect( failureSentence( asProblem( failure ) ) ).not.toBe( '' );
	} );

	it( 'of the list keeps what was shown, names the part, and offers to retry and the usual filters', () => {
		const filtered = inboxReducer( listed, { type: 'filtered', filter: { ...initialInbox.filter, priority: 'high' } } );
		const failed = inboxReducer( filtered, { type: 'list-failed', problem: network } );
		render( pane( failed ) );
		expect( screen.getByRole( 'alert' ).textContent ).toContain( 'Network: the server did not answer.' );
		expect( screen.getByText( 'Visitor 3F9A' ) ).toBeTruthy();
		fireEvent.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Reset filters' } ) );
		expect( [ calls.refresh.mock.calls.length, calls.resetFilters.mock.calls.length ] ).toEqual( [ 1, 1 ] );
	} );

	it( 'has no filters to reset where there are none', () => {
		expect( [ isFiltered( initialInbox.filter ), isFiltered( { ...initialInbox.filter, tab: 'mine' } ) ] ).toEqual( [ false, false ] );
		const failed = inboxReducer( initialInbox, { type: 'list-failed', problem: network } );
		render( pane( failed ) );
		expect( screen.queryByRole( 'button', { name: 'Reset filters' } ) ).toBeNull();
		expect( screen.queryByText( 'No conversations here.' ) ).toBeNull();
	} );

	it( 'of a thread keeps the messages that were there', () => {
		const answer = { conversation: conversation( { id: 'a' } ), items: [ message( { id: 'm' } ) ], activity: [], earlier: false, new: null };
		const read = inboxReducer( listed, { type: 'thread', answer, prepend: false } );
		const failed = inboxReducer( read, { type: 'thread-failed', id: 'a', problem: network } );
		expect( failed.threads[ 'a' ] ).toMatchObject( { phase: 'ready', problem: network, items: [ { id: 'm' } ] } );
		expect( inboxReducer( failed, { type: 'thread', answer, prepend: false } ).threads[ 'a' ]?.problem ).toBeNull();
	} );
} );

describe( 'the live indicator', () => {
	beforeEach( () => calls.refresh.mockClear() );

	it( 'names transport, state, last answer and last event, and connects again', () => {
		const at = new Date( 2026, 2, 2, 14, 5 ).getTime();
		const heard = updates( { conversations: [ conversation( { id: 'a' } ) ] } );
		const first = inboxReducer( listed, { type: 'updated', updates: heard, conversation: null, me: 1, at } );
		const later = inboxReducer( first, { type: 'updated', updates: updates( {} ), conversation: null, me: 1, at: at + 600_000 } );
		render( <LiveIndicator inbox={ inboxOf( later ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Live: Connected' } ) );
		const text = screen.getByRole( 'dialog', { name: 'Live updates' } ).textContent ?? '';
		expect( text ).toMatch( /Transport.*Polling.*State.*Connected.*Last answer.*2:15.*Last event.*2:05/ );
		fireEvent.click( screen.getByRole( 'button', { name: 'Reconnect' } ) );
		expect( calls.refresh ).toHaveBeenCalledTimes( 1 );
	} );

	it( 'says what is wrong', () => {
		render( <LiveIndicator inbox={ inboxOf( inboxReducer( listed, { type: 'disconnected', problem: network } ) ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Live: Not connected' } ) );
		expect( screen.getByRole( 'dialog' ).textContent ).toContain( 'Network: the server did not answer.' );
	} );
} );

describe( 'pulling the list down', () => {
	const touch = ( target: Element, name: string, x: number, y: number ): void => {
		const event = new Event( name, { bubbles: true } );
		act( () => {
			target.dispatchEvent( Object.assign( event, { touches: name === 'touchend' ? [] : [ { clientX: x, clientY: y } ] } ) );
		} );
	};

	it( 'refreshes it when it is pulled far enough, and not aside', () => {
		calls.refresh.mockClear();
		const { container } = render( pane( listed ) );
		const rows = container.querySelector( '.aaia-rows' ) as Element;
		touch( rows, 'touchstart', 10, 10 );
		touch( rows, 'touchmove', 12, 60 );
		touch( rows, 'touchend', 12, 60 );
		touch( rows, 'touchstart', 10, 10 );
		touch( rows, 'touchmove', 200, 40 );
		touch( rows, 'touchmove', 200, 200 );
		touch( rows, 'touchend', 200, 200 );
		expect( calls.refresh ).not.toHaveBeenCalled();
		touch( rows, 'touchstart', 10, 10 );
		touch( rows, 'touchmove', 12, 150 );
		touch( rows, 'touchend', 12, 150 );
		expect( calls.refresh ).toHaveBeenCalledTimes( 1 );
	} );
} );
