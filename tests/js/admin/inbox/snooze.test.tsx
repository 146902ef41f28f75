import { fireEvent, render, screen } from '@testing-library/react';
import { SnoozeDialog } from '../../../../admin/inbox/SnoozeDialog';

const NOW = new Date( 2026, 2, 2, 14, 30 );

beforeEach( () => {
	jest.useFakeTimers( { now: NOW } );
} );

afterEach( () => {
	jest.useRealTimers();
} );

const field = (): HTMLInputElement => screen.getByLabelText( 'Date and time' );

it( 'offers a morning after those of the menu, and snoozes until the chosen time of the device', () => {
	const snoozed = jest.fn();
	const closed = jest.fn();
	render( <SnoozeDialog onSnooze={ snoozed } onClose={ closed } /> );
	expect( field().value ).toBe( '2026-03-04T09:00' );
	fireEvent.change( field(), { target: { value: '2026-03-20T16:45' } } );
	fireEvent.click( screen.getByRole( 'button', { name: 'Snooze' } ) );
	expect( snoozed ).toHaveBeenCalledWith( new Date( 2026, 2, 20, 16, 45 ) );
	expect( closed ).toHaveBeenCalled();
} );

it.each( [ '2026-03-02T14:29', '' ] )( 'refuses what is past or no time: %s', ( value ) => {
	const snoozed = jest.fn();
	render( <SnoozeDialog onSnooze={ snoozed } onClose={ () => undefined } /> );
	fireEvent.change( field(), { target: { value } } );
	fireEvent.submit( field().closest( 'form' ) ?? document.body );
	expect( snoozed ).not.toHaveBeenCalled();
	expect( screen.getByRole( 'alert' ).textContent ).toBe( 'Choose a date and time to come.' );
} );
