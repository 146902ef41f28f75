import { BASE, FakeServer, json, session } from '../../tests/js/widget/fake-server';
import { createApi } from './api';
import type { Memory, Saved } from './storage';

const memory = ( saved: Saved | null = null ): Memory => ( {
	load: () => saved,
	save: ( newer ) => ( saved = newer ),
	kept: () => '',
	keep: () => undefined,
	linked: () => false,
	onChange: () => undefined,
} );

const expired = json( { code: 'aaia_session_expired', message: '', data: { status: 401 } }, 401 );

describe( 'talking to the server', () => {
	it( 'starts a session by itself, once, and sends its token in the header only', async () => {
		const server = new FakeServer().on( 'POST /session', session( 'one' ) ).on( 'GET /session/updates', json( {} ) ).install();
		const api = createApi( BASE, 'fr_FR', memory(), () => undefined );
		await api.json( '/session/updates' );
		await api.json( '/session/updates' );
		expect( server.routes() ).toEqual( [ 'POST /session', 'GET /session/updates', 'GET /session/updates' ] );
		expect( server.asked[ 0 ] ).toMatchObject( { body: { locale: 'fr_FR' } } );
		expect( server.asked[ 2 ]?.headers[ 'X-Aaia-Session' ] ).toBe( 'one' );
	} );

	it( 'asks without the fragment by which the browser tells its users apart', async () => {
		const server = new FakeServer().on( 'POST /session', session( 'one' ) ).on( 'GET /session/updates', json( {} ) ).install();
		await createApi( `${ BASE }#4f2a`, 'fr_FR', memory(), () => undefined ).json( '/session/updates' );
		expect( server.routes() ).toEqual( [ 'POST /session', 'GET /session/updates' ] );
	} );

	it( 'renews an expired session with the old token and repeats the request, unseen', async () => {
		const kept = memory( { token: 'old', conversation: 'c', watch: false, seen: null, revision: 1 } );
		const server = new FakeServer()
			.on( 'POST /session', session( 'new' ) )
			.on( 'GET /session/updates', expired, json( { fine: true } ) )
			.install();
		expect( await createApi( BASE, 'en_US', kept, () => undefined ).json( '/session/updates' ) ).toMatchObject( {
			ok: true,
			data: { fine: true },
		} );
		expect( server.asked.map( ( { headers } ) => headers[ 'X-Aaia-Session' ] ) ).toEqual( [ 'old', 'old', 'new' ] );
		expect( kept.load()?.token ).toBe( 'new' );
	} );

	it( 'says so when the server does not continue the session, and only then', async () => {
		const strangers: string[] = [];
		const api = createApi( BASE, 'en_US', memory(), () => strangers.push( 'stranger' ) );
		const first = json( { token: 'one', expires_at: '', visitor: 'v1', continued: false } );
		const renewed = json( { token: 'two', expires_at: '', visitor: 'v1', continued: true } );
		const revoked = json( { token: 'three', expires_at: '', visitor: 'v2', continued: false } );
		new FakeServer()
			.on( 'POST /session', first, renewed, revoked )
			.on( 'GET /session/updates', expired, json( {} ), expired, json( {} ) )
			.install();
		await api.json( '/session/updates' );
		expect( strangers ).toEqual( [] );
		await api.json( '/session/updates' );
		expect( [ api.token(), strangers ] ).toEqual( [ 'three', [ 'stranger' ] ] );
	} );

	it( 'shows the login of its browser where the chat is for members, with the first session and with each renewal', async () => {
		const login = json( { code: 'aaia_login_required', message: 'Please log in.', data: { status: 401 } }, 401 );
		const proof = ( body: string ) => json( { proof: body, expires_at: '' } );
		const server = new FakeServer()
			.on( 'POST /session', login, session( 'one' ), login, session( 'two' ) )
			.on( 'GET /widget/proof', proof( 'p1' ), proof( 'p2' ) )
			.on( 'GET /session/updates', json( {} ), expired, json( { fine: true } ) )
			.install();
		const api = createApi( BASE, 'fr_FR', memory(), () => undefined );
		await api.json( '/session/updates' );
		expect( server.asked[ 2 ]?.body ).toEqual( { locale: 'fr_FR', proof: 'p1' } );
		expect( await api.json( '/session/updates' ) ).toMatchObject( { ok: true, data: { fine: true } } );
		expect( api.token() ).toBe( 'two' );
	} );

	it( 'says in the server’s words that a login is needed, and does not ask on and on', async () => {
		const login = json( { code: 'aaia_login_required', message: 'Please log in.', data: { status: 401 } }, 401 );
		const server = new FakeServer()
			.on( 'POST /session', login )
			.on( 'GET /widget/proof', login )
			.on( 'POST /chat', login )
			.install();
		const answer = await createApi( BASE, 'en_US', memory(), () => undefined ).json( '/chat', { method: 'POST', body: {} } );
		expect( answer ).toMatchObject( { ok: false, failure: { reason: 'login', text: 'Please log in.' } } );
		expect( server.asked.length ).toBeLessThan( 8 );
	} );

	it( 'asks for the settings without a session, so that looking costs nothing', async () => {
		const server = new FakeServer().on( 'GET /widget?locale=fr_FR', json( {} ) ).install();
		await createApi( BASE, 'fr_FR', memory(), () => undefined ).config();
		expect( server.asked ).toMatchObject( [ { headers: {} } ] );
	} );

	it( 'goes on with & where the site has no pretty addresses', async () => {
		const asked: string[] = [];
		globalThis.fetch = ( url ) => {
			asked.push( String( url ) );
			return Promise.resolve( session( 'x' ) );
		};
		const api = createApi( 'https://s.example/index.php?rest_route=/aaia-chatbot/v1', 'en_US', memory(), () => undefined );
		await api.json( '/session/updates?after=c1' );
		expect( asked[ 1 ] ).toBe( 'https://s.example/index.php?rest_route=/aaia-chatbot/v1/session/updates&after=c1' );
	} );

	it.each( [
		[ 429, { code: 'aaia_rate_limited' }, { 'Retry-After': '30' }, { reason: 'rate', retryAfter: 30 } ],
		[ 403, { code: 'aaia_consent_required' }, {}, { reason: 'consent', retryAfter: null } ],
		[ 403, { code: 'aaia_origin_refused' }, {}, { reason: 'server', retryAfter: null } ],
		[ 403, { code: 'aaia_site_closed', message: 'Members only.' }, {}, { reason: 'closed', retryAfter: null, text: 'Members only.' } ],
		[ 403, { code: 'wp_die' }, {}, { reason: 'closed', retryAfter: null } ],
		[ 403, '<html>a firewall</html>', {}, { reason: 'server', retryAfter: null } ],
		[ 404, { code: 'aaia_not_found' }, {}, { reason: 'gone', retryAfter: null } ],
		[ 410, { code: 'aaia_cursor_expired' }, {}, { reason: 'cursor', retryAfter: null } ],
		[ 413, { code: 'aaia_too_large' }, {}, { reason: 'too-large', retryAfter: null } ],
		[ 500, '<html>', { 'Retry-After': 'soon' }, { reason: 'server', retryAfter: null } ],
	] )( 'turns a %i into a reason', async ( status, body, headers, failure ) => {
		new FakeServer().on( 'POST /session', session( 'x' ) ).on( 'GET /session/updates', json( body, status, headers ) ).install();
		expect( await createApi( BASE, 'en_US', memory(), () => undefined ).json( '/session/updates' ) ).toEqual( { ok: false, failure } );
	} );

	it( 'never rejects, whatever happens to the connection', async () => {
		new FakeServer().on( 'POST /session', new TypeError( 'Failed to fetch' ) ).install();
		expect( await createApi( BASE, 'en_US', memory(), () => undefined ).json( '/session/updates' ) ).toEqual( {
			ok: false,
			failure: { reason: 'offline', retryAfter: null },
		} );
	} );
} );
