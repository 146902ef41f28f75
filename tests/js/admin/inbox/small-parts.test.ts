import { forgetOldDrafts, keepDraft, readDraft } from '../../../../admin/inbox/drafts';
import { pollDelay } from '../../../../admin/inbox/poll-delay';
import type { SettingsFacts } from '../../../../admin/data/page-facts';
import { dayName, shortTime } from '../../../../admin/inbox/times';
import { randomId } from '../../../../admin/shared/random-id';
import { safeHref } from '../../../../admin/shared/safe-href';

describe( 'the pause between two looks for news', () => {
	it( 'is what the server asks for while something happens, then grows to half a minute and no further', () => {
		expect( [ 0, 1, 2 ].map( ( fruitless ) => pollDelay( 2, fruitless ) ) ).toEqual( [ 2, 2, 2 ] );
		expect( pollDelay( 5, 4 ) ).toBeCloseTo( 9.8 );
		expect( pollDelay( 5, 100 ) ).toBe( 30 );
	} );
} );

describe( 'drafts', () => {
	beforeEach( () => {
		sessionStorage.clear();
		localStorage.clear();
	} );

	it( 'are kept for each conversation and gone once sent', () => {
		keepDraft( 'a', { text: 'Half a thought', private: true } );
		expect( readDraft( 'a' ) ).toMatchObject( { text: 'Half a thought', private: true } );
		expect( readDraft( 'b' ) ).toEqual( { text: '', private: false } );
		keepDraft( 'a', { text: '', private: false } );
		expect( localStorage ).toHaveLength( 0 );
	} );

	it( 'do without storage when it is blocked or holds something else', () => {
		localStorage.setItem( 'aaia-draft:0:a', '{"text": 5' );
		expect( readDraft( 'a' ).text ).toBe( '' );
		jest.spyOn( Storage.prototype, 'setItem' ).mockImplementation( () => {
			throw new Error( 'full' );
		} );
		expect( () => keepDraft( 'a', { text: 'x', private: false } ) ).not.toThrow();
	} );

	it( 'belong to the person who is signed in', () => {
		keepDraft( 'a', { text: 'Mine', private: false } );
		window.aaiaChatbotAdmin = { user: 7 } as SettingsFacts;
		expect( readDraft( 'a' ).text ).toBe( '' );
		delete window.aaiaChatbotAdmin;
		expect( readDraft( 'a' ).text ).toBe( 'Mine' );
	} );

	it( 'are deleted after 30 days without a look at them, damaged ones too', () => {
		const day = 24 * 3600 * 1000;
		localStorage.setItem( 'aaia-draft:0:damaged', '{' );
		localStorage.setItem( 'aaia-draft:0:old', JSON.stringify( { text: 'Old', private: false, at: Date.now() - 31 * day } ) );
		localStorage.setItem( 'aaia-draft:0:new', JSON.stringify( { text: 'New', private: false, at: Date.now() - 29 * day } ) );
		localStorage.setItem( 'other', '{' );
		forgetOldDrafts();
		expect( Object.keys( localStorage ).sort() ).toEqual( [ 'aaia-draft:0:new', 'other' ] );
	} );
} );

describe( 'times', () => {
	const now = new Date( 2026, 2, 4, 15, 0, 0 );
	const ago = ( minutes: number ): string => new Date( now.getTime() - minutes * 60_000 ).toISOString();

	it( 'are short in lists', () => {
		expect( [ 0, 5, 120, 60 * 24 * 2, 60 * 24 * 20 ].map( ( minutes ) => shortTime( ago( minutes ), now ) ) ).toEqual( [
			'now',
			'5 min',
			'1:00 PM',
			'Mon',
			'Feb 12',
		] );
	} );

	it( 'are named by day in threads', () => {
		expect( [ 0, 60 * 24, 60 * 24 * 2 ].map( ( minutes ) => dayName( ago( minutes ), now ) ) ).toEqual( [
			'today',
			'yesterday',
			'Monday, March 2',
		] );
	} );
} );

describe( 'addresses from outside', () => {
	it( 'that pretend to be another site by a user name are none', () => {
		expect( [ 'https://site.test@evil.example/', 'https://:site.test@evil.example/' ].map( safeHref ) ).toEqual( [ null, null ] );
	} );

	it( 'are links only when they can do no harm', () => {
		expect(
			[ 'https://a.example/x', 'http://a.example', 'javascript:alert(1)', 'data:text/html,x', '/relative', '' ].map( safeHref )
		).toEqual( [ 'https://a.example/x', 'http://a.example/', null, null, null, null ] );
	} );
} );

describe( 'ids', () => {
	it( 'have the form the server wants and are never the same', () => {
		const ids = Array.from( { length: 200 }, randomId );
		expect( ids.every( ( id ) => /^[A-Za-z0-9_-]{22}$/.test( id ) ) ).toBe( true );
		expect( new Set( ids ).size ).toBe( 200 );
	} );
} );
