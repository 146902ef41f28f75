import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

/** Filters of the list together, in the address and as saved views; actions from a row. */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

test( 'Filters combine, survive a reload, are saved as a view; a row is acted on from its menu', async (
	{ staff, site, request, expectAccessible }
) => {
	const id = await ( await Visitor.arrives( request, site.url ) ).says( 'An urgent matter' );
	const other = await ( await Visitor.arrives( request, site.url ) ).says( 'Another matter' );
	const row = staff.locator( `[data-row="${ id }"]` );
	await staff.goto( `${ SCREEN }&conversation=${ id }` );
	await staff.getByRole( 'button', { name: 'No priority. Change it' } ).click();
	await expectAccessible( staff, '[role=menu][aria-label=Priority]' );
	await staff.getByRole( 'menuitemradio', { name: 'Urgent' } ).click();
	await expect( row ).toContainText( 'Urgent' );

	await staff.getByRole( 'button', { name: 'Filters' } ).click();
	await staff.getByLabel( 'Priority', { exact: true } ).selectOption( 'urgent' );
	await staff.getByLabel( 'Active from', { exact: true } ).fill( '2020-01-01' );
	await expectAccessible( staff, '.aaia-filter-fields' );
	await staff.keyboard.press( 'Escape' );
	await expect( staff.getByRole( 'button', { name: 'Filters (2)' } ) ).toBeVisible();
	await expect( staff.locator( `[data-row="${ other }"]` ) ).toHaveCount( 0 );
	await expect( staff ).toHaveURL( /priority=urgent/ );
	await staff.reload();
	await expect( row ).toBeVisible();
	await expect( staff.getByRole( 'list', { name: 'Filters that are set' } ) ).toContainText( 'Priority: Urgent' );
	await expect( staff.locator( `[data-row="${ other }"]` ) ).toHaveCount( 0 );

	const name = `Urgent ones ${ Date.now() }`;
	await staff.getByRole( 'button', { name: 'Views' } ).click();
	await staff.getByRole( 'menuitem', { name: 'Save as a view…' } ).click();
	await staff.getByRole( 'textbox', { name: 'Name' } ).fill( name );
	await staff.getByRole( 'checkbox', { name: 'For the whole team' } ).check();
	await expectAccessible( staff, '.components-modal__frame' );
	await staff.getByRole( 'button', { name: 'Save' } ).click();
	await expect( staff.getByRole( 'button', { name: `View: ${ name }` } ) ).toBeVisible();
	await staff.getByRole( 'button', { name: 'Remove all' } ).click();
	await expect( staff.locator( `[data-row="${ other }"]` ) ).toBeVisible();
	await staff.getByRole( 'button', { name: 'Views' } ).click();
	await staff.getByRole( 'menuitemradio', { name } ).click();
	await expect( staff.locator( `[data-row="${ other }"]` ) ).toHaveCount( 0 );
	await expectAccessible( staff, '#aaia-admin' );

	const item = staff.locator( '.aaia-rows li', { has: row } );
	await item.hover();
	await item.getByRole( 'button', { name: /^Actions for/ } ).click();
	await staff.getByRole( 'menuitem', { name: 'Me', exact: true } ).click();
	await expect( staff.getByRole( 'button', { name: 'Assigned to: Me. Change it' } ) ).toBeVisible();
	await item.hover();
	await item.getByRole( 'button', { name: /^Actions for/ } ).click();
	await staff.getByRole( 'menuitem', { name: 'Archive', exact: true } ).click();
	await expect( staff.locator( '.aaia-thread__head .aaia-status' ) ).toHaveText( 'Archived' );
} );
