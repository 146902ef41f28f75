import { act, fireEvent, render, screen } from '@testing-library/react';
import { webcrypto } from 'node:crypto';
import { deviceName, pushAbility, refreshSubscription } from '../../../../admin/inbox/notices/push';
import { PushSection } from '../../../../admin/inbox/notices/PushSection';
import { isQuiet } from '../../../../admin/inbox/notices/quiet-hours';
import { QuietSection } from '../../../../admin/inbox/notices/QuietSection';
import type { PushDevice } from '../../../../src/wire/wire';
import { fakeRoutes } from '../fake-routes';
import type { Asked } from '../fake-routes';

const SCOPE = 'https://site.test/inbox';

const KEY = Buffer.from( 'server key' );

const hashOf = async ( endpoint: string ): Promise< string > =>
	Buffer.from( await webcrypto.subtle.digest( 'SHA-256', Buffer.from( endpoint ) ) ).toString( 'hex' );

interface Subscription {
	endpoint: string;
	options: { applicationServerKey: ArrayBuffer };
	getKey: ( name: string ) => ArrayBuffer;
	unsubscribe: () => Promise< boolean >;
}

let subscription: Subscription | null;
let devices: PushDevice[];
let asked: Asked[];
let permission: string;
let made = 0;

const buffer = ( text: string ): ArrayBuffer => Uint8Array.from( Buffer.from( text ) ).buffer;

function aSubscription( endpoint: string, key = KEY.toString() ): Subscription {
	return {
		endpoint,
		options: { applicationServerKey: buffer( key ) },
		getKey: ( name ) => buffer( name ),
		unsubscribe: async () => {
			subscription = null;
			return true;
		},
	};
}

const device = ( about: Partial< PushDevice > & { id: string } ): PushDevice => ( {
	hash: about.id,
	label: 'Chrome, Windows',
	stays: false,
	created_at: '2026-03-02T09:00:00Z',
	sent_at: null,
	failing: false,
	...about,
} );

beforeEach( () => {
	subscription = null;
	devices = [];
	permission = 'granted';
	window.localStorage.clear();
	window.aaiaChatbotAdmin = { worker: { url: 'https://site.test/worker', scope: SCOPE } } as never;
	Object.defineProperty( window, 'crypto', { configurable: true, value: webcrypto } );
	const registration = {
		scope: SCOPE,
		active: {},
		pushManager: {
			getSubscription: async () => subscription,
			subscribe: async ( { applicationServerKey }: { applicationServerKey: string } ) => {
				made++;
				subscription = aSubscription( `https://push.test/${ made }`, Buffer.from( applicationServerKey, 'base64url' ).toString() );
				return subscription;
			},
		},
	};
	Object.assign( window, {
		PushManager: class {},
		Notification: class {
			public static get permission(): string {
				return permission;
			}
			public static async requestPermission(): Promise< string > {
				return permission;
			}
		},
	} );
	Object.defineProperty( navigator, 'serviceWorker', {
		configurable: true,
		value: { register: async () => registration, getRegistration: async () => registration },
	} );
	asked = fakeRoutes( async ( { method, path, data } ) => {
		if ( method === 'GET' ) {
			return { key: KEY.toString( 'base64url' ), devices };
		}
		// WordPress's client sends PUT and DELETE as POST.
		if ( path.endsWith( '/devices' ) ) {
			const hash = await hashOf( String( data[ 'endpoint' ] ) );
			const saved = device( { id: 'mine', hash, stays: data[ 'stays' ] === true } );
			devices = [ saved, ...devices.filter( ( { id } ) => id !== 'mine' ) ];
			return saved;
		}
		if ( ! path.endsWith( '/test' ) ) {
			devices = devices.filter( ( { id } ) => ! path.endsWith( id ) );
		}
		return {};
	} );
} );

const settled = ( work: () => void ): Promise< void > => act( async () => {
	work();
	await new Promise( ( done ) => setTimeout( done, 30 ) );
} );

it( 'subscribes on a click, lists the device, keeps it after signing out on wish, and ends it again', async () => {
	devices = [ device( { id: 'phone', label: 'Safari, iPhone' } ) ];
	await settled( () => render( <PushSection /> ) );
	expect( [ subscription, screen.queryByLabelText( 'Keep them when I sign out here' ) ] ).toEqual( [ null, null ] );
	await settled( () => fireEvent.click( screen.getByLabelText( 'Notifications on this device' ) ) );
	expect( screen.getByText( /this one/ ).textContent ).toContain( 'Chrome, Windows' );
	const saved = asked.find( ( { path } ) => path.endsWith( '/devices' ) )?.data;
	expect( saved ).toMatchObject( { endpoint: `https://push.test/${ made }`, stays: false } );
	await settled( () => fireEvent.click( screen.getByLabelText( 'Keep them when I sign out here' ) ) );
	expect( devices[ 0 ]?.stays ).toBe( true );
	await settled( () => fireEvent.click( screen.getByLabelText( 'Notifications on this device' ) ) );
	expect( [ subscription, devices.map( ( { id } ) => id ) ] ).toEqual( [ null, [ 'phone' ] ] );
	await settled( () => fireEvent.click( screen.getByRole( 'button', { name: 'Remove: Safari, iPhone' } ) ) );
	expect( [ devices, screen.getByRole( 'status' ).textContent ] ).toEqual( [ [], 'Removed.' ] );
} );

