import { CONVERSATION, aConfig, aConversation, aMessage, updates } from '../../tests/js/widget/builders';
import { BASE, FakeServer, answerChunks, json, session, stream } from '../../tests/js/widget/fake-server';
import type { WidgetConfig } from '../../src/wire/wire';
import { createActions as actions } from '../more/actions';
import type { More } from '../more/more';
import { createController } from './controller';
import { storageKey } from './storage';

customElements.define( 'aaia-chatbot', class extends HTMLElement {
	public static more = { actions } as More;
} );

const CHAT = `/chat/${ CONVERSATION }`;
const consentRefused = () => json( { code: 'aaia_consent_required' }, 403 );
const closed = () => json( { code: 'aaia_site_closed' }, 403 );
const gone = () => json( { code: 'aaia_not_found' }, 404 );

/** A browser that knows a conversation, or a new one. */
function visitor( {
	returning = false, config = {} as Partial< WidgetConfig >, sessions = [ session( 'x' ) ] as Parameters< FakeServer[ 'on' ] >[ 1 ][],
} = {} ) {
	if ( returning ) {
		localStorage.setItem(
			storageKey( BASE ),
			JSON.stringify( { token: 'kept', conversation: CONVERSATION, watch: false, seen: null, revision: 1 } )
		);
	}
	const server = new FakeServer().on( 'GET /widget?locale=en_US', json( aConfig( config ) ) ).on( 'POST /session', ...sessions )
		.on( 'GET /session/updates', json( updates() ) ).install();
	const emitted: string[] = [];
	const start = () =>
		createController( {
			api: BASE,
			locale: 'en_US',
			panel: 'panel.js',
			load: () => Promise.resolve(),
			changed: () => undefined,
			emit: ( name ) => emitted.push( name ),
		} );
	return { server, start, emitted };
}

/** Waits until what was begun has had its effect. */
async function until( holds: () => boolean ): Promise< void > {
	for ( let tries = 0; tries < 200 && ! holds(); tries++ ) {
		await new Promise( ( done ) => setTimeout( done, 10 ) );
	}
	expect( holds() ).toBe( true );
}

const answering = ( server: FakeServer ) =>
	server.on( 'POST /chat', ( { body } ) =>
		stream(
			answerChunks( 'a1', 'Hi' ).map(
				( chunk ) => JSON.parse( JSON.stringify( chunk ).replaceAll( CONVERSATION, ( body as { id: string } ).id ) ) as object
			)
		)
	);

beforeEach( () => {
	history.replaceState( null, '', '/' );
	localStorage.clear();
	sessionStorage.clear();
	document.head.replaceChildren();
} );

describe( 'a new visitor', () => {
	it( 'costs the server one look at the settings until something is sent, and the browser no memory', async () => {
		const { server, start } = visitor();
		const controller = start();
		controller.open();
		await until( () => controller.state().config !== null );
		controller.type( 'Hel' );
		expect( server.routes() ).toEqual( [ 'GET /widget?locale=en_US' ] );
		expect( localStorage ).toHaveLength( 0 );
	} );

	it( 'is remembered from the first message on', async () => {
		const { server, start, emitted } = visitor();
		const controller = start();
		answering( server );
		controller.send( 'Hello' );
		await until( () => controller.state().messages.length === 2 && controller.state().turn.kind === 'idle' );
		expect( JSON.parse( localStorage.getItem( storageKey( BASE ) ) ?? '' ) ).toMatchObject( {
			token: 'x',
			conversation: controller.state().conversation.id,
		} );
		expect( controller.state().announcement ).toBe( 'Assistant: Hi' );
		expect( emitted ).toEqual( [ 'message', 'message' ] );
	} );

	it( 'sends nothing that is empty', () => {
		const { server, start } = visitor();
		start().send( ' \n ' );
		expect( server.asked ).toEqual( [] );
	} );
} );

