import { CONVERSATION, aMessage } from '../../tests/js/widget/builders';
import { BASE, FakeServer, answerChunks, hangingStream, json, session, stream } from '../../tests/js/widget/fake-server';
import { textOf } from '../../src/message-parts';
import { createApi } from './api';
import { initialState } from './state';
import type { Memory } from './storage';
import { createStore } from './store';
import { createTurnRunner } from './turn';
import type { TurnEnd } from './turn';

const ID = 'browser-id-0000000000001';
const BODY = {
	message: { id: ID, role: 'user' as const, parts: [ { type: 'text' as const, text: 'Hello' } ] as [ { type: 'text'; text: string } ] },
};
const RESUME = `GET /chat/${ CONVERSATION }/stream`;

/** A visitor who has just sent "Hello", and what is shown of it at each moment. */
function visitor() {
	const flags = new Set< string >();
	const memory: Memory = {
		load: () => null, save: () => undefined, linked: () => false,
		onChange: () => undefined,
		kept: ( name ) => ( flags.has( name ) ? '1' : '' ),
		keep: ( name, text ) => void ( text ? flags.add( name ) : flags.delete( name ) ),
	};
	const server = new FakeServer().on( 'POST /session', session( 'x' ) ).install();
	const shown: string[] = [];
	const store = createStore( initialState( CONVERSATION ), ( { messages } ) =>
		shown.push( messages.map( ( { parts } ) => textOf( parts ) ).join( '|' ) )
	);
	store.dispatch( { type: 'sent', outgoing: { id: ID, text: 'Hello', at: '2026-11-20T10:00:00Z' } } );
	const runner = createTurnRunner( {
		api: createApi( BASE, 'en_US', memory, () => undefined ),
		store,
		memory,
		page: () => ( { url: 'https://s.example/', title: '', locale: 'en_US' } ),
		onAccepted: () => undefined,
	} );
	return { server, store, runner, shown, flags, words: () => store.get().messages.map( ( { parts } ) => textOf( parts ) ) };
}

/** Lets time pass until the turn has ended. */
async function ended( running: Promise< TurnEnd > ): Promise< TurnEnd > {
	let end: TurnEnd | undefined;
	void running.then( ( value ) => ( end = value ) );
	for ( let second = 0; second < 120 && ! end; second++ ) {
		await jest.advanceTimersByTimeAsync( 500 );
	}
	return running;
}

beforeEach( () => {
	jest.useFakeTimers();
} );

afterEach( () => {
	jest.useRealTimers();
} );

