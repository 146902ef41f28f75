import { execFileSync } from 'node:child_process';
import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ece from 'http_ece';
import type { Page } from '@playwright/test';
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';
import { launchOptions } from './launch';

/**
 * Web Push from end to end. The push service is a server of this test, which an independent library decrypts for; what it would hand to
 * the browser is delivered to the real service worker through DevTools.
 */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

const PLUGIN = 'aaia-e2e-push.php';

interface Pushed {
	headers: IncomingHttpHeaders;
	path: string;
	body: Buffer;
}

/** A push service: https with a certificate of its own, and the browser's keys. */
async function pushService() {
	const folder = mkdtempSync( join( tmpdir(), 'aaia-push-' ) );
	const [ keyFile, certificate ] = [ join( folder, 'key.pem' ), join( folder, 'certificate.pem' ) ];
	execFileSync( 'openssl', [
		'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
		'-keyout', keyFile, '-out', certificate, '-subj', '/CN=127.0.0.1',
	], { stdio: 'ignore' } );
	const pushed: Pushed[] = [];
	const answers: number[] = [];
	const server = createServer( { key: readFileSync( keyFile ), cert: readFileSync( certificate ) }, ( request, response ) => {
		const parts: Buffer[] = [];
		request.on( 'data', ( part: Buffer ) => parts.push( part ) );
		request.on( 'end', () => {
			pushed.push( { headers: request.headers, path: request.url ?? '', body: Buffer.concat( parts ) } );
			response.writeHead( answers.shift() ?? 201 ).end();
		} );
	} );
	await new Promise< void >( ( done ) => server.listen( 0, '127.0.0.1', done ) );
	const { port } = server.address() as AddressInfo;
	const browser = createECDH( 'prime256v1' );
	browser.generateKeys();
	const auth = randomBytes( 16 );
	return {
		port,
		origin: `https://127.0.0.1:${ port }`,
		pushed,
		answers,
		keys: { p256dh: browser.getPublicKey( 'base64url' ), auth: auth.toString( 'base64url' ) },
		decrypt: ( { body }: Pushed ): Record< string, unknown > =>
			JSON.parse( ece.decrypt( body, { version: 'aes128gcm', privateKey: browser, authSecret: auth.toString( 'base64url' ) } ).toString() ),
		close: () => {
			server.close();
			rmSync( folder, { recursive: true } );
		},
	};
}

type Service = Awaited< ReturnType< typeof pushService > >;

/** Subscribes at the test's service in place of the browser maker's, which this machine cannot reach. */
async function subscribeAt( page: Page, { origin, keys }: Service ): Promise< void > {
	await page.addInitScript( ( { endpoint, values } ) => {
		const bytes = ( text: string ): ArrayBuffer =>
			Uint8Array.from( atob( text.replace( /-/g, '+' ).replace( /_/g, '/' ) ), ( letter ) => letter.charCodeAt( 0 ) ).buffer;
		const stored = ( key: string | null ): object | null => key === null ? null : {
			endpoint,
			options: { applicationServerKey: bytes( key ) },
			getKey: ( name: 'p256dh' | 'auth' ) => bytes( values[ name ] ),
			unsubscribe: async () => {
				localStorage.removeItem( 'e2e-subscription' );
				return true;
			},
		};
		Object.assign( PushManager.prototype, {
			subscribe: async ( { applicationServerKey }: { applicationServerKey: string } ) => {
				localStorage.setItem( 'e2e-subscription', applicationServerKey );
				return stored( applicationServerKey );
			},
			getSubscription: async () => stored( localStorage.getItem( 'e2e-subscription' ) ),
		} );
	}, { endpoint: `${ origin }/send/${ randomBytes( 8 ).toString( 'hex' ) }`, values: keys } );
}

/** Opens the dialog, once the inbox has loaded. */
async function openNotifications( page: Page ): Promise< void > {
	await expect( page.getByRole( 'button', { name: 'Live: Connected' } ) ).toBeVisible();
	await page.getByRole( 'button', { name: 'Preferences', exact: true } ).first().click();
	await page.getByRole( 'menuitem', { name: 'Notifications…' } ).click( { timeout: 10_000 } );
}

// Chromium without a window knows no notifications.
test.use( { launchOptions: launchOptions( process.env.AAIA_WHOLE_CHROMIUM ) } );

