import { act, renderHook } from '@testing-library/react';
import { useUpdates } from '../../../../admin/inbox/use-updates';
import { updates } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';
import type { Asked } from '../fake-routes';

let asked: Asked[] = [];
let refused: object[] = [];
const listener = {
	watched: () => ( { conversation: null, follow: null } ),
	onUpdates: jest.fn(),
	onStart: jest.fn(),
	onFailure: jest.fn(),
};

const pass = ( seconds: number ): Promise< void > => act( async () => {
	await jest.advanceTimersByTimeAsync( seconds * 1000 );
} );

function hide( hidden: boolean ): void {
	Object.defineProperty( document, 'hidden', { configurable: true, value: hidden } );
	document.dispatchEvent( new Event( 'visibilitychange' ) );
}

beforeEach( () => {
	jest.useFakeTimers();
	jest.clearAllMocks();
	hide( false );
	let place = 0;
	refused = [];
	asked = fakeRoutes( () => {
		const problem = refused.pop();
		if ( problem ) {
			throw problem;
		}
		return updates( { cursor: `c${ ++place }` } );
	} );
} );

afterEach( () => jest.useRealTimers() );

/** The cursors that were asked with. */
const cursors = (): Array< string | null > => asked.map( ( { path } ) => new URLSearchParams( path.split( '?' )[ 1 ] ).get( 'after' ) );

it( 'begins with the cursor of now, then asks for what came after it, ever less often', async () => {
	renderHook( () => useUpdates( listener ) );
	await pass( 0 );
	expect( [ cursors(), listener.onStart.mock.calls.length ] ).toEqual( [ [ null ], 1 ] );
	await pass( 11 );
	expect( cursors() ).toEqual( [ null, 'c1', 'c2' ] );
	await pass( 300 );
	const slow = asked.length;
	await pass( 60 );
	expect( asked.length - slow ).toBe( 2 );
} );

it( 'stops while the page is hidden and looks at once when it is shown again', async () => {
	renderHook( () => useUpdates( listener ) );
	await pass( 0 );
	hide( true );
	await pass( 600 );
	const hidden = asked.length;
	hide( false );
	await pass( 0 );
	expect( asked.length ).toBe( hidden + 1 );
} );

it( 'looks every two seconds while somebody uses the page', async () => {
	renderHook( () => useUpdates( listener ) );
	await pass( 300 );
	const before = asked.length;
	window.dispatchEvent( new Event( 'pointermove' ) );
	await pass( 20 );
	expect( asked.length - before ).toBe( 11 );
	await pass( 600 );
	const after = asked.length;
	await pass( 60 );
	expect( asked.length - after ).toBe( 2 );
} );

it( 'looks every half minute while the page is hidden, where news are wanted then', async () => {
	renderHook( () => useUpdates( { ...listener, inBackground: () => true } ) );
	await pass( 0 );
	hide( true );
	const before = asked.length;
	await pass( 121 );
	expect( asked.length - before ).toBe( 4 );
} );

it( 'begins anew when its cursor has expired', async () => {
	renderHook( () => useUpdates( listener ) );
	await pass( 0 );
	refused = [ refusal( 410, 'aaia_cursor_expired', 'Too late.' ) ];
	await pass( 5 );
	await pass( 1 );
	expect( cursors() ).toEqual( [ null, 'c1', null ] );
	expect( listener.onStart ).toHaveBeenCalledTimes( 2 );
} );

it( 'says that the connection is lost and goes on trying', async () => {
	renderHook( () => useUpdates( listener ) );
	await pass( 0 );
	refused = [ new TypeError( 'Failed to fetch' ) ];
	await pass( 5 );
	expect( listener.onFailure ).toHaveBeenCalledWith( expect.objectContaining( { status: 0 } ) );
	await pass( 30 );
	expect( listener.onUpdates.mock.calls.length ).toBeGreaterThan( 1 );
} );

it( 'ends with the screen', async () => {
	const { unmount } = renderHook( () => useUpdates( listener ) );
	await pass( 0 );
	unmount();
	await pass( 120 );
	expect( asked ).toHaveLength( 1 );
} );
