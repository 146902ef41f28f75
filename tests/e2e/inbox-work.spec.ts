import type { Page } from '@playwright/test';
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

/** How staff work through the inbox: tabs, keys, touch, and when something fails. */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

const row = ( page: Page, id: string ) => page.locator( `[data-row="${ id }"]` );
const tab = ( page: Page ) => page.getByRole( 'navigation', { name: 'Tabs' } ).getByRole( 'listitem' );
const head = ( page: Page ) => page.locator( '.aaia-thread__head .aaia-status' );

test.describe( 'Open conversations', () => {
	test( 'have tabs and a rail that stay after a reload, close, and go when they are deleted', async (
		{ staff, site, request, expectAccessible }
	) => {
		const ids: string[] = [];
		for ( const text of [ 'The first of three', 'The second of three', 'The third of three' ] ) {
			ids.push( await ( await Visitor.arrives( request, site.url ) ).says( text ) );
		}
		await staff.goto( SCREEN );
		for ( const id of ids ) {
			await row( staff, id ).click();
			await expect( staff.getByRole( 'log' ) ).toBeVisible();
		}
		await expect( tab( staff ) ).toHaveCount( 3 );
		await expectAccessible( staff, '#aaia-admin' );
		await staff.reload();
		await expect( tab( staff ) ).toHaveCount( 3 );
		await expect( staff.getByRole( 'navigation', { name: 'Open conversations' } ).getByRole( 'listitem' ) ).toHaveCount( 3 );

		await tab( staff ).nth( 1 ).getByRole( 'button' ).first().click();
		await expect( staff.getByRole( 'log' ) ).toContainText( 'The second of three' );
		await staff.getByRole( 'button', { name: 'Hide the list while a conversation is open' } ).click();
		await expect( staff.locator( '.aaia-list' ) ).toBeHidden();
		await staff.keyboard.press( 'Alt+o' );
		await expect( staff.locator( '.aaia-list' ) ).toBeVisible();
		await tab( staff ).nth( 1 ).getByRole( 'button', { name: /Close the tab/ } ).click();
		await expect( tab( staff ) ).toHaveCount( 2 );
		await expect( staff.getByRole( 'log' ) ).toContainText( 'The third of three' );

		const api = `/wp-json/aaia-chatbot/v1/conversations/${ ids[ 0 ] }`;
		const basic = Buffer.from( `${ site.user }:${ site.applicationPassword }` ).toString( 'base64' );
		await request.delete( `${ site.url }${ api }`, { headers: { Authorization: `Basic ${ basic }` } } );
		await expect( tab( staff ) ).toHaveCount( 1, { timeout: 30_000 } );
	} );

	test( 'follow one another after resolving, for those who wish it', async ( { staff, site, request } ) => {
		const below = await ( await Visitor.arrives( request, site.url ) ).says( 'Comes next' );
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'Is resolved' );
		await staff.goto( SCREEN );
		const wish = staff.getByRole( 'menuitemcheckbox', { name: 'After resolving, open the next conversation' } );
		await staff.getByRole( 'button', { name: 'Preferences', exact: true } ).click();
		await Promise.all( [ staff.waitForResponse( /v1\/preferences/ ), wish.click() ] );
		await staff.goto( SCREEN );
		await row( staff, id ).click();
		await expect( staff.getByRole( 'log' ) ).toContainText( 'Is resolved' );
		await staff.keyboard.press( 'Alt+e' );
		await expect( staff.getByRole( 'log' ) ).toContainText( 'Comes next' );
		expect( staff.url() ).toContain( below );
		await staff.getByRole( 'button', { name: 'Undo' } ).click();
		await expect( staff.getByRole( 'log' ) ).toContainText( 'Is resolved' );
		await expect( head( staff ) ).toHaveText( 'Open' );
		await staff.getByRole( 'button', { name: 'Preferences', exact: true } ).click();
		await expect( wish ).toBeChecked();
		await Promise.all( [ staff.waitForResponse( /v1\/preferences/ ), wish.click() ] );
	} );
} );

