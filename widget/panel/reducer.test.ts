import { CONVERSATION, aConversation, aMessage, updates } from '../../tests/js/widget/builders';
import { isLive, reduce } from './reducer';
import type { Action } from './reducer';
import { initialState } from './state';
import type { PanelState } from './state';

const after = ( actions: readonly Action[], from: PanelState = initialState( CONVERSATION ) ) => actions.reduce( reduce, from );

const sent: Action = { type: 'sent', outgoing: { id: 'browser-id-0000000000001', text: 'Hello', at: '2026-11-20T10:00:00Z' } };
const started: Action = {
	type: 'answer-started',
	conversation: CONVERSATION,
	question: 'q1',
	answer: aMessage( 'a1', '', { generation: 'streaming', question: 'q1' } ),
};
const stored = aMessage( 'q1', 'Hello', { author: 'visitor', client_id: 'browser-id-0000000000001' } );
const failed: Action = { type: 'turn-failed', failure: { reason: 'offline', retryAfter: null } };

describe( 'a visitor’s message', () => {
	it( 'is shown as unconfirmed until the answer begins, then once under the server’s id', () => {
		expect( after( [ sent ] ) ).toMatchObject( { outgoing: { text: 'Hello' }, turn: { kind: 'sending' }, messages: [] } );
		const state = after( [ sent, started ] );
		expect( state.outgoing ).toBeNull();
		expect( state.messages.map( ( { id } ) => id ) ).toEqual( [ 'q1', 'a1' ] );
	} );

	it( 'is not doubled when updates or the history bring it too', () => {
		const again = after( [ sent, started, { type: 'updated', updates: updates( { items: [ stored ] } ), announcement: '' } ] );
		expect( again.messages.map( ( { id } ) => id ) ).toEqual( [ 'q1', 'a1' ] );
		expect( after( [ sent, failed, { type: 'history-loaded', conversation: aConversation(), messages: [ stored ], seen: null } ] ) )
			.toMatchObject( { outgoing: null, turn: { kind: 'idle' }, messages: [ { id: 'q1' } ] } );
	} );

	it( 'is kept when sending failed', () => {
		expect( after( [ sent, failed ] ) ).toMatchObject( {
			outgoing: { text: 'Hello' },
			turn: { kind: 'failed', failure: { reason: 'offline' } },
		} );
	} );

	it( 'empties the field it came from, and only that', () => {
		expect( after( [ { type: 'typed', draft: ' Hello ' }, sent ] ).draft ).toBe( '' );
		expect( after( [ { type: 'typed', draft: 'Something newer' }, sent ] ).draft ).toBe( 'Something newer' );
	} );

	it( 'that is answered in another conversation moves the panel there', () => {
		const moved = after( [ sent, { ...started, conversation: 'conversation-000000002' } ], {
			...initialState( CONVERSATION ),
			messages: [ aMessage( 'old', 'Old' ) ],
		} );
		expect( moved.conversation.id ).toBe( 'conversation-000000002' );
		expect( moved.messages.map( ( { id } ) => id ) ).toEqual( [ 'q1', 'a1' ] );
	} );
} );

describe( 'an answer', () => {
	it( 'is complete when it ends, and interrupted when the visitor stopped it', () => {
		const ended: Action = { type: 'answer-ended', announcement: 'Assistant: Hi' };
		expect( after( [ sent, started, ended ] ) ).toMatchObject( {
			turn: { kind: 'idle' },
			announcement: 'Assistant: Hi',
			messages: [ {}, { metadata: { generation: 'complete' } } ],
		} );
		expect( after( [ sent, started, { type: 'stopping' }, ended ] ).messages[ 1 ]?.metadata.generation ).toBe( 'interrupted' );
	} );

	it( 'that is being read is not overwritten by an older copy', () => {
		const newer = aMessage( 'a1', 'Hello there', { generation: 'streaming' } );
		const older = aMessage( 'a1', 'Hel', { generation: 'streaming' } );
		const reading = after( [ sent, started, { type: 'answer-changed', answer: newer } ] );
		expect( reduce( reading, { type: 'updated', updates: updates( { items: [ older ] } ), announcement: '' } ).messages[ 1 ] ).toBe( newer );
		expect(
			reduce( reading, { type: 'history-loaded', conversation: aConversation(), messages: [ stored, older ], seen: null } ).messages[ 1 ]
		).toBe( newer );
	} );

	it( 'ends when the visitor sends something newer', () => {
		expect(
			after( [ sent, started, { ...sent, outgoing: { ...sent.outgoing, id: 'browser-id-0000000000002' } } ] ).messages[ 1 ]?.metadata
				.generation
		).toBe( 'complete' );
	} );

	it( 'cannot be stopped before it began', () => {
		expect( after( [ sent, { type: 'stopping' } ] ).turn ).toEqual( { kind: 'sending' } );
	} );
} );

describe( 'what people write', () => {
	const byAnna = ( id: string ) => aMessage( id, 'Hello', { author: 'agent', name: 'Anna' } );

	it( 'counts as unread while the panel is closed, until it is opened', () => {
		const state = after( [
			{ type: 'updated', updates: updates( { items: [ byAnna( 'm1' ), byAnna( 'm2' ), aMessage( 'a1', 'x' ) ] } ), announcement: '' },
		] );
		expect( state.unread ).toBe( 2 );
		expect( reduce( state, { type: 'updated', updates: updates( { items: [ byAnna( 'm2' ) ] } ), announcement: '' } ).unread ).toBe( 2 );
		expect( reduce( state, { type: 'opened' } ).unread ).toBe( 0 );
	} );

	it( 'is not unread when it was seen on an earlier page', () => {
		const load = ( seen: string | null ) =>
			after( [ { type: 'history-loaded', conversation: aConversation(), messages: [ byAnna( 'm1' ), byAnna( 'm2' ) ], seen } ] ).unread;
		expect( [ load( null ), load( 'm1' ), load( 'm2' ) ] ).toEqual( [ 2, 1, 0 ] );
	} );

	it( 'belongs to the conversation on show only', () => {
		const other = { ...byAnna( 'm1' ), metadata: { ...byAnna( 'm1' ).metadata, conversation: 'another-conversation' } };
		const state = after( [
			{
				type: 'updated',
				updates: updates( {
					items: [ other ],
					conversations: [ aConversation( { id: 'another-conversation', handler: 'human' } ) ],
					typing: [ { conversation: 'another-conversation', name: 'Anna' } ],
				} ),
				announcement: '',
			},
		] );
		expect( state ).toMatchObject( { messages: [], unread: 0, typing: null, conversation: { handler: 'assistant' } } );
	} );

	it( 'is looked for while a person is concerned or an answer is on its way', () => {
		expect( isLive( initialState( CONVERSATION ) ) ).toBe( false );
		expect( isLive( after( [ sent ] ) ) ).toBe( true );
		for ( const concern of [ { person_requested: true }, { handler: 'human' } as const ] ) {
			expect( isLive( after( [ { type: 'conversation-changed', conversation: aConversation( concern ) } ] ) ) ).toBe( true );
		}
	} );
} );

describe( 'beginning anew', () => {
	it( 'forgets everything but the settings, the open panel and what stands in the field', () => {
		const state = after( [
			{ type: 'opened' },
			sent,
			started,
			{ type: 'typed', draft: 'Next' },
			{ type: 'begun-anew', conversation: 'conversation-000000002' },
		] );
		expect( state ).toEqual( { ...initialState( 'conversation-000000002' ), open: true, draft: 'Next' } );
	} );
} );
