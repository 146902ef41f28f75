import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

/** Replies that can be taken back for five seconds. */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

test.describe( 'A reply', () => {
	test( 'is taken back, leaves when the tab closes, and a draft outlives the tab', async ( { staff, site, request } ) => {
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( 'Do you open on Sunday?' );
		const field = staff.locator( '.aaia-composer__field' );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		await field.fill( 'Yes, all day' );
		await field.press( 'Enter' );
		await expect( staff.getByRole( 'button', { name: 'Undo' } ) ).toBeVisible();
		await field.press( 'ControlOrMeta+z' );
		await expect( field ).toHaveValue( 'Yes, all day' );
		await expect( staff.getByRole( 'button', { name: 'Undo' } ) ).toHaveCount( 0 );

		await field.fill( 'No, never' );
		await field.press( 'Enter' );
		await field.fill( 'Half a thought' );
		const gone = staff.waitForEvent( 'close' );
		const context = staff.context();
		await staff.close( { runBeforeUnload: true } );
		await gone;
		await expect.poll( () => visitor.reads( id ) ).toContain( 'No, never' );
		const said = await visitor.reads( id );
		expect( said ).not.toContain( 'Yes, all day' );

		const again = await context.newPage();
		await again.goto( `${ SCREEN }&conversation=${ id }` );
		await expect( again.locator( '.aaia-composer__field' ) ).toHaveValue( 'Half a thought' );
		await expect( again.locator( '[data-author="agent"]', { hasText: 'No, never' } ) ).toHaveCount( 1 );
		await again.locator( '.aaia-composer__field' ).fill( '' );
	} );

	test( 'leaves before its conversation is resolved, and the delay is a choice that stays', async (
		{ staff, site, request, expectAccessible }
	) => {
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( 'Thank you, that was all' );
		const field = staff.locator( '.aaia-composer__field' );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		await field.fill( 'You are welcome' );
		await field.press( 'Enter' );
		await staff.getByRole( 'button', { name: 'Resolve', exact: true } ).click();
		await expect( staff.locator( '.aaia-thread__head .aaia-status' ) ).toHaveText( 'Resolved' );
		expect( await visitor.reads( id ) ).toContain( 'You are welcome' );
		await staff.reload();
		await expect( staff.locator( '.aaia-thread__head .aaia-status' ) ).toHaveText( 'Resolved' );

		await staff.getByRole( 'button', { name: 'Writing preferences' } ).click();
		await expectAccessible( staff, '.aaia-writing-menu' );
		await staff.getByRole( 'checkbox', { name: '5 seconds to undo' } ).uncheck();
		await staff.keyboard.press( 'Escape' );
		await staff.reload();
		await staff.getByRole( 'button', { name: 'Writing preferences' } ).click();
		await expect( staff.getByRole( 'checkbox', { name: '5 seconds to undo' } ) ).not.toBeChecked();
		await staff.getByRole( 'checkbox', { name: '5 seconds to undo' } ).check();
	} );
} );