test.describe( 'The keyboard', () => {
	test( 'does everything by the command bar, and ? shows the keys', async ( { staff, site, request, expectAccessible } ) => {
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'By keys alone' );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		await expect( staff.getByRole( 'log' ) ).toContainText( 'By keys alone' );
		await staff.keyboard.press( 'Control+k' );
		const field = staff.getByRole( 'combobox', { name: 'What do you want to do?' } );
		await expect( field ).toBeFocused();
		await expectAccessible( staff, '.aaia-commands' );
		await field.fill( 'prio urg' );
		await field.press( 'Enter' );
		await expect( staff.locator( '.aaia-thread__head' ).getByText( 'Urgent' ) ).toBeVisible();
		await staff.keyboard.press( 'Control+k' );
		await field.fill( 'note' );
		await field.press( 'Enter' );
		await expect( staff.locator( '.aaia-composer__field' ) ).toBeFocused();
		await expect( staff.locator( '.aaia-composer' ) ).toHaveClass( /is-private/ );
		await staff.keyboard.press( 'Alt+l' );
		await expect( staff.locator( '.aaia-composer' ) ).not.toHaveClass( /is-private/ );
		await staff.keyboard.press( 'Alt+m' );
		await staff.getByRole( 'menuitem', { name: 'Tomorrow, 9 am' } ).press( 'Enter' );
		await expect( head( staff ) ).toHaveText( 'Snoozed' );

		await staff.keyboard.press( 'Alt+c' );
		await expect( staff.getByText( 'Choose a conversation to read it.' ) ).toBeVisible();
		await staff.keyboard.press( 'Control+k' );
		await field.fill( 'By keys alone' );
		await field.press( 'Enter' );
		await expect( row( staff, id ) ).toBeVisible();
		await row( staff, id ).focus();
		await staff.keyboard.press( '?' );
		const dialog = staff.getByRole( 'dialog', { name: 'Keyboard shortcuts' } );
		await expect( dialog ).toContainText( 'Resolve and open the next' );
		await expectAccessible( staff, '.components-modal__frame' );
		await staff.keyboard.press( 'Escape' );
		await expect( dialog ).toBeHidden();
	} );
} );

test.describe( 'Live updates', () => {
	test( 'say which part failed, keep what was shown and connect again', async ( { staff, site, request, expectAccessible } ) => {
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'Still here' );
		await staff.goto( SCREEN );
		await expect( row( staff, id ) ).toBeVisible();
		await expect( staff.getByRole( 'button', { name: 'Live: Connected' } ) ).toBeVisible();
		const routes = /aaia-chatbot\/v1\/(conversations|updates)/;
		await staff.route( routes, ( route ) => route.abort() );
		await staff.getByRole( 'button', { name: 'Filters' } ).click();
		await staff.getByLabel( 'Answers', { exact: true } ).selectOption( 'weak' );
		await staff.keyboard.press( 'Escape' );
		await expect( staff.getByRole( 'alert' ) ).toContainText( 'Network: the server did not answer.' );
		await expect( row( staff, id ) ).toBeVisible();
		await staff.getByRole( 'button', { name: 'Live: Not connected' } ).click();
		await expect( staff.getByRole( 'dialog', { name: 'Live updates' } ) ).toContainText( 'Polling' );
		await expectAccessible( staff, '.aaia-live__details' );
		await staff.keyboard.press( 'Escape' );

		await staff.unroute( routes );
		const down = { code: 'aaia_unavailable', message: 'No.', data: { status: 503 } };
		await staff.route( routes, ( route ) => route.fulfill( { status: 503, json: down } ) );
		await staff.getByRole( 'button', { name: 'Try again' } ).click();
		await expect( staff.getByRole( 'alert' ) ).toContainText( 'Database: it does not answer' );
		await staff.unroute( routes );
		await staff.getByRole( 'button', { name: 'Reset filters' } ).click();
		await expect( staff.getByRole( 'alert' ) ).toHaveCount( 0 );
		await expect( staff.locator( '.aaia-chips' ) ).toHaveCount( 0 );
		await expect( staff.getByRole( 'button', { name: 'Live: Connected' } ) ).toBeVisible();
	} );
} );

test.describe( 'On a phone', () => {
	test( 'a swipe resolves or snoozes, to be undone, and pulling down refreshes', async ( { staff, site, request } ) => {
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'Swipe me' );
		await staff.setViewportSize( { width: 390, height: 780 } );
		await staff.goto( SCREEN );
		await expect( row( staff, id ) ).toBeVisible();
		const cdp = await staff.context().newCDPSession( staff );
		await cdp.send( 'Emulation.setTouchEmulationEnabled', { enabled: true } );
		const draw = async ( dx: number, dy: number ): Promise< void > => {
			const box = await row( staff, id ).boundingBox();
			const [ x, y ] = [ 195, ( box?.y ?? 0 ) + 30 ];
			await cdp.send( 'Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [ { x, y } ] } );
			for ( let i = 1; i <= 10; i++ ) {
				await cdp.send( 'Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [ { x: x + dx * i / 10, y: y + dy * i / 10 } ] } );
			}
			await cdp.send( 'Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] } );
		};
		await draw( 60, 0 );
		await expect( staff.locator( '.aaia-toast' ) ).toHaveCount( 0 );
		await draw( 140, 0 );
		await expect( staff.locator( '.aaia-toast' ) ).toContainText( 'Status: Resolved.' );
		await expect( row( staff, id ) ).toHaveCount( 0 );
		await staff.getByRole( 'button', { name: 'Undo' } ).click();
		await expect( row( staff, id ) ).toContainText( 'Open' );
		await draw( -140, 0 );
		await expect( staff.locator( '.aaia-toast' ) ).toContainText( 'Snoozed.' );
		await staff.getByRole( 'button', { name: 'Undo' } ).click();
		await expect( row( staff, id ) ).toContainText( 'Open' );

		await Promise.all( [ staff.waitForRequest( /v1\/conversations\?/ ), draw( 0, 160 ) ] );
		await expect( staff.getByRole( 'button', { name: /^Synced \d/ } ) ).toBeVisible();
	} );
} );
