import { clicked, pushed, renewed } from '../../../admin/worker/worker';
import type { Worker } from '../../../admin/worker/worker';

const INBOX = 'https://site.test/sub/wp-admin/admin.php?page=aaia-conversations';

const ID = 'c'.repeat( 22 );

function aWorker( urls: ReadonlyArray< readonly [ url: string, focused?: boolean ] > = [] ) {
	const windows = urls.map( ( [ url, focused = false ] ) => ( { url, focused, focus: jest.fn(), postMessage: jest.fn() } ) );
	const shown: Array< [ string, NotificationOptions ] > = [];
	const worker = {
		aaiaWorker: { title: 'News in the inbox', url: INBOX, icon: 'icon', badge: 'badge', devices: '/devices', nonce: 'nonce' },
		registration: {
			showNotification: async ( title: string, options: NotificationOptions ) => void shown.push( [ title, options ] ),
			pushManager: { subscribe: jest.fn() },
		},
		clients: { matchAll: async () => windows, openWindow: jest.fn() },
		fetch: jest.fn( async () => ( { text: async () => 'n0nce' } ) ),
	};
	return { worker: worker as unknown as Worker & typeof worker, windows, shown };
}

const sent = ( push: object ) => ( { text: () => JSON.stringify( push ) } );

const push = { title: 'New message', body: 'Open it.', url: `${ INBOX }&conversation=${ ID }`, tag: 't', conversation: ID };

it( 'shows what is pushed, in the place of the one before about the same', async () => {
	const { worker, shown } = aWorker();
	await pushed( worker, sent( push ) );
	expect( shown ).toEqual( [ [ 'New message', {
		body: 'Open it.',
		tag: 't',
		icon: 'icon',
		badge: 'badge',
		renotify: true,
		data: { url: push.url, conversation: ID },
	} ] ] );
} );

it( 'shows something for what it cannot read, and follows no address elsewhere', async () => {
	const wrong = sent( { title: 7, url: 'https://evil.test/', conversation: '../x' } );
	for ( const data of [ null, { text: () => 'not JSON' }, sent( [] ), wrong ] ) {
		const { worker, shown } = aWorker();
		await pushed( worker, data );
		expect( shown.map( ( [ title, options ] ) => [ title, options.data ] ) ).toEqual( [
			[ 'News in the inbox', { url: INBOX, conversation: null } ],
		] );
	}
} );

it( 'brings a click to the inbox in focus, or to any, never to a panel or another page', async () => {
	const pages = [
		[ 'https://site.test/' ], [ `${ INBOX }&aaia_panel=1` ], [ INBOX ], [ `${ INBOX }&conversation=x`, true ],
	] as const;
	const { worker, windows } = aWorker( pages );
	const close = jest.fn();
	await clicked( worker, { data: { url: push.url, conversation: ID }, close } );
	expect( close ).toHaveBeenCalled();
	expect( windows.map( ( { focus } ) => focus.mock.calls.length ) ).toEqual( [ 0, 0, 0, 1 ] );
	expect( windows[ 3 ]?.postMessage ).toHaveBeenCalledWith( { type: 'aaia-open', conversation: ID } );
	expect( worker.clients.openWindow ).not.toHaveBeenCalled();
} );

it( 'opens the conversation where no inbox is open', async () => {
	const { worker } = aWorker( [ [ 'https://site.test/' ] ] );
	await clicked( worker, { data: { url: push.url, conversation: ID }, close: jest.fn() } );
	expect( worker.clients.openWindow ).toHaveBeenCalledWith( push.url );
} );

it( 'tells the server of a subscription that the browser renewed, or renews it itself', async () => {
	const endpoint = 'https://push.test/new';
	const renewedOne = { endpoint, toJSON: () => ( { endpoint, keys: { p256dh: 'p', auth: 'a' } } ) };
	const old = { endpoint: 'https://push.test/old', options: { applicationServerKey: new ArrayBuffer( 65 ) } };
	const event = { waitUntil: () => undefined, notification: { data: null, close: () => undefined } };
	for ( const newSubscription of [ renewedOne, null ] ) {
		const { worker } = aWorker();
		worker.registration.pushManager.subscribe.mockResolvedValue( renewedOne );
		await renewed( worker, { ...event, oldSubscription: old, newSubscription } as never );
		const [ , [ route, request ] ] = worker.fetch.mock.calls as unknown as [ unknown, [ string, RequestInit ] ];
		expect( [ route, request.headers, JSON.parse( String( request.body ) ) ] ).toEqual( [
			'/devices',
			{ 'Content-Type': 'application/json', 'X-WP-Nonce': 'n0nce' },
			{ endpoint, p256dh: 'p', auth: 'a', old: 'https://push.test/old' },
		] );
		expect( worker.registration.pushManager.subscribe.mock.calls.length ).toBe( newSubscription ? 0 : 1 );
	}
} );
