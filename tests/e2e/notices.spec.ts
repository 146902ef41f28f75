import type { Browser, Page } from '@playwright/test';
import { Visitor } from './admin-visitor';
import { expect, signedIn, test } from './fixtures';
import type { WpCli } from './fixtures';

/** What an open inbox tells of: who is where, what is unread, notifications by sound and on the desktop. */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

async function colleague( wp: WpCli, browser: Browser, url: string, name: string ): Promise< Page > {
	const login = `${ name.toLowerCase() }${ Date.now() }`;
	await wp( 'user', 'create', login, `${ login }@site.test`, '--role=administrator', `--display_name=${ name }`, '--user_pass=secret' );
	return signedIn( browser, url, login, 'secret' );
}

/** Catches notifications of the desktop in the page, as a browser that was allowed to show them. */
async function catchDesktop( page: Page ): Promise< () => Promise< string[] > > {
	await page.addInitScript( () => {
		const shown: string[] = [];
		class Caught {
			public static permission = 'granted';
			public static requestPermission = async (): Promise< string > => 'granted';

			public constructor( title: string ) {
				shown.push( title );
			}
		}
		Object.assign( window, { Notification: Caught, shownOnDesktop: shown } );
	} );
	return () => page.evaluate( () => ( window as unknown as { shownOnDesktop: string[] } ).shownOnDesktop );
}

test( 'Rows say who is looking, the thread where the unread part begins, the desktop what happens elsewhere', async (
	{ staff, site, request, wp, browser, expectAccessible }
) => {
	test.slow();
	const visitor = await Visitor.arrives( request, site.url );
	const id = await visitor.says( 'I want to talk to somebody' );
	await visitor.asksForPerson( id, {} );
	const row = staff.locator( `[data-row="${ id }"]` );
	await staff.goto( SCREEN );
	await expect( row ).toBeVisible();

	const zoe = await colleague( wp, browser, site.url, 'Zoe' );
	const desktop = await catchDesktop( zoe );
	await zoe.goto( `${ SCREEN }&conversation=${ id }` );
	await staff.mouse.move( 300, 300 );
	await expect( row ).toContainText( 'Zoe is viewing' );
	await expectAccessible( staff, '.aaia-rows' );
	await zoe.locator( '.aaia-composer__field' ).pressSequentially( 'Hello, this is Zoe.', { delay: 40 } );
	await expect( row ).toContainText( 'Zoe is typing…' );
	await zoe.keyboard.press( 'Enter' );
	await expect( zoe.getByRole( 'log', { name: 'Messages' } ) ).toContainText( 'this is Zoe' );

	await zoe.getByRole( 'button', { name: 'Preferences', exact: true } ).first().click();
	await zoe.getByRole( 'menuitem', { name: 'Notifications…' } ).click();
	const dialog = zoe.getByRole( 'dialog', { name: 'Notifications' } );
	await dialog.getByLabel( 'Desktop notifications, in this browser' ).check();
	await dialog.getByLabel( 'Sound' ).check();
	await expectAccessible( zoe, '.components-modal__frame' );
	await zoe.screenshot( { path: '.cache/notices-dialog.png' } );
	await dialog.getByRole( 'button', { name: 'Close' } ).click();

	// She looks elsewhere; twelve messages come.
	await zoe.goto( SCREEN );
	await zoe.evaluate( () => Object.defineProperty( document, 'hasFocus', { value: () => false } ) );
	for ( let number = 1; number <= 12; number++ ) {
		await visitor.says( `Question ${ number } ${ 'of many words '.repeat( 12 ) }`, id );
	}
	await zoe.mouse.move( 200, 200 );
	await expect.poll( desktop ).toContain( 'New message' );
	await expect( zoe ).toHaveTitle( /^\(\d+\+?\)/ );
	await zoe.locator( `[data-row="${ id }"]` ).click();
	const jump = zoe.getByRole( 'button', { name: '12 unread messages' } );
	await expect( jump ).toBeVisible();
	await zoe.screenshot( { path: '.cache/notices-unread.png' } );
	await expectAccessible( zoe, '.aaia-thread' );
	await jump.click();
	await expect( zoe.locator( '.aaia-log__unread' ) ).toBeInViewport();
	await expect( jump ).toHaveCount( 0 );
	await zoe.screenshot( { path: '.cache/notices-jumped.png' } );
	await staff.screenshot( { path: '.cache/notices-row.png' } );
	await zoe.context().close();
} );
