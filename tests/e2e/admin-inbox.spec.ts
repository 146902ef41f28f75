import type { Page } from '@playwright/test';
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

/** The Conversations screen, as an agent uses it. */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

const row = ( page: Page, text: string ) => page.locator( '.aaia-row', { hasText: text } );
const thread = ( page: Page ) => page.getByRole( 'log', { name: 'Messages' } );
const field = ( page: Page ) => page.locator( '.aaia-composer__field' );

test.describe( 'Conversations', () => {
	test( 'appear by themselves, are read, answered and handed back', async ( { staff, site, request, expectAccessible } ) => {
		const visitor = await Visitor.arrives( request, site.url );
		const first = `How long does delivery take? ${ Date.now() }`;
		await staff.goto( SCREEN );
		await expect( staff.getByRole( 'region', { name: 'List of conversations' } ) ).toBeVisible();
		const id = await visitor.says( first );

		const mine = staff.locator( `[data-row="${ id }"]` );
		await expect( mine ).toBeVisible( { timeout: 30_000 } );
		await expect( mine ).toContainText( 'Open' );
		await expect( mine.getByText( 'Unread', { exact: true } ) ).toBeAttached();
		await mine.click();
		await expect( thread( staff ) ).toContainText( first );
		await expect( thread( staff ).locator( '[data-author="assistant"]' ) ).toHaveCount( 1 );
		await expect( mine.getByText( 'Unread', { exact: true } ) ).toHaveCount( 0 );
		await expectAccessible( staff, '#aaia-admin' );

		await staff.getByRole( 'button', { name: 'Take over' } ).click();
		await expect( staff.getByText( 'You answer', { exact: true } ) ).toBeVisible();
		await field( staff ).fill( 'Two to three days.' );
		await field( staff ).press( 'Enter' );
		await expect( thread( staff ).locator( '[data-author="agent"]' ) ).toContainText( 'Two to three days.' );
		expect( await visitor.reads( id ) ).toContain( 'Two to three days.' );

		await visitor.types( id );
		await expect( thread( staff ) ).toContainText( 'is typing…' );
		await visitor.says( 'Thank you!', id );
		await expect( thread( staff ) ).toContainText( 'Thank you!', { timeout: 30_000 } );

		await staff.getByRole( 'button', { name: 'Hand back' } ).click();
		await expect( staff.getByText( 'The assistant answers', { exact: true } ) ).toBeVisible();
	} );

	test( 'are resolved, undone, snoozed and archived', async ( { staff, site, request, expectAccessible } ) => {
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'Please resolve me' );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		await expect( thread( staff ) ).toContainText( 'Please resolve me' );
		const head = staff.locator( '.aaia-thread__head' );

		await staff.getByRole( 'button', { name: 'Resolve', exact: true } ).click();
		await expect( head ).toContainText( 'Resolved' );
		await staff.getByRole( 'button', { name: 'Undo' } ).click();
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

	test( 'keep a draft when somebody wrote meanwhile, and through a reload', async ( { staff, site, request } ) => {
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( 'First question' );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		await expect( thread( staff ) ).toContainText( 'First question' );
		await field( staff ).fill( 'My careful answer' );
		await staff.reload();
		await expect( field( staff ) ).toHaveValue( 'My careful answer' );

		await staff.route( '**/aaia-chatbot/v1/updates**', ( route ) => route.abort() );
		await visitor.says( 'Second question', id );
		await field( staff ).press( 'Enter' );
		await expect( staff.getByRole( 'alert' ) ).toContainText( 'A new message came in' );
		await expect( thread( staff ) ).toContainText( 'Second question' );
		await expect( field( staff ) ).toHaveValue( 'My careful answer' );
		await field( staff ).press( 'Enter' );
		await expect( thread( staff ).locator( '[data-author="agent"]' ) ).toHaveText( /My careful answer/ );
		await expect( field( staff ) ).toHaveValue( '' );
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
		await staff.getByRole( 'button', { name: 'Back to the list' } ).click();
		await expect( mine ).toBeFocused();
		expect( await staff.evaluate( () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ) ).toBe( true );
	} );
} );