let service: Service;

test.beforeEach( async ( { wp } ) => {
	service = await pushService();
	const code = `<?php
add_filter( 'http_request_host_is_external', static fn( $is, $host ) => $is || '127.0.0.1' === $host, 10, 2 );
add_filter( 'http_allowed_safe_ports', static fn( $ports ) => [ ...$ports, ${ service.port } ] );
add_filter( 'https_ssl_verify', '__return_false' );`;
	const file = Buffer.from( code ).toString( 'base64' );
	await wp( 'eval', `wp_mkdir_p( WPMU_PLUGIN_DIR ); file_put_contents( WPMU_PLUGIN_DIR . '/${ PLUGIN }', base64_decode( '${ file }' ) );` );
} );

test.afterEach( async ( { wp } ) => {
	await wp( 'eval', `wp_delete_file( WPMU_PLUGIN_DIR . '/${ PLUGIN }' );` );
	await wp( 'eval', 'global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->prefix}aaia_push_subscriptions" );' );
	service.close();
} );

test( 'A device subscribes, is told what happens while its user is away, encrypted and without words of visitors', async (
	{ staff, site, request, wp, expectAccessible }
) => {
	test.setTimeout( 240_000 );
	await staff.context().grantPermissions( [ 'notifications' ] );
	await subscribeAt( staff, service );
	// WordPress's own script for emoji makes a worker on the first page of a session.
	await staff.goto( '/wp-admin/profile.php' );
	// A site whose policy lets pages load their own scripts, workers and manifests only.
	await staff.route( /page=aaia-conversations/, async ( route ) => {
		const response = await route.fetch();
		const policy = 'worker-src \'self\'; manifest-src \'self\'; connect-src \'self\'; object-src \'none\'; base-uri \'self\'';
		await route.fulfill( { response, headers: { ...response.headers(), 'content-security-policy': policy } } );
	} );
	const refused: string[] = [];
	staff.on( 'console', ( message ) => /Content Security Policy/.test( message.text() ) && refused.push( message.text() ) );
	await staff.goto( SCREEN );
	await openNotifications( staff );
	const dialog = staff.getByRole( 'dialog', { name: 'Notifications' } );
	await dialog.getByLabel( 'Notifications on this device' ).check();
	await expect( dialog.getByRole( 'list', { name: 'Your devices' } ) ).toContainText( '(this one)' );
	await dialog.getByLabel( 'Every day some hours without notifications' ).check();
	await expectAccessible( staff, '.components-modal__frame' );
	await staff.screenshot( { path: '.cache/push-dialog.png', fullPage: true } );
	await dialog.getByLabel( 'Every day some hours without notifications' ).uncheck();
	await dialog.getByRole( 'button', { name: /^Test: / } ).click();
	await expect( dialog.getByRole( 'status' ) ).toHaveText( 'Sent. It appears within seconds.' );
	expect( service.pushed.map( ( one ) => service.decrypt( one )[ 'kind' ] ) ).toEqual( [ 'test' ] );
	expect( refused ).toEqual( [] );

	// The request is what RFC 8030 and RFC 8292 ask for.
	const { headers } = service.pushed[ 0 ] as Pushed;
	expect( [ headers[ 'content-encoding' ], headers[ 'ttl' ], headers[ 'urgency' ] ] ).toEqual( [ 'aes128gcm', '14400', 'high' ] );
	const [ , token = '', key = '' ] = /^vapid t=([^,]+), k=(.+)$/.exec( headers.authorization ?? '' ) ?? [];
	const [ head = '', claims = '', signature = '' ] = token.split( '.' );
	const point = Buffer.from( key, 'base64url' );
	const jwk = {
		kty: 'EC',
		crv: 'P-256',
		x: point.subarray( 1, 33 ).toString( 'base64url' ),
		y: point.subarray( 33 ).toString( 'base64url' ),
	};
	expect( verify(
		'sha256',
		Buffer.from( `${ head }.${ claims }` ),
		{ key: createPublicKey( { key: jwk, format: 'jwk' } ), dsaEncoding: 'ieee-p1363' },
		Buffer.from( signature, 'base64url' )
	) ).toBe( true );
	expect( JSON.parse( Buffer.from( claims, 'base64url' ).toString() ) ).toMatchObject( { aud: service.origin } );

	// Away: the inbox is closed and the last sign of activity is old. Somebody asks for a person.
	await staff.goto( 'about:blank' );
	await wp( 'eval', 'global $wpdb; $wpdb->query( "UPDATE {$wpdb->prefix}aaia_agents SET active_at = \'2020-01-01 00:00:00\'" );' );
	const visitor = await Visitor.arrives( request, site.url );
	const id = await visitor.says( 'My secret wish' );
	await visitor.asksForPerson( id, { message: 'Still my secret wish' } );
	// The background worker may have begun before this test's service was allowed: then its next attempt is a minute later.
	await expect.poll( () => service.pushed.length, { timeout: 100_000 } ).toBeGreaterThan( 1 );
	const push = service.decrypt( service.pushed.at( -1 ) as Pushed );
	expect( push ).toMatchObject( { kind: 'waiting', conversation: id, title: 'Somebody is waiting for a person' } );
	expect( JSON.stringify( push ) ).not.toContain( 'secret' );

	// The device has ended it: 410 removes it.
	service.answers.push( 410 );
	const another = await Visitor.arrives( request, site.url );
	await another.asksForPerson( await another.says( 'Me too' ), {} );
	const left = (): Promise< string > =>
		wp( 'eval', 'global $wpdb; echo $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->prefix}aaia_push_subscriptions" );' );
	await expect.poll( left, { timeout: 100_000 } ).toBe( '0' );
} );