describe( 'consent', () => {
	const asks = { config: { consent: { text: '', version: 'v1', privacy_url: null } } };

	it( 'is asked before anything is sent, and what was typed goes out after it', async () => {
		const { server, start } = visitor( asks );
		const controller = start();
		controller.open();
		await until( () => controller.state().config !== null );
		answering( server );
		controller.send( 'Hello' );
		expect( controller.state() ).toMatchObject( { view: { kind: 'consent' }, draft: 'Hello' } );
		controller.agree();
		await until( () => controller.state().messages.length === 2 );
		expect( server.asked[ 1 ] ).toMatchObject( { path: '/session', body: { consent: true } } );
		expect( controller.state() ).toMatchObject( { view: { kind: 'chat' }, draft: '' } );
	} );

	it( 'that the server misses is asked for, and the same message goes out again', async () => {
		const { server, start } = visitor( asks );
		const controller = start();
		server.on( 'POST /chat', consentRefused() );
		answering( server );
		controller.send( 'Hello' );
		await until( () => controller.state().view.kind === 'consent' );
		controller.agree();
		await until( () => controller.state().messages.length === 2 );
		const [ first, second ] = server.asked
			.filter( ( { path } ) => path === '/chat' )
			.map( ( { body } ) => ( body as { message: { id: string } } ).message.id );
		expect( first ).toBe( second );
	} );

	it( 'is asked before a request for a person is sent, which goes out after it', async () => {
		const { server, start } = visitor( asks );
		const controller = start();
		const { id } = controller.state().conversation;
		controller.open();
		await until( () => controller.state().config !== null );
		server.on(
			`POST /chat/${ id }/handover`,
			json( { conversation: aConversation( { id, person_requested: true } ), message: null, notice: 'Saved.' }, 202 )
		);
		controller.requestPerson( 'Please call', 'me@site.example', '' );
		await until( () => controller.state().view.kind === 'consent' );
		const posts = () => server.routes().filter( ( route ) => route.startsWith( 'POST' ) );
		expect( posts() ).toEqual( [] );
		controller.agree();
		await until( () => controller.state().conversation.person_requested );
		expect( posts() ).toEqual( [ 'POST /session', `POST /chat/${ id }/handover` ] );
	} );

	it( 'that is missing for a request for a person sends just that request after it', async () => {
		const { server, start, emitted } = visitor( asks );
		const controller = start();
		const path = `/chat/${ controller.state().conversation.id }/handover`;
		const requested = {
			conversation: aConversation( { id: controller.state().conversation.id, person_requested: true, alert: 'saved' } ),
			message: null,
			notice: 'Saved.',
		};
		server.on( `POST ${ path }`, consentRefused(), json( requested, 202 ) );
		controller.requestPerson( 'Please call', 'me@site.example', '' );
		await until( () => controller.state().view.kind === 'consent' );
		controller.agree();
		await until( () => controller.state().conversation.person_requested );
		expect( server.asked.filter( ( asked ) => asked.path === path ).map( ( { body } ) => body ) ).toEqual(
			Array( 2 ).fill( expect.objectContaining( { message: 'Please call', email: 'me@site.example' } ) )
		);
		expect( server.routes() ).not.toContain( 'POST /chat (stream)' );
		expect( emitted ).toEqual( [ 'handover' ] );
	} );
} );

describe( 'a request for a person', () => {
	it( 'whose answer was lost is sent again under the same id, other words under another', async () => {
		const { server, start } = visitor();
		const controller = start();
		const path = `/chat/${ controller.state().conversation.id }/handover`;
		const conversation = aConversation( { id: controller.state().conversation.id, person_requested: true } );
		const requested = { conversation, message: null, notice: 'Saved.' };
		server.on( `POST ${ path }`, json( {}, 500 ), json( {}, 500 ), json( requested, 202 ), json( requested, 202 ), json( requested, 202 ) );
		const bodies = () => server.asked
			.filter( ( asked ) => asked.path === path )
			.map( ( { body } ) => body as { id?: string; message?: string } );
		const ask = async ( message: string ) => {
			const before = bodies().length;
			controller.requestPerson( message, '', '' );
			await until( () => bodies().length > before && ! controller.state().view.busy );
		};
		for ( const words of [ 'Please call', 'Please call', 'Please call me', 'Please call me', '' ] ) {
			await ask( words );
		}
		const [ lost, again, other, later, silent ] = bodies().map( ( { id } ) => id );
		expect( lost ).toMatch( /^[\w-]{16,64}$/ );
		expect( again ).toBe( lost );
		expect( new Set( [ lost, other, later ] ).size ).toBe( 3 );
		expect( silent ).toBeUndefined();
	} );
} );

