import { loadDevices, saveDevice } from '../../data/notifications';
import { pageFacts } from '../../data/page-facts';
import type { PushDevice, PushDevices } from '../../../src/wire/wire';

/** This browser's subscription to Web Push: kept by the browser, known to the server. */

/** Whether this browser can: `home-screen` on an iPhone or iPad, where the inbox must be put on the home screen first. */
export type PushAbility = 'yes' | 'no' | 'blocked' | 'home-screen';

/** SHA-256 of the address that the server knows. When it is another by now, the browser has changed it. */
const KEY = 'aaia_push';

export function pushAbility(): PushAbility {
	if ( 'serviceWorker' in navigator && 'PushManager' in window && typeof Notification !== 'undefined' ) {
		return Notification.permission === 'denied' ? 'blocked' : 'yes';
	}
	const isApple = /iPhone|iPad/.test( navigator.userAgent ) || ( /Macintosh/.test( navigator.userAgent ) && navigator.maxTouchPoints > 1 );
	return isApple && ! window.matchMedia( '(display-mode: standalone)' ).matches ? 'home-screen' : 'no';
}

/** How this device is named in the list: browser and system. */
export function deviceName( agent: string = navigator.userAgent ): string {
	const first = ( names: ReadonlyArray< readonly [ RegExp, string ] > ): string =>
		names.find( ( [ sign ] ) => sign.test( agent ) )?.[ 1 ] ?? '';
	const browser = first( [
		[ /Edg/, 'Edge' ], [ /OPR|Opera/, 'Opera' ], [ /SamsungBrowser/, 'Samsung Internet' ], [ /Firefox|FxiOS/, 'Firefox' ],
		[ /Chrome|CriOS/, 'Chrome' ], [ /Safari/, 'Safari' ],
	] );
	const system = first( [
		[ /iPhone/, 'iPhone' ], [ /iPad/, 'iPad' ], [ /Android/, 'Android' ], [ /Windows/, 'Windows' ], [ /CrOS/, 'ChromeOS' ], [ /Mac/, 'Mac' ],
		[ /Linux/, 'Linux' ],
	] );
	return [ browser, system ].filter( Boolean ).join( ', ' );
}

interface ScriptUrls {
	createScriptURL: ( url: string ) => string;
}

/** Registers the worker, for the pages of the inbox only. Pages that demand Trusted Types get one. */
function register(): Promise< ServiceWorkerRegistration > {
	const { url, scope } = pageFacts().worker;
	const rules: ScriptUrls = { createScriptURL: ( address ) => address };
	const types = ( window as { trustedTypes?: { createPolicy: ( name: string, rules: ScriptUrls ) => ScriptUrls } } ).trustedTypes;
	const policy = types?.createPolicy( 'aaia-chatbot-worker', rules ) ?? rules;
	return navigator.serviceWorker.register( policy.createScriptURL( url ), { scope, updateViaCache: 'none' } );
}

const registered = async (): Promise< ServiceWorkerRegistration | undefined > => {
	const found = await navigator.serviceWorker.getRegistration( pageFacts().worker.scope );
	return found?.scope === pageFacts().worker.scope ? found : undefined;
};

/** The browser's subscription; null when there is none. */
async function current(): Promise< PushSubscription | null > {
	return pushAbility() === 'yes' ? ( await registered() )?.pushManager.getSubscription() ?? null : null;
}

async function hashOf( endpoint: string ): Promise< string > {
	const bytes = await crypto.subtle.digest( 'SHA-256', new TextEncoder().encode( endpoint ) );
	return [ ...new Uint8Array( bytes ) ].map( ( byte ) => byte.toString( 16 ).padStart( 2, '0' ) ).join( '' );
}