it( 'says when the browser was not allowed, and what an iPhone needs', async () => {
	permission = 'default';
	const { unmount } = render( <PushSection /> );
	await settled( () => undefined );
	await settled( () => fireEvent.click( screen.getByLabelText( 'Notifications on this device' ) ) );
	expect( screen.getByRole( 'status' ).textContent ).toContain( 'not allowed' );
	unmount();
	Reflect.deleteProperty( window, 'PushManager' );
	expect( pushAbility() ).toBe( 'no' );
	jest.spyOn( navigator, 'userAgent', 'get' ).mockReturnValue( 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1' );
	await settled( () => render( <PushSection /> ) );
	expect( screen.getByText( /Add to Home Screen/ ) ).toBeTruthy();
	jest.restoreAllMocks();
} );

it( 'tells the server of an address that the browser has changed, and of itself each time', async () => {
	subscription = aSubscription( 'https://push.test/a' );
	devices = [ device( { id: 'mine', hash: await hashOf( 'https://push.test/a' ) } ) ];
	await refreshSubscription();
	expect( asked.map( ( { path } ) => path.split( '/v1' )[ 1 ] ) ).toEqual( [ '/notifications', '/notifications/devices' ] );
	subscription = aSubscription( 'https://push.test/b' );
	await refreshSubscription();
	expect( devices.map( ( { hash } ) => hash ) ).toEqual( [ await hashOf( 'https://push.test/b' ) ] );
} );

it( 'ends what was removed elsewhere, and subscribes anew after the server got another key', async () => {
	subscription = aSubscription( 'https://push.test/a' );
	devices = [ device( { id: 'mine', hash: await hashOf( 'https://push.test/a' ) } ) ];
	await refreshSubscription();
	devices = [];
	await refreshSubscription();
	expect( subscription ).toBeNull();
	subscription = aSubscription( 'https://push.test/a', 'former key' );
	await refreshSubscription();
	expect( [ subscription?.endpoint, devices.length ] ).toEqual( [ `https://push.test/${ made }`, 1 ] );
} );

it( 'asks nothing where this browser has no subscription', async () => {
	await refreshSubscription();
	expect( asked ).toEqual( [] );
} );

it( 'names devices by browser and system', () => {
	expect( [
		'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36',
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0',
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
		'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
		'something',
	].map( ( agent ) => deviceName( agent ) ) ).toEqual( [ 'Chrome, Android', 'Edge, Windows', 'Safari, iPhone', 'Firefox, Linux', '' ] );
} );

it( 'knows quiet hours by the clock of their zone, over midnight too', () => {
	const night = { from: '22:00', until: '07:00', zone: 'Europe/Paris' };
	const quiet = ( time: string ): boolean => isQuiet( night, new Date( `2026-01-10T${ time }:00Z` ) );
	expect( [ '20:59', '21:00', '05:59', '06:00' ].map( quiet ) ).toEqual( [ false, true, true, false ] );
	expect( isQuiet( null ) ).toBe( false );
	const noon = { from: '12:00', until: '14:00', zone: 'UTC' };
	expect( [ '13:00', '14:00' ].map( ( time ) => isQuiet( noon, new Date( `2026-01-10T${ time }:00Z` ) ) ) ).toEqual( [ true, false ] );
} );

it( 'saves quiet hours of two different times only', () => {
	const onChange = jest.fn();
	const { rerender } = render( <QuietSection hours={ null } onChange={ onChange } /> );
	fireEvent.click( screen.getByLabelText( 'Every day some hours without notifications' ) );
	expect( onChange ).toHaveBeenLastCalledWith( { from: '22:00', until: '07:00', zone: expect.any( String ) } );
	rerender( <QuietSection hours={ onChange.mock.lastCall?.[ 0 ] } onChange={ onChange } /> );
	onChange.mockClear();
	fireEvent.change( screen.getByLabelText( 'From' ), { target: { value: '07:00' } } );
	expect( [ onChange.mock.calls.length, screen.getByRole( 'alert' ).textContent ] ).toEqual( [ 0, 'Choose two different times.' ] );
	fireEvent.change( screen.getByLabelText( 'From' ), { target: { value: '21:30' } } );
	expect( onChange.mock.lastCall?.[ 0 ] ).toMatchObject( { from: '21:30', until: '07:00' } );
} );
