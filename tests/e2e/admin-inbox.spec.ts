import type { Page } from '@playwright/test';
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

/** The Conversations screen, as an agent uses it. */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

const row = ( page: Page, text: string ) => page.locator( '.aaia-row', { hasText: text } );
const thread = ( page: Page ) => page.getByRole( 'log', { name: 'Messages' } );
const field = ( page: Page ) => page.locator( '.aaia-composer__field' );

test.describe( 'Conversations', () => {
	test( 'are resolved, undone, snoozed and archived', async ( { staff, site, request, expectAccessible } ) => {
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'Please resolve me' );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		await expect( thread( staff ) ).toContainText( 'Please resolve me' );
		const head = staff.locator( '.aaia-thread__head' );

		await staff.getByRole( 'button', { name: 'Resolve', exact: true } ).click();
		await expect( head ).toContainText( 'Resolved' );
		await staff.getByRole( 'button', { name: 'Undo' } ).click();
		await expect( staff.locator( '.aaia-thread__who h2' ) ).toBeFocused();
		await expect( head.locator( '.aaia-status' ) ).toHaveText( 'Open' );

		await staff.getByRole( 'button', { name: 'Status: Open. Change it' } ).click();
		await expect( staff.getByRole( 'menuitemradio', { name: 'Open' } ) ).toBeChecked();
		await expectAccessible( staff, '[role=menu][aria-label=Status]' );
		await staff.getByRole( 'menuitemradio', { name: 'Pending' } ).click();
		await expect( head.locator( '.aaia-status' ) ).toHaveText( 'Pending' );

		await staff.getByRole( 'button', { name: 'Snooze' } ).click();
		await staff.getByRole( 'menuitem', { name: 'Next Monday, 9 am' } ).click();
		await expect( head.locator( '.aaia-status' ) ).toHaveText( 'Snoozed' );

		await staff.getByRole( 'button', { name: 'More actions' } ).click();
		await staff.getByRole( 'menuitem', { name: 'Archive', exact: true } ).click();
		await expect( head.locator( '.aaia-status' ) ).toHaveText( 'Archived' );
		await staff.getByLabel( 'Status', { exact: true } ).selectOption( 'archived' );
		await expect( staff.locator( `[data-row="${ id }"]` ) ).toBeVisible();
	} );

	test( 'are worked through with the keyboard alone', async ( { staff, site, request } ) => {
		await ( await Visitor.arrives( request, site.url ) ).says( 'The one below' );
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'Keyboard, please' );
		await staff.goto( SCREEN );
		const first = staff.locator( '.aaia-row' ).first();
		await expect( staff.locator( '.aaia-row' ).nth( 1 ) ).toBeVisible();
		await first.focus();
		await staff.keyboard.press( 'j' );
		await expect( staff.locator( '.aaia-row' ).nth( 1 ) ).toBeFocused();
		await staff.keyboard.press( 'ArrowUp' );
		await expect( first ).toBeFocused();
		await staff.keyboard.press( 'Enter' );
		await expect( staff.locator( '.aaia-thread__who h2' ) ).toBeFocused();
		await expect( first ).toHaveAttribute( 'data-row', id );

		await expect( field( staff ) ).toBeVisible();
		await staff.keyboard.press( 'r' );
		await expect( field( staff ) ).toBeFocused();
		await staff.keyboard.type( 'With keys' );
		await staff.keyboard.press( 'Shift+Enter' );
		await staff.keyboard.type( 'in two lines' );
		await expect( field( staff ) ).toHaveValue( 'With keys\nin two lines' );
		await staff.keyboard.press( 'Enter' );
		await expect( thread( staff ) ).toContainText( 'in two lines' );
		await staff.keyboard.press( 'Escape' );
		await staff.keyboard.press( 'e' );
		await expect( staff.locator( '.aaia-thread__head .aaia-status' ) ).toHaveText( 'Resolved' );
		await staff.keyboard.press( 'Escape' );
		await expect( thread( staff ) ).toHaveCount( 0 );
	} );

	test( 'wait in a tab of their own, on top of what is to do, and are what the menu counts', async ( { staff, site, request } ) => {
		const alone = await ( await Visitor.arrives( request, site.url ) ).says( 'The assistant answers this' );
		const visitor = await Visitor.arrives( request, site.url );
		const waits = await visitor.says( 'I need somebody' );
		await visitor.asksForPerson( waits, { message: 'Please come' } );
		const later = await ( await Visitor.arrives( request, site.url ) ).says( 'The assistant answers this too' );
		await staff.goto( SCREEN );
		const of = ( id: string ) => staff.locator( `[data-row="${ id }"]` );
		await expect( of( alone ) ).toBeVisible();
		await expect( of( waits ).getByText( /^waiting \d+ min/ ) ).toBeVisible();
		const bubble = staff.locator( '#toplevel_page_aaia-conversations > a .aaia-unread' );
		const before = Number( await bubble.locator( '.pending-count' ).textContent() );
		expect( before ).toBeGreaterThan( 0 );
		const [ word, number ] = await Promise.all( [
			staff.locator( '#toplevel_page_aaia-conversations .wp-menu-name' ).boundingBox(),
			bubble.boundingBox(),
		] );
		expect( Math.abs( ( number?.y ?? 0 ) + ( number?.height ?? 0 ) / 2 - ( word?.y ?? 0 ) - ( word?.height ?? 0 ) / 2 ) ).toBeLessThan( 4 );

		await staff.getByRole( 'button', { name: /^Pending/ } ).click();
		await expect( of( waits ) ).toBeVisible();
		await expect( of( later ) ).toHaveCount( 0 );
		await staff.getByRole( 'button', { name: /^All/ } ).click();
		await staff.getByLabel( 'Status', { exact: true } ).selectOption( 'todo' );
		await expect( staff.locator( '.aaia-row' ).first() ).toHaveAttribute( 'data-row', waits );
		await expect( of( alone ) ).toHaveCount( 0 );

		await of( waits ).click();
		await expect( bubble.locator( '.pending-count' ) ).toHaveText( String( before - 1 ) );
		await staff.reload();
		await expect( staff.getByLabel( 'Status', { exact: true } ) ).toHaveValue( 'todo' );
		await staff.getByLabel( 'Status', { exact: true } ).selectOption( 'active' );
	} );

	test( 'have their tabs on one line in French too, counts included, on a phone as well', async ( { staff, site, request, wp } ) => {
		const visitor = await Visitor.arrives( request, site.url );
		await visitor.asksForPerson( await visitor.says( 'Do you repair tandems?' ), { message: 'A tandem to repair' } );
		await wp( 'user', 'meta', 'update', '1', 'locale', 'fr_FR' );
		try {
			await staff.goto( SCREEN );
			const tabs = staff.getByRole( 'group', { name: 'Conversations affichées' } ).getByRole( 'button' );
			for ( const width of [ 1280, 375 ] ) {
				await staff.setViewportSize( { width, height: 800 } );
				await expect( tabs.last() ).toContainText( 'En attente' );
				await expect( tabs.last().locator( '.aaia-count' ) ).toBeVisible();
				const tops = await tabs.evaluateAll( ( all ) => all.map( ( tab ) => tab.getBoundingClientRect().top ) );
				expect( new Set( tops ).size ).toBe( 1 );
			}
		} finally {
			await wp( 'user', 'meta', 'delete', '1', 'locale' );
		}
	} );

	test( 'are marked as unread and stay so until they are opened again', async ( { staff, site, request } ) => {
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'Read me again later' );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		await expect( thread( staff ) ).toContainText( 'Read me again later' );
		const mine = staff.locator( `[data-row="${ id }"]` );
		const mark = mine.getByText( 'Unread', { exact: true } );
		await staff.keyboard.press( 'u' );
		await expect( thread( staff ) ).toHaveCount( 0 );
		await expect( mine ).toBeFocused();
		await expect( mark ).toBeAttached();
		await staff.reload();
		await expect( mark ).toBeAttached();
		await mine.click();
		await expect( mark ).toHaveCount( 0 );

		await staff.getByRole( 'button', { name: 'More actions' } ).click();
		await staff.getByRole( 'menuitem', { name: /^Mark as unread/ } ).click();
		await expect( mark ).toBeAttached();
		await staff.keyboard.press( 'z' );
		await expect( mark ).toHaveCount( 0 );
	} );

	test( 'are moved between with J and K wherever no field has the focus', async ( { staff, site, request } ) => {
		for ( const text of [ 'Third', 'Second', 'First' ] ) {
			await ( await Visitor.arrives( request, site.url ) ).says( text );
		}
		await staff.goto( SCREEN );
		const rows = staff.locator( '.aaia-row' );
		await expect( rows.nth( 2 ) ).toBeVisible();
		await staff.keyboard.press( 'j' );
		await expect( rows.first() ).toBeFocused();
		await staff.keyboard.press( 'Enter' );
		await expect( staff.locator( '.aaia-thread__who h2' ) ).toBeFocused();
		await expect( field( staff ) ).toBeVisible();
		await staff.keyboard.press( 'j' );
		await expect( rows.nth( 1 ) ).toBeFocused();
		await staff.getByRole( 'button', { name: 'Resolve', exact: true } ).focus();
		await staff.keyboard.press( 'k' );
		await expect( rows.first() ).toBeFocused();
		await staff.locator( '#adminmenu a' ).first().focus();
		await staff.keyboard.press( 'j' );
		await expect( rows.nth( 1 ) ).toBeFocused();
		await field( staff ).focus();
		await staff.keyboard.type( 'jk' );
		await expect( field( staff ) ).toHaveValue( 'jk' );
		await field( staff ).fill( '' );
	} );

	test( 'show details beside the thread, never over it, from 1280 pixels on', async ( { staff, site, request, expectAccessible } ) => {
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'How wide is this?' );
		await staff.setViewportSize( { width: 1280, height: 800 } );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		await expect( thread( staff ) ).toContainText( 'How wide is this?' );
		const details = staff.getByRole( 'complementary', { name: 'Details' } );
		await expect( details ).toBeVisible();
		const [ left, right ] = await Promise.all( [ staff.locator( '.aaia-thread' ).boundingBox(), details.boundingBox() ] );
		expect( ( left?.x ?? 0 ) + ( left?.width ?? 0 ) ).toBeLessThanOrEqual( ( right?.x ?? 0 ) + 1 );
		expect( left?.width ?? 0 ).toBeGreaterThan( 480 );
		await expectAccessible( staff, '#aaia-admin' );

		const button = staff.getByRole( 'button', { name: 'Details', exact: true } );
		await staff.getByRole( 'button', { name: 'Close details' } ).click();
		await expect( details ).toHaveCount( 0 );
		await expect( button ).toBeFocused();
		await staff.keyboard.press( 'Enter' );
		await expect( details.getByRole( 'heading', { name: 'Details' } ) ).toBeFocused();
		await staff.keyboard.press( 'Escape' );
		await expect( details ).toHaveCount( 0 );
		await expect( button ).toBeFocused();
		await expect( thread( staff ) ).toBeVisible();
	} );

	test( 'are found whatever the accents, with the hit marked, and opened at it', async ( { staff, site, request, expectAccessible } ) => {
		const word = `Éléphant${ Date.now() }`;
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( `Avez-vous un ${ word } en peluche ?` );
		for ( let i = 0; i < 4; i++ ) {
			await visitor.says( `Something long and quite different, number ${ i }. ${ 'And so on. '.repeat( 60 ) }`, id );
		}
		await staff.goto( SCREEN );
		await staff.getByRole( 'searchbox', { name: 'Search conversations' } ).fill( word.toLowerCase().replaceAll( 'é', 'e' ).slice( 0, -2 ) );
		const found = staff.locator( '.aaia-row' );
		await expect( found ).toHaveCount( 1 );
		await expect( found.locator( 'mark' ) ).toHaveText( word );
		await expect( found ).toContainText( 'en peluche' );
		await expectAccessible( staff, '#aaia-admin' );
		await found.click();
		const message = thread( staff ).locator( '.is-found' );
		await expect( message ).toContainText( word );
		await expect( message ).toBeInViewport();
		expect( await staff.evaluate( () => [ ...( CSS.highlights.get( 'aaia-hit' ) ?? [] ) ].map( String ) ) ).toContain( word );
	} );

	test( 'hold private notes that visitors never see', async ( { staff, site, request, expectAccessible } ) => {
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( 'Hello <img src=x onerror="document.title=1"> **there**' );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		await expect( thread( staff ).locator( '[data-author="visitor"]' ) ).toContainText( '<img src=x onerror="document.title=1"> **there**' );
		await expect( thread( staff ).locator( 'img' ) ).toHaveCount( 0 );
		await staff.getByRole( 'button', { name: 'Private note' } ).click();
		await field( staff ).fill( 'Difficult customer' );
		await expectAccessible( staff, '#aaia-admin' );
		await staff.getByRole( 'button', { name: 'Add note' } ).click();
		await expect( thread( staff ).locator( '.is-private' ) ).toContainText( 'Difficult customer' );
		expect( await visitor.reads( id ) ).not.toContain( 'Difficult customer' );
	} );

	test( 'are found by their words and deleted without a trace', async ( { staff, site, request, expectAccessible } ) => {
		const word = `needle${ Date.now() }`;
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( `Find the ${ word }` );
		await staff.goto( SCREEN );
		await staff.getByRole( 'searchbox', { name: 'Search conversations' } ).fill( word );
		await expect( staff.locator( '.aaia-row' ) ).toHaveCount( 1 );
		await staff.locator( '.aaia-row' ).click();
		await staff.getByRole( 'button', { name: 'More actions' } ).click();
		await staff.getByRole( 'menuitem', { name: 'Delete…' } ).click();
		const dialog = staff.getByRole( 'dialog' );
		await expect( dialog ).toContainText( 'can’t be undone' );
		await dialog.getByRole( 'button', { name: 'Delete permanently' } ).click();
		await expect( dialog ).toContainText( 'found nothing left' );
		await expectAccessible( staff, '[role=dialog]' );
		await dialog.getByRole( 'button', { name: 'Close', exact: true } ).last().click();
		await expect( row( staff, word ) ).toHaveCount( 0 );
		expect( await visitor.reads( id ) ).not.toContain( word );
	} );

	test( 'show one pane at a time on a phone', async ( { staff, site, request, expectAccessible } ) => {
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'From a phone' );
		await staff.setViewportSize( { width: 360, height: 740 } );
		await staff.goto( SCREEN );
		const mine = staff.locator( `[data-row="${ id }"]` );
		await expect( mine ).toBeVisible();
		await expectAccessible( staff, '#aaia-admin' );
		await mine.click();
		await expect( thread( staff ) ).toBeVisible();
		await expect( mine ).toBeHidden();
		await expectAccessible( staff, '#aaia-admin' );
		await staff.keyboard.press( 'u' );
		await expect( mine ).toBeFocused();
		await mine.click();
		await expect( thread( staff ) ).toBeVisible();
		await staff.getByRole( 'button', { name: 'Back to the list' } ).click();
		await expect( mine ).toBeFocused();
		expect( await staff.evaluate( () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ) ).toBe( true );
	} );
} );