describe( 'a request with nothing in it', () => {
	it( 'asks for a message or an address instead of being sent', () => {
		const { server, start } = visitor();
		const controller = start();
		controller.requestPerson( '', '', 'Ann' );
		const failure = { reason: 'empty', text: 'Please write a message or your e-mail address.' };
		expect( controller.state().view ).toMatchObject( { kind: 'handover', busy: false, failure } );
		expect( server.asked ).toEqual( [] );
	} );
} );

describe( 'what is being written', () => {
	it( 'survives a reload of the page, and is gone once it is sent', async () => {
		const { server, start } = visitor();
		start().type( 'Half a thou' );
		const again = start();
		expect( again.state().draft ).toBe( 'Half a thou' );
		answering( server );
		again.send( 'Half a thou' );
		await until( () => again.state().messages.length === 2 );
		expect( start().state().draft ).toBe( '' );
	} );

	it( 'and sent while too much was sent says why it waits', async () => {
		const { server, start } = visitor();
		const controller = start();
		server.on( 'POST /chat', json( {}, 429, { 'Retry-After': '30' } ), json( {}, 429, { 'Retry-After': '20' } ) );
		controller.send( 'One' );
		await until( () => controller.state().turn.kind === 'failed' );
		controller.send( 'Two' );
		await until( () => controller.state().announcement !== '' );
		expect( controller.state() ).toMatchObject( { announcement: expect.stringMatching( /again in 20 seconds/ ) as string, draft: 'Two' } );
	} );
} );

