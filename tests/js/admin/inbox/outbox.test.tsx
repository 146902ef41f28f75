import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterReplies, Outbox, outbox } from '../../../../admin/data/outbox';
import type { SettingsFacts } from '../../../../admin/data/page-facts';
import { Composer } from '../../../../admin/inbox/Composer';
import type { ThreadState } from '../../../../admin/inbox/inbox-state';
import { replyOutcome } from '../../../../admin/inbox/reply-outcome';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { conversation, message } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';
import type { Asked } from '../fake-routes';

const inbox = { dispatch: jest.fn(), nudge: jest.fn() } as unknown as Inbox;
const about = conversation( { id: 'c1' } );
const stored = ( id: string ): object => ( { message: message( { id, author: 'agent' } ), conversation: about } );
const reply = ( id: string, seen = 'm1' ) => ( { id, conversation: 'c1', text: id, seen } );
const KEY = 'aaia-outbox:0';

let asked: Asked[] = [];
let answer: ( asked: Asked ) => unknown = () => null;

beforeEach( () => {
	jest.useFakeTimers();
	localStorage.clear();
	answer = ( { data } ) => stored( `stored ${ String( data[ 'id' ] ) }` );
	asked = fakeRoutes( ( request ) => request.path.endsWith( '/typing' ) ? { saved: true } : answer( request ) );
} );

afterEach( () => {
	outbox.undo( 'c1' );
	outbox.takeBack( 'c1' );
	jest.useRealTimers();
	delete window.aaiaChatbotAdmin;
} );

const sent = (): unknown[] =>
	asked.filter( ( { path } ) => path.endsWith( '/c1/messages' ) ).map( ( { data } ) => [ data[ 'id' ], data[ 'seen_message' ] ] );
const pass = ( milliseconds: number ): Promise< void > => act( () => jest.advanceTimersByTimeAsync( milliseconds ) );

describe( 'a reply on its way', () => {
	it( 'leaves after its time, once, and is forgotten when the server has it', async () => {
		const box = new Outbox();
		box.add( reply( 'r1' ), 5000 );
		await pass( 4900 );
		expect( sent() ).toEqual( [] );
		expect( localStorage.getItem( KEY ) ).toContain( 'r1' );
		await pass( 200 );
		expect( sent() ).toEqual( [ [ 'r1', 'm1' ] ] );
		expect( localStorage.getItem( KEY ) ).toBeNull();
		await pass( 60_000 );
		expect( sent() ).toHaveLength( 1 );
	} );

	it( 'is taken back in that time and never sent', async () => {
		const box = new Outbox();
		box.add( reply( 'r1' ), 5000 );
		expect( box.undo( 'c1' ) ).toBe( true );
		expect( box.takeBack( 'c1' ).map( ( { text } ) => text ) ).toEqual( [ 'r1' ] );
		await pass( 60_000 );
		expect( sent() ).toEqual( [] );
		expect( localStorage.getItem( KEY ) ).toBeNull();
	} );

	it( 'leaves at once when the page closes', () => {
		const box = new Outbox();
		const end = box.start( replyOutcome( inbox ) );
		box.add( reply( 'r1' ), 5000 );
		window.dispatchEvent( new Event( 'pagehide' ) );
		expect( sent() ).toEqual( [ [ 'r1', 'm1' ] ] );
		end();
	} );

	it( 'that a closed page left is sent by the next one, with the same id, and not while another tab may have it', async () => {
		localStorage.setItem( KEY, JSON.stringify( [ { ...reply( 'r1' ), due: Date.now() + 5000 } ] ) );
		const end = new Outbox().start( replyOutcome( inbox ) );
		await pass( 20_000 );
		expect( sent() ).toEqual( [] );
		await pass( 6000 );
		expect( sent() ).toEqual( [ [ 'r1', 'm1' ] ] );
		end();
	} );

	it( 'that another tab has sent meanwhile is not sent again', async () => {
		localStorage.setItem( KEY, JSON.stringify( [ { ...reply( 'r1' ), due: Date.now() } ] ) );
		const end = new Outbox().start( replyOutcome( inbox ) );
		localStorage.removeItem( KEY );
		await pass( 60_000 );
		expect( sent() ).toEqual( [] );
		end();
	} );

	it( 'goes before the next one, which has seen it', async () => {
		const box = new Outbox();
		box.add( reply( 'r1' ), 5000 );
		box.add( reply( 'r2' ), 5000 );
		await pass( 0 );
		expect( sent() ).toEqual( [ [ 'r1', 'm1' ] ] );
		await pass( 6000 );
		expect( sent() ).toEqual( [ [ 'r1', 'm1' ], [ 'r2', 'stored r1' ] ] );
	} );

	it( 'goes before what is done to its conversation', async () => {
		outbox.add( reply( 'r1' ), 5000 );
		const order: string[] = [];
		answer = ( { data } ) => {
			order.push( 'reply' );
			return stored( String( data[ 'id' ] ) );
		};
		await afterReplies( 'c1', async () => order.push( 'resolved' ) );
		expect( order ).toEqual( [ 'reply', 'resolved' ] );
	} );

	it( 'does without storage when it is blocked', async () => {
		jest.spyOn( Storage.prototype, 'setItem' ).mockImplementation( () => {
			throw new Error( 'full' );
		} );
		const box = new Outbox();
		box.add( reply( 'r1' ), 5000 );
		await pass( 6000 );
		expect( sent() ).toHaveLength( 1 );
	} );
} );

