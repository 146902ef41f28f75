import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { TodayTab } from '../../../../admin/improve/today/TodayTab';
import type { StaffMessage, TodayItem } from '../../../../src/wire/wire';
import { conversation, message } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';
import type { Asked } from '../fake-routes';

const KINDS = [ 'waiting', 'rating', 'flagged', 'report', 'contradiction', 'sensitive', 'stuck', 'sample' ] as const;

const item = ( about: Partial< TodayItem > & { id: string } ): TodayItem => ( {
	kind: 'rating',
	conversation: `c${ about.id }`,
	message: `m${ about.id }`,
	at: '2026-03-02T09:00:00Z',
	text: `Answer ${ about.id }`,
	rating: -1,
	comment: 'No',
	stuck: null,
	source: null,
	...about,
} );

let open: TodayItem[] = [];
let done = 0;

const answer = ( { path, data }: Asked ): unknown => {
	const [ , route = '' ] = /v1(\/[^?]*)/.exec( path ) ?? [];
	if ( route === '/today' ) {
		return { queues: KINDS.map( ( kind ) => ( { kind, count: open.filter( ( one ) => one.kind === kind ).length } ) ), done };
	}
	if ( route.startsWith( '/today/queues/' ) ) {
		return { items: open.filter( ( { kind } ) => route.endsWith( `/${ kind }` ) ) };
	}
	if ( route.startsWith( '/today/items/' ) && 'done' in data ) {
		const id = route.split( '/' ).pop();
		open = data[ 'done' ] ? open.filter( ( one ) => one.id !== id ) : [ item( { id: id ?? '' } ), ...open ];
		done += data[ 'done' ] ? 1 : -1;
		return { saved: true };
	}
	if ( route.endsWith( '/messages' ) ) {
		const id = route.split( '/' )[ 2 ]?.slice( 1 ) ?? '';
		const said: StaffMessage[] = [ message( { id: `q${ id }` } ), message( { id: `m${ id }`, author: 'assistant' } ) ];
		return data[ 'text' ] === undefined
			? { conversation: conversation( { id: `c${ id }` } ), items: said, activity: [], earlier: false, new: null }
			: { message: message( { id: 'sent' } ), conversation: conversation( { id: `c${ id }` } ) };
	}
	return message( { id: 'm1', author: 'assistant' } );
};

const heading = (): string => screen.getByRole( 'article' ).textContent ?? '';

const show = async (): Promise< Asked[] > => {
	const asked = fakeRoutes( answer );
	render( <TodayTab /> );
	await screen.findByRole( 'navigation', { name: 'Steps of the day' } );
	await waitFor( () => expect( screen.queryAllByRole( 'list', { name: 'Messages' } ).length ).toBe( 1 ) );
	return asked;
};

beforeEach( () => {
	done = 0;
	window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: true, delete: true, export: false, manage: true } };
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

describe( 'the page Today', () => {
	it( 'begins with the first step that has something, and moves on after what was handled', async () => {
		open = [ item( { id: '1' } ), item( { id: '2' } ), item( { id: '3', kind: 'sample' } ) ];
		const asked = await show();
		expect( screen.getByRole( 'button', { name: /^Negative ratings/ } ).getAttribute( 'aria-current' ) ).toBe( 'step' );
		expect( heading() ).toContain( 'Rated not helpful No' );
		fireEvent.keyDown( document.body, { key: 'd' } );
		await waitFor( () => expect( screen.getByText( '1 handled by you today', { exact: false } ) ).not.toBeNull() );
		expect( screen.queryByText( 'Answer 1' ) ).toBeNull();
		await waitFor( () => expect( heading() ).toContain( 'm2' ) );
		expect( asked.filter( ( { data } ) => data[ 'done' ] === true ).map( ( { path } ) => path ) )
			.toEqual( [ expect.stringContaining( '/today/items/1' ) ] );
		fireEvent.keyDown( document.body, { key: 'd' } );
		await screen.findByText( 'Nothing left here.' );
		fireEvent.keyDown( document.body, { key: 'n' } );
		await waitFor( () => expect( heading() ).toContain( 'Drawn at random' ) );
	} );

	it( 'takes the last back, on its step', async () => {
		open = [ item( { id: '1' } ) ];
		await show();
		fireEvent.keyDown( document.body, { key: 'd' } );
		await screen.findByText( 'Everything is done. See you tomorrow!' );
		fireEvent.keyDown( document.body, { key: 'z' } );
		await waitFor( () => expect( heading() ).toContain( 'm1' ) );
	} );

	it( 'judges by a key, and keeps the item when that fails', async () => {
		open = [ item( { id: '1' } ) ];
		await show();
		fakeRoutes( () => {
			throw refusal( 500, 'aaia_down', 'The database is away.' );
		} );
		await act( async () => {
			fireEvent.keyDown( document.body, { key: '1' } );
		} );
		expect( ( await screen.findByText( 'The database is away.' ) ).getAttribute( 'role' ) ).toBe( 'alert' );
		const asked = fakeRoutes( answer );
		fireEvent.keyDown( document.body, { key: '1' } );
		await screen.findByText( 'Everything is done. See you tomorrow!' );
		expect( asked[ 0 ]?.data ).toEqual( { verdict: 'correct', note: '' } );
	} );

	it( 'steps with J and K, and leaves keys typed in a field alone', async () => {
		open = [ item( { id: '1', kind: 'waiting', message: null } ), item( { id: '2', kind: 'waiting', message: null } ) ];
		await show();
		const asked = fakeRoutes( answer );
		fireEvent.keyDown( document.body, { key: 'j' } );
		await waitFor( () => expect( heading() ).toContain( 'm2' ) );
		fireEvent.keyDown( screen.getByRole( 'textbox' ), { key: 'k' } );
		fireEvent.keyDown( screen.getByRole( 'textbox' ), { key: 'e' } );
		expect( heading() ).toContain( 'm2' );
		expect( asked.filter( ( { data } ) => 'status' in data ) ).toEqual( [] );
		fireEvent.keyDown( document.body, { key: 'r' } );
		expect( document.activeElement ).toBe( screen.getByRole( 'textbox' ) );
	} );

	it( 'shows no list of a step that was left meanwhile', async () => {
		open = [ item( { id: '1' } ), item( { id: '2', kind: 'sample' } ) ];
		await show();
		let late = (): void => undefined;
		fakeRoutes( ( asked ) => asked.path.includes( '/queues/rating' )
			? new Promise( ( resolve ) => {
				late = () => resolve( { items: [] } );
			} )
			: answer( asked ) );
		fireEvent.keyDown( document.body, { key: 'd' } );
		await screen.findByText( 'Nothing left here.' );
		fireEvent.click( screen.getByRole( 'button', { name: /^Weekly sample/ } ) );
		await waitFor( () => expect( heading() ).toContain( 'Drawn at random' ) );
		await act( async () => late() );
		expect( heading() ).toContain( 'Drawn at random' );
	} );

	it( 'counts above 99 without a number', async () => {
		open = Array.from( { length: 100 }, ( nothing, index ) => item( { id: String( index ), kind: 'flagged' } ) );
		await show();
		expect( screen.getByRole( 'button', { name: 'Flagged answers 99+' } ) ).not.toBeNull();
		expect( screen.getByRole( 'status' ).textContent ).toContain( '100+' );
	} );
} );