describe( 'a returning visitor', () => {
	it( 'sees the conversation again', async () => {
		const { server, start } = visitor( { returning: true } );
		server.on(
			`GET ${ CHAT }/messages`,
			json( {
				conversation: aConversation(),
				items: [ aMessage( 'q1', 'Hello', { author: 'visitor' } ), aMessage( 'a1', 'Hi' ) ],
				cursor: 'c',
			} )
		);
		const controller = start();
		expect( controller.state().loading ).toBe( true );
		await until( () => controller.state().messages.length === 2 );
		expect( controller.state().loading ).toBe( false );
	} );

	it( 'whose answer was still being written reads it to its end', async () => {
		const { server, start } = visitor( { returning: true } );
		server.on(
			`GET ${ CHAT }/messages`,
			json( { conversation: aConversation(), items: [ aMessage( 'a1', 'One', { generation: 'streaming' } ) ], cursor: 'c' } )
		);
		server.on( `GET ${ CHAT }/stream`, stream( answerChunks( 'a1', 'One two' ) ) );
		const controller = start();
		await until(
			() => controller.state().messages[ 0 ]?.parts.some( ( part ) => part.type === 'text' && part.text === 'One two' ) ?? false
		);
	} );

	it( 'whose conversation was deleted elsewhere begins a new one with the same message', async () => {
		const { server, start } = visitor( { returning: true } );
		server.on( `GET ${ CHAT }/messages`, json( { conversation: aConversation(), items: [], cursor: 'c' } ) ).on( 'POST /chat', gone() );
		const controller = start();
		await until( () => ! controller.state().loading );
		answering( server );
		controller.send( 'Hello' );
		await until( () => controller.state().messages.length === 2 );
		expect( controller.state().conversation.id ).not.toBe( CONVERSATION );
		expect(
			new Set(
				server.asked.filter( ( { path } ) => path === '/chat' ).map( ( { body } ) => ( body as { message: { id: string } } ).message.id )
			).size
		).toBe( 1 );
	} );

	describe( 'who was signed out', () => {
		const signedOut = () => json( { code: 'aaia_session_expired' }, 401 );
		const strangers = () => json( { token: 'y', expires_at: '', visitor: 'v2', continued: false } );
		const history = () => json( { conversation: aConversation(), items: [ aMessage( 'a1', 'Between us' ) ], cursor: 'c' } );

		it( 'is a stranger: the old conversation is not shown any more', async () => {
			const { start } = visitor( { returning: true } );
			const server = new FakeServer()
				.on( 'GET /widget?locale=en_US', json( aConfig( {} ) ) )
				.on( 'POST /session', strangers() )
				.on( 'GET /session/updates', json( updates() ) )
				.on( `GET ${ CHAT }/messages`, history() )
				.on( 'GET /session/updates?after=c1', signedOut(), json( updates() ) )
				.install();
			const controller = start();
			await until( () => controller.state().messages.length === 1 );
			controller.open();
			await until( () => controller.state().messages.length === 0 );
			expect( server.routes() ).toContain( 'POST /session' );
			expect( controller.state().conversation.id ).not.toBe( CONVERSATION );
			expect( localStorage ).toHaveLength( 0 );
			controller.close();
		} );

		it( 'and was just writing begins a new conversation with those words', async () => {
			const { start } = visitor( { returning: true } );
			const server = new FakeServer().on( 'GET /widget?locale=en_US', json( aConfig( {} ) ) ).on( 'POST /session', strangers() )
				.on( 'GET /session/updates', json( updates() ) ).on( `GET ${ CHAT }/messages`, history() ).on( 'POST /chat', signedOut() ).install();
			const controller = start();
			await until( () => controller.state().messages.length === 1 );
			answering( server );
			controller.send( 'Hello again' );
			await until( () => controller.state().messages.length === 2 );
			expect( controller.state().conversation.id ).not.toBe( CONVERSATION );
			expect( JSON.stringify( controller.state().messages ) ).not.toContain( 'Between us' );
			expect( server.routes().filter( ( route ) => route === 'POST /session' ) ).toHaveLength( 1 );
		} );
	} );

	it( 'whose answer is read by another page sees it grow by updates, and hears its end announced', async () => {
		const { server, start } = visitor( { returning: true } );
		const half = aMessage( 'a1', 'One', { generation: 'streaming' } );
		server.on(
			`GET ${ CHAT }/messages`,
			json( { conversation: aConversation(), items: [ half ], cursor: 'c' } ),
			json( { conversation: aConversation(), items: [ half ], cursor: 'c' } )
		);
		server.on( `GET ${ CHAT }/stream`, new Response( null, { status: 204 } ) );
		server.on( 'GET /session/updates?after=c1', json( updates( { items: [ aMessage( 'a1', 'One two' ) ] } ) ) );
		const controller = start();
		controller.open();
		await until( () => controller.state().announcement === 'Assistant: One two' );
		expect( server.routes().filter( ( route ) => route.includes( '/stream' ) ) ).toHaveLength( 1 );
		controller.close();
	} );

	it( 'keeps the conversation while the owner has switched the chat off', async () => {
		const { start } = visitor( { returning: true } );
		const off = new FakeServer()
			.on( 'GET /widget?locale=en_US', gone() )
			.on( 'GET /session/updates', gone() )
			.on( 'POST /chat', gone() )
			.install();
		const controller = start();
		await until( () => ! controller.state().loading );
		controller.send( 'Hello' );
		await until( () => controller.state().turn.kind === 'failed' );
		await until( () => off.routes().filter( ( route ) => route.startsWith( 'GET /widget' ) ).length > 1 );
		expect( localStorage.getItem( storageKey( BASE ) ) ).toContain( CONVERSATION );
		expect( controller.state().outgoing?.text ).toBe( 'Hello' );
	} );

	it( 'is shown nothing any more once the site is closed, and everything again once it is open', async () => {
		const { server, start } = visitor( { returning: true } );
		const history = () => json( { conversation: aConversation(), items: [ aMessage( 'a1', 'For members' ) ], cursor: 'c' } );
		server.on( `GET ${ CHAT }/messages`, history() ).on( 'POST /chat', closed() ).on( 'GET /session/updates?after=c1', closed() );
		const controller = start();
		await until( () => controller.state().messages.length === 1 );
		controller.send( 'And now?' );
		await until( () => controller.state().turn.kind === 'failed' );
		expect( controller.state() ).toMatchObject( { messages: [], outgoing: { text: 'And now?' }, turn: { failure: { reason: 'closed' } } } );

		visitor().server.on( `GET ${ CHAT }/messages`, history() );
		const again = start();
		await until( () => again.state().messages.length === 1 );
		expect( again.state().turn ).toEqual( { kind: 'idle' } );
	} );

	it( 'can delete it: the browser forgets with the server', async () => {
		const { server, start } = visitor( { returning: true } );
		server
			.on( `GET ${ CHAT }/messages`, json( { conversation: aConversation(), items: [ aMessage( 'a1', 'Hi' ) ], cursor: 'c' } ) )
			.on( `DELETE ${ CHAT }`, json( { deleted: true } ) );
		const controller = start();
		await until( () => controller.state().messages.length === 1 );
		controller.deleteConversation();
		await until( () => controller.state().messages.length === 0 );
		expect( localStorage ).toHaveLength( 0 );
	} );

	it( 'takes a rating back when it could not be saved', async () => {
		const { server, start } = visitor( { returning: true } );
		server
			.on( `GET ${ CHAT }/messages`, json( { conversation: aConversation(), items: [ aMessage( 'a1', 'Hi' ) ], cursor: 'c' } ) )
			.on( `PUT ${ CHAT }/messages/a1/rating`, json( {}, 500 ) );
		const controller = start();
		await until( () => controller.state().messages.length === 1 );
		expect( await controller.rate( aMessage( 'a1', 'Hi' ), 'up' ) ).toBe( false );
		expect( controller.state().messages[ 0 ]?.metadata.rating ).toBeNull();
		expect( controller.state().announcement ).toMatch( /couldn’t be saved/ );
	} );

	it( 'is told when the team was alerted', async () => {
		const { server, start } = visitor( { returning: true } );
		server.on(
			`GET ${ CHAT }/messages`,
			json( { conversation: aConversation( { person_requested: true, alert: 'saved' } ), items: [], cursor: 'c' } )
		);
		server.on(
			'GET /session/updates?after=c1',
			json( updates( { conversations: [ aConversation( { person_requested: true, alert: 'sent' } ) ] } ) )
		);
		const controller = start();
		controller.open();
		await until( () => controller.state().conversation.alert === 'saved' );
		await until( () => controller.state().conversation.alert === 'sent' );
		expect( controller.state().announcement ).toMatch( /team has been alerted/ );
		controller.close();
	} );
} );

