import { randomId } from './ids';
import { cleanUrl } from './page';
import { timeText } from './time';

describe( 'the page staff are told of', () => {
	it.each( [
		[ 'https://s.example/a?b=c#part', 'https://s.example/a?b=c' ],
		[ 'https://s.example/?token=x&size=m', 'https://s.example/?size=m' ],
		[ 'https://s.example/?order_key=wc_1&reset_password=1&e-mail=a@b.example', 'https://s.example/' ],
		[ 'https://s.example/?x=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.abc', 'https://s.example/' ],
		[ 'https://me:secret@s.example/', 'https://s.example/' ],
	] )( 'is told without secrets: %s', ( address, clean ) => {
		expect( cleanUrl( address ) ).toBe( clean );
	} );

	it( 'has an address of bounded length', () => {
		expect( cleanUrl( 'https://s.example/?q=' + 'a b '.repeat( 5000 ) ).length ).toBe( 2000 );
	} );
} );

describe( 'ids made in the browser', () => {
	it( 'have the form the server accepts and never repeat', () => {
		const ids = Array.from( { length: 2000 }, randomId );
		expect( ids.filter( ( id ) => ! /^[A-Za-z0-9_-]{22}$/.test( id ) ) ).toEqual( [] );
		expect( new Set( ids ).size ).toBe( 2000 );
	} );
} );

describe( 'a message’s time', () => {
	const now = new Date( 2026, 10, 20, 18, 0 );

	it( 'is the hour today, with the date on other days', () => {
		expect( timeText( new Date( 2026, 10, 20, 9, 5 ).toISOString(), 'fr-FR', now ) ).toBe( '09:05' );
		expect( timeText( new Date( 2026, 10, 19, 9, 5 ).toISOString(), 'fr-FR', now ) ).toMatch( /19 nov\..*09:05/ );
	} );

	it( 'is empty when it cannot be read', () => {
		expect( timeText( 'yesterday', 'en', now ) ).toBe( '' );
	} );
} );
