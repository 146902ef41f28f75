import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './fixtures';

/** Settings -> Aaia XP -> Widget: what an owner changes, as visitors see it. */

const SCREEN = '/wp-admin/options-general.php?page=aaia-xp&tab=widget';

const AS_IT_COMES = {
	widget_audience: 'everyone', widget_devices: 'all', widget_hide_on: '', widget_icon: 'bubble', widget_launcher_text: '',
	widget_launcher_translations: '', widget_offset_y: '20', widget_size: '58', widget_picture: '0', widget_assistant_name: '',
};

test.describe( 'The widget as its owner wants it', () => {
	let files = '';

	test.beforeAll( () => {
		files = mkdtempSync( join( tmpdir(), 'aaia-picture-' ) );
		execFileSync( 'php', [ '-r', `imagepng( imagecreatetruecolor( 200, 200 ), '${ files }/logo.png' );` ] );
	} );

	test.afterAll( () => rmSync( files, { recursive: true } ) );

	test.afterEach( async ( { wp } ) => {
		for ( const [ name, value ] of Object.entries( AS_IT_COMES ) ) {
			await wp( 'aaia', 'setting', 'set', name, value );
		}
	} );

	test( 'has a picture, a name, words and a place of its own', async ( { staff, browser, site, expectAccessible } ) => {
		await staff.goto( SCREEN );
		await expect( staff.getByRole( 'button', { name: 'Save changes' } ) ).toHaveCount( 0 );
		await staff.getByLabel( 'Button text' ).fill( 'Ask us' );
		await staff.getByLabel( 'The assistant’s name' ).fill( 'نورة' );
		await staff.getByLabel( 'Icon of the button' ).selectOption( 'picture' );
		await staff.getByLabel( 'From the bottom' ).fill( '80' );
		await staff.getByRole( 'button', { name: 'Choose a picture' } ).click();
		await staff.locator( '.media-modal input[type=file]' ).setInputFiles( join( files, 'logo.png' ) );
		await staff.getByRole( 'button', { name: 'Use this picture' } ).click();
		await expect( staff.locator( '.aaia-preview__face img' ) ).toBeVisible();
		await expect( staff.locator( '.aaia-preview' ) ).toContainText( 'An AI assistant answers here' );
		await staff.getByLabel( 'Ask for consent' ).check();
		await expect( staff.locator( '.aaia-preview' ) ).toContainText( 'I agree' );
		await staff.getByLabel( 'Ask for consent' ).uncheck();
		await expectAccessible( staff, '#aaia-admin' );
		await staff.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( staff.getByText( 'Settings saved.' ).first() ).toBeVisible();

		const page = await ( await browser.newContext( { baseURL: site.url } ) ).newPage();
		await page.goto( '/' );
		const button = page.getByRole( 'button', { name: /^Ask us/ } );
		await expect( button ).toBeVisible();
		const place = await button.boundingBox();
		expect( Math.round( ( page.viewportSize()?.height ?? 0 ) - ( place?.y ?? 0 ) - ( place?.height ?? 0 ) ) ).toBe( 80 );
		expect( await button.evaluate( ( element ) => getComputedStyle( element, '::before' ).backgroundImage ) ).toContain( '/logo' );
		await button.click();
		const panel = page.getByRole( 'dialog' );
		await expect( panel.getByText( 'نورة · AI assistant' ) ).toBeVisible();
		await expect( panel.locator( '.header .face img' ) ).toHaveAttribute( 'src', /\/logo/ );
		await expect( page.getByRole( 'button', { name: 'Close the chat' } ) ).toBeVisible();
		await expectAccessible( page, 'aaia-chatbot' );
		await page.context().close();
	} );

	test( 'refuses an endless name beside its field', async ( { staff } ) => {
		await staff.goto( SCREEN );
		await staff.getByLabel( 'The assistant’s name' ).fill( 'م'.repeat( 4000 ) );
		await staff.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( staff.getByLabel( 'The assistant’s name' ) ).toHaveAccessibleDescription( /enter at most 60 characters/ );
		await expect( staff.getByLabel( 'The assistant’s name' ) ).toBeFocused();
		await staff.getByRole( 'button', { name: 'Discard changes' } ).click();
	} );

	test( 'is left out on pages and devices', async ( { wp, browser, site } ) => {
		await wp( 'aaia', 'setting', 'set', 'widget_hide_on', '/contact*' );
		await wp( 'aaia', 'setting', 'set', 'widget_devices', 'computers' );
		const page = await ( await browser.newContext( { baseURL: site.url } ) ).newPage();
		await page.goto( '/' );
		await expect( page.getByRole( 'button', { name: 'Open the chat' } ) ).toBeVisible();
		await page.setViewportSize( { width: 390, height: 800 } );
		await expect( page.getByRole( 'button', { name: 'Open the chat' } ) ).toBeHidden();
		await page.goto( '/?from=a-mail#aaia=a-code-that-has-expired' );
		await expect( page.getByRole( 'dialog' ).getByText( 'This link no longer works' ) ).toBeVisible();
		await page.goto( '/contact/' );
		expect( await page.content() ).not.toContain( 'aaia-chatbot' );
		await page.context().close();
	} );

	test( 'answers logged-in users only', async ( { wp, staff, browser, site } ) => {
		await wp( 'aaia', 'setting', 'set', 'widget_audience', 'members' );
		const guest = await ( await browser.newContext( { baseURL: site.url } ) ).newPage();
		await guest.goto( '/' );
		expect( await guest.content() ).not.toContain( '<aaia-chatbot' );
		const refused = await guest.evaluate( async ( api ) => ( await fetch( `${ api }/session`, { method: 'POST' } ) ).status,
			`${ site.url }/wp-json/aaia-chatbot/v1` );
		expect( refused ).toBe( 401 );
		await guest.context().close();

		await staff.goto( '/' );
		await staff.getByRole( 'button', { name: 'Open the chat' } ).click();
		await staff.getByRole( 'textbox', { name: /message/i } ).fill( 'Do you deliver to Belgium?' );
		await staff.keyboard.press( 'Enter' );
		await expect( staff.locator( '[data-author=assistant]' ).last() ).toContainText( /Belgium/ );

		await wp( 'user', 'create', 'bob', 'bob@site.test', '--user_pass=bob-of-the-same-computer' );
		await staff.context().clearCookies();
		await staff.goto( '/wp-login.php' );
		await staff.getByLabel( 'Username or Email Address' ).fill( 'bob' );
		await staff.getByLabel( 'Password', { exact: true } ).fill( 'bob-of-the-same-computer' );
		await staff.getByRole( 'button', { name: 'Log In' } ).click();
		await staff.goto( '/' );
		await staff.getByRole( 'button', { name: 'Open the chat' } ).click();
		await expect( staff.getByRole( 'textbox', { name: /message/i } ) ).toBeVisible();
		await expect( staff.getByText( 'Do you deliver to Belgium?' ) ).toBeHidden();
		await expect( staff.locator( '[data-author=assistant]' ) ).toHaveCount( 0 );
	} );
} );
