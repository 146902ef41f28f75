import { browserMemory, storageKey } from './storage';
import type { Saved } from './storage';

const API = 'https://site.example/wp-json/aaia-chatbot/v1';
const saved: Saved = { token: 't', conversation: 'c', watch: true, seen: 'm1', revision: 3 };

beforeEach( () => {
	localStorage.clear();
	sessionStorage.clear();
} );

afterEach( () => {
	jest.restoreAllMocks();
} );

describe( 'what the browser remembers', () => {
	it( 'is nothing until something is saved', () => {
		browserMemory( API ).load();
		browserMemory( API ).kept( 'open' );
		expect( [ localStorage.length, sessionStorage.length ] ).toEqual( [ 0, 0 ] );
	} );

	it( 'is found again on the next page, and gone when forgotten', () => {
		browserMemory( API ).save( saved );
		expect( browserMemory( API ).load() ).toEqual( saved );
		browserMemory( API ).save( null );
		expect( [ browserMemory( API ).load(), localStorage.length ] ).toEqual( [ null, 0 ] );
	} );

	it( 'is the link’s own in a tab that followed one, and the visitor’s again afterwards', () => {
		browserMemory( API ).save( saved );
		const memory = browserMemory( API );
		memory.linked( true );
		memory.save( { ...saved, token: 'of the link' } );
		expect( browserMemory( API ).load()?.token ).toBe( 'of the link' );
		expect( browserMemory( API ).linked() ).toBe( true );
		memory.linked( false );
		expect( [ memory.load()?.token, browserMemory( API ).load()?.token, sessionStorage.length ] ).toEqual( [ 't', 't', 0 ] );
	} );

	it( 'is kept apart for sites that share an origin', () => {
		browserMemory( API ).save( saved );
		expect( browserMemory( 'https://site.example/other/wp-json/aaia-chatbot/v1' ).load() ).toBeNull();
	} );

	it.each( [ 'not json', '7', 'null', '{"token":5}', '[]' ] )( 'ignores %s, which others wrote there', ( text ) => {
		localStorage.setItem( storageKey( API ), text );
		expect( browserMemory( API ).load() ).toBeNull();
	} );

	it( 'fills in what an older release did not save', () => {
		localStorage.setItem( storageKey( API ), '{"token":"t"}' );
		expect( browserMemory( API ).load() ).toEqual( { token: 't', conversation: null, watch: false, seen: null, revision: 0 } );
	} );

	it( 'holds for this page where the browser refuses storage', () => {
		for ( const method of [ 'getItem', 'setItem', 'removeItem' ] as const ) {
			jest.spyOn( Storage.prototype, method ).mockImplementation( () => {
				throw new Error( 'denied' );
			} );
		}
		const memory = browserMemory( API );
		memory.keep( 'open', '1' );
		memory.save( saved );
		expect( [ memory.load(), memory.kept( 'open' ) ] ).toEqual( [ saved, '' ] );
	} );

	it( 'tells of changes in other tabs', () => {
		const changed = jest.fn();
		browserMemory( API ).onChange( changed );
		const change = ( key: string | null ) => dispatchEvent( new StorageEvent( 'storage', { key } ) );
		change( storageKey( API ) );
		change( 'something else' );
		change( null );
		expect( changed ).toHaveBeenCalledTimes( 2 );
	} );
} );
