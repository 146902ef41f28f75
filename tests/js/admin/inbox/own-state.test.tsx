import { act, fireEvent, render, screen } from '@testing-library/react';
import { OwnState } from '../../../../admin/inbox/OwnState';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { agent } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';

const dispatch = jest.fn();
const inbox = { dispatch } as unknown as Inbox;
const MINUTE = 60_000;

afterEach( () => jest.restoreAllMocks() );

it( 'reports activity when the page opens, then at most once a minute and only with something done', async () => {
	const asked = fakeRoutes( () => agent( { id: 7, name: 'Ada' } ) );
	let now = 5 * MINUTE;
	jest.spyOn( Date, 'now' ).mockImplementation( () => now );
	render( <OwnState inbox={ inbox } /> );
	await screen.findByRole( 'button', { name: 'I am: Here. Change it' } );
	fireEvent.keyDown( window, { key: 'a' } );
	expect( asked ).toHaveLength( 1 );
	now += MINUTE;
	await act( async () => {
		fireEvent.pointerDown( window );
		fireEvent.pointerDown( window );
	} );
	expect( asked.map( ( { path } ) => path ) ).toEqual( Array( 2 ).fill( '/aaia-chatbot/v1/agents/me/activity' ) );
} );

it( 'is chosen by hand; what stands stays when it cannot be saved', async () => {
	let refuse = false;
	const asked = fakeRoutes( ( { data } ) => {
		if ( refuse ) {
			throw refusal( 500, 'aaia_failed', 'Not now.' );
		}
		return agent( { id: 7, name: 'Ada', state: data[ 'state' ] === 'off' ? 'off' : 'here' } );
	} );
	render( <OwnState inbox={ inbox } /> );
	fireEvent.click( await screen.findByRole( 'button', { name: 'I am: Here. Change it' } ) );
	fireEvent.click( screen.getByRole( 'menuitemradio', { name: 'Off' } ) );
	await screen.findByRole( 'button', { name: 'I am: Off. Change it' } );
	expect( asked.at( -1 ) ).toMatchObject( { path: '/aaia-chatbot/v1/agents/me', data: { state: 'off' } } );
	refuse = true;
	fireEvent.click( screen.getByRole( 'button', { name: 'I am: Off. Change it' } ) );
	fireEvent.click( screen.getByRole( 'menuitemradio', { name: 'Here' } ) );
	await act( async () => undefined );
	expect( dispatch ).toHaveBeenCalledWith( { type: 'toast', toast: { text: 'Not now.', undo: null } } );
	expect( screen.getByRole( 'button', { name: 'I am: Off. Change it' } ) ).toBeTruthy();
} );
