import { randomId } from './ids';
import { cleanUrl, takeCode } from './page';
import { timeText } from './time';

describe( 'a mailed link', () => {
	afterEach( () => history.replaceState( null, '', '/' ) );

	it( 'leaves the address bar at once, with nothing else of the address lost', () => {
		history.replaceState( { mine: 1 }, '', '/prices/?size=m#aaia=abc_DEF-123' );
		expect( takeCode() ).toBe( 'abc_DEF-123' );
		expect( [ location.pathname + location.search + location.hash, history.state ] ).toEqual( [ '/prices/?size=m', { mine: 1 } ] );
		expect( takeCode() ).toBe( '' );
	} );

	it( 'is read only so far as a code is long, and other fragments stay', () => {
		history.replaceState( null, '', '/#aaia=' + 'a'.repeat( 4000 ) );
		expect( takeCode() ).toHaveLength( 99 );
		history.replaceState( null, '', '/#section-aaia=1' );
		expect( [ takeCode(), location.hash ] ).toEqual( [ '', '#section-aaia=1' ] );
	} );
} );

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
		expect( timeText( new Date( 2026, 10, 20, 9, 5 ).toISOString(), 'en-US', now ) ).toMatch( /^9:05\sAM$/ );
		expect( timeText( new Date( 2026, 10, 19, 9, 5 ).toISOString(), 'fr-FR', now ) ).toMatch( /19 nov\..*09:05/ );
	} );

	it( 'is empty when it cannot be read', () => {
		expect( timeText( 'yesterday', 'en', now ) ).toBe( '' );
	} );
} );
