import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Composer } from '../../../../admin/inbox/Composer';
import { outbox } from '../../../../admin/data/outbox';
import { replyOutcome } from '../../../../admin/inbox/reply-outcome';
import { forgetPreferences } from '../../../../admin/inbox/use-preferences';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { conversation, message } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';
import type { Asked } from '../fake-routes';

let asked: Asked[] = [];
let answer: () => unknown = () => null;
const dispatch = jest.fn();
const inbox = { dispatch, nudge: jest.fn() } as unknown as Inbox;
const about = conversation( { id: 'c1' } );

function compose(): HTMLTextAreaElement {
	render(
		<Composer
			inbox={ inbox }
			conversation={ about }
			thread={ { items: [ message( { id: 'm1' } ), message( { id: 'n1', private: true } ) ], activity: [], earlier: false, phase: 'ready' } }
			name="Camille"
		/>
	);
	return screen.getByRole( 'textbox' );
}

const type = ( field: HTMLElement, text: string ): boolean => fireEvent.change( field, { target: { value: text } } );

beforeEach( () => {
	sessionStorage.clear();
	localStorage.clear();
	forgetPreferences();
	outbox.takeBack( 'c1' );
	outbox.start( replyOutcome( inbox ) );
	dispatch.mockClear();
	answer = () => ( { message: message( { id: 'm2', author: 'agent' } ), conversation: about } );
	asked = fakeRoutes( ( { path } ) => path.endsWith( '/typing' ) ? { saved: true } : answer() );
} );

const sent = (): Asked[ 'data' ][] =>
	asked.filter( ( { path } ) => path === '/aaia-chatbot/v1/conversations/c1/messages' ).map( ( { data } ) => data );

const refuse = ( problem: object ) => (): never => {
	throw problem;
};

describe( 'a reply', () => {
	it( 'goes out with Enter, says what was seen, and leaves an empty field', async () => {
		const field = compose();
		type( field, '  Hello  ' );
		fireEvent.keyDown( field, { key: 'Enter' } );
		await waitFor( () => expect( field.value ).toBe( '' ) );
		expect( sent() ).toEqual( [
			{ id: expect.stringMatching( /^[A-Za-z0-9_-]{22}$/ ), text: 'Hello', private: false, seen_message: 'm1' },
		] );
		expect( localStorage.getItem( 'aaia-draft:0:c1' ) ).toBeNull();
	} );

	it( 'does not go out with Shift and Enter, while a word is composed, or empty', () => {
		const field = compose();
		fireEvent.keyDown( field, { key: 'Enter' } );
		type( field, 'Hello' );
		fireEvent.keyDown( field, { key: 'Enter', shiftKey: true } );
		fireEvent.keyDown( field, { key: 'Enter', isComposing: true } );
		expect( sent() ).toEqual( [] );
	} );

	it( 'wants Ctrl and Enter once Enter no longer sends', async () => {
		const field = compose();
		fireEvent.click( screen.getByRole( 'button', { name: 'Writing preferences' } ) );
		fireEvent.click( await screen.findByRole( 'checkbox', { name: 'Enter sends' } ) );
		expect( asked.find( ( { path } ) => path.endsWith( '/preferences' ) )?.data ).toEqual( { enter_sends: false } );
		type( field, 'Hello' );
		fireEvent.keyDown( field, { key: 'Enter' } );
		expect( sent() ).toEqual( [] );
		fireEvent.keyDown( field, { key: 'Enter', ctrlKey: true } );
		await waitFor( () => expect( sent() ).toHaveLength( 1 ) );
	} );

	it( 'is kept, with the newer words shown, when somebody wrote meanwhile', async () => {
		const newer = message( { id: 'm9' } );
		answer = refuse( refusal( 409, 'aaia_newer_message', 'A new message came in.', { messages: [ newer ] } ) );
		const field = compose();
		type( field, 'Hello' );
		fireEvent.keyDown( field, { key: 'Enter' } );
		expect( ( await screen.findByRole( 'alert' ) ).textContent ).toBe( 'A new message came in.' );
		expect( field.value ).toBe( 'Hello' );
		expect( dispatch ).toHaveBeenCalledWith( { type: 'messages', conversation: 'c1', messages: [ newer ] } );
	} );

	it( 'sent again after a lost answer has the same id, so that it is stored once; changed, it is another', async () => {
		answer = refuse( new TypeError( 'Failed to fetch' ) );
		const field = compose();
		for ( const text of [ 'Hello', 'Hello', 'Hello you' ] ) {
			const before = sent().length;
			type( field, text );
			fireEvent.keyDown( field, { key: 'Enter' } );
			await waitFor( () => expect( sent() ).toHaveLength( before + 1 ) );
			await screen.findByRole( 'alert' );
		}
		const ids = sent().map( ( { id } ) => id );
		expect( [ ids[ 0 ] === ids[ 1 ], ids[ 1 ] === ids[ 2 ] ] ).toEqual( [ true, false ] );
	} );
} );

it( 'a reply waits for the note of typing, which would show somebody who still types', async () => {
	let noted = (): void => undefined;
	const note = new Promise< object >( ( done ) => ( noted = () => done( { saved: true } ) ) );
	asked = fakeRoutes( ( { path } ) => path.endsWith( '/typing' ) ? note : answer() );
	const field = compose();
	type( field, 'Hello' );
	fireEvent.keyDown( field, { key: 'Enter' } );
	await new Promise( ( done ) => setTimeout( done, 20 ) );
	expect( sent() ).toEqual( [] );
	noted();
	await waitFor( () => expect( sent() ).toHaveLength( 1 ) );
} );

describe( 'a private note', () => {
	it( 'is sent as one, without saying what was seen, and typing in it is not shown to others', async () => {
		const field = compose();
		fireEvent.click( screen.getByRole( 'button', { name: 'Private note' } ) );
		type( field, 'VIP' );
		fireEvent.submit( field.closest( 'form' ) as HTMLFormElement );
		await waitFor( () => expect( field.value ).toBe( '' ) );
		expect( asked.map( ( { data } ) => data ) ).toEqual( [ { id: expect.any( String ), text: 'VIP', private: true } ] );
	} );
} );

it( 'a draft is there again after a reload', () => {
	const { unmount } = render( <div /> );
	type( compose(), 'Half a thought' );
	unmount();
	document.body.replaceChildren();
	expect( compose().value ).toBe( 'Half a thought' );
} );