function base64url( bytes: ArrayBuffer | null ): string {
	const plain = btoa( String.fromCharCode( ...new Uint8Array( bytes ?? new ArrayBuffer( 0 ) ) ) );
	return plain.replace( /\+/g, '-' ).replace( /\//g, '_' ).replace( /=+$/, '' );
}

function remember( hash: string | null ): void {
	try {
		if ( hash === null ) {
			window.localStorage.removeItem( KEY );
		} else {
			window.localStorage.setItem( KEY, hash );
		}
	} catch {
		// Storage that is switched off.
	}
}

function remembered(): string | null {
	try {
		return window.localStorage.getItem( KEY );
	} catch {
		return null;
	}
}

async function save( subscription: PushSubscription, stays?: boolean ): Promise< PushDevice > {
	const device = await saveDevice( {
		endpoint: subscription.endpoint,
		p256dh: base64url( subscription.getKey( 'p256dh' ) ),
		auth: base64url( subscription.getKey( 'auth' ) ),
		label: deviceName(),
		...( stays === undefined ? {} : { stays } ),
	} );
	remember( device.hash );
	return device;
}

/** Among the user's devices, this one; null when it is none of them. */
export async function ownDevice( { devices }: PushDevices ): Promise< PushDevice | null > {
	const subscription = await current();
	const hash = subscription ? await hashOf( subscription.endpoint ) : '';
	return devices.find( ( device ) => device.hash === hash ) ?? null;
}

/**
 * Subscribes this browser; it asks the person, so only after a click. Null when they refuse.
 *
 * @param key The server's public key.
 *
 * @throws When the browser or the server refuses.
 */
export async function subscribe( key: string, stays: boolean ): Promise< PushDevice | null > {
	if ( await Notification.requestPermission() !== 'granted' ) {
		return null;
	}
	const registration = await register();
	const before = await registration.pushManager.getSubscription();
	if ( before && base64url( before.options.applicationServerKey ) !== key ) {
		await before.unsubscribe();
	}
	// A worker must be active before it can subscribe.
	await activated( registration );
	return save( await registration.pushManager.subscribe( { userVisibleOnly: true, applicationServerKey: key } ), stays );
}

function activated( registration: ServiceWorkerRegistration ): Promise< void > {
	return new Promise( ( resolve ) => {
		const worker = registration.installing ?? registration.waiting;
		if ( registration.active || ! worker ) {
			resolve();
		} else {
			worker.addEventListener( 'statechange', () => worker.state === 'activated' && resolve() );
		}
	} );
}

/** Ends the browser's subscription. */
export async function unsubscribe(): Promise< void > {
	remember( null );
	await ( await current() )?.unsubscribe();
}

/**
 * Brings browser and server together when the inbox is opened: an address that the browser has changed is told; after the server got a
 * new key the browser subscribes anew; and what was removed on the server, or ended with signing out, ends here too.
 */
export async function refreshSubscription(): Promise< void > {
	const subscription = await current();
	if ( ! subscription ) {
		return;
	}
	const answer = await loadDevices();
	const hash = await hashOf( subscription.endpoint );
	const isListed = answer.devices.some( ( device ) => device.hash === hash );
	if ( answer.key !== null && base64url( subscription.options.applicationServerKey ) !== answer.key ) {
		await subscribe( answer.key, false );
	} else if ( isListed || ( remembered() !== null && remembered() !== hash ) ) {
		await save( subscription );
	} else {
		await unsubscribe();
	}
}

/** Calls back when a clicked notification wants a conversation shown here. Answers a function that ends it. */
export function onNotificationClick( open: ( conversation: string ) => void ): () => void {
	const listen = ( { data }: MessageEvent< unknown > ): void => {
		const isOurs = typeof data === 'object' && data !== null && 'type' in data && data.type === 'aaia-open' && 'conversation' in data;
		if ( isOurs && typeof data.conversation === 'string' ) {
			open( data.conversation );
		}
	};
	const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
	workers?.addEventListener( 'message', listen );
	return () => workers?.removeEventListener( 'message', listen );
}
