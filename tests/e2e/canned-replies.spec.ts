import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

/** Canned replies, as an agent writes and uses them. */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

test.describe( 'Canned replies', () => {
	test( 'are begun with examples, written, inserted with the keyboard alone, and sent', async (
		{ staff, site, request, wp, expectAccessible }
	) => {
		test.slow();
		const none = '$wpdb->query( "DELETE FROM {$wpdb->prefix}aaia_canned_replies" ); delete_option( "aaia_chatbot_example_replies" );';
		await wp( 'eval', `global $wpdb; ${ none }` );
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( 'Is anybody there?' );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		const field = staff.locator( '.aaia-composer__field' );
		await expect( field ).toBeVisible();

		await staff.getByRole( 'button', { name: 'Canned replies' } ).press( 'Enter' );
		await expect( staff.getByRole( 'combobox', { name: 'Search canned replies' } ) ).toBeFocused();
		await staff.getByRole( 'button', { name: 'Add examples' } ).click();
		await expect( staff.getByRole( 'option', { name: '/thanks' } ) ).toBeVisible();
		await expectAccessible( staff, '.aaia-reply-picker' );
		await staff.getByRole( 'button', { name: 'Manage canned replies' } ).click();
		const dialog = staff.getByRole( 'dialog', { name: 'Canned replies' } );
		await expect( dialog.getByRole( 'listitem' ) ).toHaveCount( 6 );
		await expectAccessible( staff, '[role=dialog]' );
		await dialog.getByRole( 'button', { name: 'New reply' } ).click();
		const form = staff.getByRole( 'dialog', { name: 'New canned reply' } );
		await expect( form.getByLabel( 'Code' ) ).toBeFocused();
		await form.getByLabel( 'Code' ).fill( '/Là' );
		await form.getByLabel( 'Title' ).fill( 'Yes, I am' );
		await form.getByRole( 'textbox', { name: 'Text' } ).fill( 'Yes {visitor_name}, here is <b>' );
		await form.getByRole( 'button', { name: 'Your public name' } ).click();
		await expectAccessible( staff, '[role=dialog]' );
		await form.getByRole( 'button', { name: 'Save' } ).click();
		await expect( staff.getByRole( 'dialog' ) ).toContainText( '/la is saved.' );
		await staff.keyboard.press( 'Escape' );
		await expect( field ).toBeFocused();

		await staff.keyboard.type( 'Hello! /la' );
		await expect( staff.getByRole( 'option', { name: '/la Yes, I am' } ) ).toBeVisible();
		await expectAccessible( staff, '#aaia-admin' );
		await staff.keyboard.press( 'Tab' );
		const name = await wp( 'option', 'get', 'blogname' );
		await expect( field ).toHaveValue( `Hello! Yes {visitor_name}, here is <b>${ name.trim() }` );
		await staff.keyboard.press( 'ControlOrMeta+z' );
		await expect( field ).toHaveValue( 'Hello! /la' );
		await staff.keyboard.press( 'ControlOrMeta+Shift+z' );
		await staff.keyboard.press( 'Enter' );
		await expect( staff.getByRole( 'alert' ).filter( { hasText: '{visitor_name}' } ) ).toBeVisible();
		await expectAccessible( staff, '#aaia-admin' );
		expect( await visitor.reads( id ) ).not.toContain( 'here is' );
		await field.fill( `Yes, here is <b>${ name.trim() }` );
		await field.press( 'Enter' );
		await expect( staff.getByRole( 'log', { name: 'Messages' } ).locator( '[data-author="agent"]' ) ).toContainText( 'here is <b>' );
		await expect.poll( () => visitor.reads( id ) ).toContain( 'here is <b>' );
	} );

	test( 'fit a phone', async ( { staff, site, request, expectAccessible } ) => {
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'From a phone' );
		await staff.setViewportSize( { width: 360, height: 740 } );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		await staff.getByRole( 'button', { name: 'Canned replies' } ).click();
		await expect( staff.getByRole( 'option' ).first() ).toBeInViewport();
		await staff.getByRole( 'option' ).first().click();
		await expect( staff.locator( '.aaia-composer__field' ) ).not.toHaveValue( '' );
		await staff.locator( '.aaia-composer__field' ).fill( '' );
		await staff.getByRole( 'button', { name: 'Emoji' } ).press( 'Enter' );
		await staff.keyboard.press( 'ArrowRight' );
		await expectAccessible( staff, '.aaia-emoji' );
		await staff.keyboard.press( 'Enter' );
		await expect( staff.locator( '.aaia-composer__field' ) ).toHaveValue( '😊' );
		expect( await staff.evaluate( () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ) ).toBe( true );
	} );
} );