describe( 'the field', () => {
	function compose(): HTMLTextAreaElement {
		window.aaiaChatbotAdmin = { preferences: { enter_sends: true, undo_send: true } } as SettingsFacts;
		outbox.start( replyOutcome( inbox ) );
		const thread: ThreadState = { items: [ message( { id: 'm1' } ) ], activity: [], earlier: false, phase: 'ready' };
		render( <Composer inbox={ inbox } conversation={ about } thread={ thread } name="Ana" /> );
		return screen.getByRole( 'textbox' );
	}
	const send = ( field: HTMLTextAreaElement, text: string ): void => {
		fireEvent.change( field, { target: { value: text } } );
		fireEvent.keyDown( field, { key: 'Enter' } );
	};

	it( 'is free at once, and has the reply again after Undo', async () => {
		const field = compose();
		send( field, 'Too soon' );
		expect( field.value ).toBe( '' );
		fireEvent.change( field, { target: { value: 'And this' } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Undo' } ) );
		expect( field.value ).toBe( 'Too soon\n\nAnd this' );
		expect( screen.queryByRole( 'alert' ) ).toBeNull();
		await pass( 10_000 );
		expect( sent() ).toEqual( [] );
	} );

	it( 'has it again after Ctrl and Z while it is empty', () => {
		const field = compose();
		send( field, 'Too soon' );
		fireEvent.keyDown( field, { key: 'z', ctrlKey: true } );
		expect( field.value ).toBe( 'Too soon' );
	} );

	it( 'shows that it is sent, at once on wish', async () => {
		const field = compose();
		send( field, 'Now' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Send now' } ) );
		await pass( 0 );
		expect( sent() ).toHaveLength( 1 );
		expect( screen.queryByText( 'Now' ) ).toBeNull();
	} );

	it( 'has it again when it is refused, and never puts a note into it', async () => {
		answer = () => {
			throw refusal( 409, 'aaia_newer_message', 'A new message came in.' );
		};
		const field = compose();
		send( field, 'Hello' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Private note' } ) );
		fireEvent.change( field, { target: { value: 'Difficult' } } );
		await pass( 6000 );
		expect( field.value ).toBe( 'Difficult' );
		answer = () => stored( 'n1' );
		fireEvent.keyDown( field, { key: 'Enter' } );
		await pass( 0 );
		await waitFor( () => expect( field.value ).toBe( 'Hello' ) );
		expect( screen.getByRole( 'button', { name: 'Reply' } ).getAttribute( 'aria-pressed' ) ).toBe( 'true' );
		expect( screen.getByRole( 'alert' ).textContent ).toBe( 'A new message came in.' );
	} );
} );