test( 'On a phone, in French, everything is there and reachable', async ( { staff, wp, expectAccessible } ) => {
	await wp( 'user', 'meta', 'update', '1', 'locale', 'fr_FR' );
	await staff.setViewportSize( { width: 390, height: 844 } );
	await staff.context().grantPermissions( [ 'notifications' ] );
	await subscribeAt( staff, service );
	try {
		await staff.goto( SCREEN );
		await expect( staff.getByRole( 'button', { name: /^Synchronisé à/ } ) ).toBeVisible();
		await staff.getByRole( 'button', { name: 'Préférences' } ).last().click();
		await staff.getByRole( 'menuitem', { name: 'Notifications…' } ).click( { timeout: 10_000 } );
		const dialog = staff.getByRole( 'dialog', { name: 'Notifications' } );
		await dialog.getByLabel( 'Notifications sur cet appareil' ).check();
		await expect( dialog.getByRole( 'list', { name: 'Vos appareils' } ) ).toContainText( '(celui-ci)' );
		await dialog.getByRole( 'button', { name: /^Test/ } ).click();
		await expect.poll( () => service.pushed.length ).toBe( 1 );
		expect( service.decrypt( service.pushed[ 0 ] as Pushed ) ).toMatchObject( { title: 'Ceci est un test' } );
		await dialog.getByLabel( 'Chaque jour, quelques heures sans notifications' ).check();
		await expect( dialog.getByLabel( 'Jusqu’à' ) ).toHaveValue( '07:00' );
		await expectAccessible( staff, '.components-modal__frame' );
		await staff.screenshot( { path: '.cache/push-phone-fr-end.png' } );
		await dialog.getByLabel( 'Chaque jour, quelques heures sans notifications' ).uncheck();
		await dialog.getByText( 'Me prévenir' ).scrollIntoViewIfNeeded();
		await staff.screenshot( { path: '.cache/push-phone-fr.png' } );
		await dialog.getByRole( 'button', { name: /^Retirer/ } ).click();
		await expect( dialog.getByRole( 'list', { name: 'Vos appareils' } ) ).toHaveCount( 0 );
		await expect( dialog.getByLabel( 'Notifications sur cet appareil' ) ).not.toBeChecked();
	} finally {
		await wp( 'user', 'meta', 'delete', '1', 'locale' );
	}
} );

