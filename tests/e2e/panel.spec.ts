import type { FrameLocator, Page } from '@playwright/test';
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

/** The inbox in the panel of the admin bar. */

const icon = ( page: Page ) => page.locator( '#wp-admin-bar-aaia-conversations > a' );
const panel = ( page: Page ) => page.getByRole( 'dialog', { name: 'Conversations' } );
const inbox = ( page: Page ): FrameLocator => page.frameLocator( 'iframe[title="Conversations"]' );

/** Files of ours that a page loads from here on. */
function ours( page: Page ): string[] {
	const loaded: string[] = [];
	page.on( 'request', ( request ) => {
		const file = /\/aaia-chatbot\/build\/admin\/([\w.-]+)/.exec( request.url() )?.[ 1 ];
		if ( file ) {
			loaded.push( file );
		}
	} );
	return loaded;
}

test.describe( 'The chat icon in the admin bar', () => {
	test( 'opens the inbox on any admin page, to read, answer and go on', async ( { staff, site, request, expectAccessible } ) => {
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( `Is the panel here? ${ Date.now() }` );
		await visitor.asksForPerson( id, {} );
		const loaded = ours( staff );
		await staff.goto( '/wp-admin/edit.php' );
		await expect( icon( staff ).locator( '.pending-count' ) ).not.toHaveText( '0' );
		expect( loaded ).toEqual( [ 'panel.js' ] );

		await icon( staff ).press( 'Enter' );
		await expect( panel( staff ) ).toBeVisible();
		await expect( icon( staff ) ).toHaveAttribute( 'aria-expanded', 'true' );
		const row = inbox( staff ).locator( `[data-row="${ id }"]` );
		await expect( row ).toContainText( 'Pending' );
		await expectAccessible( staff, '#aaia-panel' );
		await row.click();
		await expect( inbox( staff ).locator( '.aaia-list' ) ).toBeHidden();
		await inbox( staff ).locator( '.aaia-composer__field' ).fill( 'It is.' );
		await inbox( staff ).locator( '.aaia-composer__field' ).press( 'Enter' );
		await expect( inbox( staff ).getByRole( 'log' ) ).toContainText( 'It is.' );
		expect( await visitor.reads( id ) ).toContain( 'It is.' );
		await expectAccessible( staff, '#aaia-panel' );
		await inbox( staff ).getByRole( 'button', { name: 'Back to the list' } ).click();
		await expect( row ).toBeFocused();

		const full = panel( staff ).getByRole( 'link', { name: 'Open the full screen' } );
		await row.click();
		await full.click();
		await expect( staff ).toHaveURL( new RegExp( `page=aaia-conversations&conversation=${ id }$` ) );
		await expect( staff.locator( '.aaia-thread__who h2' ) ).toBeVisible();
		await icon( staff ).click();
		await expect( staff.locator( '.aaia-row' ).first() ).toBeVisible();
		await expect( panel( staff ) ).toHaveCount( 0 );
	} );

	test( 'keeps the focus inside; Escape ends it and gives the focus back', async ( { staff, site, request } ) => {
		await ( await Visitor.arrives( request, site.url ) ).says( 'Does Escape close it?' );
		await staff.goto( '/wp-admin/index.php' );
		await icon( staff ).click();
		await expect( inbox( staff ).locator( '.aaia-row' ).first() ).toBeVisible();
		for ( let i = 0; i < 40; i++ ) {
			await staff.keyboard.press( 'Tab' );
			expect( await staff.evaluate( () => {
				const at = document.activeElement;
				return at === document.body || at?.shadowRoot?.querySelector( 'dialog' ) !== undefined;
			} ) ).toBe( true );
		}
		const search = inbox( staff ).getByRole( 'searchbox', { name: 'Search conversations' } );
		await search.focus();
		await search.press( 'Escape' );
		await expect( panel( staff ) ).toBeHidden();
		await expect( icon( staff ) ).toBeFocused();

		await icon( staff ).press( 'Enter' );
		await inbox( staff ).locator( '.aaia-row' ).first().click();
		await inbox( staff ).getByRole( 'button', { name: 'More actions' } ).click();
		await staff.keyboard.press( 'Escape' );
		await expect( panel( staff ) ).toBeVisible();
		await staff.keyboard.press( 'Escape' );
		await expect( panel( staff ) ).toBeHidden();
	} );

	test( 'is there for staff on the front end, fills a phone, and a closed panel asks for nothing', async (
		{ staff, site, request, browser }
	) => {
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( `From the front end ${ Date.now() }` );
		await staff.setViewportSize( { width: 390, height: 780 } );
		await staff.goto( '/' );
		await icon( staff ).click();
		await expect( inbox( staff ).locator( `[data-row="${ id }"]` ) ).toBeVisible();
		await expect.poll( async () => ( await panel( staff ).boundingBox() )?.width ).toBe( 390 );
		await inbox( staff ).locator( `[data-row="${ id }"]` ).click();
		await expect( inbox( staff ).getByRole( 'log' ) ).toBeVisible();

		await panel( staff ).getByRole( 'button', { name: 'Close the panel' } ).click();
		await expect( panel( staff ) ).toBeHidden();
		await visitor.asksForPerson( id, {} );
		const asked: string[] = [];
		staff.on( 'request', ( one ) => asked.push( one.url() ) );
		await staff.waitForTimeout( 8000 );
		expect( asked.filter( ( url ) => url.includes( '/updates?' ) || url.includes( '/read' ) ) ).toEqual( [] );
		await icon( staff ).click();
		await expect( inbox( staff ).locator( '.aaia-thread__head .aaia-status' ) ).toHaveText( 'Pending' );
		await expect( icon( staff ).locator( '.aaia-unread' ) ).toHaveAttribute( 'class', /count-\d+/ );

		const guest = await ( await browser.newContext( { baseURL: site.url } ) ).newPage();
		const loaded = ours( guest );
		await guest.goto( '/' );
		expect( [ loaded, await icon( guest ).count() ] ).toEqual( [ [], 0 ] );
		await guest.context().close();
	} );
} );
