import { BASE, FakeServer, json } from '../../tests/js/widget/fake-server';
import { CONVERSATION, aConversation, updates } from '../../tests/js/widget/builders';
import { createApi } from './api';
import { initialState } from './state';
import { browserMemory } from './storage';
import { createStore } from './store';
import { createSync } from './sync';

const NEWS = 'GET /session/updates?after=c1';

/** A conversation in which a person was asked for, its panel closed or open, and a server that says when to come back. */
function watching( { open = true, pollAfter = 2 } ) {
	jest.useFakeTimers();
	const asked = aConversation( { person_requested: true, alert: 'sent' } );
	const server = new FakeServer().on( 'GET /session/updates', json( updates( { poll_after: pollAfter } ) ) )
		.on( `GET /chat/${ CONVERSATION }/messages`, json( { conversation: asked, items: [], cursor: 'c' } ) )
		.on( NEWS, json( updates( { poll_after: pollAfter } ) ) ).install();
	const memory = browserMemory( BASE );
	memory.save( { token: 't', conversation: CONVERSATION, watch: true, seen: null, revision: 1 } );
	const sync = createSync( {
		api: createApi( BASE, 'en_US', memory, () => undefined ),
		store: createStore( { ...initialState( CONVERSATION ), open }, () => undefined ),
		isKnown: () => true,
		onMessage: () => undefined,
		announce: () => '',
		seen: () => null,
		onSeen: () => undefined,
		onGone: () => undefined,
	} );
	const looks = async ( seconds: number ): Promise< number > => {
		const before = server.routes().filter( ( route ) => route === NEWS ).length;
		await jest.advanceTimersByTimeAsync( seconds * 1000 );
		return server.routes().filter( ( route ) => route === NEWS ).length - before;
	};
	return { server, sync, looks };
}

beforeEach( () => {
	AbortSignal.timeout ??= () => new AbortController().signal;
} );

afterEach( () => {
	jest.useRealTimers();
	localStorage.clear();
} );

describe.each( [ [ 'an open', true ], [ 'a closed', false ] ] )( '%s panel', ( _, open ) => {
	it( 'looks every two seconds as long as the server expects a person’s words', async () => {
		const { sync, looks } = watching( { open } );
		await sync.restore();
		await looks( 60 );
		expect( await looks( 60 ) ).toBe( 30 );
	} );

	it( 'looks ever more rarely once it does not, and quickly again when staff view the conversation', async () => {
		const { server, sync, looks } = watching( { open, pollAfter: 15 } );
		await sync.restore();
		await looks( 300 );
		expect( await looks( 300 ) ).toBe( 10 );
		server.on( NEWS, json( updates( { poll_after: 2 } ) ) );
		await looks( 65 );
		expect( await looks( 60 ) ).toBe( 30 );
	} );
} );

it( 'a panel whose looks fail comes back ever more rarely', async () => {
	const { server, sync, looks } = watching( {} );
	await sync.restore();
	server.on( NEWS, json( {}, 503 ) );
	await looks( 300 );
	expect( await looks( 300 ) ).toBe( 10 );
} );