test( 'The service worker shows what is pushed, and a click opens the conversation in the inbox', async ( { staff, site, request } ) => {
	const id = await ( await Visitor.arrives( request, site.url ) ).says( 'Hello there' );
	const context = staff.context();
	await context.grantPermissions( [ 'notifications' ] );
	await subscribeAt( staff, service );
	await staff.goto( SCREEN );
	await openNotifications( staff );
	await staff.getByLabel( 'Notifications on this device' ).check();
	await expect( staff.getByRole( 'list', { name: 'Your devices' } ) ).toBeVisible();
	await staff.getByRole( 'button', { name: 'Close', exact: true } ).click();

	const tools = await context.newCDPSession( staff );
	const registrations: Array< { registrationId: string; scopeURL: string } > = [];
	tools.on( 'ServiceWorker.workerRegistrationUpdated', ( event ) => registrations.push( ...event.registrations ) );
	await tools.send( 'ServiceWorker.enable' );
	const scope = `${ site.url }${ SCREEN }`;
	await expect.poll( () => registrations.some( ( { scopeURL } ) => scopeURL === scope ) ).toBe( true );
	const registrationId = registrations.find( ( { scopeURL } ) => scopeURL === scope )?.registrationId ?? '';
	const deliver = ( data: string ): Promise< unknown > =>
		tools.send( 'ServiceWorker.deliverPushMessage', { origin: site.url, registrationId, data } );
	const shown = (): Promise< string[] > => staff.evaluate( async ( of ) => {
		const registration = await navigator.serviceWorker.getRegistration( of );
		return ( await registration?.getNotifications() ?? [] ).map( ( { title, tag } ) => `${ title } (${ tag })` );
	}, scope );
	const push = { conversation: id, title: '2 new messages', body: '', url: `${ scope }&conversation=${ id }`, tag: 'a' };
	await deliver( JSON.stringify( push ) );
	await expect.poll( shown ).toEqual( [ '2 new messages (a)' ] );
	await deliver( JSON.stringify( { ...push, title: '3 new messages' } ) );
	await expect.poll( shown ).toEqual( [ '3 new messages (a)' ] );
	await deliver( 'not ours' );
	await expect.poll( shown ).toContain( 'News in the inbox (aaia)' );

	await expect( staff ).not.toHaveURL( new RegExp( id ) );
	const worker = context.serviceWorkers().find( ( { url } ) => () => url().includes( 'aaia_chatbot_worker' ) );
	await worker?.evaluate( async () => {
		const scope = self as unknown as {
			registration: ServiceWorkerRegistration;
			dispatchEvent: ( event: Event ) => void;
			NotificationEvent: new ( type: string, options: object ) => Event;
		};
		const [ notification ] = await scope.registration.getNotifications( { tag: 'a' } );
		scope.dispatchEvent( new scope.NotificationEvent( 'notificationclick', { notification } ) );
	} );
	await expect( staff ).toHaveURL( new RegExp( id ) );
	await expect( staff.getByRole( 'log', { name: 'Messages' } ) ).toContainText( 'Hello there' );
} );

test( 'The inbox can be put on a home screen; other screens of wp-admin are left alone', async ( { staff, site, playwright } ) => {
	await staff.goto( SCREEN );
	const address = await staff.locator( 'link[rel=manifest]' ).getAttribute( 'href' );
	// As the browser asks for it: without cookies.
	const stranger = await playwright.request.newContext();
	const manifest = await ( await stranger.get( address ?? '' ) ).json() as { icons: Array< { src: string; sizes: string } > };
	expect( manifest ).toMatchObject( { start_url: `${ site.url }${ SCREEN }`, display: 'standalone', scope: `${ site.url }/` } );
	for ( const { src, sizes } of manifest.icons ) {
		const picture = await ( await stranger.get( src ) ).body();
		expect( `${ picture.readUInt32BE( 16 ) }x${ picture.readUInt32BE( 20 ) }` ).toBe( sizes );
	}
	const worker = await stranger.get( `${ site.url }/wp-admin/admin-ajax.php?action=aaia_chatbot_worker` );
	expect( [ worker.status(), worker.headers()[ 'content-type' ] ] ).toEqual( [ 200, 'text/javascript; charset=UTF-8' ] );
	await stranger.dispose();

	// Chromium agrees that it can be installed.
	const tools = await staff.context().newCDPSession( staff );
	const { errors } = await tools.send( 'Page.getAppManifest' );
	expect( errors ).toEqual( [] );
	await staff.goto( '/wp-admin/index.php' );
	await expect( staff.locator( 'link[rel=manifest]' ) ).toHaveCount( 0 );
	expect( await staff.evaluate( async () => ( await navigator.serviceWorker.getRegistration() ) === undefined ) ).toBe( true );
} );
