import { fireEvent, render, screen } from '@testing-library/react';
import { SignEverybodyOut } from '../../../../admin/settings/tabs/widget/SignEverybodyOut';
import { fakeRoutes } from '../fake-routes';

describe( 'signing everybody out', () => {
	it( 'is named by the words on its button, so that who speaks them presses it', () => {
		fakeRoutes( () => ( {} ) );
		render( <SignEverybodyOut /> );
		const button = screen.getByRole( 'button', { name: 'Sign everybody out' } );
		expect( button.textContent ).toBe( 'Sign everybody out' );
		fireEvent.click( button );
		expect( button.getAttribute( 'aria-label' ) ).toContain( button.textContent );
	} );

	it( 'asks first, and says when it is done', async () => {
		const asked: string[] = [];
		fakeRoutes( ( { path } ) => {
			asked.push( path );
			return {};
		} );
		render( <SignEverybodyOut /> );
		fireEvent.click( screen.getByRole( 'button' ) );
		expect( asked ).toEqual( [] );
		fireEvent.click( screen.getByRole( 'button' ) );
		expect( await screen.findAllByText( 'Every visitor is signed out.' ) ).not.toEqual( [] );
		expect( asked ).toHaveLength( 1 );
	} );
} );