it( 'forgets nothing while the owner has switched the chat off', async () => {
	const { server, start } = visitor( { returning: true, sessions: [ gone() ] } );
	server.on( 'GET /session/updates', json( { code: 'aaia_session_expired' }, 401 ) )
		.on( `GET ${ CHAT }/messages`, json( { code: 'aaia_session_expired' }, 401 ) );
	start();
	await until( () => server.routes().includes( 'POST /session' ) );
	await new Promise( ( done ) => setTimeout( done, 50 ) );
	expect( JSON.parse( localStorage.getItem( storageKey( BASE ) ) ?? 'null' ) ).toMatchObject( { conversation: CONVERSATION } );
} );

describe( 'a mailed link', () => {
	const OPENED = 'conversation-of-the-link';
	const ENDED = 'This link no longer works.';
	const ended = () => json( { code: 'aaia_not_found', message: ENDED }, 404 );
	const opened = () => json( { token: 'of the link', expires_at: '', visitor: 'v', continued: false, conversation: OPENED } );
	const withLink = ( server: FakeServer ) => {
		history.replaceState( null, '', '/page/#aaia=abcdefghijklmnop' );
		return server.on( `GET /chat/${ OPENED }/messages`, json( {
			conversation: { ...aConversation(), id: OPENED },
			items: [ aMessage( 'm1', 'We can help', { author: 'agent' } ) ],
			cursor: 'c1',
		} ) ).on( `GET ${ CHAT }/messages`, json( { conversation: aConversation(), items: [], cursor: 'c1' } ) );
	};
	const own = (): unknown => JSON.parse( localStorage.getItem( storageKey( BASE ) ) ?? 'null' );

	it( 'opens its conversation in this tab and leaves the visitor’s own as it is', async () => {
		const { server, start } = visitor( { returning: true, sessions: [ opened() ] } );
		const before = own();
		withLink( server );
		const controller = start();
		expect( [ location.hash, controller.state().loading ] ).toEqual( [ '', true ] );
		await until( () => controller.state().messages.length === 1 );
		expect( server.asked.find( ( { body } ) => ( body as { invitation?: string } | undefined )?.invitation ) )
			.toMatchObject( { body: { locale: 'en_US', invitation: 'abcdefghijklmnop' } } );
		expect( [ controller.state().conversation.id, controller.linked(), own() ] ).toEqual( [ OPENED, true, before ] );

		const next = start();
		await until( () => next.state().messages.length === 1 );
		expect( next.state().conversation.id ).toBe( OPENED );

		next.startAnew();
		expect( [ next.linked(), next.state().messages.length, own() ] ).toEqual( [ false, 0, before ] );
	} );

	it( 'to the conversation of this very browser leaves it the visitor’s own', async () => {
		const { server, start } = visitor( {
			returning: true,
			sessions: [ json( { token: 'renewed', expires_at: '', visitor: 'v', continued: true, conversation: CONVERSATION } ) ],
		} );
		withLink( server );
		const controller = start();
		await until( () => server.routes().includes( `GET ${ CHAT }/messages` ) );
		expect( [ controller.linked(), sessionStorage.length ] ).toEqual( [ false, 0 ] );
		expect( own() ).toMatchObject( { conversation: CONVERSATION, token: 'renewed' } );
	} );

	it( 'that opens nothing says why, and the visitor’s own conversation is back', async () => {
		const { server, start } = visitor( { returning: true, sessions: [ ended() ] } );
		withLink( server );
		const controller = start();
		await until( () => controller.state().turn.kind === 'failed' );
		expect( controller.state().turn ).toMatchObject( { failure: { reason: 'gone', text: ENDED } } );
		await until( () => server.routes().includes( `GET ${ CHAT }/messages` ) );
		expect( [ controller.state().conversation.id, controller.linked(), controller.state().loading ] )
			.toEqual( [ CONVERSATION, false, false ] );
		expect( own() ).toMatchObject( { conversation: CONVERSATION, token: 'kept' } );
	} );

	it( 'that ends while it is used gives back what was being written', async () => {
		const { server, start } = visitor( { sessions: [ opened(), ended() ] } );
		withLink( server );
		const controller = start();
		await until( () => controller.state().messages.length === 1 );
		server.on( 'POST /chat', json( { code: 'aaia_session_expired' }, 401 ) );
		controller.send( 'One more thing' );
		await until( () => ! controller.linked() && controller.state().draft !== '' );
		expect( [ controller.state().draft, controller.state().messages.length ] ).toEqual( [ 'One more thing', 0 ] );
		expect( controller.state().turn ).toMatchObject( { failure: { text: ENDED } } );
	} );

	it( 'shows the login of its browser where the chat is for members', async () => {
		const login = json( { code: 'aaia_login_required', message: 'Please log in.', data: { status: 401 } }, 401 );
		const { server, start } = visitor( { returning: true, sessions: [ login, opened() ] } );
		server.on( 'GET /widget/proof', json( { proof: 'p1', expires_at: '' } ) );
		const before = own();
		withLink( server );
		const controller = start();
		await until( () => controller.state().messages.length === 1 );
		expect( server.asked.filter( ( { body } ) => body ).map( ( { body } ) => body ).slice( 0, 2 ) ).toEqual( [
			{ locale: 'en_US', invitation: 'abcdefghijklmnop' }, { locale: 'en_US', invitation: 'abcdefghijklmnop', proof: 'p1' },
		] );
		expect( [ controller.state().conversation.id, own() ] ).toEqual( [ OPENED, before ] );
	} );

	it( 'is tried again where the network was lost', async () => {
		const { server, start } = visitor( { returning: true, sessions: [ new Error( 'offline' ), opened() ] } );
		withLink( server );
		const controller = start();
		await until( () => controller.state().turn.kind === 'failed' );
		controller.retry();
		await until( () => controller.state().conversation.id === OPENED );
	} );
} );
