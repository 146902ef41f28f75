import { fireEvent, render, screen } from '@testing-library/react';
import { Asking } from '../../../../admin/inbox/Asking';

it( 'keeps the keyboard where the button was when what was asked for comes', async () => {
	render( <Asking label="Repeat" ask={ () => Promise.resolve( 'Found' ) }>{ ( value ) => <p>{ value }</p> }</Asking> );
	const button = screen.getByRole( 'button', { name: 'Repeat' } );
	button.focus();
	fireEvent.click( button );
	const found = await screen.findByText( 'Found' );
	expect( screen.queryByRole( 'button' ) ).toBeNull();
	expect( document.activeElement?.contains( found ) ).toBe( true );
	expect( document.activeElement ).not.toBe( document.body );
} );
