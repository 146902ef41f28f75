import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { PeopleSection } from '../../../../admin/settings/tabs/team/PeopleSection';
import { agent } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';

it( 'shows who is there and how much they have, and saves a state and a limit at once', async () => {
	const asked = fakeRoutes( ( { method, data } ) => method === 'GET'
		? { items: [ agent( { id: 8, name: 'Marie', state: 'away', open: 3 } ) ], more: false }
		: agent( { id: 8, name: 'Marie', state: 'off', chosen: 'off', open: 3, ...data } )
	);
	render( <PeopleSection /> );
	expect( ( await screen.findByText( 'Marie' ) ).closest( 'li' )?.textContent ).toContain( 'Away · 3 conversations in progress' );
	expect( screen.queryByRole( 'searchbox' ) ).toBeNull();
	fireEvent.change( screen.getByLabelText( 'State of Marie' ), { target: { value: 'off' } } );
	const most = screen.getByLabelText( 'Conversations at a time, at most: Marie' );
	await waitFor( () => expect( asked.at( -1 ) ).toMatchObject( { path: '/aaia-chatbot/v1/agents/8', data: { state: 'off' } } ) );
	fireEvent.blur( most );
	expect( asked ).toHaveLength( 2 );
	fireEvent.change( most, { target: { value: '5' } } );
	fireEvent.blur( most );
	await waitFor( () => expect( asked.at( -1 )?.data ).toEqual( { capacity: 5 } ) );
} );

it( 'says why a limit was refused, and keeps it', async () => {
	fakeRoutes( ( { method } ) => {
		if ( method !== 'GET' ) {
			throw refusal( 400, 'rest_invalid_param', 'Too many.' );
		}
		return { items: [ agent( { id: 8, name: 'Marie' } ) ], more: false };
	} );
	render( <PeopleSection /> );
	const most = await screen.findByLabelText< HTMLInputElement >( 'Conversations at a time, at most: Marie' );
	fireEvent.change( most, { target: { value: '5000' } } );
	fireEvent.keyDown( most, { key: 'Enter' } );
	expect( await screen.findAllByText( 'Too many.' ) ).not.toHaveLength( 0 );
	expect( most.value ).toBe( '5000' );
} );
