import { fireEvent, render, screen } from '@testing-library/react';
import '../fake-routes';
import { EmojiMenu } from '../../../../admin/inbox/EmojiMenu';

it( 'an emoji is chosen with the keyboard alone', async () => {
	const chosen = jest.fn();
	render( <EmojiMenu onChoose={ chosen } /> );
	fireEvent.click( screen.getByRole( 'button', { name: 'Emoji' } ) );
	const grid = await screen.findByRole( 'toolbar', { name: 'Emoji' } );
	const press = ( key: string ): void => void fireEvent.keyDown( document.activeElement ?? grid, { key } );
	const focused = (): string | null | undefined => document.activeElement?.getAttribute( 'aria-label' );
	expect( focused() ).toBe( 'Slight smile' );
	press( 'ArrowUp' );
	expect( focused() ).toBe( 'Slight smile' );
	press( 'ArrowDown' );
	press( 'ArrowDown' );
	expect( focused() ).toBe( 'Thumbs up' );
	press( 'End' );
	expect( focused() ).toBe( 'Paper clip' );
	press( 'ArrowRight' );
	press( 'ArrowLeft' );
	expect( focused() ).toBe( 'Parcel' );
	press( 'Home' );
	fireEvent.click( document.activeElement as HTMLElement );
	expect( chosen.mock.calls ).toEqual( [ [ '🙂' ] ] );
	expect( screen.queryByRole( 'toolbar' ) ).toBeNull();
} );