describe( 'a turn', () => {
	it( 'shows the answer as it comes, with what its end says', async () => {
		const { server, store, runner, shown, words } = visitor();
		server.on( 'POST /chat', stream( answerChunks( 'a1', 'We open at nine.', { finish: { refused: true, offer_person: true } } ) ) );
		expect( await ended( runner.run( BODY ) ) ).toMatchObject( { kind: 'answered', answer: { id: 'a1' } } );
		expect( words() ).toEqual( [ 'Hello', 'We open at nine.' ] );
		expect( shown ).toContain( 'Hello|We open ' );
		expect( store.get().messages[ 1 ]?.metadata ).toMatchObject( {
			refused: true,
			offer_person: true,
			generation: 'complete',
			question: 'q1',
		} );
		expect( server.asked[ 1 ]?.body ).toEqual( {
			id: CONVERSATION,
			...BODY,
			page: { url: 'https://s.example/', title: '', locale: 'en_US' },
		} );
	} );

	it( 'that is cut off mid-answer is read on, with no word lost, doubled or hidden meanwhile', async () => {
		const { server, runner, shown, words } = visitor();
		server.on( 'POST /chat', stream( answerChunks( 'a1', 'One two three' ).slice( 0, 4 ), { whole: false } ) );
		server.on( RESUME, stream( answerChunks( 'a1', 'One two three' ) ) );
		expect( ( await ended( runner.run( BODY ) ) ).kind ).toBe( 'answered' );
		expect( words() ).toEqual( [ 'Hello', 'One two three' ] );
		const lengths = shown.filter( ( text ) => text.includes( '|' ) ).map( ( text ) => text.length );
		expect( lengths ).toEqual( [ ...lengths ].sort( ( a, b ) => a - b ) );
	} );

	it( 'that is over when the connection is back is taken from the history', async () => {
		const { server, runner } = visitor();
		server
			.on( 'POST /chat', stream( answerChunks( 'a1', 'One' ).slice( 0, 3 ), { whole: false } ) )
			.on( RESUME, new Response( null, { status: 204 } ) );
		expect( await ended( runner.run( BODY ) ) ).toEqual( { kind: 'in-history' } );
	} );

	it( 'that a newer reader took over is not asked for again: history and updates have the rest', async () => {
		const { server, runner, words, store } = visitor();
		const evicted = [
			{ type: 'data-evicted', data: { conversation: CONVERSATION }, transient: true },
			{ type: 'text-end', id: 't' },
			{ type: 'finish', messageMetadata: { generation: 'streaming' } },
		];
		server.on( 'POST /chat', stream( [ ...answerChunks( 'a1', 'One two three' ).slice( 0, 4 ), ...evicted ] ) );
		expect( await ended( runner.run( BODY ) ) ).toEqual( { kind: 'held' } );
		expect( server.routes() ).toEqual( [ 'POST /session', 'POST /chat (stream)' ] );
		expect( words()[ 1 ] ).toMatch( /^One/ );
		expect( store.get().messages[ 1 ]?.metadata.generation ).toBe( 'streaming' );
	} );

	it( 'asked for as JSON that a newer reader took over is not asked for again either', async () => {
		const { server, runner, flags } = visitor();
		flags.add( 'buffered' );
		server.on(
			'POST /chat',
			json( { metadata: { conversation: CONVERSATION, question: 'q1', handler: 'assistant', evicted: true } }, 202 )
		);
		expect( await ended( runner.run( BODY ) ) ).toEqual( { kind: 'held' } );
		expect( server.routes() ).toEqual( [ 'POST /session', 'POST /chat' ] );
	} );

	it( 'that was lost before it began is sent again under the same id', async () => {
		const { server, runner, words } = visitor();
		server.on( 'POST /chat', new TypeError( 'Failed to fetch' ), stream( [], { whole: false } ), stream( answerChunks( 'a1', 'Here' ) ) );
		expect( ( await ended( runner.run( BODY ) ) ).kind ).toBe( 'answered' );
		const ids = server.asked.slice( 1 ).map( ( { body } ) => ( body as typeof BODY ).message.id );
		expect( ids ).toEqual( [ ID, ID, ID ] );
		expect( words() ).toEqual( [ 'Hello', 'Here' ] );
	} );

	it( 'without a connection fails after a few tries, and the text is kept', async () => {
		const { server, store, runner } = visitor();
		server.on( 'POST /chat', new TypeError( 'Failed to fetch' ) );
		expect( await ended( runner.run( BODY ) ) ).toEqual( { kind: 'failed', failure: { reason: 'offline', retryAfter: null } } );
		expect( store.get().outgoing?.text ).toBe( 'Hello' );
		expect( server.asked.length ).toBeLessThan( 8 );
	} );

	it( 'whose stream is kept back for 8 seconds is asked for as JSON, and the next ones at once', async () => {
		const { server, runner, flags, words } = visitor();
		server.on( 'POST /chat', 'never', json( aMessage( 'a1', 'Whole', { question: 'q1' } ) ) );
		const running = runner.run( BODY );
		await jest.advanceTimersByTimeAsync( 7_900 );
		expect( server.routes() ).toEqual( [ 'POST /session', 'POST /chat (stream)' ] );
		expect( ( await ended( running ) ).kind ).toBe( 'answered' );
		expect( server.routes() ).toEqual( [ 'POST /session', 'POST /chat (stream)', 'POST /chat' ] );
		expect( words() ).toEqual( [ 'Hello', 'Whole' ] );
		expect( flags.has( 'buffered' ) ).toBe( true );
		await ended( runner.run( BODY ) );
		expect( server.routes().slice( 3 ) ).toEqual( [ 'POST /chat' ] );
	} );

	it( 'that falls silent after its beginning is asked for as JSON too, and never doubled', async () => {
		const { server, runner, flags, words } = visitor();
		server.on(
			'POST /chat',
			hangingStream( answerChunks( 'a1', 'One two' ).slice( 0, 3 ) ),
			json( aMessage( 'a1', 'One two', { question: 'q1' } ) )
		);
		expect( ( await ended( runner.run( BODY ) ) ).kind ).toBe( 'answered' );
		expect( words() ).toEqual( [ 'Hello', 'One two' ] );
		expect( flags.has( 'buffered' ) ).toBe( false );
	} );

	it( 'that a person holds is stored and not answered', async () => {
		const { server, store, runner } = visitor();
		const held = { type: 'data-conversation', data: { ...store.get().conversation, handler: 'human', agent: 'Anna' }, transient: true };
		server.on( 'POST /chat', stream( [ held, { type: 'finish' } ], { status: 202 } ) );
		expect( await ended( runner.run( BODY ) ) ).toEqual( { kind: 'held' } );
		expect( store.get().conversation ).toMatchObject( { handler: 'human', agent: 'Anna' } );
	} );

	it( 'that waits its turn is asked for again when the server says', async () => {
		const { server, store, runner } = visitor();
		const queued = stream( [ { type: 'data-conversation', data: store.get().conversation }, { type: 'finish' } ], {
			status: 202,
			headers: { 'Retry-After': '3' },
		} );
		server.on( 'POST /chat', queued, stream( answerChunks( 'a1', 'Now' ) ) );
		const running = runner.run( BODY );
		await jest.advanceTimersByTimeAsync( 2_900 );
		expect( store.get().turn ).toEqual( { kind: 'queued' } );
		expect( server.asked ).toHaveLength( 2 );
		expect( ( await ended( running ) ).kind ).toBe( 'answered' );
	} );

	it( 'gives way to a newer one without a trace of its own', async () => {
		const { server, runner, words } = visitor();
		server.on( 'POST /chat', 'never', stream( answerChunks( 'a2', 'Second' ) ) );
		const first = runner.run( BODY );
		await jest.advanceTimersByTimeAsync( 100 );
		const second = runner.run( BODY );
		expect( [ ( await ended( second ) ).kind, ( await ended( first ) ).kind ] ).toEqual( [ 'answered', 'replaced' ] );
		expect( words() ).toEqual( [ 'Hello', 'Second' ] );
	} );

	it.each( [
		[ 429, 'rate' ],
		[ 403, 'server' ],
		[ 404, 'gone' ],
		[ 500, 'server' ],
	] )( 'that is refused with %i says why', async ( status, reason ) => {
		const { server, runner } = visitor();
		server.on( 'POST /chat', json( {}, status ) );
		expect( await ended( runner.run( BODY ) ) ).toMatchObject( { kind: 'failed', failure: { reason } } );
	} );

	it( 'after an approval goes on with the same message', async () => {
		const { server, store, runner } = visitor();
		const asked = [
			...answerChunks( 'a1', 'May I send this?' ).slice( 0, -1 ),
			{ type: 'tool-input-available', toolCallId: 'c1', toolName: 'send_support_email', input: { summary: 'x' } },
			{ type: 'tool-approval-request', toolCallId: 'c1', approvalId: 'p1' },
			{ type: 'finish', messageMetadata: { generation: 'complete' } },
		];
		const approved = [
			{ type: 'start', messageId: 'a1', messageMetadata: { conversation: CONVERSATION, question: 'q1', message: 'a1' } },
			{ type: 'tool-input-available', toolCallId: 'c1', toolName: 'send_support_email', input: { summary: 'x' } },
			{ type: 'tool-output-available', toolCallId: 'c1', output: {} },
			{ type: 'text-start', id: 'u' },
			{ type: 'text-delta', id: 'u', delta: 'Done.' },
			{ type: 'text-end', id: 'u' },
			{ type: 'finish', messageMetadata: { generation: 'complete' } },
		];
		server.on( 'POST /chat', stream( asked ), stream( approved ) );
		await ended( runner.run( BODY ) );
		await ended( runner.run( { approval: { approvalId: 'p1', approved: true, input: { summary: 'x' } } } ) );
		expect( store.get().messages ).toHaveLength( 2 );
		expect( store.get().messages[ 1 ]?.parts ).toMatchObject( [
			{ text: 'May I send this?' },
			{ state: 'output-available' },
			{ text: 'Done.' },
		] );
	} );
} );
